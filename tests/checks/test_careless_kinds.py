"""Kinds of carelessness that a form of one's own shows: each is asked about, and the honest form beside it is not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks.fabricated import Fabricated, findings
from tests.checks.test_plausibility import DONE, NA, asks_in_both_languages, everywhere, ids, told, worked
from tests.schemes.worked_examples import example
from tests.shipped import LIBRARY
from xlsappraise.base.problems import Problem
from xlsappraise.returned.checks.plausibility import PLAUSIBILITY
from xlsappraise.schemes import Scheme
from xlsappraise.schemes.lint import faulty_parts

ZONES, AUDIT, SURVEY = "property-zones", "service-quality-audit", "satisfaction-monthly"
VIRTUE = "de-qin-neng-ji"
BY_SELF = "cs-specialist-monthly"


# --- dates in single cells


@pytest.mark.parametrize("day", ["2025-11-20", "2026-10-31", "2027-03-03", "2062-11-05"])
def test_a_date_of_a_field_far_from_the_period(day: str) -> None:
    form = worked("supervisor-five-grades", field__interview_date=day)
    assert told(form) == [("date-far-from-period", form.cell("field.interview_date"), day, "2026-11")]


@pytest.mark.parametrize("day", ["2026-11-01", "2026-11-30", "2026-12-15", "2027-03-02"])
def test_an_interview_in_the_period_or_in_the_quarter_after_it(day: str) -> None:
    signed = max(day, "2026-11-30")  # an interview weeks after it: test_careless_beside.py
    assert told(worked("supervisor-five-grades", field__interview_date=day, signoff__date=signed)) == []


@pytest.mark.parametrize("day", ["2025-11-30", "2026-10-30", "2027-11-30"])
def test_signed_before_the_period_or_long_after_it(day: str) -> None:
    form = worked(BY_SELF, signoff__date=day)
    assert told(form) == [("date-far-from-period", form.cell("signoff.date"), day, "2026-11")]


def test_signed_some_days_before_the_end_or_weeks_after_it() -> None:
    for day in ("2026-11-25", "2026-12-20"):
        assert told(worked(BY_SELF, signoff__date=day)) == []


def test_a_survey_that_closes_before_it_was_sent() -> None:
    form = worked(SURVEY, field__sent="2026-11-20", field__closing="2026-11-02")
    cell = form.cell("field.closing")
    assert told(form) == [("dates-out-of-order", cell, "2026-11-02", "2026-11-20")]
    assert told(worked(SURVEY, field__sent="2026-11-02", field__closing="2026-11-20")) == []


def test_signed_before_what_it_records() -> None:
    last = max(v for name, v in example(SURVEY)["inputs"].items() if name.endswith(".answered"))
    form = worked(SURVEY, signoff__date="2026-11-01")
    assert told(form) == [
        ("dates-out-of-order", form.cell("signoff.date"), "2026-11-01", last),
        ("signed-early", form.cell("signoff.date"), "2026-11-01", "2026-11"),
    ]
    assert told(worked(SURVEY, signoff__date=last)) == []


def test_signed_before_the_person_appraised() -> None:
    own = f"signoff.date@{LIBRARY[BY_SELF].raters[0].id}"
    form = worked(BY_SELF, signoff__date="2026-11-28", **{own.replace(".", "__"): "2026-11-29"})
    assert told(form) == [("dates-out-of-order", form.cell("signoff.date"), "2026-11-28", "2026-11-29")]
    for day in ("2026-11-27", "2026-11-28"):
        assert told(worked(BY_SELF, signoff__date="2026-11-28", **{own.replace(".", "__"): day})) == []


def test_a_record_of_another_year() -> None:
    form = worked("installation-follow-up", visits__1__planned="2025-11-05")
    assert ("date-far-from-period", form.cell("visits.1.planned"), "2025-11-05", "2026-11") in told(form)
    assert told(worked("installation-follow-up", visits__1__planned="2026-09-05")) == []


def test_a_scheme_orders_dates_of_fields_alone() -> None:
    data = LIBRARY[SURVEY].model_dump(by_alias=True)
    assert not [text for _path, text in faulty_parts(Scheme.model_validate(data)) if "date" in str(text)]
    fields = [{**field, "after": "summary" if field["id"] == "closing" else None} for field in data["field"]]
    faults = [path for path, _text in faulty_parts(Scheme.model_validate({**data, "field": fields}))]
    assert faults == ["field[1].after"]


# --- name and date of the sign-off


@pytest.mark.parametrize("lacks", [("name",), ("date",), ("name", "date")], ids=str)
def test_signed_without_name_or_date(lacks: tuple[str, ...]) -> None:
    form = worked("furniture-callback", **{f"signoff__{part}": None for part in lacks})
    labels = {"name": "姓名", "date": "日期"}
    (note,) = findings(form, PLAUSIBILITY)
    assert (note.code, note.cell) == ("sign-off-blank", form.cell(f"signoff.{lacks[0]}"))
    assert note.found == tuple(labels[part] for part in lacks)


def test_what_a_scheme_asks_for_is_an_error_elsewhere() -> None:
    assert told(worked(BY_SELF, signoff__name=None)) == []


def test_whoever_has_not_confirmed_is_not_asked() -> None:
    assert told(worked("furniture-callback", signoff__done=None, signoff__name=None, signoff__date=None)) == []


# --- not applicable


def test_not_applicable_in_place_of_a_no() -> None:
    form = worked(ZONES, information__revisited=NA)
    (note,) = findings(form, PLAUSIBILITY)
    label = next(slot.label for slot in form.slots if slot.id == "information.revisited")
    assert (note.code, note.cell, note.found) == ("not-applicable-alone", form.cell("information.revisited"), NA)
    assert dict(note.facts)["label"] == (label,)


def test_a_single_line_that_is_a_criterion() -> None:
    form = worked(AUDIT, manner__manner=NA)
    assert told(form) == [("not-applicable-alone", form.cell("manner.manner"), NA, None)]


def test_not_applicable_with_a_reason() -> None:
    assert told(worked(ZONES, information__revisited=NA, information__remark="本月没有派工")) == []


def test_a_line_that_is_conditional_needs_no_reason() -> None:
    assert told(worked(ZONES, execution__adhoc=NA)) == []


def test_most_of_a_criterion_or_section_without_an_occasion() -> None:
    quiet = {"complaints__on_site": NA, "complaints__closed": NA, "complaints__informed": NA}
    assert told(worked(ZONES, **quiet)) == []
    section = next(s for s in LIBRARY[AUDIT].sections if any(c.id == "measures" for c in s.criteria))
    left_out = [f"{c.id}.{name}" for c in section.criteria for r in c.rules for name in r.no_answer()]
    assert told(worked(AUDIT, **everywhere(left_out, NA))) == []


# --- shares


@pytest.mark.parametrize(
    ("scheme", "name"),
    [("callback-qa", "complaint_rate"), ("floor-supervisor", "answer_rate"), ("floor-supervisor", "satisfaction")],
)
def test_a_share_beside_the_marks_above_the_whole(scheme: str, name: str) -> None:
    form = worked(scheme, **{f"field__{name}": 1.2})
    assert told(form) == [("share-above-whole", form.cell(f"field.{name}"), "120%", None)]
    assert told(worked(scheme, **{f"field__{name}": 1})) == []


def test_a_share_in_a_table_above_the_whole() -> None:
    data = LIBRARY[SURVEY].model_dump(by_alias=True)
    (table,) = data["table"]
    share = {"id": "answered_share", "label": "答题比例", "type": "percent", "required": False}
    table = {**table, "columns": [*table["columns"], share]}
    own = Scheme.model_validate({**data, "table": [table]})
    values = {**worked(SURVEY).values, "responses.1.answered_share": 1.5}
    form = Fabricated(own, values)
    assert told(form) == [("share-above-whole", form.cell("responses.1.answered_share"), "150%", None)]
    assert told(Fabricated(own, {**values, "responses.1.answered_share": 0.5})) == []


# --- the same answer everywhere


@pytest.mark.parametrize("scheme", [ZONES, AUDIT])
def test_a_checklist_that_says_no_throughout(scheme: str) -> None:
    lines = ids(scheme, "refusals")
    form = worked(scheme, **everywhere(lines, "否"))
    assert told(form) == [("same-answers", form.cell(lines[0]), "否", None)]
    assert told(worked(scheme, **everywhere(lines, "否") | everywhere(lines[3:4], "是"))) == []


@pytest.mark.parametrize("scheme", [ZONES, AUDIT])
def test_a_checklist_that_says_yes_throughout_is_good_work(scheme: str) -> None:
    assert told(worked(scheme, **everywhere(ids(scheme, "refusals"), "是"))) == []


def rated(rows: int, **others: Any) -> Fabricated:
    """Return a survey whose customers all give 9 of 10 in every question."""
    questions = ("quality", "service", "delivery", "after_sales")
    values: dict[str, Any] = dict(DONE)
    for row in range(1, rows + 1):
        values |= {f"responses.{row}.{question}": 9 for question in questions}
        values |= {f"responses.{row}.answered": "2026-11-05", f"responses.{row}.customer": f"客户{row}"}
    return Fabricated.of(SURVEY, {**values, **{k.replace("__", "."): v for k, v in others.items()}})


def test_a_survey_in_which_everybody_gives_the_same() -> None:
    form = rated(5)
    assert told(form) == [("same-answers", form.cell("responses.1.quality"), "9", None)]
    assert told(rated(5, responses__4__service=8)) == told(rated(4)) == []


def test_a_log_in_which_everything_was_settled_is_good_work() -> None:
    rows = {
        f"samples.{row}.{name}": value
        for row in range(1, 13)
        for name, value in {"talked": "2026-11-05", "talk": f"通话{row}", "polite": "是", "tone": "是"}.items()
    }
    assert told(Fabricated.of("online-behaviour", {**DONE, **rows})) == []


def test_a_colleague_who_gives_the_same_mark_everywhere() -> None:
    scheme = LIBRARY["supervisor-360-quarterly"].form_of("peer")
    marks = [f"{c.id}.{name}" for c in scheme.criteria for r in c.rules for name in r.marks()]
    form = worked("supervisor-360-quarterly", **everywhere(marks, 3))
    assert [note[0] for note in told(form)] == ["same-mark"]
    assert scheme.rater("peer").several and len(marks) >= 5


# --- marks of one's own


def own_marks(scheme: str) -> tuple[list[str], dict[str, Any]]:
    """Return the marks of a worked example by id, and the same as entries of the person appraised."""
    own = LIBRARY[scheme].raters[0]
    assert own.weight == 0
    marks = ids(scheme, "marks")
    values = worked(scheme).entries
    form = LIBRARY[scheme].for_position("客服回访专员")
    lead = form.lead
    given = {name: values[form.slot(name, lead)].value for name in marks}
    return marks, {f"{name}@{own.id}".replace(".", "__"): value for name, value in given.items()}


@pytest.mark.parametrize("scheme", [BY_SELF, "tech-service-monthly", "after-sales-monthly"])
def test_marks_copied_from_the_self_assessment(scheme: str) -> None:
    marks, copied = own_marks(scheme)
    form = worked(scheme, **copied)
    assert told(form) == [("self-marks-copied", form.cell(marks[0]), "自评", None)]


@pytest.mark.parametrize("scheme", [BY_SELF, "tech-service-monthly", "after-sales-monthly"])
def test_one_mark_of_one_s_own_is_enough(scheme: str) -> None:
    _marks, copied = own_marks(scheme)
    last = list(copied)[-1]
    other = copied[last] - 0.5 if isinstance(copied[last], float) else None
    assert told(worked(scheme, **{**copied, last: other})) == []


def test_the_same_mark_everywhere_is_asked_about_once() -> None:
    marks, _copied = own_marks(BY_SELF)
    own = {f"{name}@self".replace(".", "__"): 2 for name in marks}
    assert [note[0] for note in told(worked(BY_SELF, **everywhere(marks, 2), **own))] == ["same-mark"]


# --- the same record twice

RECORD = {"reported": "2026-11-05", "order": "A1", "kind": "质量问题", "detail": "门板划伤", "solved": "是"}


def recorded(*records: dict[str, Any]) -> Fabricated:
    values = {f"issues.{row}.{k}": v for row, record in enumerate(records, 1) for k, v in record.items()}
    return Fabricated.of("after-sales-issue-log", {**DONE, **values})


def test_a_record_that_is_there_twice() -> None:
    form = recorded(RECORD, {**RECORD, "order": "A2"}, {**RECORD, "order": " Ａ1 "}, RECORD)
    (note,) = findings(form, PLAUSIBILITY)
    assert (note.code, note.cell, note.found) == ("row-twice", form.cell("issues.3.order"), "A1")
    assert dict(note.facts)["rows"] == ("1", "3", "4")


def test_two_records_that_differ_in_one_cell() -> None:
    assert told(recorded(RECORD, {**RECORD, "reported": "2026-11-06"})) == []
    assert told(recorded(RECORD, {**RECORD, "remedy": "换货"})) == []


def test_customers_without_a_name_may_give_the_same_marks() -> None:
    assert told(rated(2, responses__1__customer="匿名", responses__2__customer="匿名")) == []


# --- one mark far below the others


def marked(low: float | None, **others: Any) -> tuple[Fabricated, str]:
    """Return a form with marks of nine tenths and more, one of them replaced, and the name of that one."""
    scheme = LIBRARY["supervisor-360-quarterly"].form_of("supervisor")
    slots = {slot.id: slot for slot in worked("supervisor-360-quarterly").slots}
    marks = [f"{c.id}.{name}" for c in scheme.criteria for r in c.rules for name in r.marks()]
    top = {name: slots[name].max or 0 for name in marks}
    values = {name: points - (slots[name].step or 0.5) * (n % 2) for n, (name, points) in enumerate(top.items())}
    name = max(top, key=lambda one: top[one])
    values[name] = top[name] if low is None else low
    changes = {k.replace(".", "__"): v for k, v in values.items()} | others
    return worked("supervisor-360-quarterly", **changes), name


def test_one_mark_far_below_all_others() -> None:
    form, name = marked(1)
    assert [note[:3] for note in told(form)] == [("mark-far-below", form.cell(name), "1")]


def test_a_low_mark_with_its_reason_and_no_low_mark() -> None:
    _form, name = marked(1)
    remark = f"{name.partition('.')[0]}__remark"
    assert told(marked(1, **{remark: "两次未到岗"})[0]) == told(marked(None)[0]) == []


def test_marks_on_scales_of_few_steps_do_not_stand_out() -> None:
    marks = ids(BY_SELF, "marks")
    top = {f"{c.id}.{n}": c.points for c in LIBRARY[BY_SELF].criteria for r in c.rules for n in r.marks()}
    form = worked(BY_SELF, **{k.replace(".", "__"): v for k, v in {**top, marks[0]: 0}.items()})
    assert told(form) == []


# --- losses without a remark, where the form asks for one

WAREHOUSE = "warehouse-service-monthly"
BEST = {
    f"{c.id}.{r.id}@{rater.id}": r.levels[0].label
    for c in LIBRARY[WAREHOUSE].criteria
    for r in c.rules
    if r.kind == "levels"
    for rater in LIBRARY[WAREHOUSE].markers(c)
}


def lost(remark: str | None, *low: str) -> Fabricated:
    """Return a form of two raters in which some criteria are below the best level, with one remark for all of them."""
    levels = {**BEST, **{name: "低标" for name in BEST if name.partition(".")[0] in low}}
    remarks = {f"{name}.remark": remark for name in low}
    return worked(WAREHOUSE, **{name.replace(".", "__"): value for name, value in {**levels, **remarks}.items()})


def test_a_lower_level_without_a_remark() -> None:
    form = lost(None, "urgent_orders", "receipt_match")
    (note,) = (note for note in findings(form, PLAUSIBILITY) if note.code == "remark-blank")
    titles = {c.id: c.title for c in form.scheme.criteria}
    assert note.cell == form.cell("urgent_orders.remark")
    assert dict(note.facts)["criteria"] == (titles["urgent_orders"], titles["receipt_match"])


def test_a_lower_level_of_the_second_rater_alone() -> None:
    entered = {**BEST, "urgent_orders.level@indirect": "差", "urgent_orders.remark": None}
    form = worked(WAREHOUSE, **{n.replace(".", "__"): v for n, v in entered.items()})
    assert ("remark-blank", form.cell("urgent_orders.remark"), None, None) in told(form)


def test_a_lower_level_with_its_remark_and_none_lower() -> None:
    for form in (lost("三单超过50分钟", "urgent_orders"), lost(None)):
        assert "remark-blank" not in {code for code, *_rest in told(form)}


def test_a_no_and_a_deduction_without_a_remark() -> None:
    zones = worked(ZONES, information__revisited="否", information__remark=None)
    assert told(zones) == [("remark-blank", zones.cell("information.remark"), None, None)]
    first = LIBRARY[VIRTUE].criteria[0].id
    virtue = worked(VIRTUE, **{f"{first}__finding": 2, f"{first}__remark": None})
    assert ("remark-blank", virtue.cell(f"{first}.remark"), None, None) in told(virtue)


def test_where_no_note_of_the_form_asks_for_it() -> None:
    survey = "supervisor-competency"
    third = {
        f"{c.id}.{r.id}": r.levels[2].label for c in LIBRARY[survey].criteria for r in c.rules if r.kind == "levels"
    }
    form = worked(survey, **{name.replace(".", "__"): label for name, label in third.items()})
    assert "remark-blank" not in {code for code, *_rest in told(form)}


# --- far from the team's mean


@pytest.mark.parametrize(("mine", "asked"), [(520, True), (9, True), (250, False), (10, False), (0, False)])
def test_a_figure_of_another_magnitude_than_the_mean(mine: int, asked: bool) -> None:
    form = worked("tech-service-monthly", workload__value=mine, workload__mean=50)
    expected = [("far-from-target", form.cell("workload.value"), str(mine), "50")] if asked else []
    assert told(form) == expected


# --- both languages


def test_every_kind_asks_in_both_languages() -> None:
    _marks, copied = own_marks(BY_SELF)
    forms = [
        worked("supervisor-five-grades", field__interview_date="2025-11-20"),
        worked("furniture-callback", signoff__name=None, signoff__date=None),
        worked(ZONES, information__revisited=NA),
        worked(ZONES, **everywhere(ids(ZONES, "refusals"), "否")),
        worked(BY_SELF, **copied),
        recorded(RECORD, RECORD),
        marked(1)[0],
        lost(None, "urgent_orders"),
    ]
    notes: dict[str, Problem] = {note.code: note for form in forms for note in findings(form, PLAUSIBILITY)}
    assert set(notes) == {
        "date-far-from-period", "sign-off-blank", "not-applicable-alone", "same-answers", "self-marks-copied",
        "row-twice", "mark-far-below", "remark-blank",
    }  # fmt: skip
    for note in notes.values():
        asks_in_both_languages(note)
