"""``share``: a chain of counts; the last ÷ the one before it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.cases import LEFT_OUT, rule, scores, share

CHAIN = share("homes", "issued", "returned", "satisfied")
counts = st.integers(0, 1000)


def row(*values: int | None) -> dict[str, int | None]:
    return dict(zip(("homes", "issued", "returned", "satisfied"), values, strict=True))


def test_only_the_last_two_counts_make_the_share() -> None:
    found = scores(100, (CHAIN,), row(800, 500, 300, 270), row(300, 300, 300, 270), row(9, 5, 3, 1), row(9, 5, 3, 0))
    assert found == [90.0, 90.0, 33.33, 0.0]


@settings(deadline=None, max_examples=80)
@given(st.integers(1, 1000), counts, counts)
def test_more_of_the_same_whole_never_earns_less(whole: int, a: int, b: int) -> None:
    low, high = sorted((min(a, whole), min(b, whole)))
    worse, better = scores(100, (CHAIN,), row(1000, 1000, whole, low), row(1000, 1000, whole, high))
    assert 0 <= worse <= better <= 100
    assert scores(100, (CHAIN,), row(1000, 1000, whole, whole)) == [100.0]


@pytest.mark.parametrize(("none", "earned"), [("full", 40.0), ("zero", 0.0), ("excluded", LEFT_OUT)])
def test_nothing_to_divide_by_is_what_the_scheme_declares(none: str, earned: object) -> None:
    rules = (share("returned", "satisfied", no_count=none),)
    assert scores(40, rules, {"returned": 0, "satisfied": 0}) == [earned]


@pytest.mark.parametrize("none", ["full", "zero", "excluded"])
@pytest.mark.parametrize("blank", [0, 1, 3])
def test_a_blank_is_no_score_even_where_there_is_nothing_to_divide_by(none: str, blank: int) -> None:
    values: list[int | None] = [9, 9, 0, 0]
    values[blank] = None
    assert scores(100, ({**CHAIN, "no_count": none},), row(*values), row(9, 9, None, 0)) == [None, None]


def test_only_the_last_whole_leaves_the_criterion_out() -> None:
    assert scores(100, (CHAIN,), row(0, 0, 0, 0), row(0, 0, 5, 4)) == [LEFT_OUT, 80.0]


def test_each_count_is_at_most_the_one_before() -> None:
    found = rule(**CHAIN).inputs(100, str)
    assert [(i.id, i.at_most, i.type, i.min, i.max, i.step, i.required) for i in found] == [
        ("homes", None, "integer", 0, None, 1, True),
        ("issued", "homes", "integer", 0, None, 1, True),
        ("returned", "issued", "integer", 0, None, 1, True),
        ("satisfied", "returned", "integer", 0, None, 1, True),
    ]


@pytest.mark.parametrize("none", ["full", "zero", "excluded"])
def test_nothing_returned_is_told_while_the_form_is_checked(none: str) -> None:
    made = rule(**{**CHAIN, "no_count": none})
    assert list(made.unmeasured({"homes": 9, "returned": 0})) == [("returned", none)]
    assert list(made.unmeasured({"homes": 0, "returned": 1, "satisfied": 0})) == []


def test_what_nothing_returned_means_has_to_be_said() -> None:
    with pytest.raises(ValueError, match="no_count"):
        rule(kind="share", counts=CHAIN["counts"])


def test_one_count_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="counts"):
        rule(**share("satisfied"))
