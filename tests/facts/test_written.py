"""What does the facts workbook ask for, and what does Excel say while it is filled in?"""

from __future__ import annotations

from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from tests.conftest import Bench, beside, person
from tests.facts.desk import (
    CHECKS,
    FIRST,
    INCIDENTS,
    LETTERS,
    NOTES,
    PEOPLE,
    QUARTER_PLAN,
    SALES_PLAN,
    SETTINGS,
    TITLES,
    Desk,
    headings,
    people_sheets,
    sold,
    told,
)
from xlsappraise.base.period import Period
from xlsappraise.drawing import styles
from xlsappraise.roster import PLANS

HEAD = ["工号", "姓名", "部门", "奖金方案", "批准休假"]


def fill_of(cell: Any) -> str:
    return str(cell.fill.fgColor.rgb)[-6:]


def rules_of(sheet: Any) -> dict[str, Any]:
    """Return the data validation of each cell that has one."""
    return {
        f"{get_column_letter(column)}{row}": rule
        for rule in sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
        for line in area.rows
        for row, column in line
    }


def test_a_person_a_row_and_a_figure_a_column(desk: Desk) -> None:
    assert desk.grid(PEOPLE) == [
        [*HEAD, "销售额", "结余", "转化率", "回访数", "全勤"],
        ["E001", "王小燕", "客服一部", "销售奖", *[None] * 6],
        ["E002", "李梅", "客服一部", "销售奖", *[None] * 6],
    ]


def test_the_sheets_bear_the_names_of_the_contract(desk: Desk) -> None:
    book = openpyxl.load_workbook(desk.path)
    assert [s.title for s in book if s.sheet_state == "visible"] == [PEOPLE, INCIDENTS, SETTINGS, NOTES]
    assert book.active.title == PEOPLE


def test_everybody_with_a_scheme_of_the_period_can_be_given_leave(bench: Bench) -> None:
    desk = Desk(bench)
    desk.plan(SALES_PLAN)
    desk.staff(
        sold(),
        person("E002"),
        person("E003", schemes="floor-supervisor"),
        person("E004", status="离职"),
        person("E005", schemes="marketing-quarterly-manager"),
        sold("E006", status="离职"),
    )
    desk.write()
    assert [row[0] for row in desk.grid(PEOPLE)[1:]] == ["E001", "E002", "E003"]
    desk.period = Period("quarter", 2026, 4)
    desk.write()
    assert [row[0] for row in desk.grid(PEOPLE)[1:]] == ["E001", "E002", "E003", "E005"]


def test_only_what_a_persons_plans_need_is_to_be_filled_in(bench: Bench) -> None:
    desk = Desk(bench)
    desk.plan(SALES_PLAN)
    desk.staff(sold(), person("E002"))
    desk.write()
    book = openpyxl.load_workbook(desk.path)
    people, figures = people_sheets(book)
    assert [row[0].value for row in people.iter_rows(min_row=FIRST)] == ["E001", "E002"]
    assert [row[0].value for row in figures.iter_rows(min_row=FIRST)] == ["E001"]
    assert (list(headings(people)), list(headings(figures))[3:]) == (HEAD, list(TITLES))
    assert {cell for cell in rules_of(people) if cell[0] == "E"} >= {"E4", "E5"}
    for letter in "DEFGH":
        assert fill_of(figures[f"{letter}4"]) == styles.MAY and f"{letter}4" in rules_of(figures)


def hatched(book: Any) -> list[str]:
    """Return the cells of the people's sheets that are crossed out."""
    return [
        f"{sheet.title} {cell.coordinate}"
        for sheet in people_sheets(book)
        for row in sheet.iter_rows()
        for cell in row
        if cell.border.diagonalUp or cell.border.diagonalDown
    ]


def test_no_sheet_has_a_cell_that_needs_nothing(bench: Bench) -> None:
    desk = Desk(bench)
    desk.plan(SALES_PLAN)
    desk.plan(QUARTER_PLAN)
    desk.staff(
        sold(), person("E002", **{PLANS: "quarter-pay"}), sold("E003", **{PLANS: "季度奖、销售奖"}), person("E004")
    )
    desk.write()
    assert hatched(openpyxl.load_workbook(desk.path)) == []


def test_excel_says_what_a_cell_takes(desk: Desk) -> None:
    rules = rules_of(openpyxl.load_workbook(desk.path)[PEOPLE])
    kinds = {name: (rules[f"{letter}4"].type, rules[f"{letter}4"].formula1) for name, letter in LETTERS.items()}
    assert kinds == {
        "leave": ("list", '"是,否"'),
        "sales": ("decimal", "0"),
        "balance": ("decimal", "-9999999999.99"),
        "rate": ("decimal", "0"),
        "visits": ("whole", "0"),
        "attended": ("list", '"是,否"'),
    }
    assert rules["F5"].promptTitle == "销售额" and "不等于 0" in rules["F5"].prompt and rules["F5"].error


def test_incidents_have_free_rows_with_dropdowns(desk: Desk) -> None:
    book = openpyxl.load_workbook(desk.path)
    sheet = book[INCIDENTS]
    assert [c.value for c in sheet[3]] == ["工号", "姓名", "日期", "类别", "次数", "金额", "补救日期", "说明"]
    rules = rules_of(sheet)
    assert [rules[f"{letter}4"].type for letter in "ACDEFGH"] == [
        "list", "date", "list", "whole", "decimal", "date", "textLength",
    ]  # fmt: skip
    assert rules["D503"].formula1 == "'选项'!$A$1:$A$3" and "D504" not in rules
    assert [c.value for c in book["选项"]["A"][:3]] == ["迟到", "损失", "漏打卡"]
    assert (rules["C4"].formula1, rules["C4"].formula2) == ("46327", "46356")  # 1 and 30 November 2026


def test_a_setting_a_row_with_what_the_plan_file_says(desk: Desk) -> None:
    rows = desk.grid(SETTINGS)
    assert rows[0] == ["方案", "设置项", "数值", "比率", "方案文件中的值", "说明", "行标识"]
    shown = {row[6].partition("/")[2]: (row[1], row[4]) for row in rows[1:]}
    assert shown["pool"] == ("奖金池", "未设定")
    assert shown["target"] == ("目标分", "85")
    assert shown["parts/2"] == ("比例·二档", "60%")
    assert shown["sums/1"] == ("金额·第 1 项", "未设定")
    assert shown["steps/2"] == ("分级表·第 2 级", "10000 起 0.5%")
    assert shown["steps/3"] == ("分级表·第 3 级", "—")
    assert shown["by"] == ("按哪个方案", "未设定")
    assert len(shown) == 1 + 1 + 3 + 6 + 6 + 1
    sheet = openpyxl.load_workbook(desk.path)[SETTINGS]
    assert sheet.column_dimensions["G"].hidden


def test_checks_are_asked_for_where_a_years_result_takes_them(bench: Bench) -> None:
    desk = Desk(bench)
    desk.staff(person(schemes="annual-de-qin-neng-ji、de-qin-neng-ji"))
    desk.write()
    book = openpyxl.load_workbook(desk.path)
    assert [s.title for s in book if s.sheet_state == "visible"] == [PEOPLE, CHECKS, NOTES]
    assert [c.value for c in book[CHECKS][3]] == ["工号", "姓名", "日期", "得分", "说明"]


def test_what_only_another_kind_of_period_needs_is_not_asked_for(bench: Bench) -> None:
    desk = Desk(bench)
    desk.plan(QUARTER_PLAN)
    desk.staff(person(**{PLANS: "quarter-pay"}))
    desk.write()
    assert desk.grid(PEOPLE)[0] == [*HEAD, "全勤"]
    assert INCIDENTS not in openpyxl.load_workbook(desk.path).sheetnames
    desk.period = Period("quarter", 2026, 4)
    done = desk.write().written
    assert desk.grid(PEOPLE)[0] == [*HEAD, "季度基数"]
    assert done is not None and done.blank == (("E001", "季度基数"),)


def test_settings_that_only_another_kind_of_period_needs_are_not_asked_for(bench: Bench) -> None:
    desk = Desk(bench)
    desk.plan(
        'id = "both-pay"\ntitle = "两种奖"\nsource = "test"\n'
        + "".join(
            f'[[setting]]\nkey = "{kind}_sum"\ntitle = "{kind}"\ntype = "money"\n'
            f'[[rule]]\nkind = "award"\nid = "{kind}"\ntitle = "{kind}"\non = ["{kind}"]\namount = "@{kind}_sum"\n'
            for kind in ("month", "quarter")
        )
    )
    desk.staff(person(**{PLANS: "both-pay"}))
    desk.write()
    assert [row[1] for row in desk.grid(SETTINGS)[1:]] == ["month"]
    desk.period = Period("quarter", 2026, 4)
    desk.write()
    assert [row[1] for row in desk.grid(SETTINGS)[1:]] == ["quarter"]


def test_limits_of_a_shared_column_are_the_widest(bench: Bench) -> None:
    desk = Desk(bench)
    for name, limit in (("one-pay", "max = 1\n"), ("two-pay", "max = 2\n")):
        desk.plan(
            f'id = "{name}"\ntitle = "{name}"\nsource = "test"\n'
            f'[[fact]]\nid = "done"\ntitle = "完成率"\ntype = "percent"\n{limit}'
            '[[rule]]\nkind = "award"\nid = "best"\ntitle = "奖"\namount = 5\nfirst_in = ["done"]\n'
        )
    desk.staff(person(**{PLANS: "one-pay,two-pay"}))
    desk.write()
    desk.fill(PEOPLE, F4=1.5)
    assert desk.read().problems == ()
    desk.fill(PEOPLE, F4=2.5)
    assert told(desk.read().problems) == [("out-of-range", "F4", "E001")]


def test_sales_of_a_department_are_asked_for_once_their_table_is_set(bench: Bench) -> None:
    desk = Desk(bench)
    desk.staff(person(schemes="composite-bonus-pool", **{PLANS: "bonus-pool"}))
    written = desk.write().written
    assert written is not None and written.blank == ()
    notes = {row[0]: row[2] for row in desk.grid(NOTES) if len(row) > 2}
    assert notes["部门业绩（元）"] == "设定“客服部门绩效提成表”后，空白则该部门暂缓计算"
    rows = {row[1]: at for at, row in enumerate(desk.grid(SETTINGS), FIRST - 1)}
    desk.fill(SETTINGS, **{f"C{rows['客服部门绩效提成表·第 1 级']}": 0, f"D{rows['客服部门绩效提成表·第 1 级']}": 0.01})
    written = desk.write().written
    assert written is not None and written.blank == (("客服一部", "部门业绩（元）"),)


def test_sales_of_people_are_asked_for_once_their_table_is_set(bench: Bench) -> None:
    desk = Desk(bench)
    desk.plan(
        SALES_PLAN.replace('type = "tiers"\nvalue = [{ from = 0, rate = 0.003 }, { from = 10000, rate = 0.005 }]',
                           'type = "tiers"').replace('title = "销售额"\ntype = "money"',
                                                     'title = "销售额"\ntype = "money"\nrequired = false')
    )  # fmt: skip
    desk.staff(sold())
    written = desk.write().written
    assert written is not None and ("E001", "销售额") not in written.blank
    notes = {row[0]: row[2] for row in desk.grid(NOTES) if len(row) > 2}
    assert notes["销售额"] == "设定“分级表”后，空白则暂缓计算"
    desk.settings(steps_1=(0, 0.01))
    written = desk.write().written
    assert written is not None and ("E001", "销售额") in written.blank


def test_plans_share_the_column_of_a_title(bench: Bench) -> None:
    desk = Desk(bench)
    desk.plan(SALES_PLAN)
    desk.plan(QUARTER_PLAN)
    desk.staff(sold(), person("E002", **{PLANS: "quarter-pay"}), sold("E003", **{PLANS: "季度奖、销售奖"}))
    done = desk.write().written
    assert desk.grid(PEOPLE)[0] == HEAD
    assert desk.grid(PEOPLE)[3][3] == "销售奖、季度奖"
    head, *rows = desk.grid("人员·销售奖")
    assert (head[3:], [row[0] for row in rows]) == (["销售额", "结余", "转化率", "回访数"], ["E001", "E003"])
    head, *rows = desk.grid("人员·销售奖、季度奖")
    assert (head[3:], [row[0] for row in rows]) == (["全勤"], ["E001", "E002", "E003"])
    assert done is not None
    assert [b for b in done.blank if b[1] == "全勤"] == [("E001", "全勤"), ("E003", "全勤")]


def test_what_is_blank_and_what_is_not_set_is_counted(desk: Desk) -> None:
    desk.fill(PEOPLE, F4=100, J4="是", E5="是")
    desk.settings(pool=500)
    done = desk.write().written
    assert done is not None
    assert (done.people, done.planned, done.blank) == (2, 2, ())  # E002 is on leave
    assert done.unset == (("销售奖", "金额"), ("销售奖", "按哪个方案"))


def test_without_any_plan_there_are_people_and_leave(bench: Bench) -> None:
    desk = Desk(bench)
    desk.staff(person(), person("E002"))
    done = desk.write()
    assert done.written is not None and (done.problems, done.written.planned) == ((), 0)
    assert desk.grid(PEOPLE)[0] == HEAD
    assert [row[0] for row in desk.grid(PEOPLE)[1:]] == ["E001", "E002"]
    texts = " ".join(str(v) for row in desk.grid(NOTES) for v in row if v)
    assert "花名册里加一列“奖金方案”" in texts


def test_the_notes_tell_what_holds_back_and_which_kinds_need_more(desk: Desk) -> None:
    rows = desk.grid(NOTES)
    assert ["销售额", "元", "暂缓计算", "销售奖"] in rows
    assert ["结余", "数字，可以是负数", "可以", "销售奖"] in rows
    assert ["损失", "必填", "—", "销售奖"] in rows
    assert ["漏打卡", "—", "可填", "销售奖"] in rows


def test_a_mistake_in_a_row_of_the_roster_stops_nobody_else(desk: Desk) -> None:
    desk.staff(sold(), sold("E002"), sold("E003"))
    desk.write()
    desk.fill(PEOPLE, F4=100, F5=200, F6=300)
    desk.staff(sold(), sold("E002", schemes="nonsense"), sold("E003"), sold("E004", hired="明天"))
    done = desk.write()
    assert {(p.code, p.employee_id) for p in done.problems if p.severity == "error"} == {
        ("roster-unknown-scheme", "E002"), ("roster-bad-date", "E004"),
    }  # fmt: skip
    rows = {row[0]: row[5] for row in desk.grid(PEOPLE) if str(row[0]).startswith("E")}
    assert rows == {"E001": 100, "E002": 200, "E003": 300, "E004": None}


def test_nothing_is_written_while_the_roster_as_a_whole_has_errors(bench: Bench) -> None:
    desk = Desk(bench)
    desk.staff(person(), person(), person("E003", schemes="nonsense"))
    done = desk.write()
    assert done.written is None and not desk.path.exists()
    assert {p.code for p in done.problems} == {"roster-duplicate-employee", "roster-unknown-scheme"}


def test_nothing_is_written_while_a_plan_file_has_errors(bench: Bench) -> None:
    desk = Desk(bench)
    desk.plan(SALES_PLAN.replace('sales = "sales"', 'sales = "turnover"'))
    desk.staff(person())
    done = desk.write()
    assert done.written is None and [p.code for p in done.problems] == ["plan-fault"]


def test_a_plan_that_cannot_be_used_is_told_and_the_others_are_asked_for(bench: Bench) -> None:
    desk = Desk(bench)
    desk.plan(SALES_PLAN)
    desk.staff(sold(), person("E002", **{PLANS: "sales-pray"}))
    done = desk.write()
    assert told(done.problems) == [("plan-unknown", beside(3), "E002")]
    assert len(desk.grid(PEOPLE)) == 3


def test_a_figure_must_not_be_called_like_another_column(bench: Bench) -> None:
    desk = Desk(bench)
    desk.plan(SALES_PLAN.replace('title = "销售额"', 'title = "部 门"'))
    desk.staff(sold())
    done = desk.write()
    assert told(done.problems) == [("facts-title-taken", None, None)]
    assert desk.grid(PEOPLE)[0] == [*HEAD, "结余", "转化率", "回访数", "全勤"]


def test_an_english_workspace_has_english_sheets(bench: Bench) -> None:
    settings = bench.workspace.root / "appraise.toml"
    settings.write_text(settings.read_text().replace('zh_CN"', 'en"', 1), encoding="utf-8")
    bench.workspace = type(bench.workspace)(bench.workspace.root)
    desk = Desk(bench)
    desk.plan(SALES_PLAN)
    desk.staff(sold())
    assert desk.write().problems == ()
    book = openpyxl.load_workbook(desk.path)
    assert [s.title for s in book if s.sheet_state == "visible"] == ["Staff", "Incidents", "Settings", "Notes"]
    assert desk.grid("Staff")[0][:5] == ["工号", "姓名", "部门", "奖金方案", "Approved leave"]


def test_texts_that_look_like_formulas_stay_texts(bench: Bench) -> None:
    desk = Desk(bench)
    desk.plan(
        SALES_PLAN.replace('title = "销售奖"', 'title = "=1+1"').replace('title = "回访数"', 'title = "@SUM(A1)"')
    )
    desk.staff(sold())
    desk.write()
    sheet = openpyxl.load_workbook(desk.path)[PEOPLE]
    assert [(sheet[a].value, sheet[a].data_type) for a in ("D4", "I3")] == [("=1+1", "s"), ("@SUM(A1)", "s")]


def test_what_is_wide_is_printed_on_several_pages_beside_each_other(bench: Bench) -> None:
    desk = Desk(bench)
    desk.plan(SALES_PLAN)
    desk.staff(sold())
    desk.write()
    narrow = openpyxl.load_workbook(desk.path)[PEOPLE]
    assert (narrow.page_setup.fitToWidth, narrow.print_title_cols, narrow.print_title_rows) == (None, None, "$1:$3")
    many = ("shop-awards", "floor-supervisor-pay", "career-ladder", "aftersales-gate", "flagship-store-pay")
    desk.staff(person(**{PLANS: "、".join(many)}))
    desk.write()
    wide = openpyxl.load_workbook(desk.path)[PEOPLE]
    assert (wide.page_setup.fitToWidth, wide.print_title_cols, wide.print_title_rows) == (2, "$A:$B", "$1:$3")
    width = sum(dimension.width for dimension in wide.column_dimensions.values())
    assert width * 7 * 0.6 <= 2 * 10.8 * 96  # at 60 %, in pixels of 96 to the inch: two pages are enough
