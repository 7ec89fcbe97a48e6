"""Entries that are allowed and hard to believe are noticed with their cell; honest ones beside them are not."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, get_args

import pytest

from tests.checks.fabricated import Fabricated, findings
from tests.conftest import SIGNED, text_of
from tests.schemes.worked_examples import example
from tests.shipped import LIBRARY, SCHEMES
from xlsappraise.base.catalogue import CATALOGUE, plausibility
from xlsappraise.base.catalogue.plausibility import Implausible
from xlsappraise.base.form_rules import Stay
from xlsappraise.base.i18n import words, written
from xlsappraise.base.problems import Problem, say
from xlsappraise.forms.layout import Filled
from xlsappraise.returned.checks.plausibility import PLAUSIBILITY
from xlsappraise.schemes import Scheme
from xlsappraise.typed.slot import Slot

CODES = frozenset(plausibility.MESSAGES)
ELSEWHERE = {
    "signed-by-appraised", "signed-by-other-supervisor", "signed-twice", "target-lowered", "far-from-own",
    "rater-all-alike", "names-another", "form-copied",
}  # fmt: skip
"""These need other forms or results: tests/pipeline/test_plausibility.py, tests/summary/test_unusual.py"""
LATER = {
    "same-answers", "self-marks-copied", "mark-far-below", "not-applicable-alone", "date-far-from-period", "row-twice",
    "sign-off-blank", "remark-blank", "end-unexplained", "target-zero", "record-cell-blank", "record-without-answer",
    "records-few", "signed-early", "phone-incomplete", "count-costs-most", "mark-far-from-self", "remark-blames",
    "remark-praises", "remark-counts-otherwise", "mark-is-count", "nought-lost", "records-disagree",
    "remark-figure-otherwise", "count-is-points", "own-count-blank", "none-costs-points", "record-says-otherwise",
    "record-answers-both", "answer-told-otherwise", "remark-repeated", "marks-of-other-scale", "opposite-ratio",
    "figure-out-of-line",
    "cells-exchanged",
}  # fmt: skip
"""tests/checks/test_careless_*.py"""
NA, NONE, SOME = "不适用", "已逐项核对：无扣分", "已逐项核对：有扣分"
DONE = {"signoff.name": "李建国", "signoff.date": date(2026, 11, 30), "signoff.done": SIGNED}
Told = list[tuple[str, str | None, str | None, str | None]]
_NUMBER = re.compile(r"\d")


def told(form: Fabricated) -> Told:
    """Return (code, cell, found, expected) of each note."""
    found = findings(form, PLAUSIBILITY)
    assert all(p.severity == "note" and p.sheet == form.name for p in found)
    return [(p.code, p.cell, text_of(p.found), text_of(p.expected)) for p in found]


def worked(scheme: str, **changes: Any) -> Fabricated:
    """Return the worked example, signed, with changes by input id (``__`` for the dot).

    Where the scheme asks for remarks, each criterion that needs one has one that is not among the changes.
    """
    form = Fabricated.of(scheme, {})
    known = {slot.id: slot for slot in form.slots}
    counted = {rater.id for rater in form.scheme.scoring_raters}
    signed = {
        name: slot.choices[0] if slot.choices else date(2026, 11, 30) if slot.type == "date" else "李建国"
        for name, slot in known.items()
        if name.startswith("signoff.") and (slot.required or slot.rater in counted)
    }
    entered = {n: v for n, v in example(scheme)["inputs"].items() if n in known}
    values = {**signed, **entered, **{k.replace("__", "."): v for k, v in changes.items()}}
    bonus = {c.id for s in form.scheme.sections if s.bonus for c in s.criteria} if form.scheme.explain_additions else ()
    for criterion in form.scheme.criteria if form.scheme.explain_losses or form.scheme.explain_ends else ():
        own = [
            (n.partition(".")[2].partition("@"), v) for n, v in values.items() if n.partition(".")[0] == criterion.id
        ]
        by_rater = [
            {name: v for (name, _at, by), v in own if by == rater} for rater in {by for (_n, _at, by), _v in own}
        ]
        asked = [
            rule.adds if criterion.id in bonus else rule.at_an_end if form.scheme.explain_ends else rule.falls_short
            for rule in criterion.rules
        ]
        if any(falls(mine, criterion.points) for falls in asked for mine in by_rater):
            values.setdefault(f"{criterion.id}.remark", "11月12日，见值班记录")
    return Fabricated.of(scheme, values)


def ids(scheme: str, of: str) -> list[str]:
    """Return the ids of the inputs that a method of the rules names."""
    return [f"{c.id}.{name}" for c in LIBRARY[scheme].criteria for r in c.rules for name in getattr(r, of)()]


def everywhere(names: list[str], value: Any) -> dict[str, Any]:
    return {name.replace(".", "__"): value for name in names}


def test_the_codes_that_a_scheme_may_leave_out_are_those_of_the_chapter() -> None:
    assert set(get_args(Implausible)) == CODES
    assert {CATALOGUE[code].severity for code in CODES} == {"note"}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_worked_example_is_hard_to_believe(scheme: str) -> None:
    few = [("records-few", "6", "10")] if scheme == "online-behaviour" else []
    assert [(code, found, expected) for code, _cell, found, expected in told(worked(scheme))] == few


# --- all the same


def test_the_same_mark_sixteen_times() -> None:
    marks = ids("cs-specialist-monthly", "marks")
    form = worked("cs-specialist-monthly", **everywhere(marks, 3))
    assert len(marks) == 16
    assert told(form) == [("same-mark", form.cell(marks[0]), "3", None)]
    (note,) = findings(form, PLAUSIBILITY)
    assert dict(note.facts)["where"] == f"{form.cell(marks[0])}–{form.cell(marks[-1])}"


def test_one_other_mark_is_enough() -> None:
    marks = ids("cs-specialist-monthly", "marks")
    assert told(worked("cs-specialist-monthly", **everywhere(marks, 3) | everywhere(marks[7:8], 2))) == []


def test_full_marks_on_scales_of_several_lengths() -> None:
    criteria = LIBRARY["cs-specialist-monthly"].criteria
    top = {f"{c.id}.{name}": c.points for c in criteria for r in c.rules for name in r.marks()}
    form = worked("cs-specialist-monthly", **{name.replace(".", "__"): points for name, points in top.items()})
    assert len(set(top.values())) > 1
    assert told(form) == [("same-mark", form.cell(next(iter(top))), "100%", None)]


def test_the_same_word_for_every_item_of_a_kind() -> None:
    items = [name for name in ids("attitude-ability-performance", "marks") if name.startswith("attitude.")]
    form = worked("attitude-ability-performance", **everywhere(items, "平"))
    assert told(form) == [("same-mark", form.cell(items[0]), "平", None)]


def test_the_same_place_in_every_list() -> None:
    criteria = LIBRARY["supervisor-competency"].criteria
    third = {f"{c.id}.{r.id}": r.levels[2].label for c in criteria for r in c.rules if r.kind == "levels"}
    form = worked("supervisor-competency", **{name.replace(".", "__"): label for name, label in third.items()})
    one, other = list(third.values())[:2]
    found = f"place 3 of their lists, such as “{one}” and “{other}”"
    assert len(set(third.values())) == len(third)
    assert told(form) == [("same-mark", form.cell(next(iter(third))), found, None)]


def test_a_few_equal_marks_are_usual() -> None:
    marks = ids("supervisor-five-grades", "marks")
    assert told(worked("supervisor-five-grades", **everywhere(marks, 20))) == []


def test_each_rater_of_a_shared_form_is_looked_at_alone() -> None:
    scheme = next(s for s in LIBRARY.schemes.values() if s.shared and len(s.scoring_raters) > 1)
    form = Fabricated.of(scheme.id, {})
    mine = [f"{c.id}.{n}" for c in scheme.criteria if c.rater is None for r in c.rules for n in r.marks()]
    first, second = scheme.scoring_raters[:2]
    values = {f"{name}@{first.id}": 3 for name in mine} | {
        f"{name}@{second.id}": 2 + n % 2 for n, name in enumerate(mine)
    }
    form = Fabricated.of(scheme.id, {name: value for name, value in values.items() if name in form.entries})
    cells = [cell for code, cell, *_rest in told(form) if code == "same-mark"]
    assert cells == ([form.cell(f"{mine[0]}@{first.id}")] if len(mine) >= 5 else [])


def test_nothing_applies() -> None:
    items = ids("property-zones", "no_answer")
    form = worked("property-zones", **everywhere(items, NA))
    assert told(form) == [("all-not-applicable", form.cell(items[0]), NA, None)]
    assert told(worked("property-zones", **everywhere(items, NA) | everywhere(items[5:6], "否"))) == []


# --- deductions: nothing entered, and confirmations that say otherwise


def test_signed_and_nothing_else() -> None:
    form = Fabricated.of("conduct-fines", DONE)
    assert told(form) == [("nothing-entered", form.cell("signoff.done"), None, None)]


@pytest.mark.parametrize("entry", [{"smoking.count": 0}, {"adjustment.1.points": 1}, {"remark": "无"}], ids=str)
def test_a_count_of_0_or_a_remark_is_an_entry(entry: dict[str, Any]) -> None:
    form = Fabricated.of("conduct-fines", {})
    count = ids("conduct-fines", "happened")[0]
    remark = next(name for name in form.entries if name.endswith(".remark"))
    points = next((name for name in form.entries if name.startswith("adjustment.")), count)
    name = {"smoking.count": count, "adjustment.1.points": points, "remark": remark}[next(iter(entry))]
    notes = told(Fabricated.of("conduct-fines", {**DONE, name: next(iter(entry.values()))}))
    assert {code for code, *_rest in notes} <= {"remark-blank"}


def test_what_the_form_was_sent_with_is_not_entered() -> None:
    count = ids("conduct-fines", "happened")[0]
    sent = Fabricated.of("conduct-fines", {**DONE, count: 1}, filled=Filled({count: 1.0}))
    assert [code for code, *_rest in told(sent)] == ["nothing-entered", "remark-blank"]
    changed = Fabricated.of("conduct-fines", {**DONE, count: 2}, filled=Filled({count: 1.0}))
    assert [code for code, *_rest in told(changed)] == ["remark-blank"]


def test_a_form_with_required_blanks_is_incomplete_and_not_asked_about() -> None:
    assert told(Fabricated.of("cs-specialist-monthly", DONE)) == []


def checked(section: int, said: str, **values: Any) -> Fabricated:
    """Return the callback form with the confirmation of a section, which layouts of today do not have yet."""
    slot = Slot(
        f"checked.{section}",
        None,
        "核对",
        "supervisor",
        (60, 4),
        (60, 4),
        "choice",
        choices=(NONE, SOME),
        required=True,
    )
    base = worked("furniture-callback")
    counts = dict.fromkeys(ids("furniture-callback", "happened"))
    entered = {k.replace("__", "."): v for k, v in values.items()}
    return Fabricated.of("furniture-callback", {**base.values, **counts, slot.id: said, **entered}, more=(slot,))


SECTIONS = LIBRARY["furniture-callback"].sections
WITH_LAPSES = [n for n, s in enumerate(SECTIONS, 1) if any(r.happened() for c in s.criteria for r in c.rules)]


def _lapse(section: int) -> tuple[str, str]:
    """Return the id of a count of a section, and its criterion's title."""
    return next(
        (f"{c.id}.{name}", c.title) for c in SECTIONS[section - 1].criteria for r in c.rules for name in r.happened()
    )


def test_no_deduction_beside_a_deduction() -> None:
    section = WITH_LAPSES[0]
    lapse, title = _lapse(section)
    form = checked(section, NONE, **{lapse.replace(".", "__"): 1})
    where = f"{title} ({form.cell(lapse)})"
    assert told(form) == [("checked-otherwise", form.cell(f"checked.{section}"), NONE, where)]


def test_a_deduction_that_is_not_entered() -> None:
    form = checked(WITH_LAPSES[0], SOME)
    assert told(form) == [("checked-otherwise", form.cell(f"checked.{WITH_LAPSES[0]}"), SOME, "nothing is entered")]


@pytest.mark.parametrize(("said", "count"), [(NONE, None), (NONE, 0), (SOME, 2)])
def test_confirmations_that_agree(said: str, count: int | None) -> None:
    lapse, _title = _lapse(WITH_LAPSES[0])
    assert told(checked(WITH_LAPSES[0], said, **{lapse.replace(".", "__"): count})) == []


def recorded(said: str, **values: Any) -> Fabricated:
    """Return a log with the confirmation of its section."""
    slot = Slot(
        "checked.1", None, "核对", "supervisor", (60, 4), (60, 4), "choice", choices=("本期无记录", "已全部登记")
    )
    entered = {k.replace("__", "."): v for k, v in values.items()}
    return Fabricated.of("after-sales-issue-log", {**DONE, slot.id: said, **entered}, more=(slot,))


ROW = {"issues__1__reported": "2026-11-05", "issues__1__order": "A1", "issues__1__solved": "是"}


def test_nothing_to_record_beside_a_row() -> None:
    form = recorded("本期无记录", **ROW)
    title = LIBRARY["after-sales-issue-log"].criteria[0].title
    assert told(form) == [("checked-otherwise", form.cell("checked.1"), "本期无记录", title)]


def test_everything_recorded_and_no_row() -> None:
    form = recorded("已全部登记")
    assert told(form) == [("checked-otherwise", form.cell("checked.1"), "已全部登记", "nothing is entered")]


def test_logs_whose_confirmation_agrees() -> None:
    assert told(recorded("已全部登记", **ROW)) == told(recorded("本期无记录")) == []


def test_an_addition_is_something_and_no_deduction() -> None:
    scheme = LIBRARY["composite-bonus-pool"]
    section = next(n for n, s in enumerate(scheme.sections, 1) if any(c.id == "additions" for c in s.criteria))
    for said in (NONE, SOME):
        slot = Slot(f"checked.{section}", None, "核对", "x", (60, 4), (60, 4), "choice", choices=(NONE, SOME))
        form = Fabricated.of(scheme.id, {"additions.stand_in": 2, slot.id: said}, more=(slot,))
        assert "checked-otherwise" not in {code for code, *_rest in told(form)}


def test_another_section_s_deduction_is_its_own_matter() -> None:
    first, second = WITH_LAPSES[:2]
    lapse, _title = _lapse(second)
    assert told(checked(first, NONE, **{lapse.replace(".", "__"): 1})) == []


# --- figures


def test_visited_45_of_30() -> None:
    form = worked("furniture-callback", callback_rate__actual=45, callback_rate__target=30)
    assert told(form) == [("done-above-due", form.cell("callback_rate.actual"), "45", "30")]
    assert told(worked("furniture-callback", callback_rate__actual=30, callback_rate__target=30)) == []


@pytest.mark.parametrize("actual", [30, 150, 750, 0], ids=["a fifth", "the target", "five times", "nothing at all"])
def test_up_to_five_times_a_target_is_believed(actual: float) -> None:
    form = worked("aftersales-weighted", customers_received__actual=actual, customers_received__target=150)
    assert told(form) == []


@pytest.mark.parametrize("actual", [29, 751])
def test_figures_of_another_magnitude(actual: float) -> None:
    form = worked("aftersales-weighted", customers_received__actual=actual, customers_received__target=150)
    assert told(form) == [("far-from-target", form.cell("customers_received.actual"), str(actual), "150")]


def test_a_share_of_1_on_a_scale_of_100() -> None:
    form = worked("aftersales-weighted", service_score__actual=0.9)
    assert told(form) == [("far-from-target", form.cell("service_score.actual"), "0.9", "100")]


def test_a_percentage_is_shown_as_one() -> None:
    form = worked("field-service", arrival__actual=0.01, arrival__target=0.95)
    assert told(form) == [("far-from-target", form.cell("arrival.actual"), "1%", "95%")]


def test_a_share_above_the_whole() -> None:
    form = worked("service-admin-targets", complaint_rate__base=1.02, complaint_rate__current=0.9)
    assert told(form) == [("share-above-whole", form.cell("complaint_rate.base"), "102%", None)]
    assert told(worked("service-admin-targets", complaint_rate__base=1, complaint_rate__current=0.9)) == []


def test_a_rate_of_completion_may_be_above_100_percent() -> None:
    assert told(worked("marketing-quarterly-manager", sales_plan__first_month_actual=1.1)) == []


def test_a_count_above_the_days_of_the_month() -> None:
    lapse = ids("furniture-callback", "happened")[0]
    form = worked("furniture-callback", **everywhere([lapse], 31))
    assert told(form) == [("count-above-days", form.cell(lapse), "31", "30")]
    codes = [note[0] for note in told(worked("furniture-callback", **everywhere([lapse], 30)))]
    assert "count-above-days" not in codes


def test_a_count_above_the_days_that_somebody_was_there() -> None:
    lapse = ids("furniture-callback", "happened")[0]
    values = worked("furniture-callback", **everywhere([lapse], 11)).values
    form = Fabricated.of("furniture-callback", values, stay=Stay(10, 30))
    assert told(form) == [("count-above-days", form.cell(lapse), "11", "10")]
    assert told(Fabricated.of("furniture-callback", values)) == []


# --- fields that the scheme asks for


def test_an_interview_that_is_not_held_yet_is_asked_about() -> None:
    form = worked("supervisor-five-grades", field__interview_date=None, field__interview_record=None)
    assert told(form) == [
        ("field-left-open", form.cell("field.interview_date"), None, None),
        ("field-left-open", form.cell("field.interview_record"), None, None),
    ]
    labels = [p.facts["label"] for p in findings(form, PLAUSIBILITY)]
    assert labels == ["面谈日期", "面谈和反馈记录"]


def test_what_only_some_need_and_what_is_filled_in_is_not_asked_about() -> None:
    assert told(worked("supervisor-five-grades", field__agreed_changes=None)) == []
    assert told(worked("supervisor-360-quarterly")) == []


def test_a_form_that_is_incomplete_is_not_asked_about_its_fields() -> None:
    assert told(worked("supervisor-five-grades", field__interview_date=None, ability__rating=None)) == []


# --- logs


def test_a_callback_before_the_completion() -> None:
    form = worked(
        "installation-follow-up", visits__1__done="2026-11-06", visits__1__callback="2026-11-05", visits__1__visit=None
    )
    notes = [note for note in told(form) if note[1] in (form.cell("visits.1.callback"), form.cell("visits.1.done"))]
    assert notes == [("dates-out-of-order", form.cell("visits.1.callback"), "2026-11-05", "2026-11-06")]


def test_the_same_day_and_a_blank_are_in_order() -> None:
    days = {f"visits__1__{name}": "2026-11-05" for name in ("contacted", "visit", "done", "handed_in")}
    form = worked("installation-follow-up", **days, visits__1__callback=None)
    assert [note for note in told(form) if note[0] == "dates-out-of-order"] == []


# --- the scheme's word, and ours


def test_every_message_says_what_was_found_in_both_languages() -> None:
    every = [
        worked("cs-specialist-monthly", **everywhere(ids("cs-specialist-monthly", "marks"), 3)),
        worked("property-zones", **everywhere(ids("property-zones", "no_answer"), NA)),
        Fabricated.of("conduct-fines", DONE),
        worked("supervisor-five-grades", field__interview_date=None),
        checked(WITH_LAPSES[0], SOME),
        worked("furniture-callback", callback_rate__actual=45, callback_rate__target=30),
        worked("aftersales-weighted", service_score__actual=0.9),
        worked("service-admin-targets", complaint_rate__base=1.02),
        worked("furniture-callback", **everywhere(ids("furniture-callback", "happened")[:1], 31)),
        worked("installation-follow-up", visits__1__done="2026-11-06", visits__1__callback="2026-11-05"),
    ]
    found = {p.code: p for form in every for p in findings(form, PLAUSIBILITY)}
    assert set(found) == CODES - ELSEWHERE - LATER
    for note in found.values():
        asks_in_both_languages(note)


def asks_in_both_languages(note: Problem) -> None:
    """Hold that a note asks something and names its facts, in Chinese and in English."""
    english, chinese = say(note, "en"), say(note, "zh_CN")
    assert english != chinese
    assert "{" not in english + chinese
    for text, language in ((english, "en"), (chinese, "zh_CN")):
        for fact in (note.found, note.expected):
            assert fact is None or written(fact, words(language)) in text
    assert "请问清" in chinese and "Ask " in english


def test_a_scheme_names_only_codes_that_exist() -> None:
    data = LIBRARY["furniture-callback"].model_dump(by_alias=True)
    assert Scheme.model_validate({**data, "not_checked": ["same-mark"]}).not_checked == ("same-mark",)
    with pytest.raises(ValueError, match="not_checked"):
        Scheme.model_validate({**data, "not_checked": ["missing-input"]})
