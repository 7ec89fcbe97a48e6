"""Headings: other names, marks, two rows, groups, repeated and unknown ones."""

from __future__ import annotations

from tests.roster.lists.fixture import HEADINGS, Found, ListFixture, Who, renamed, someone
from xlsappraise.base.own_words import OwnWords

COMPANY = {
    "employee_id": "员工编号", "name": "姓名", "department": "所属部门", "position": "职务", "schemes": "适用方案",
    "supervisor": "上级领导", "hired": "入职时间", "status": "员工状态",
}  # fmt: skip
"""The headings of the company in issue 12"""

FIXTURES = (
    ListFixture(
        "the company's own headings below a merged title",
        headings=COMPANY, top=2, cells={"A1": "示例公司员工花名册（2026年11月）"}, merges=("A1:H1",),
        columns={"工号": "员工编号", "部门": "所属部门", "岗位": "职务", "考核方案": "适用方案", "直接主管": "上级领导",
                 "入职日期": "入职时间", "状态": "员工状态"},
        ignored=(),
    ),
    ListFixture(
        "other names of the same columns",
        headings=renamed(employee_id="人员编号", name="名字", department="所在部门", position="职位",
                         supervisor="汇报对象", hired="到岗日期", status="在职状态"),
        columns={"工号": "人员编号", "直接主管": "汇报对象", "入职日期": "到岗日期"}, ignored=(),
    ),
    ListFixture(
        "marks, notes and line breaks around headings",
        headings=renamed(employee_id="*工号", name="姓名（必填）", department="1.部门：", position="岗位\n(按合同)",
                         schemes="★考核方案★", supervisor="直接主管 [姓名]", hired="入职日期\nyyyy-mm-dd",
                         status="【必填】状态"),
        columns={"工号": "*工号", "入职日期": "入职日期 yyyy-mm-dd"}, ignored=(),
    ),
    ListFixture(
        "headings with full-width letters, blanks and invisible characters",
        headings=renamed(employee_id="员工ＩＤ", name="姓　名", department="部\u200b门", status="状 态"),
        columns={"工号": "员工ＩＤ"}, ignored=(),
    ),
    ListFixture(
        "two heading rows: a group title above, other headings merged over both",
        top=2,
        headings=renamed(supervisor="", status=""),
        cells={"A1": "基本信息", "F1": "直接主管", "H1": "状态", "F3": "李建国", "H3": "正式"},
        merges=("A1:E1", "F1:F2", "H1:H2"),
        ignored=(),
    ),
    ListFixture(
        "two heading rows: the headings stand in the upper one, one of them divided below",
        headings=renamed(supervisor=""), rows=({},),
        cells={"A3": "E001", "B3": "王小燕", "C3": "客服一部", "D3": "客服回访专员", "E3": "furniture-callback",
               "F1": "主管", "F2": "姓名", "F3": "李建国", "I1": None, "I2": "邮箱",
               "I3": "li@example.com", "H3": "正式",
               "A2": None, "B2": None, "C2": None, "D2": None, "E2": None, "G2": None, "H2": None},
        merges=("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "G1:G2", "H1:H2"),
        ignored=("邮箱",), found=(Found("roster-unknown-heading", "I2"),),
    ),
    ListFixture(
        "groups with the same sub-headings: the supervisor's name and address, and a person to call",
        rows=(),
        headings={},
        cells={
            "A1": "工号", "B1": "姓名", "C1": "部门", "D1": "岗位", "E1": "考核方案", "F1": "主管", "F2": "姓名",
            "G2": "邮箱", "H1": "状态", "I1": "紧急联系人", "I2": "姓名", "J2": "电话",
            "A3": "E001", "B3": "王小燕", "C3": "客服一部", "D3": "客服回访专员", "E3": "furniture-callback",
            "F3": "李建国", "G3": "li@example.com", "H3": "正式", "I3": "王大明", "J3": "13800000000",
        },
        merges=("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:G1", "H1:H2", "I1:J1"),
        columns={"姓名": "姓名", "直接主管": "姓名", "主管邮箱": "邮箱"},
        ignored=("姓名", "电话"),
    ),
    ListFixture(
        "groups named like the supervisor with a name and an address below",
        rows=(), headings={},
        cells={
            "A1": "工号", "B1": "姓名", "C1": "部门", "D1": "岗位", "E1": "考核方案", "F1": "上级领导", "F2": "姓名",
            "G2": "邮箱", "H1": "状态", "I1": "间接上级", "I2": "姓名", "J2": "电话",
            "A3": "E001", "B3": "王小燕", "C3": "客服一部", "D3": "客服回访专员", "E3": "furniture-callback",
            "F3": "李建国", "G3": "li@example.com", "H3": "正式", "I3": "赵总", "J3": "13800000000",
        },
        merges=("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:G1", "H1:H2", "I1:J1"),
        columns={"姓名": "姓名", "直接主管": "姓名", "主管邮箱": "邮箱", "间接主管": "姓名"}, ignored=("电话",),
    ),
    ListFixture(
        "a curly apostrophe in an English heading",
        headings={**HEADINGS, "email": "Supervisor’s email"}, columns={"主管邮箱": "Supervisor’s email"}, ignored=(),
    ),
    ListFixture(
        "two merged lines of title, a line of notes and a blank row above the headings",
        top=5,
        cells={"A1": "示例公司", "A2": "员工名单", "A3": "制表：人事部　姓名不得简写"},
        merges=("A1:H1", "A2:H2", "A3:H3"),
    ),
    ListFixture(
        "an organisation's own headings come before all other names",
        headings=renamed(employee_id="档案号", department="条线", status="人员类别"),
        own=OwnWords(headings=(("档案号", "工号"), ("条线", "部门"), ("人员类别", "status"))),
        columns={"工号": "档案号", "部门": "条线", "状态": "人员类别"},
    ),
    ListFixture(
        "own words for a column that does not exist",
        own=OwnWords(headings=(("条线", "部们"),)), refused=True, people=(),
        found=(Found("settings-invalid"),),
    ),
    ListFixture(
        "own words for a status that does not exist",
        own=OwnWords(statuses=(("返聘", "正是"),)), refused=True, people=(),
        found=(Found("settings-invalid"),),
    ),
    ListFixture(
        "a heading that is not known is named with the nearest one",
        headings={**HEADINGS, "email": "主管的邮箱"},
        found=(Found("roster-unknown-heading", "I1"),), ignored=("主管的邮箱",),
    ),
    ListFixture(
        "a required heading with a slip of the pen is named beside the missing one",
        headings=renamed(supervisor="直接主官"), people=(),
        found=(Found("roster-missing-column", "1:1"),),
    ),
    ListFixture(
        "columns that are read for nothing are named",
        headings={**HEADINGS, "a": "身份证号", "b": "联系电话", "c": "备注"}, ignored=("身份证号", "联系电话", "备注"),
    ),
    ListFixture(
        "a running number before the employee number",
        headings={"a": "序号", **HEADINGS}, ignored=("序号",),
    ),
    ListFixture(
        "编号 names the employee number only where nothing surer does",
        headings={"a": "编号", **HEADINGS}, rows=({**someone(), "a": 7},), ignored=("编号",),
        columns={"工号": "工号"},
    ),
    ListFixture(
        "主管 and 直接主管 side by side: the exact heading counts",
        headings={**HEADINGS, "a": "主管"}, rows=({**someone(), "a": "别人"},), ignored=("主管",),
    ),
    ListFixture(
        "one heading twice stops the list",
        headings={**HEADINGS, "a": "姓 名"}, people=(), found=(Found("roster-duplicate-column", "I1"),),
    ),
    ListFixture(
        "a heading merged over two columns: the first one counts",
        headings={**HEADINGS}, cells={"H1": "状态", "I2": "x"}, merges=("H1:I1",),
    ),
    ListFixture(
        "English headings and statuses",
        headings={"employee_id": "Employee ID", "name": "Full name", "department": "Department",
                  "position": "Job title", "schemes": "Scheme", "supervisor": "Line manager", "hired": "Hire date",
                  "status": "Employment status",
                  "email": "Supervisor email", "indirect": "Indirect supervisor", "confirmed": "Confirmed",
                  "level": "Grade"},
        rows=(someone("S1", status="Active"), someone("S2", status="On probation"),
              someone("S3", status="Maternity leave"), someone("S4", status="Resigned", schemes=None, supervisor=None)),
        people=(Who("S1"), Who("S2", status="试用"), Who("S3", status="休假"),
                Who("S4", status="离职", schemes=(), supervisor="")),
        statuses={"Active": "正式", "On probation": "试用", "Maternity leave": "休假", "Resigned": "离职"}, ignored=(),
    ),
    ListFixture(
        "English headings in capitals with marks",
        headings={"employee_id": "EMPLOYEE NO.", "name": "NAME *", "department": "DEPT", "position": "POSITION",
                  "schemes": "SCHEMES", "supervisor": "REPORTS TO", "hired": "START DATE", "status": "STATUS"},
        rows=(someone(status="ACTIVE"),), statuses={"ACTIVE": "正式"}, ignored=(),
    ),
)  # fmt: skip
