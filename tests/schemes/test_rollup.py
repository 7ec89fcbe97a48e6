"""How a scheme's results are rolled up: what a file may say, what is wrong with it, what it leaves unchanged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.schemes.build import Raw, complaints, criterion, raw_scheme, scheme, section
from xlsappraise.schemes import Library, RollUp, Scheme

CHECKS: Raw = {"title": "平时检查", "weight": 0.2, "checks": True}
MONTHS: Raw = {"title": "月度考核", "weight": 0.3, "scheme": "monthly"}
OWN: Raw = {"title": "年终考核", "weight": 0.5, "own": True}


def yearly(*parts: Raw, **changes: Any) -> Raw:
    return raw_scheme(period="year", rollup={"parts": list(parts), **changes})


def test_the_annual_scheme_is_checks_20_months_30_and_year_end_50_percent() -> None:
    rollup = Library()["annual-de-qin-neng-ji"].rollup
    assert rollup.missing == "none"
    assert [(p.weight, p.checks, p.scheme, p.own) for p in rollup.parts] == [
        (0.2, True, None, False), (0.3, False, "de-qin-neng-ji", False), (0.5, False, None, True)
    ]  # fmt: skip
    assert rollup.above is not None and (rollup.above.points, rollup.above.title) == (100, "优秀员工")


def test_its_monthly_scheme_is_there() -> None:
    known = Library().schemes
    named = {part.scheme for one in known.values() for part in one.rollup.parts if part.scheme is not None}
    assert named == {"de-qin-neng-ji"} and named <= known.keys()


def test_all_other_schemes_take_the_mean_and_say_nothing_of_it() -> None:
    others = [one for one in Library().schemes.values() if one.id != "annual-de-qin-neng-ji"]
    assert {one.rollup for one in others} == {RollUp()}
    assert not any('"rollup"' in one.canonical() for one in others)


def test_the_default_written_out_changes_no_digest() -> None:
    plain, told = scheme(), scheme(rollup={"missing": "mean", "parts": []})
    assert plain.digest == told.digest
    assert plain.digest != scheme(rollup={"missing": "none"}).digest


def test_a_scheme_frozen_before_there_were_roll_ups_still_loads() -> None:
    frozen = json.loads(scheme().frozen())
    assert frozen.pop("rollup") == {"missing": "mean", "parts": [], "above": None}
    assert Scheme.model_validate(frozen).digest == scheme().digest


@pytest.mark.parametrize(
    ("parts", "path", "said"),
    [
        ([CHECKS, OWN], "rollup.parts", "the weights add up to 0.7 instead of 1"),
        ([CHECKS, {**MONTHS, "own": True}, {**OWN, "own": False}], "rollup.parts[1]", "just one of"),
        ([CHECKS, MONTHS, {**OWN, "own": False}], "rollup.parts[2]", "just one of"),
        ([CHECKS, MONTHS, {**OWN, "own": False, "checks": True}], "rollup.parts[2]", "the same source"),
        ([CHECKS, {**MONTHS, "title": "平时检查"}, OWN], "rollup.parts[1].title", "the same title"),
        ([CHECKS, {**MONTHS, "scheme": "trial"}, OWN], "rollup.parts[1].scheme", "a part of itself"),
    ],
)
def test_faults_are_named_with_their_paths(parts: list[Raw], path: str, said: str, tmp_path: Path) -> None:
    found = [message for _code, message in complaints(tmp_path, yearly(*parts))]
    assert any(f": {path}: " in message and said in message for message in found), found


def test_a_month_is_not_made_of_parts(tmp_path: Path) -> None:
    raw = raw_scheme(rollup={"parts": [CHECKS, MONTHS, OWN]})
    assert any("only a quarter or a year" in message for _code, message in complaints(tmp_path, raw))


@pytest.mark.parametrize(
    ("rollup", "path"),
    [
        ({"missing": "zero"}, "rollup.missing"),
        ({"part": []}, "rollup.part"),
        ({"parts": [{**OWN, "weight": 0}]}, "rollup.parts[0].weight"),
        ({"parts": [{**OWN, "weight": 1.5}]}, "rollup.parts[0].weight"),
        ({"above": {"points": 100}}, "rollup.above.title"),
    ],
)
def test_values_that_cannot_be_are_refused_by_path(rollup: Raw, path: str, tmp_path: Path) -> None:
    found = [
        message
        for _code, message in complaints(
            tmp_path, raw_scheme(section(criterion(points=100)), period="year", rollup=rollup)
        )
    ]
    assert any(path in message for message in found), found
