"""``status`` and ``accept`` name the books that were computed before a decision, with the commands that renew them."""

from __future__ import annotations

from tests.conftest import WORKED_EXAMPLE, Bench, message_of
from xlsappraise.base.problems import Problem
from xlsappraise.product.returned import accept, status


def outdated(bench: Bench) -> tuple[Problem, ...]:
    with bench.open() as office:
        return status(office, bench.period).outdated


def test_a_decision_makes_the_summary_outdated_until_it_is_written_again(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE, name="a.xlsx")
    assert outdated(one) == ()
    one.summarize()
    two = one.fill({**WORKED_EXAMPLE, "ability.rating": 9}, name="b.xlsx")
    one.summarize()
    assert outdated(one) == ()
    with one.open() as office:
        done = accept(office, two, reason="以后一份为准")
    (found,) = done.outdated
    assert (found.code, found.file, found.found) == ("book-stale", "2026-11/summary.xlsx", "2026-11")
    assert "E001 王小燕" in message_of(found)
    assert "“xlsappraise summarize 2026-11”" in message_of(found)
    assert outdated(one) == done.outdated
    one.summarize()
    assert outdated(one) == ()


def test_nothing_is_outdated_where_no_summary_was_written(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE, name="a.xlsx")
    two = one.fill({**WORKED_EXAMPLE, "ability.rating": 9}, name="b.xlsx")
    with one.open() as office:
        assert accept(office, two, reason="以后一份为准").outdated == ()
    assert outdated(one) == ()
