"""What a record or a form lacks although the form asks for it is asked about, with its cell; honest ones are not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.checks.fabricated import Fabricated, findings
from tests.checks.test_measured import returned
from tests.checks.test_measured import told as collected
from tests.checks.test_plausibility import DONE, asks_in_both_languages, told, worked
from tests.conftest import Bench
from tests.schemes.worked_examples import example
from tests.shipped import LIBRARY
from xlsappraise.base.form_rules import Closing, Stay
from xlsappraise.base.i18n import words, written
from xlsappraise.forms.layout import Filled
from xlsappraise.returned.checks.plausibility import PLAUSIBILITY
from xlsappraise.schemes import Scheme
from xlsappraise.schemes.lint import faulty_parts

SAMPLES, VISITS, ABILITY, ATTITUDE = (
    "online-behaviour", "installation-follow-up", "supervisor-competency", "attitude-ability-performance",
)  # fmt: skip
SAMPLE = {
    "date": "2026-11-05",
    "where": "电话",
    "polite": "是",
    "tone": "是",
    "escalation": "没有升级",
    "correctness": 4,
    "terms": 4,
}


def sampled(rows: int, **last: Any) -> Fabricated:
    """Return a form with so many samples, calls and chats in turn, the last with changes."""
    columns = LIBRARY[SAMPLES].tables[0].columns
    inputs: dict[str, Any] = {}
    for row in range(1, rows + 1):
        call = {"rings": "3声内", "first_answer": "不是线上"}
        chat = {"rings": "不是电话", "first_answer": "30秒内"}
        cells = {**SAMPLE, **(call if row % 2 else chat), **(last if row == rows else {})}
        inputs |= {f"samples.{row}.{c.id}": cells[c.id] for c in columns if c.id in cells}
        inputs |= {
            f"samples.{row}.{c.id}": f"样本{row}"
            for c in columns
            if c.required and c.type == "text" and c.id not in cells
        }
    for name in example(SAMPLES)["inputs"]:
        if name.startswith("samples."):
            inputs.setdefault(name, None)
    return worked(SAMPLES, **{name.replace(".", "__"): value for name, value in inputs.items()})


def codes(form: Fabricated) -> list[tuple[str, str | None, str | None, str | None]]:
    return [note for note in told(form) if note[0] in ("records-few", "record-without-answer", "record-cell-blank")]


@pytest.mark.parametrize(("rows", "few"), [(9, True), (10, False), (20, False)])
def test_fewer_samples_than_the_form_asks_for(rows: int, few: bool) -> None:
    form = sampled(rows)
    last = form.cell(f"samples.{rows}.{LIBRARY[SAMPLES].tables[0].columns[0].id}")
    assert codes(form) == ([("records-few", last, str(rows), "10")] if few else [])
    for note in findings(form, PLAUSIBILITY):
        asks_in_both_languages(note)


def test_a_sample_that_is_neither_a_call_nor_a_chat() -> None:
    form = sampled(12, rings="不是电话", first_answer="不是线上")
    (note,) = (n for n in findings(form, PLAUSIBILITY) if n.code == "record-without-answer")
    assert note.cell == form.cell("samples.12.rings")
    labels = {c.id: c.label for c in LIBRARY[SAMPLES].tables[0].columns}
    said = (f"{labels['rings']} 不是电话", f"{labels['first_answer']} 不是线上")
    assert (dict(note.facts)["row"], dict(note.facts)["label"], note.found) == (12, "应答速度", said)
    asks_in_both_languages(note)
    assert codes(sampled(12, rings="3声内", first_answer="30秒内")) == []


@pytest.mark.parametrize(
    ("last", "rows"),
    [
        ({"rings": "5声内", "first_answer": "超过60秒"}, ("12",)),
        ({"rings": "超过5声", "first_answer": "不是线上"}, ()),
        ({"rings": "不是电话", "first_answer": "60秒内"}, ()),
        ({"rings": "5声内", "first_answer": None}, ()),
    ],
)
def test_a_sample_that_is_a_call_and_a_chat(last: dict[str, Any], rows: tuple[str, ...]) -> None:
    form = sampled(12, **last)
    notes = [n for n in findings(form, PLAUSIBILITY) if n.code == "record-answers-both"]
    assert [(n.cell, dict(n.facts)["rows"]) for n in notes] == [(form.cell("samples.12.rings"), rows)] * bool(rows)
    for note in notes:
        asks_in_both_languages(note)


def test_columns_exclude_each_other_where_both_may_not_apply() -> None:
    data = LIBRARY[SAMPLES].model_dump(by_alias=True)
    assert list(faulty_parts(Scheme.model_validate(data))) == []
    for other in ("polite", "first_answer", "talk", "nowhere"):
        (table,) = data["table"]
        columns = [{**c, "apart_from": other if c["id"] == "first_answer" else None} for c in table["columns"]]
        changed = Scheme.model_validate({**data, "table": [{**table, "columns": columns}]})
        (fault,) = faulty_parts(changed)
        assert fault[0].endswith(".apart_from")


@pytest.mark.parametrize(
    ("column", "by", "word", "other"),
    [
        ("missing", "delivered", "缺", "齐"),
        ("second_problem", "second_visit", "是", "否"),
        ("callback", "satisfied", "是", "未回访"),
    ],
)
def test_the_details_of_a_word_are_asked_for(column: str, by: str, word: str, other: str) -> None:
    blank = {f"visits__1__{column}": None}
    form = worked(VISITS, **blank, **{f"visits__1__{by}": word})
    assert codes(form) == [("record-cell-blank", form.cell(f"visits.1.{column}"), word, None)]
    asks_in_both_languages(next(n for n in findings(form, PLAUSIBILITY) if n.code == "record-cell-blank"))
    assert codes(worked(VISITS, **blank, **{f"visits__1__{by}": other})) == []
    assert codes(worked(VISITS, **{f"visits__1__{by}": word, f"visits__1__{column}": "2026-11-20"})) == []


def test_an_order_without_its_details() -> None:
    row = {"contract": "HT-1", "ordered": "是", "detail": None, "ordered_on": None}
    form = worked(VISITS, **{f"left_overs__1__{name}": value for name, value in row.items()})
    cells = [form.cell(f"left_overs.1.{name}") for name in ("detail", "ordered_on")]
    assert [note[:2] for note in codes(form)] == [("record-cell-blank", cell) for cell in cells]


def test_a_scheme_names_columns_and_words_that_there_are() -> None:
    data = LIBRARY[VISITS].model_dump(by_alias=True)
    assert list(faulty_parts(Scheme.model_validate(data))) == []

    def faults(column: str, **changes: Any) -> list[tuple[str, str]]:
        visits, *others = data["table"]
        columns = [{**one, **(changes if one["id"] == column else {})} for one in visits["columns"]]
        table = [{**visits, "columns": columns}, *others]
        found = faulty_parts(Scheme.model_validate({**data, "table": table}))
        return [(path.rpartition(".")[2], written(text, words("en"))) for path, text in found]

    assert faults("missing", needed_for=("欠",)) == [("needed_for", "the column “delivered” has no such choices")]
    assert faults("missing", needed_for=()) == [("needed_for", "a column is needed for words of another column")]
    assert faults("shop", needed_by="delivered", needed_for=("缺",)) == [
        ("needed_by", "a column that must be filled in is needed anyhow")
    ]
    table = [{**data["table"][0], "asked": 201}, *data["table"][1:]]
    (fault,) = faulty_parts(Scheme.model_validate({**data, "table": table}))
    assert fault[0] == "table[0].asked"


# --- the best or the worst without a fact


def unexplained(scheme: str, **values: Any) -> Fabricated:
    """Return a form without remarks in which everything is in the middle, but for changes."""
    middle = {
        f"{c.id}.{r.id}" if r.kind == "levels" else f"{c.id}.{item}": r.levels[2].label
        if r.kind == "levels"
        else r.neutral
        for c in LIBRARY[scheme].criteria
        for r in c.rules
        if r.kind in ("levels", "plus_minus")
        for item in (r.marks() if r.kind == "plus_minus" else ("",))
    }
    remarks = {f"{c.id}.remark": None for c in LIBRARY[scheme].criteria}
    entered = {name.replace(".", "__"): value for name, value in {**middle, **remarks}.items()}
    return worked(scheme, **{**entered, **values})


@pytest.mark.parametrize("place", [0, 4])
def test_the_best_and_the_worst_level_need_a_fact(place: int) -> None:
    levels = LIBRARY[ABILITY].criteria[0].rules[0].levels
    name = f"product_knowledge__{LIBRARY[ABILITY].criteria[0].rules[0].id}"
    form = unexplained(ABILITY, **{name: levels[place].label})
    (note,) = (n for n in findings(form, PLAUSIBILITY) if n.code == "end-unexplained")
    assert (note.cell, dict(note.facts)["criteria"]) == (form.cell("product_knowledge.remark"), ("专业知识",))
    asks_in_both_languages(note)
    honest = unexplained(ABILITY, **{name: levels[place].label, "product_knowledge__remark": "11月12日答错一次"})
    assert not [n for n in findings(honest, PLAUSIBILITY) if n.code == "end-unexplained"]


@pytest.mark.parametrize(("word", "asked"), [("加", True), ("减", True), ("平", False)])
def test_a_plus_and_a_minus_need_a_fact(word: str, asked: bool) -> None:
    form = unexplained(ATTITUDE, attitude__rules=word)
    found = [n.cell for n in findings(form, PLAUSIBILITY) if n.code == "end-unexplained"]
    assert found == ([form.cell("attitude.remark")] if asked else [])


def test_levels_in_the_middle_need_none() -> None:
    assert not [n for n in findings(unexplained(ABILITY), PLAUSIBILITY) if n.code == "end-unexplained"]


@pytest.mark.parametrize(("received", "asked"), [(5, False), (6, True)])
def test_a_standard_that_was_missed_needs_a_reason(received: int, asked: bool) -> None:
    criteria = LIBRARY["service-head-standards"].criteria
    blank = {f"{c.id}__remark": None for c in criteria}
    counted = next(c for c in criteria for r in c.rules for item in r.inputs(c.points, str) if item.id == "received")
    form = worked("service-head-standards", **blank, **{f"{counted.id}__received": received})
    named = [dict(n.facts)["criteria"] for n in findings(form, PLAUSIBILITY) if n.code == "remark-blank"]
    assert any(counted.title in criteria for criteria in named) == asked


# --- days and targets


@pytest.mark.parametrize(("day", "early"), [("2026-11-01", True), ("2026-11-14", True), ("2026-11-16", False)])
def test_signed_while_half_of_the_month_was_still_to_come(day: str, early: bool) -> None:
    form = worked("furniture-callback", signoff__date=day)
    found = [note for note in told(form) if note[0] == "signed-early"]
    assert found == ([("signed-early", form.cell("signoff.date"), day, "2026-11")] if early else [])
    for note in findings(form, PLAUSIBILITY):
        asks_in_both_languages(note)


@pytest.mark.parametrize(
    ("stay", "closing", "day", "early"),
    [
        (Stay(8, 30, left=date(2026, 11, 8)), Closing(), "2026-11-08", False),
        (Stay(8, 30, left=date(2026, 11, 8)), Closing(), "2026-11-02", True),
        (Stay(11, 30, joined=date(2026, 11, 20)), Closing(), "2026-11-21", True),
        (Stay(11, 30, joined=date(2026, 11, 20)), Closing(), "2026-11-28", False),
        (None, Closing(deadline=date(2026, 11, 12)), "2026-11-12", False),
        (None, Closing(deadline=date(2026, 12, 5)), "2026-11-12", True),
    ],
)
def test_the_time_that_a_form_is_about_is_the_person_s_and_ends_when_it_is_due(
    stay: Stay | None, closing: Closing, day: str, early: bool
) -> None:
    values = {**example("furniture-callback")["inputs"], **DONE, "signoff.date": date.fromisoformat(day)}
    form = Fabricated.of("furniture-callback", values, stay=stay, closing=closing)
    assert [n.cell for n in findings(form, PLAUSIBILITY) if n.code == "signed-early"] == (
        [form.cell("signoff.date")] if early else []
    )


def test_more_done_than_the_nothing_there_was_to_do() -> None:
    form = worked("furniture-callback", callback_rate__actual=45, callback_rate__target=0)
    assert told(form) == [("done-above-due", form.cell("callback_rate.actual"), "45", "0")]


@pytest.mark.parametrize("actual", [0.0, 0.9])
def test_a_target_of_0_that_costs_all_points_is_honest_where_nothing_was_done(actual: float) -> None:
    form = worked("aftersales-weighted", resolution__actual=actual, resolution__target=0)
    found = [(note[0], note[1]) for note in told(form)]
    assert found == ([("target-zero", form.cell("resolution.actual"))] if actual else [])
    for note in findings(form, PLAUSIBILITY):
        asks_in_both_languages(note)


def test_a_target_of_0_that_the_scheme_leaves_out_or_hr_has_set_is_an_answer() -> None:
    assert told(worked("field-service", lasting_repairs__target=0)) == []
    known = Filled(values={"resolution.target": 0.0}, locked=frozenset(("resolution.target",)))
    values = {**example("aftersales-weighted")["inputs"], **DONE}
    del values["resolution.target"]
    form = Fabricated.of("aftersales-weighted", values, filled=known)
    assert not [n for n in findings(form, PLAUSIBILITY) if n.code == "target-zero"]


def test_a_bonus_that_was_not_earned_needs_no_reason() -> None:
    form = worked("service-head-standards", successor__level="尚未培养出", successor__remark=None)
    assert told(form) == []


def test_a_table_may_be_empty_and_still_be_asked_about() -> None:
    data = LIBRARY[SAMPLES].model_dump(by_alias=True)
    scheme = Scheme.model_validate({**data, "table": [{**data["table"][0], "least": 0}]})
    form = Fabricated.of(scheme, DONE)
    found = [(n.cell, n.found, n.expected) for n in findings(form, PLAUSIBILITY) if n.code == "records-few"]
    assert found == [(form.cell(f"samples.1.{LIBRARY[SAMPLES].tables[0].columns[0].id}"), 0, 10)]


def test_whoever_was_there_for_a_part_of_the_month_may_have_fewer_samples() -> None:
    form = Fabricated.of(SAMPLES, {**example(SAMPLES)["inputs"], **DONE}, stay=Stay(2, 30, joined=date(2026, 11, 29)))
    assert not [n for n in findings(form, PLAUSIBILITY) if n.code == "records-few"]


@pytest.mark.parametrize(("mark", "refused"), [(870, True), (101, True), (100, False), (0, False)])
def test_a_mark_beside_the_scores_has_a_largest_value(bench: Bench, mark: float, refused: bool) -> None:
    back = returned(bench, "de-qin-neng-ji", field__theory_mark=mark)
    found = [note[1:3] for note in collected(back) if note[2] == back.cell("field.theory_mark")]
    assert found == ([("out-of-range", back.cell("field.theory_mark"))] if refused else [])


def test_two_logs_of_a_form_that_tell_a_record_otherwise() -> None:
    name = "installation-follow-up"
    inputs = example(name)["inputs"]
    contract, customer = inputs["visits.1.contract"], inputs["visits.1.customer"]
    row = next(n for n in range(1, 60) if f"orders.{n}.contract" not in inputs)
    same = {f"orders__{row}__contract": contract, f"orders__{row}__customer": customer}
    assert "records-disagree" not in [note[0] for note in told(worked(name, **same))]
    form = worked(name, **{**same, f"orders__{row}__customer": "别的客户"})
    note = ("records-disagree", form.cell(f"orders.{row}.customer"), "别的客户", customer)
    assert note in told(form)
