"""Builds a period's data for the summary: a realistic one, and any edge of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.base.problems import Rendered
from xlsappraise.report.data import RESULT_COLUMNS, SummaryData
from xlsappraise.results.standing import Score, Standing
from xlsappraise.schemes import Scheme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DEPARTMENTS = ("客服一部", "客服二部", "售后服务部")
RATERS = {"客服一部": ("周敏", "李建国"), "客服二部": ("王芳",), "售后服务部": ("欧阳雪梅",)}
NAMES = (
    "张伟", "王秀英", "李娜", "刘洋", "陈静", "杨帆", "赵磊", "黄丽", "周杰", "吴敏", "徐强", "孙悦",
    "马超", "朱琳", "胡军", "郭婷", "何平", "高翔", "林芝", "罗斌", "梁雨", "宋佳", "郑凯", "谢婉莹",
)  # fmt: skip
STATES = {5: "incomplete", 12: "invalid", 13: "incomplete", 16: "missing", 19: "invalid", 22: "missing"}


def scheme(identity: str, title: str, criteria: int = 6, points: float | None = None) -> Scheme:
    each = points or round(100 / criteria, 4)
    names = ("客户回访率", "首次响应及时率", "服务态度与规范", "投诉处理", "资料与记录完整", "团队协作")
    return Scheme.model_validate(
        {
            "id": identity,
            "title": title,
            "role": "客服专员",
            "period": "month",
            "source": "test",
            "raters": [{"id": "supervisor", "title": "直接主管", "weight": 1.0}],
            "total": {"points": 100, "max": 110},
            "section": [
                {
                    "title": "工作业绩",
                    "criterion": [
                        {
                            "id": f"c{n}",
                            "title": names[n % len(names)] + ("" if n < len(names) else str(n)),
                            "standard": "按标准评分。",
                            "points": each,
                            "rules": [{"kind": "rating"}],
                        }
                        for n in range(criteria)
                    ],
                }
            ],
        }
    )


SCHEMES = (
    scheme("furniture-callback", "家具客服回访专员月度考核表", 5),
    scheme("aftersales", "售后客服月度绩效考核表", 5),
    scheme("leader", "客服组长考核表", 4),
)


def make(
    people: Sequence[tuple[str, str, str, str, str, float | None, str]],
    schemes: Sequence[Scheme] = SCHEMES,
    problems: tuple[Rendered, ...] = (),
    files: Sequence[tuple[str, str, str, str]] = (),
    organisation: str = "示例家居有限公司",
) -> SummaryData:
    """Build the data from (employee, name, department, rater, scheme id, total, state)."""
    by_id = {s.id: s for s in schemes}
    frame = pd.DataFrame(
        [
            {
                "employee_id": employee, "name": name, "department": department, "position": "客服专员",
                "scheme": identity, "scheme_title": by_id[identity].title, "rater": rater,
                "total": np.nan if total is None else total,
                "grade": None if total is None else grade_of(by_id[identity], total), "state": state,
            }
            for employee, name, department, rater, identity, total, state in people
        ],
        columns=[c for c in RESULT_COLUMNS if not c.endswith("rank")],
    )  # fmt: skip
    frame["total"] = frame["total"].astype(float)
    frame["rank"] = frame.groupby("scheme")["total"].rank(method="min", ascending=False)
    frame["department_rank"] = frame.groupby(["scheme", "department"])["total"].rank(method="min", ascending=False)
    missing = frame[frame["state"] == "missing"]
    counts = {state: int((frame["state"] == state).sum()) for state in ("valid", "incomplete", "invalid", "missing")}
    states = [state for _file, state, _employee, _detail in files]
    kinds = ("accepted", "refused", "set_aside", "duplicate", "ignored")
    return SummaryData(
        period=Period.parse("2026-11"),
        organisation=organisation,
        counts={"issued": len(frame), **counts, "withdrawn": 1},
        file_counts={"seen": len(states), **{kind: states.count(kind) for kind in kinds}},
        results=frame[list(RESULT_COLUMNS)],
        criteria={s.id: criteria_of(frame, s) for s in schemes},
        missing=missing[["employee_id", "name", "department", "scheme_title", "rater"]].assign(
            email="supervisor@example.com", unnamed=False
        ),
        files=pd.DataFrame(files, columns=["file", "state", "employee_id", "detail"]),
        problems=problems,
        schemes=by_id,
    )


def with_earlier(
    data: SummaryData,
    totals: Mapping[str, Mapping[str, float]],
    identity: str = "furniture-callback",
    leave: Mapping[str, str] | None = None,
) -> SummaryData:
    """Add results of earlier periods: period → employee → total; ``leave``: period → who was on approved leave."""
    scheme = next(s for s in SCHEMES if s.id == identity)
    scores = {
        (identity, Period.parse(period)): {
            number: Score(
                Person(number, number), Period.parse(period), identity, scheme.title, total,
                grade_of(scheme, total), 1, len(of),
            )
            for number, total in of.items()
        }
        for period, of in totals.items()
    }  # fmt: skip
    away = {Period.parse(period): frozenset(who.split()) for period, who in (leave or {}).items()}
    return replace(data, standing=Standing({**data.standing.scores, **scores}, away))


def over_a_year() -> SummaryData:
    """The realistic month after a year in which people join, leave, and miss a period."""
    draw = np.random.default_rng(5)
    data, period = realistic(), Period.parse("2026-11")
    for _back in range(13):
        period = period.previous()
        for scheme in SCHEMES:
            numbers = data.results.loc[data.results["scheme"] == scheme.id, "employee_id"]
            of = {n: round(float(np.clip(draw.normal(80, 9), 45, 108)), 2) for n in numbers if draw.random() > 0.1}
            data = with_earlier(data, {str(period): of}, scheme.id)
    return data


def grade_of(scheme: Scheme, total: float) -> str:
    return next(g.title for g in scheme.grades if total >= g.from_)


def criteria_of(frame: pd.DataFrame, scheme: Scheme) -> pd.DataFrame:
    valid = frame[(frame["scheme"] == scheme.id) & (frame["state"] == "valid")]
    marks = {c.id: (valid["total"] / 100 * c.points).clip(upper=c.points).round(2) for c in scheme.criteria}
    return valid[["employee_id", "name", "department"]].assign(**marks, total=valid["total"])


def realistic() -> SummaryData:
    draw = np.random.default_rng(7)
    people, files, problems = [], [], []
    for index, name in enumerate(NAMES):
        department = DEPARTMENTS[min(2, index // 9)]
        raters = RATERS[department]
        rater = raters[index % len(raters)]
        identity = "leader" if index in (0, 9, 18) else ("aftersales" if index >= 18 else "furniture-callback")
        state = STATES.get(index, "valid")
        employee = f"E{index + 1:03d}"
        total = round(float(np.clip(draw.normal(83, 8), 52, 108)), 2) if state == "valid" else None
        people.append((employee, name, department, rater, identity, total, state))
        file = f"{rater}/{employee}_{name}_{identity}_2026-11.xlsx"
        if state == "valid":
            files.append((file, "accepted", employee, ""))
        elif state == "incomplete":
            files.append((file, "refused", employee, "有空项，未填完"))
            problems.append(
                _problem(
                    "missing-input",
                    "error",
                    file,
                    employee,
                    "H21",
                    "",
                    "0–10",
                    "评分表 H21：“投诉处理”没有填写。请填写；是 0 就填 0。",
                )
            )
            problems.append(
                _problem(
                    "missing-signoff",
                    "error",
                    file,
                    employee,
                    "H44",
                    "",
                    "评分完成",
                    "评分表 H44：评分结束后请选择“评分完成”。",
                )
            )
    file = "周敏/E003_李娜_furniture-callback_2026-11.xlsx"
    problems.insert(
        0,
        _problem(
            "locked-cell-changed",
            "tampering",
            file,
            "E003",
            "F9",
            "30",
            "20",
            "评分表 F9（客户回访率分值）由“20”改成了“30”，按发出的内容计算。"
            "若采信，总分为 91.00，而不是 86.40，等级为优秀，而不是良好。",
        ),
    )
    problems.insert(
        1,
        _problem(
            "protection-removed",
            "warning",
            file,
            "E003",
            "",
            "",
            "",
            "工作表保护被取消，锁定内容已与发出的表逐格比对。",
        ),
    )
    a, b = "收件/E013 修改版.xlsx", "收件/E013 最终版.xlsx"
    files += [(a, "set_aside", "E013", "与另一完整版本不同"), (b, "set_aside", "E013", "与另一完整版本不同")]
    problems.append(
        _problem(
            "versions-differ",
            "error",
            a,
            "E013",
            "",
            "",
            b,
            f"这份表还有另一个完整版本（{b}），不同之处：H8、H12。请用 “xlsappraise accept 文件 --reason …” 选定。",
        )
    )
    c = "收件/E020_罗斌.xlsx"
    files.append((c, "refused", "E020", "数值无法采用"))
    problems.append(
        _problem(
            "not-a-number",
            "error",
            c,
            "E020",
            "H12",
            "８５分",
            "0–100",
            "评分表 H12：“首次响应及时率”填的是“８５分”。请只填数字（0–100）。",
        )
    )
    d = "收件/工资表.xlsx"
    files += [
        (d, "refused", "", "不是本系统的表"),
        ("收件/副本 E001.xlsx", "duplicate", "E001", "与已采用的文件内容相同"),
        (".DS_Store", "ignored", "", "系统文件"),
    ]
    problems.append(
        _problem(
            "file-foreign",
            "error",
            d,
            "",
            "",
            "",
            "",
            "这个工作簿不是我们发出的表：上面没有表单编号。请交回发出的那份表。",
        )
    )
    problems.append(
        _problem(
            "normalised",
            "note",
            people and "周敏/E001_张伟_leader_2026-11.xlsx",
            "E001",
            "H9",
            "９０",
            "90",
            "评分表 H9：“投诉处理”填的是“９０”，按 90 读取。",
        )
    )
    return make(people, problems=tuple(problems), files=files)


def _problem(
    code: str, severity: str, file: str, employee: str, cell: str, found: str, expected: str, message: str
) -> Rendered:
    return Rendered(
        code,
        severity,
        file,
        employee or None,
        "评分表" if cell else None,
        cell or None,
        found or None,
        expected or None,
        message,
    )
