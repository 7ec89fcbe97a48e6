"""People who joined or left within a period: who gets a form, what it asks, and where that is said."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.checks.forms import result
from tests.cli.test_help import run
from tests.conftest import SIGNED, Bench, message_of, person
from tests.pipeline.flow import ordered, write_figures
from xlsappraise.base.form_rules import FormRules, Stay
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem
from xlsappraise.issuing.generate import Generated
from xlsappraise.product.roster import check_roster
from xlsappraise.roster.people import LEFT
from xlsappraise.store.workspace import SETTINGS, Workspace

NOVEMBER = Period.parse("2026-11")
SCALED = 'part_period = "scaled"\n'
RECEIVED = "目标接待人数"
TARGET = "reception.target"
JOINED: dict[str, Any] = {"hired": date(2026, 11, 10)}


def settle(bench: Bench, text: str) -> None:
    """Put settings before the tables of appraise.toml."""
    path = bench.workspace.root / SETTINGS
    path.write_text(text + path.read_text(encoding="utf-8"), encoding="utf-8")
    bench.workspace = Workspace(bench.workspace.root)


def presales(number: str = "E001", **changes: Any) -> dict[str, Any]:
    return person(number, schemes="presales-weighted", position="售前客服", **changes)


def targets(bench: Bench, *rows: tuple[str, float]) -> Path:
    """Write HR's figures for the number of customers received."""
    return write_figures(bench.workspace.root / "数据.xlsx", ["工号", RECEIVED], *rows)


def sheet(bench: Bench, number: str = "E001") -> Any:
    return openpyxl.load_workbook(bench.form(number)).worksheets[0]


def texts(bench: Bench, number: str = "E001") -> str:
    return "\n".join(str(cell.value) for row in sheet(bench, number).iter_rows() for cell in row if cell.value)


def value(bench: Bench, name: str, number: str = "E001") -> Any:
    return next(i["value"] for i in bench.describe(bench.form(number))["inputs"] if i["id"] == name)


def parts(problems: Any) -> list[Problem]:
    return [found for found in problems if found.code == "part-of-period"]


def target_id(bench: Bench) -> str:
    found = [i["id"] for i in bench.describe(bench.form())["inputs"] if i["label"].split("\n")[0] == RECEIVED]
    return str(found[0])


# The days


@pytest.mark.parametrize(
    ("joined", "left", "due"),
    [
        (None, None, None),
        (date(2020, 1, 1), None, None),
        (date(2026, 11, 1), None, None),
        (None, date(2026, 11, 30), None),
        (date(2020, 1, 1), date(2026, 12, 3), None),
        (date(2026, 11, 10), None, (21, date(2026, 11, 10), None)),
        (date(2026, 11, 30), None, (1, date(2026, 11, 30), None)),
        (None, date(2026, 11, 1), (1, None, date(2026, 11, 1))),
        (date(2026, 11, 10), date(2026, 11, 12), (3, date(2026, 11, 10), date(2026, 11, 12))),
        (date(2026, 12, 1), None, (0, None, None)),
        (None, date(2026, 10, 31), (0, None, None)),
    ],
)
def test_both_the_first_and_the_last_day_count(joined: date | None, left: date | None, due: Any) -> None:
    stay = FormRules(targets="scaled").stay(NOVEMBER, joined, left)
    assert (stay and (stay.days, stay.joined, stay.left)) == due


def test_a_quarter_counts_its_own_days() -> None:
    stay = FormRules(targets="scaled").stay(Period.parse("2026-Q4"), date(2026, 11, 10), None)
    assert stay == Stay(52, 92, date(2026, 11, 10), None, "scaled")


@pytest.mark.parametrize(
    ("target", "integer", "due"),
    [(600, True, 420), (100, True, 70), (1, True, 1), (0, True, 0), (5, True, 4), (100, False, 70),
     (0.5, False, 0.35), (0.001, False, 0.0007), (0, False, 0)],
)  # fmt: skip
def test_a_part_of_a_target_is_a_whole_number_where_the_target_is_one(target: float, integer: bool, due: float) -> None:
    assert Stay(21, 30).part_of(target, integer=integer) == due


# Nothing changes by itself


def test_without_a_setting_everybody_is_asked_the_whole(bench: Bench) -> None:
    bench.issue(presales(), presales("E002", **JOINED), presales("E003", status=LEFT, left=date(2026, 11, 20)))
    made = bench.generated
    assert made is not None
    assert [(one.employee_id, one.why, one.detail) for one in made.skipped] == [("E003", "status", LEFT)]
    assert parts(made.problems) == []
    with bench.open() as office:
        masters = {issue.master_id for issue in office.ledger.issues("2026-11")}
    assert len(masters) == 1
    assert "入职" not in texts(bench, "E002")


def test_whoever_was_there_all_the_time_has_the_form_that_everybody_has(bench: Bench) -> None:
    settle(bench, SCALED)
    bench.issue(presales(hired=date(2020, 1, 1)), presales("E002", **JOINED), presales("E003"))
    with bench.open() as office:
        masters = {issue.employee_id: issue.master_id for issue in office.ledger.issues("2026-11")}
    assert masters["E001"] == masters["E003"] != masters["E002"]
    assert "本期共" not in texts(bench, "E001")


# Scaled by days


def scaled(bench: Bench, *rows: dict[str, Any], figure: float = 600) -> Generated:
    """Issue forms with HR's target for everybody."""
    from tests.conftest import write_roster

    settle(bench, SCALED)
    write_roster(bench.workspace.roster, rows)
    return ordered(bench, prefill=targets(bench, *((row["employee_id"], figure) for row in rows)))


def test_hrs_targets_are_those_of_the_days_and_the_form_says_so(bench: Bench) -> None:
    made = scaled(bench, presales(**JOINED), presales("E002", name="李梅"))
    name = target_id(bench)
    assert (value(bench, name), value(bench, name, "E002")) == (420, 600)
    said = texts(bench)
    assert "本人 2026 年 11 月 10 日入职，本期共 30 天，在岗 21 天。人事填好的目标已按 21/30 折算。" in said
    assert "目标接待人数\n全期 600" in said
    (found,) = parts(made.problems)
    assert found.employee_id == "E001"
    assert message_of(found) == (
        "joined on 2026-11-10, there on 21 of 30 days; targets known to HR are scaled to 21/30. (1: E001 王小燕)"
    )


def test_targets_of_the_supervisor_are_asked_for_not_computed(bench: Bench) -> None:
    scaled(bench, presales(**JOINED))
    assert "由您填写的目标，请按全期目标的 21/30 折算后填写，系统不再换算。" not in texts(bench)
    settled = Bench(bench.workspace, Period.parse("2026-12"))
    settled.issue(presales(hired=date(2026, 12, 22)))
    said = texts(settled)
    assert "由您填写的目标，请按全期目标的 10/31 折算后填写，系统不再换算。" in said
    assert "人事填好的目标" not in said


def test_rates_and_means_are_not_divided(bench: Bench) -> None:
    settle(bench, SCALED)
    bench.issue(presales(**JOINED))
    figures = write_figures(
        bench.workspace.root / "数据.xlsx", ["工号", "目标转化率", "目标客单价或件数", RECEIVED], ["E001", 0.3, 80, 600]
    )
    ordered(bench, reissue=("E001",), prefill=figures)
    filled = {i["label"].split("\n")[0]: i["value"] for i in bench.describe(bench.form())["inputs"]}
    assert (filled["目标转化率"], filled["目标客单价或件数"], filled[RECEIVED]) == (0.3, 80, 420)


def test_the_score_is_that_of_the_part(bench: Bench) -> None:
    scaled(bench, presales(**JOINED))
    described = bench.describe(bench.form())["inputs"]
    values: dict[str, Any] = {"signoff.done": SIGNED}
    for item in described:
        if (item["id"].endswith(".target") and item["value"] is None) or item["id"].endswith(".actual"):
            values[item["id"]] = 0.5 if item["type"] == "percent" else 100
        elif item["required"] and item["value"] is None and item["id"] not in values:
            values[item["id"]] = (item["choices"] or [None])[0]
    actual = target_id(bench).replace(".target", ".actual")
    values[actual] = 210
    bench.fill(values)
    criterion = actual.split(".")[0]
    found = result(bench)
    with bench.open() as office:
        points = next(c.points for c in office.library["presales-weighted"].criteria if c.id == criterion)
    assert found["criteria"][criterion] == points / 2


def test_the_summary_says_who_was_there_for_a_part(bench: Bench) -> None:
    scaled(bench, presales(**JOINED), presales("E002", name="李梅"))
    done = bench.summarize()
    (found,) = parts(done.problems)
    assert (found.employee_id, found.facts["days"], found.facts["whole"]) == ("E001", 21, 30)
    book = openpyxl.load_workbook(done.workbook)
    assert any(
        "2026-11-10 入职，本期 30 天中在岗 21 天" in str(c.value) for s in book for r in s.iter_rows() for c in r
    )


# Leavers, and too few days


def test_whoever_left_within_the_period_gets_a_form_of_the_days(bench: Bench) -> None:
    settle(bench, SCALED)
    made = bench.issue(
        presales(status=LEFT, left=date(2026, 11, 15)),
        presales("E002", status=LEFT, left=date(2026, 10, 31)),
        presales("E003", status=LEFT),
        presales("E004", status=LEFT, left=date(2026, 12, 2)),
        presales("E005", left=date(2026, 11, 28)),
    )
    assert sorted(issue.employee_id for issue in made.issued) == ["E001", "E004", "E005"]
    assert [(one.employee_id, one.why) for one in made.skipped] == [("E002", "status"), ("E003", "status")]
    assert "本人 2026 年 11 月 15 日离职，本期共 30 天，在岗 15 天。" in texts(bench)
    assert "本期共" not in texts(bench, "E004")
    assert "在岗 28 天" in texts(bench, "E005")


def test_a_leaver_without_supervisor_or_scheme_is_named(bench: Bench) -> None:
    settle(bench, SCALED)
    left: dict[str, Any] = {"status": LEFT, "left": date(2026, 11, 15)}
    made = bench.issue(
        presales(supervisor=None, **left), presales("E002", **left) | {"schemes": None}, presales("E003")
    )
    assert [(one.employee_id, one.why) for one in made.skipped] == [("E001", "no-supervisor"), ("E002", "no-scheme")]


def test_nobody_gets_a_form_below_the_least_days(bench: Bench) -> None:
    settle(bench, "least_days = 21\n")
    made = bench.issue(
        presales(**JOINED), presales("E002", hired=date(2026, 11, 11)), presales("E003", hired=date(2026, 12, 1))
    )
    assert [issue.employee_id for issue in made.issued] == ["E001"]
    assert [(one.employee_id, one.why) for one in made.skipped] == [("E002", "few-days"), ("E003", "joined-later")]
    assert "目标按全期计，不折算。" in texts(bench)
    with bench.open() as office:
        checked = check_roster(office, NOVEMBER)
    assert checked.issued == ("E001",)
    assert [(one.employee_id, one.why) for one in checked.skipped] == [("E002", "few-days"), ("E003", "joined-later")]
    assert [found.employee_id for found in parts(checked.problems)] == ["E001"]


def test_nobody_gets_a_form_of_a_period_without_a_day_of_theirs(bench: Bench) -> None:
    made = bench.issue(
        presales(hired=date(2026, 11, 30)),
        presales("E002", name="李梅", hired=date(2026, 12, 3)),
        presales("E003", name="赵强", left=date(2026, 10, 31)),
        presales("E004", left=date(2026, 11, 1)),
    )
    skipped = [("E002", "joined-later"), ("E003", "left-before")]
    assert sorted(issue.employee_id for issue in made.issued) == ["E001", "E004"]
    assert [(one.employee_id, one.why) for one in made.skipped] == skipped
    with bench.open() as office:
        checked = check_roster(office, NOVEMBER)
    assert checked.issued == ("E001", "E004")
    said = run("roster", "check", "--period", "2026-11", language="zh_CN", cwd=bench.workspace.root)
    assert "不发考核表：入职晚于本期（1 人）：E002 李梅；离职早于本期（1 人）：E003 赵强" in said.stdout
    data = json.loads(run("generate", "2026-11", "--json", cwd=bench.workspace.root).stdout)
    assert [(one["employee_id"], one["why"]) for one in data["skipped_people"]] == skipped
    bench.period = Period.parse("2026-12")
    assert [issue.employee_id for issue in bench.issue().issued] == ["E001", "E002"]


def test_a_form_of_somebody_who_turns_out_to_have_joined_later_stays(bench: Bench) -> None:
    bench.issue(presales(), presales("E002"))
    form = bench.form("E002").read_bytes()
    made = bench.issue(presales(), presales("E002", hired=date(2026, 12, 3)))
    assert [(one.employee_id, one.why) for one in made.skipped] == [("E002", "joined-later")]
    assert (made.issued, made.restored, made.already) == ([], [], 1)
    assert bench.form("E002").read_bytes() == form
    with bench.open() as office:
        assert [(i.employee_id, i.state) for i in office.ledger.issues("2026-11")] == [
            ("E001", "issued"), ("E002", "issued")
        ]  # fmt: skip
    assert [p.code for p in made.problems if p.severity == "error"] == []


def test_a_leaver_with_a_form_is_not_to_be_withdrawn(bench: Bench) -> None:
    settle(bench, SCALED)
    bench.issue(presales(), presales("E002"))
    made = bench.issue(presales(status=LEFT, left=date(2026, 11, 15)), presales("E002", status=LEFT))
    assert [(c.employee_id, c.what) for c in made.changes] == [("E001", "days"), ("E002", "status")]


def test_a_day_that_became_known_later_is_named(bench: Bench) -> None:
    settle(bench, SCALED)
    bench.issue(presales(), presales("E002", **JOINED))
    left = date(2026, 11, 15)
    made = bench.issue(presales(left=left), presales("E002", left=date(2026, 11, 19), **JOINED))
    said = [(one.employee_id, one.before, one.after) for one in made.changes if one.what == "days"]
    assert said == [("E001", "30/30", "15/30"), ("E002", "21/30", "10/30")]
    bench.issue(reissue=("E001", "E002"))
    assert [one for one in bench.issue().changes if one.what == "days"] == []


def test_a_day_that_no_longer_holds_is_named(bench: Bench) -> None:
    settle(bench, SCALED)
    bench.issue(presales(**JOINED), presales("E002", left=date(2026, 11, 15)), presales("E003"))
    made = bench.issue(presales(hired=date(2025, 11, 10)), presales("E002"), presales("E003"))
    said = [(one.employee_id, one.before, one.after) for one in made.changes if one.what == "days"]
    assert said == [("E001", "21/30", "30/30"), ("E002", "15/30", "30/30")]
    told = [p for p in made.problems if p.code == "roster-employee-changed"]
    assert "is 30/30 in the roster and 21/30 on the issued forms" in message_of(
        told[0]
    ) and "--reissue E001" in message_of(told[0])
    bench.issue(reissue=("E001", "E002"))
    assert [one for one in bench.issue().changes if one.what == "days"] == []


def test_where_nothing_is_said_of_parts_no_day_is_a_change(bench: Bench) -> None:
    bench.issue(presales(**JOINED))
    assert [one for one in bench.issue(presales()).changes if one.what == "days"] == []


def test_the_explanation_says_which_part_it_explains(bench: Bench) -> None:
    scaled(bench, presales(**JOINED), presales("E002", name="李梅"))
    root = bench.workspace.root
    first = run("explain", "E001", "2026-11", language="zh_CN", cwd=root).stdout
    assert "在岗情况：2026-11-10 入职，本期 30 天中在岗 21 天；人事填的目标按 21/30 折算。" in first
    assert "在岗情况" not in run("explain", "E002", "2026-11", language="zh_CN", cwd=root).stdout
    english = run("explain", "E001", "2026-11", cwd=root).stdout
    assert "Part of the period: joined on 2026-11-10, there on 21 of 30 days" in english


# Forms that were issued before


def test_a_form_keeps_its_figures_when_the_settings_change(bench: Bench) -> None:
    from tests.conftest import write_roster

    write_roster(bench.workspace.roster, [presales(**JOINED)])
    ordered(bench, prefill=targets(bench, ("E001", 600)))
    before = bench.form().read_bytes()
    settle(bench, SCALED)
    again = ordered(bench)
    assert (again.already, again.issued, bench.form().read_bytes()) == (1, [], before)
    assert parts(bench.summarize().problems) == []


def test_a_reissued_form_has_the_part_of_the_target_that_was_carried_over(bench: Bench) -> None:
    from tests.conftest import write_roster

    write_roster(bench.workspace.roster, [presales(**JOINED)])
    ordered(bench, prefill=targets(bench, ("E001", 600)))
    name = target_id(bench)
    bench.fill({name.replace(".target", ".actual"): 300})
    settle(bench, SCALED)
    ordered(bench, reissue=("E001",))
    assert (value(bench, name), value(bench, name.replace(".target", ".actual"))) == (420, 300)
    bench.fill({"signoff.done": None}, name="二.xlsx")
    write_roster(bench.workspace.roster, [presales(hired=date(2026, 11, 16))])
    ordered(bench, reissue=("E001",))
    assert value(bench, name) == 300
    assert "全期 600" in texts(bench)


def test_a_marked_copy_of_such_a_form_can_be_returned(bench: Bench) -> None:
    settle(bench, SCALED + 'deadline = 5\nreturn_to = "hr@example.com"\nsigners = "本人、人事"\n')
    bench.issue(presales(**JOINED))
    actual = target_id(bench).replace(".target", ".actual")
    bench.fill({actual: "很多"})
    done = bench.summarize()
    (copy,) = done.copies.folder.rglob("*.xlsx")
    assert "本人 2026 年 11 月 10 日入职" in "".join(
        str(cell.value) for row in openpyxl.load_workbook(copy).worksheets[1].iter_rows() for cell in row if cell.value
    )
    (bench.inbox / bench.form().name).write_bytes(copy.read_bytes())
    assert {code for code, _cell in bench.codes()} & {"locked-changed", "formula-changed"} == set()
