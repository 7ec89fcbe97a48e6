"""Who rates somebody is other than when the forms were issued: named, with the command for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Bench, message_of, new_workspace
from tests.pipeline.flow import ordered, people
from tests.pipeline.test_own_forms import AUTUMN, SCHEME, crew
from tests.steps import Steps
from xlsappraise.product.roster import check_roster


@pytest.fixture
def rated(tmp_path: Path, steps: Steps | None) -> Bench:
    """E001 王小燕 rated by herself, 李建国 and three peers."""
    bench = Bench(new_workspace(steps, tmp_path / "考核 资料"), AUTUMN, steps=steps)
    people(bench, *crew(indirect="赵总"))
    assert ordered(bench, schemes=[SCHEME]).problems == []
    return bench


def changes(bench: Bench) -> list[tuple[str, str, str, str]]:
    """Return the changes that ``roster check`` names."""
    with bench.open() as office:
        found = check_roster(office, bench.period).changes
    return [(one.employee_id, one.what, one.before, one.after) for one in found if one.what != "new"]


def test_nothing_changed_is_nothing_said(rated: Bench) -> None:
    assert changes(rated) == []


def test_other_peers_are_named_one_by_one(rated: Bench) -> None:
    people(rated, *crew("E003、E004、E005", indirect="赵总"))
    assert changes(rated) == [("E001", "peers", "欧阳甲", ""), ("E001", "peers", "", "上官丁")]
    made = ordered(rated, schemes=[SCHEME])
    assert [issue.supervisor for issue in made.issued] == ["上官丁"]
    (found,) = [problem for problem in made.problems if problem.code == "change-peers"]
    assert "xlsappraise withdraw E001 2026-Q4 --rater 欧阳甲 --reason 不再评价" in message_of(found)


def test_another_order_of_peers_is_no_change(rated: Bench) -> None:
    people(rated, *crew("E004、E002、E003", indirect="赵总"))
    assert changes(rated) == []


def test_a_second_supervisor_who_does_not_rate_is_no_matter(rated: Bench) -> None:
    people(rated, *crew(indirect="钱总"))
    assert changes(rated) == []


def test_a_second_supervisor_who_rates_is_named(rated: Bench) -> None:
    rows = [{**row, "schemes": "warehouse-service-monthly", "indirect": "赵总"} for row in crew(peers="")[:1]]
    bench = Bench(rated.workspace, steps=rated.steps)
    people(bench, *rows)
    ordered(bench)
    people(bench, *({**row, "indirect": "钱总"} for row in rows))
    assert changes(bench) == [("E001", "indirect", "赵总", "钱总")]
    (found,) = [problem for problem in ordered(bench).problems if problem.code == "roster-employee-changed"]
    assert (found.found, found.expected, found.employee_id) == ("赵总", "钱总", "E001")
