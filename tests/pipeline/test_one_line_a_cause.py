"""Is what ``generate`` says of many people one line with the number, the names and a command for all of them?"""

from __future__ import annotations

from typing import Any

from tests.conftest import WORKED_EXAMPLE, Bench, person, write_roster
from tests.pipeline.flow import ordered, write_figures
from xlsappraise.base.problems import Problem, say
from xlsappraise.product.returned import withdraw

NUMBERS = tuple(f"E{n:03}" for n in range(1, 6))


def crew(**changes: Any) -> list[dict[str, Any]]:
    return [person(number, name=f"员工{number}", **changes) for number in NUMBERS]


def only(problems: list[Problem], code: str) -> Problem:
    (found,) = [one for one in problems if one.code == code]
    assert found.employee_id is None and "E001 员工E001" in say(found, "zh_CN") and "5" in say(found, "zh_CN")
    return found


def test_withdrawn_forms(bench: Bench) -> None:
    bench.issue(*crew())
    with bench.open() as office:
        withdraw(office, ["all"], bench.period, reason="误发")
    found = only(bench.issue().problems, "form-withdrawn-before")
    assert "--reissue E001,E002,E003,E004,E005 --scheme furniture-callback" in say(found, "en")


def test_people_who_moved_to_another_scheme(bench: Bench) -> None:
    bench.issue(*crew())
    made = bench.issue(*crew(schemes="presales-weighted"))
    found = only(made.problems, "transfer-undecided")
    assert "xlsappraise generate 2026-11 --both E001,E002,E003,E004,E005" in say(found, "zh_CN")
    assert made.issued == [] and [one.why for one in made.skipped] == ["transferred"] * 5


def test_figures_that_come_too_late(bench: Bench) -> None:
    bench.issue(*crew())
    figures = write_figures(bench.workspace.root / "数据.xlsx", ["工号", "应回访数（户）"], *([n, 50] for n in NUMBERS))
    found = only(ordered(bench, prefill=figures).problems, "prefill-not-used")
    assert "--reissue E001,E002,E003,E004,E005" in say(found, "zh_CN")


def test_entries_that_are_carried_over(bench: Bench) -> None:
    write_roster(bench.workspace.roster, crew())
    bench.issue()
    for number in NUMBERS:
        bench.fill(WORKED_EXAMPLE, number)
    made = bench.issue(reissue=["all"], yes=True)
    found = only(made.problems, "entries-carried-over")
    assert found.file is None and len(made.issued) == 5


def test_a_status_that_is_a_mistake_is_no_reason_to_withdraw(bench: Bench) -> None:
    bench.issue(person(), person("E002", name="李梅"))
    made = bench.issue(person(status="云游", supervisor="陈刚"), person("E002", name="李梅", status="离职"))
    assert [(one.employee_id, one.what) for one in made.changes] == [("E001", "supervisor"), ("E002", "status")]
    assert [p.code for p in made.problems if p.severity == "error"] == ["roster-bad-status"]
