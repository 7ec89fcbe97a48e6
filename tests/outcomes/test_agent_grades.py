"""agent-grades: four titles by the printed requirements, time served as 初级, and time as an agent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import text_of
from tests.outcomes.cases import codes, confirmed, held, member, moves, only, paid, proposed, shipped
from xlsappraise.plans.engine import PlanOutcome

PLAN = "agent-grades"
STEPS = {
    "见习": ("初级", "junior"),
    "初级": ("中级", "intermediate"),
    "中级": ("高级", "senior"),
    "高级": ("资深", "expert"),
}
PRINTED = {"junior": 7, "intermediate": 8, "senior": 12, "expert": 13}
"""How many requirements the source prints, the months served (its number 8) included"""
ALL = confirmed(PLAN, *PRINTED)
LONG_AGO = date(2010, 1, 1)


def asked(level: str, answers: Mapping[str, bool] | None = None, lists: Any = (), **who: Any) -> PlanOutcome:
    """Return what is proposed for E1 in November 2026; everything is confirmed unless ``answers`` says else."""
    given = {"hired": LONG_AGO, **who}
    return proposed(
        PLAN, [member("E1", level=level, **given)], answers={"E1": ALL if answers is None else answers},
        lists=[(when, [member("E1", level=of)]) for when, of in lists],
    )  # fmt: skip


def goals(outcome: PlanOutcome) -> list[str]:
    return [after for _who, _rule, _action, _before, after in moves(outcome)]


@pytest.mark.parametrize("list_", PRINTED)
def test_the_requirements_are_as_many_as_the_source_prints(list_: str) -> None:
    lines = [line.title for line in shipped(PLAN).lines_of(list_)]
    served = 0 if list_ == "junior" else 1
    assert len(lines) + served == PRINTED[list_]
    numbers = [int(title.split(" ")[0]) for title in lines]
    assert numbers == [n for n in range(1, PRINTED[list_] + 1) if not (served and n == 8)]


@pytest.mark.parametrize("level", STEPS)
def test_service_and_every_requirement_bring_the_next_title(level: str) -> None:
    outcome = asked(level)
    assert (moves(outcome), codes(outcome)) == ([("E1", "grades", "up", level, STEPS[level][0])], [])


@pytest.mark.parametrize("line", sorted(ALL))
def test_a_refused_requirement_prevents_it_and_a_blank_one_is_named(line: str) -> None:
    level = next(level for level, (_goal, list_) in STEPS.items() if line.startswith(f"{list_}/"))
    refused = asked(level, ALL | {line: False})
    assert (goals(refused), codes(refused)) == ([], [])
    blank = only(asked(level, {key: yes for key, yes in ALL.items() if key != line}))
    title = next(one.title for one in shipped(PLAN).checklist if f"{one.list}/{one.id}" == line)
    assert (blank.after, blank.evidence[0]) == (STEPS[level][0], f"尚未确认：{title}")


@pytest.mark.parametrize("level", STEPS)
def test_nobody_is_proposed_of_whom_nothing_is_confirmed(level: str) -> None:
    outcome = asked(level, {})
    assert (goals(outcome), codes(outcome)) == ([], [])


# --- how long


@pytest.mark.parametrize(
    ("level", "since", "up"),
    [
        ("初级", date(2026, 9, 1), True),  # three months to the end of November
        ("初级", date(2026, 9, 2), False),
    ],
)
def test_three_months_count_from_reaching_the_first_title(level: str, since: date, up: bool) -> None:
    outcome = asked(level, level_since=since)
    assert (goals(outcome), codes(outcome)) == (["中级"] if up else [], [])
    if up:
        assert only(outcome).evidence[0] == "2026-09-01 起任初级，已满 3 个月"


@pytest.mark.parametrize(("first", "up"), [("2025-12", True), ("2026-01", False)])
def test_a_year_counts_from_reaching_the_first_title_too(first: str, up: bool) -> None:
    """The column gives the day of the present title; that of the first one is known from the kept lists."""
    lists = [("2025-11", "见习"), (first, "初级"), ("2026-06", "中级")]
    outcome = asked("中级", lists=lists, level_since=date(2026, 6, 1))
    assert goals(outcome) == (["高级"] if up else [])
    if up:
        assert only(outcome).evidence[0] == "2025-12-01 起任初级，已满 12 个月"


@pytest.mark.parametrize(
    ("who", "evidence"),
    [
        ({"hired": date(2025, 12, 1)}, "2025-12-01 入职，已满 12 个月"),
        ({"hired": date(2025, 12, 2)}, None),
        ({"hired": LONG_AGO, "confirmed": date(2025, 12, 1)}, "2025-12-01 转正，已满 12 个月"),
        ({"hired": LONG_AGO, "confirmed": date(2025, 12, 2)}, None),
    ],
)
def test_where_the_day_is_not_known_confirmation_or_joining_counts(who: dict[str, Any], evidence: str | None) -> None:
    outcome = asked("中级", **who)
    assert goals(outcome) == ([] if evidence is None else ["高级"])
    if evidence is not None:
        assert only(outcome).evidence[0] == evidence


@pytest.mark.parametrize(("hired", "up"), [(date(2024, 12, 1), True), (date(2024, 12, 2), False)])
def test_two_years_count_from_joining(hired: date, up: bool) -> None:
    outcome = asked("高级", hired=hired, level_since=date(2026, 10, 1))
    assert goals(outcome) == (["资深"] if up else [])


@pytest.mark.parametrize("level", ["初级", "中级", "高级"])
def test_a_blank_day_of_joining_is_asked_for_where_only_that_is_missing(level: str) -> None:
    outcome = asked(level, hired=None)
    assert (goals(outcome), codes(outcome)) == ([], [("roster-hired-needed", "E1")])
    assert codes(asked(level, ALL | dict.fromkeys(ALL, False), hired=None)) == []


@given(
    st.sampled_from(sorted(STEPS)), st.dictionaries(st.sampled_from(sorted(ALL)), st.booleans()),
    st.dates(date(2023, 1, 1), date(2026, 11, 30)), st.dates(date(2023, 1, 1), date(2026, 11, 30)),
)  # fmt: skip
def test_a_further_yes_or_an_earlier_day_never_prevents_a_title(
    level: str, answers: dict[str, bool], hired: date, since: date
) -> None:
    if goals(asked(level, answers, hired=hired, level_since=since)):
        more = answers | {key: True for key in ALL if answers.get(key) is not False}
        assert goals(asked(level, more, hired=hired, level_since=since)) == [STEPS[level][0]]
        assert goals(asked(level, answers, hired=LONG_AGO, level_since=LONG_AGO)) == [STEPS[level][0]]


# --- the ladder


@pytest.mark.parametrize("level", STEPS)
def test_no_title_is_skipped(level: str) -> None:
    assert goals(asked(level)) == [STEPS[level][0]]


def test_the_highest_title_stays_and_an_unknown_one_is_told() -> None:
    assert goals(asked("资深")) == []
    unknown = asked("首席")
    assert (moves(unknown), codes(unknown)) == ([], [("level-unknown", "E1")])
    assert text_of(unknown.problems[0].expected) == "见习、初级、中级、高级、资深"


def test_it_pays_nothing_and_withholds_nothing() -> None:
    outcome = paid(PLAN, [member("E1", level="初级")])
    assert (outcome.lines, held(outcome), codes(outcome)) == ([], {}, [])
