"""Yuan to the cent, pools that add up, places and bands; and what holds for every plan whatever its figures."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.outcomes.cases import D, Month, amounts, member, paid, people, proposed, score, shipped, sums, totals
from xlsappraise.base.money import amount_text, band_of, brief, decimal, percent, shares_of, yuan
from xlsappraise.plans import PlanLibrary
from xlsappraise.scoring.ranks import places

PLANS = sorted(PlanLibrary().plans)
cents = st.integers(0, 10**10).map(lambda n: Decimal(n) / 100)
points = st.integers(0, 12000).map(lambda n: Decimal(n) / 100)
names = st.text("ABCDEFGH0123", min_size=1, max_size=3)


# --- yuan


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        ("0.005", "0.01"), ("0.0049999", "0.00"), ("-0.005", "-0.01"), ("1.005", "1.01"), ("2.675", "2.68"),
        ("-0.001", "0.00"), ("1260", "1260.00"), ("99.995", "100.00"),
    ],
)  # fmt: skip
def test_yuan_rounds_half_away_from_zero(value: str, rounded: str) -> None:
    assert str(yuan(D(value))) == rounded, "nor is there a -0.00"


def test_a_number_stands_for_the_decimal_that_is_shown() -> None:
    assert decimal(92.35) == D("92.35")
    assert decimal(0.1 + 0.2) == D("0.3")
    assert decimal(100.0) == 100


def test_words_for_amounts() -> None:
    assert amount_text(D("1260")) == "1,260.00"
    assert amount_text(D("-4130.44")) == "-4,130.44"
    assert [brief(D(v)) for v in ("0.0070", "180000", "1E+3", "0")] == ["0.007", "180000", "1000", "0"]
    assert [percent(D(v)) for v in ("0.8", "0.125", "1")] == ["80%", "12.5%", "100%"]


# --- shares


def test_the_cents_left_go_to_the_largest_remainders() -> None:
    # 100 ÷ 3 = 33.333…: one cent left; equal remainders and weights: the smaller key
    assert shares_of(D(100), {"b": D(1), "a": D(1), "c": D(1)}) == {"a": D("33.34"), "b": D("33.33"), "c": D("33.33")}
    # 0.02 over 1, 1, 2: 0.005, 0.005, 0.01: one cent left, a and b tie
    assert shares_of(D("0.02"), {"b": D(1), "a": D(1), "c": D(2)}) == {"a": D("0.01"), "b": D(0), "c": D("0.01")}
    # 0.05 over 1 and 3: 0.0125 and 0.0375; the remainder 0.75 of a cent wins
    assert shares_of(D("0.05"), {"a": D(1), "b": D(3)}) == {"a": D("0.01"), "b": D("0.04")}


def test_where_remainders_are_equal_the_larger_weight_comes_first() -> None:
    # 0.02 over 1 and 3: 0.005 and 0.015
    assert shares_of(D("0.02"), {"a": D(1), "b": D(3)}) == {"a": D(0), "b": D("0.02")}


def test_nobody_has_a_share_where_nobody_weighs_anything() -> None:
    assert shares_of(D(100), {"a": D(0), "b": D(0)}) == {}
    assert shares_of(D(100), {}) == {}


def test_whoever_weighs_nothing_has_a_share_of_nothing() -> None:
    assert shares_of(D("0.01"), {"a": D(0), "b": D(5)}) == {"a": D(0), "b": D("0.01")}


@given(cents, st.dictionaries(names, points, min_size=1, max_size=30))
def test_parts_add_up_to_the_pool(pool: Decimal, weights: dict[str, Decimal]) -> None:
    parts = shares_of(pool, weights)
    if sum(weights.values()) == 0:
        assert parts == {}
        return
    assert sum(parts.values()) == pool
    for name, part in parts.items():
        exact = pool * weights[name] / sum(weights.values())
        assert part == part.quantize(D("0.01"))
        assert abs(part - exact) < D("0.01"), "nobody is a cent or more away from their share"


@given(cents, st.dictionaries(names, points, min_size=1, max_size=12), st.randoms())
def test_the_order_of_weights_does_not_matter(pool: Decimal, weights: dict[str, Decimal], random: Any) -> None:
    items = list(weights.items())
    random.shuffle(items)
    assert shares_of(pool, dict(items)) == shares_of(pool, weights)


@given(cents, st.dictionaries(names, points, min_size=2, max_size=12))
def test_who_weighs_more_never_has_less(pool: Decimal, weights: dict[str, Decimal]) -> None:
    parts = shares_of(pool, weights)
    ordered = sorted(parts, key=lambda name: weights[name])
    for lower, higher in pairwise(ordered):
        if weights[lower] < weights[higher]:
            assert parts[lower] <= parts[higher]


# --- places and bands


def test_ties_share_the_better_place_and_leave_the_next_out() -> None:
    assert places({"a": D(9), "b": D(9), "c": D(8), "d": D(7)}) == {"a": 1, "b": 1, "c": 3, "d": 4}
    assert places({"a": D(9), "b": D(8), "c": D(8)}, lower=True) == {"a": 3, "b": 1, "c": 1}
    assert places({}) == {}


@given(st.dictionaries(names, points, max_size=20), st.booleans())
def test_a_place_is_one_more_than_those_who_are_better(values: dict[str, Decimal], lower: bool) -> None:
    for name, place in places(values, lower=lower).items():
        better = [v for v in values.values() if (v < values[name] if lower else v > values[name])]
        assert place == 1 + len(better)


@pytest.mark.parametrize(
    ("place", "count", "band"),
    [
        (1, 10, 0), (2, 10, 0), (3, 10, 1), (8, 10, 1), (9, 10, 2), (10, 10, 2),
        (1, 1, 1),  # 0.2 → 0, 0.8 → 1
        (1, 2, 1), (2, 2, 1),  # 0.4 → 0, 1.6 → 2
        (1, 3, 0), (2, 3, 1), (3, 3, 2),  # 0.6 → 1, 2.4 → 2
    ],
)  # fmt: skip
def test_bands_of_20_60_20(place: int, count: int, band: int) -> None:
    assert band_of(place, count, (D("0.2"), D("0.6"), D("0.2"))) == band


def test_a_boundary_of_half_a_person_is_rounded_up() -> None:
    shares = (D("0.25"), D("0.25"), D("0.5"))
    assert [band_of(place, 6, shares) for place in range(1, 7)] == [0, 0, 1, 2, 2, 2]  # 1.5 → 2, 3
    assert [band_of(place, 2, shares) for place in (1, 2)] == [0, 2]  # 0.5 → 1, 1


def test_shares_that_fall_short_leave_the_others_in_the_last_band() -> None:
    assert band_of(10, 10, (D("0.2"), D("0.2"))) == 1


@given(st.integers(1, 60), st.lists(st.integers(1, 50), min_size=1, max_size=5))
def test_a_better_place_is_never_in_a_worse_band(count: int, weights: list[int]) -> None:
    shares = [Decimal(w) / sum(weights) for w in weights]
    bands = [band_of(place, count, shares) for place in range(1, count + 1)]
    assert bands == sorted(bands)
    assert set(bands) <= set(range(len(shares)))


# --- what holds for plans


@given(st.integers(0, 3), st.data(), cents)
def test_more_score_never_means_less_commission_within_a_band(band: int, data: Any, sales: Decimal) -> None:
    low, high = [(9000, 10000), (8000, 8999), (7000, 7999), (6000, 6999)][band]
    less, more = sorted(data.draw(st.lists(st.integers(low, high), min_size=2, max_size=2)))
    found = []
    for total in (less, more):
        marks = [score("E1", "2026-11", total / 100, scheme="s")]
        settings = {"scheme": "s", "team_target": 0}
        outcome = paid("flagship-store-pay", people(1), marks, settings=settings, facts={"E1": {"sales": sales}})
        found.append(sum(a for _w, rule, a in amounts(outcome) if rule.startswith("commission.")))
    assert found[0] <= found[1]


@given(st.lists(st.integers(0, 100), min_size=1, max_size=15), st.integers(0, 100), st.integers(0, 100))
def test_a_better_rank_never_has_less_rank_pay(marks: list[int], first: int, second: int) -> None:
    one, two = sorted((D(first) / 100, D(second) / 100))
    shares = [one, two - one, 1 - two]
    by_person = {f"E{n:02d}": float(total) for n, total in enumerate(marks)}
    attendance = {number: {"full_attendance": False} for number in by_person}
    for period in ("2026-11", "2026-Q4", "2026"):
        outcome = paid(
            "floor-supervisor-pay", [member(n) for n in by_person],
            totals(period, by_person, scheme="floor-supervisor"), period=period,
            settings={"shares": shares, "year_sums": [3, 2, 1]}, facts=attendance,
        )  # fmt: skip
        found = sums(outcome, "rank_pay")
        for a, total in by_person.items():
            for b, other in by_person.items():
                assert total <= other or found[a] >= found[b]
                assert total != other or found[a] == found[b]


_SETTINGS: dict[str, dict[str, Any]] = {
    "flagship-store-pay": {"scheme": "s", "team_target": 80},
    "floor-supervisor-pay": {"shares": [D("0.2"), D("0.6"), D("0.2")], "year_sums": [3, 2, 1]},
    "bonus-pool": {
        "tiers": [(0, "0.01"), (50, "0.02")], "agents_share": D("0.6"), "base_junior": 1800, "base_middle": 2000,
        "base_senior": 2200,
    },
    "aftersales-gate": {
        "bonus": 800, "base": 2500, "most_refund_rate": D("0.5"), "most_refund_hours": 50, "most_disputes": 50,
        "least_rating": 50, "most_complaints": 50,
    },
    "pk-ranking": {"prizes": [300, 200, 100]},
    "career-ladder": {"scheme": "s"},
}  # fmt: skip


_BY_NAME = ("facts", "departments")
"""What has no order"""


@st.composite
def _office(draw: st.DrawFn, plan_id: str) -> dict[str, Any]:
    """Draw people, results, facts and incidents for a plan."""
    plan = shipped(plan_id)
    numbers = [f"E{n}" for n in range(draw(st.integers(1, 6)))]
    scheme = "s" if plan.scheme in (None, "@scheme") else plan.scheme
    levels = ["见习", "初级", "中级", "高级"]
    members = [
        member(
            n, draw(st.sampled_from(["一部", "二部"])), status=draw(st.sampled_from(["正式", "试用"])),
            level=draw(st.sampled_from(levels)), hired=date(2020, 1, 1) + timedelta(draw(st.integers(0, 2500))),
        )
        for n in numbers
    ]  # fmt: skip
    scores = []
    for name in ("2026-11", "2026-10", "2026-09", "2026-Q3", "2026-Q2"):
        marks = {n: float(draw(st.integers(50, 100))) for n in numbers if draw(st.integers(0, 9))}
        scores += totals(name, marks, scheme=scheme, grade=draw(st.sampled_from(["差", "优秀"])))
    facts, departments = (
        {
            n: {
                fact.id: draw(st.booleans())
                if fact.type == "yesno"
                else Decimal(draw(st.integers(0, 10000))) / (100 if fact.type != "count" else 1)
                for fact in plan.facts
                if fact.scope == scope and draw(st.integers(0, 9))
            }
            for n in rows
        }
        for scope, rows in (("person", numbers), ("department", ["一部", "二部"]))
    )
    events = []
    for n in numbers:
        for kind in plan.incidents:
            for _time in range(draw(st.integers(0, 3))):
                what: Any = f"{draw(st.integers(1, 999))}.05" if kind.amount else draw(st.integers(1, 3))
                events.append((n, draw(st.integers(1, 28)), kind.id, what))
    return {"members": members, "scores": scores, "facts": facts, "departments": departments, "incidents": events}


@pytest.mark.parametrize("plan_id", PLANS)
@given(data=st.data())
def test_the_order_of_rows_does_not_matter(plan_id: str, data: Any) -> None:
    office = data.draw(_office(plan_id))
    mixed = {name: list(rows) for name, rows in office.items() if name not in _BY_NAME}
    for rows in mixed.values():
        data.draw(st.randoms()).shuffle(rows)
    facts = dict(reversed(list(office["facts"].items())))
    for period in ("2026-11", "2026-Q3"):
        for what in (paid, proposed):
            outcomes = [
                what(
                    plan_id, given_["members"], given_["scores"], period=period, settings=_SETTINGS.get(plan_id, {}),
                    facts=filled, departments=office["departments"], incidents=given_["incidents"],
                    roster=[member("E0", name="李主管")],
                    months={"2026-10": Month(incidents=given_["incidents"])},
                )
                for given_, filled in ((office, office["facts"]), (mixed, facts))
            ]  # fmt: skip
            first, second = outcomes
            assert _lines(first) == _lines(second)
            assert sorted(map(repr, first.withheld)) == sorted(map(repr, second.withheld))
            assert sorted(map(repr, first.proposals)) == sorted(map(repr, second.proposals))


def _lines(outcome: Any) -> list[str]:
    return sorted(repr(line) for line in outcome.lines)
