"""Figures of a hurried rater: a phone number short of a digit, a digit doubled, a count entered for a mark."""

from __future__ import annotations

import pytest

from tests.checks.fabricated import Fabricated, findings
from tests.checks.test_plausibility import asks_in_both_languages, told, worked
from tests.shipped import LIBRARY
from xlsappraise.returned.checks.plausibility import PLAUSIBILITY
from xlsappraise.schemes import Scheme
from xlsappraise.schemes.lint import faulty_parts

REVIEWS, TALLIED, FLOOR, TECH = "bad-review-log", "online-behaviour", "floor-supervisor", "tech-service-monthly"


def notes(form: Fabricated, code: str) -> list[tuple[str | None, str | None]]:
    """Return (cell, found) of the notes of a code, each of which asks in both languages."""
    for note in findings(form, PLAUSIBILITY):
        asks_in_both_languages(note)
    return [(cell, found) for of, cell, found, _expected in told(form) if of == code]


def called(number: object) -> tuple[Fabricated, str]:
    """Return a log of reviews with a phone number in its first row, and the id of that cell."""
    table = LIBRARY[REVIEWS].tables[0]
    name = f"{table.id}.1.phone"
    return worked(REVIEWS, **{name.replace(".", "__"): number}), name


@pytest.mark.parametrize(
    "number",
    [
        "1380013800", "138001380001", "138-0013-800", "86 138 0013 800", "+86 1380013800", "123456789",
        "0755-8375531512",
    ],
)  # fmt: skip
def test_a_phone_number_that_lacks_a_digit_or_has_one_too_many(number: str) -> None:
    form, name = called(number)
    assert notes(form, "phone-incomplete") == [(form.cell(name), number)]


@pytest.mark.parametrize(
    "number",
    [
        None, "13800138000", "138 0013 8000", "138-0013-8000", "+86 138 0013 8000", "8613800138000", "83755315",
        "8375531", "0755-83755315", "（021）64281234", "400-820-1234", "95598", "138****8000", "83755315 转 8",
        "没有留",
    ],
)  # fmt: skip
def test_a_whole_phone_number_and_what_is_none(number: str | None) -> None:
    assert notes(called(number)[0], "phone-incomplete") == []


def test_only_texts_are_phone_numbers() -> None:
    data = LIBRARY[REVIEWS].model_dump(mode="json", by_alias=True, exclude_defaults=True)
    column = next(c for c in data["tables" if "tables" in data else "table"][0]["columns"] if c.get("phone"))
    column["type"] = "integer"
    assert [path.rpartition(".")[2] for path, _text in faulty_parts(Scheme.model_validate(data))] == ["phone"]


def tallied(count: int) -> tuple[Fabricated, str]:
    (name,) = (f"{c.id}.{item}" for c in LIBRARY[TALLIED].criteria for r in c.rules for item in r.takes_each())
    return worked(TALLIED, **{name.replace(".", "__"): count}), name


@pytest.mark.parametrize(("count", "asked"), [(0, False), (1, False), (9, False), (10, True), (11, True)])
def test_a_count_that_alone_takes_off_half_of_the_total(count: int, asked: bool) -> None:
    form, name = tallied(count)
    assert notes(form, "count-costs-most") == ([(form.cell(name), str(count))] if asked else [])


def test_one_of_four_marks_far_below_the_others() -> None:
    scheme = LIBRARY[FLOOR]
    slots = {slot.id: slot for slot in worked(FLOOR).slots}
    marks = [f"{c.id}.{name}" for c in scheme.criteria for r in c.rules for name in r.marks()]
    assert len(marks) == 4
    high = {name: slots[name].max for name in marks}
    low = {**high, marks[0]: 0.2 * (slots[marks[0]].max or 0)}
    for values, due in ((low, 1), (high, 0)):
        form = worked(FLOOR, **{name.replace(".", "__"): value for name, value in values.items()})
        assert [cell for cell, _found in notes(form, "mark-far-below")] == [form.cell(marks[0])] * due


def beside(own: float, mark: float, remark: str | None = None) -> tuple[Fabricated, str]:
    """Return a form with a self-assessment and the supervisor's mark of the same criterion, and the latter's id."""
    scheme = LIBRARY[TECH]
    (judged,) = (rater for rater in scheme.raters if rater.weight == 0)
    criterion, name = next((c.id, n) for c in scheme.criteria for r in c.rules for n in r.marks() if c.points == 10)
    lead = scheme.slot(f"{criterion}.{name}", scheme.lead)
    values = {lead: mark, scheme.slot(f"{criterion}.{name}", judged): own, f"{criterion}.remark": remark}
    return worked(TECH, **{key.replace(".", "__"): value for key, value in values.items()}), lead


@pytest.mark.parametrize(
    ("own", "mark", "remark", "asked"),
    [
        (9, 1, None, True),
        (1, 9, None, True),
        (8.5, 3, None, True),
        (8, 3, None, False),
        (9, 1, "投诉一次", False),
        (9, 4, None, False),
        (9, 9, None, False),
    ],
)
def test_a_mark_far_from_the_self_assessment(own: float, mark: float, remark: str | None, asked: bool) -> None:
    form, name = beside(own, mark, remark)
    assert notes(form, "mark-far-from-self") == ([(form.cell(name), str(mark))] if asked else [])
