"""The line of a section in which nothing has to be entered: there is no total before it is filled in."""

from __future__ import annotations

import pytest

from tests.conftest import SIGNED, Bench, person
from xlsappraise.forms.layout import lay_out
from xlsappraise.schemes import Library

NONE, SOME = "已逐项核对：无扣分", "已逐项核对：有扣分"
EMPTY, LOGGED = "本期无记录", "本期已全部登记"


@pytest.mark.parametrize(
    ("scheme", "lines"),
    [
        ("conduct-fines", {f"checked.{n}": (NONE, SOME) for n in range(1, 6)}),
        ("property-supervisor-fees", {f"checked.{n}": (NONE, SOME) for n in (3, 4)}),  # marks are required in 1 and 2
        ("after-sales-issue-log", {"checked.1": (EMPTY, LOGGED)}),
        ("satisfaction-monthly", {}),  # its table must not stay empty
        ("furniture-callback", {}),
        ("online-behaviour", {}),  # an addition is nothing to go through
    ],
)
def test_a_section_in_which_nothing_has_to_be_entered_has_a_line(
    scheme: str, lines: dict[str, tuple[str, str]]
) -> None:
    slots = lay_out(Library()[scheme]).slots
    found = {slot.id: slot.choices for slot in slots if slot.id.startswith("checked.")}
    assert found == lines
    assert all(slot.required for slot in slots if slot.id in found)


def test_whoever_only_signs_gets_no_total(bench: Bench) -> None:
    bench.issue(person(schemes="conduct-fines"))
    bench.fill({"signoff.done": SIGNED, **{f"checked.{n}": None for n in range(1, 6)}})
    wanted = [("missing-input", bench.cell(f"checked.{n}")) for n in range(1, 6)]
    done = bench.collect()
    assert [(p.code, p.cell) for p in done.problems if p.severity == "error"] == wanted
    assert done.form_counts()["incomplete"] == 1


def test_with_its_lines_a_form_without_lapses_is_complete(bench: Bench) -> None:
    bench.issue(person(schemes="conduct-fines"))
    bench.fill({"signoff.done": SIGNED, **{f"checked.{n}": NONE for n in range(1, 6)}})
    assert bench.collect().form_counts()["valid"] == 1
