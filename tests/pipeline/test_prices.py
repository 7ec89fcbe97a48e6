"""What tampering would have been worth, on forms of other shapes than the plain one; each figure by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.checks.forms import output, points, score, subtotal
from tests.conftest import WORKED_EXAMPLE, Bench, message_of, person
from tests.pipeline.flow import ordered, people, returned, write_figures
from tests.proof.fills import completing
from tests.schemes.worked_examples import example
from tests.shipped import LIBRARY, PERIODS
from xlsappraise.base.period import Period
from xlsappraise.returned.inspect import check_files
from xlsappraise.returned.pricing import priced
from xlsappraise.roster import PEERS
from xlsappraise.store.start import start

TEMPLATES = Path(__file__).parents[2] / "templates"
AUTUMN = Period("quarter", 2026, 4)
COUNTED = "callback_rate.actual"


def worked(bench: Bench, scheme: str, **changes: Any) -> Path:
    """Issue a scheme to E001 and return its worked example, signed by every rater."""
    bench.period = Period.parse(PERIODS[LIBRARY[scheme].period])
    bench.issue(person(schemes=scheme))
    inputs = {**example(scheme)["inputs"], **{k.replace("__", "."): v for k, v in changes.items()}}
    signed = {i["id"]: completing(i) for i in bench.describe(bench.form())["inputs"] if i["id"].startswith("signoff")}
    return bench.fill({**inputs, **signed})


def put(bench: Bench, path: Path, **cells: Any) -> None:
    """Put values into cells of the scorecard."""

    def change(sheet: Any) -> None:
        for cell, value in cells.items():
            sheet[cell] = value

    bench.edit(path, change)


def believed(bench: Bench, number: str = "E001") -> dict[str, str]:
    """Return the cells of what was tampered with, and what their findings tell of the price."""
    found = [p for p in bench.results().problems if p.severity == "tampering" and p.employee_id == number]
    return {p.cell or "": message_of(p).rpartition(" With the change, the total would be ")[2] for p in found}


# Kinds of forms


def test_points_of_a_criterion_that_two_raters_mark(bench: Bench) -> None:
    path = worked(bench, "warehouse-service-monthly")
    cell = points(bench, "parcel_opening")
    put(bench, path, **{cell: 30})
    # 0.7 × 30 + 0.3 × 30 × 0.8 = 28.2 instead of 14.1: 93.74 + 14.1 = 107.84
    assert believed(bench) == {cell: "107.84 (优秀) instead of 93.74 (优秀)."}


def test_a_score_that_two_raters_make(bench: Bench) -> None:
    path = worked(bench, "warehouse-service-monthly")
    cell = score(bench, "urgent_orders")
    put(bench, path, **{cell: 2})
    assert believed(bench) == {cell: "83.74 (良好) instead of 93.74 (优秀)."}  # 12 → 2


def test_points_of_a_form_with_a_table(bench: Bench) -> None:
    path = worked(bench, "after-sales-issue-log")
    cell = points(bench, "solved_share")
    put(bench, path, **{cell: 120})
    assert believed(bench) == {cell: "102.86 (优秀) instead of 85.71 (良好)."}  # 120 × 6/7


def test_a_total_of_a_form_with_a_table(bench: Bench) -> None:
    path = worked(bench, "after-sales-issue-log")
    cell = output(bench, "total")
    put(bench, path, **{cell: 59.5})
    assert believed(bench) == {cell: "59.50 (差) instead of 85.71 (良好)."}


def test_points_of_a_form_whose_criteria_may_be_left_out(bench: Bench) -> None:
    path = worked(bench, "field-service")
    cell = points(bench, "attendance")
    put(bench, path, **{cell: 50})
    # 50 × 0.955 = 47.75 instead of 23.88: 24.23 + 25 + 23.75 + 47.75
    assert believed(bench) == {cell: "120.73 (优秀) instead of 96.86 (优秀)."}


def test_the_word_for_left_out_takes_a_criterion_out_of_the_maximum(bench: Bench) -> None:
    path = worked(bench, "field-service", attendance__actual=0.3)
    cell = score(bench, "attendance")
    put(bench, path, **{cell: "不计入"})
    # attendance 25 × 0.3 = 7.5: 80.48; without it 72.98 × 100/75 = 97.3066…
    assert believed(bench) == {cell: "97.31 (优秀) instead of 80.48 (良好)."}


def test_a_score_written_over_the_word_for_left_out_brings_a_criterion_back(bench: Bench) -> None:
    path = worked(bench, "field-service", arrival__actual=0, arrival__target=0)
    cell = score(bench, "arrival")
    put(bench, path, **{cell: 5})
    # left out: 72.63 × 100/75 = 96.84; with 5 of 25: 77.63
    assert believed(bench) == {cell: "77.63 (合格) instead of 96.84 (优秀)."}


def test_a_subtotal_where_the_total_is_a_mean(bench: Bench) -> None:
    path = worked(bench, "supervisor-quantified")
    cell = subtotal(bench, 1)
    put(bench, path, **{cell: 150})
    # (506.68 − 87.67 + 150) ÷ 6 = 569.01 ÷ 6 = 94.835
    assert believed(bench) == {cell: "94.84 (优秀) instead of 84.45 (良好)."}


def test_a_subtotal_where_sections_have_weights(bench: Bench) -> None:
    path = worked(bench, "after-sales-monthly")
    cell = subtotal(bench, 2)
    put(bench, path, **{cell: 100})
    # 0.85 × 77.5 + 0.15 × 100 = 80.875
    assert believed(bench) == {cell: "80.88 (良好) instead of 79.38 (合格)."}


def test_a_score_where_sections_have_weights(bench: Bench) -> None:
    path = worked(bench, "after-sales-monthly")
    cell = score(bench, "complaints")
    put(bench, path, **{cell: 20})
    # 0.85 × 87.5 + 0.15 × 90 = 87.875
    assert believed(bench) == {cell: "87.88 (良好) instead of 79.38 (合格)."}


def test_points_of_a_quarterly_form(tmp_path: Path) -> None:
    bench = Bench(start(tmp_path / "考核 资料"), AUTUMN)
    path = worked(bench, "marketing-quarterly-assistant")
    cell = points(bench, "group_sales")
    put(bench, path, **{cell: 60})
    # 60 × 0.885 = 53.1: 53.1 + 18.89
    assert believed(bench) == {cell: "71.99 (合格) instead of 89.69 (良好)."}


def test_a_score_in_one_of_several_forms_about_a_person_is_priced_for_that_form(tmp_path: Path) -> None:
    bench = Bench(start(tmp_path / "考核 资料"), AUTUMN)
    people(bench, person(schemes="supervisor-360-quarterly", **{PEERS: ""}))
    ordered(bench)
    (form,) = bench.outbox.rglob("E001_*_supervisor.xlsx")
    criteria = bench.describe(form)["outputs"]["criteria"]
    ratings = {i["id"]: i["max"] for i in bench.describe(form)["inputs"] if i["id"].endswith(".rating")}
    path = returned(bench, form, {**ratings, "responsibility.rating": 0})
    cell = criteria["responsibility"]["cell"]
    put(bench, path, **{cell: 8})
    assert believed(bench) == {cell: "100.00 (优秀) instead of 92.00 (优秀)."}


@pytest.fixture
def locked(bench: Bench) -> Bench:
    """A form whose callback rate, 45 of 50, was filled in beforehand and locked."""
    text = (TEMPLATES / "furniture-callback.toml").read_text(encoding="utf-8")
    own = text.replace('title = "客户回访率"\n', 'title = "客户回访率"\nprefill = "locked"\n')
    assert own != text
    (bench.workspace.schemes / "own.toml").write_text(own, encoding="utf-8")
    people(bench, person())
    figures = write_figures(
        bench.workspace.root / "数据.xlsx", ["工号", COUNTED, "callback_rate.target"], ["E001", 45, 50]
    )
    assert ordered(bench, prefill=figures).problems == []
    return bench


@pytest.mark.parametrize(
    ("value", "price"),
    [
        (50, " With the change, the total would be 78.00 (合格) instead of 76.00 (合格)."),  # 20 × 50/50
        (0, " With the change, the total would be 58.00 (差) instead of 76.00 (合格)."),  # nothing of 20
        ("４５", " It does not change the total, 76.00 (合格)."),
        (None, " With the change, there would be no total; it is 76.00 (合格)."),
        ("多", " so its effect on the total is unclear; the total is 76.00 (合格)."),
    ],
)
def test_a_locked_figure_that_was_changed_is_scored_anew(locked: Bench, value: Any, price: str) -> None:
    locked.fill({**WORKED_EXAMPLE, COUNTED: value})
    (found,) = [p for p in locked.results().problems if p.severity == "tampering"]
    assert (found.code, found.cell) == ("locked-cell-changed", locked.cell(COUNTED))
    assert message_of(found).endswith(price)


def test_marks_by_rank_are_priced_among_the_people_compared(bench: Bench) -> None:
    text = (TEMPLATES / "furniture-callback.toml").read_text(encoding="utf-8")
    head, _id, tail = text.partition('id = "attitude"')
    _rules, _end, rest = tail.partition("[[section.criterion]]")
    ranked = 'title = "订单"\nstandard = "按订单数排名。"\npoints = 15\n'
    ranked += 'rules = [{ kind = "rank", label = "订单数", places = [15, 10, 5] }]\n\n'
    own = f'{head}id = "attitude"\n{ranked}[[section.criterion]]{rest}'
    (bench.workspace.schemes / "own.toml").write_text(own, encoding="utf-8")
    bench.issue(person(), person("E002", name="李梅"))
    (slot,) = [
        i["id"] for i in bench.describe(bench.form())["inputs"] if i["criterion"] == "attitude" and i["required"]
    ]
    others = {k: v for k, v in WORKED_EXAMPLE.items() if not k.startswith("attitude")}
    bench.fill({**others, slot: 9}, "E001")
    path = bench.fill({**others, slot: 4}, "E002")
    cell = score(bench, "records")
    put(bench, path, **{cell: 20})
    # second place: 76 − 13 + 10 = 73; records 15 → 20
    assert believed(bench, "E002") == {cell: "78.00 (合格) instead of 73.00 (合格)."}


# Which files


def test_versions_that_wait_are_priced_each_by_its_own_entries(one: Bench) -> None:
    cell = score(one, "records")
    for name, rating in (("甲.xlsx", 7), ("乙.xlsx", 10)):
        put(one, one.fill({**WORKED_EXAMPLE, "ability.rating": rating}, name=name), **{cell: 20})
    told = {p.file: message_of(p) for p in one.results().problems if p.severity == "tampering"}
    assert told["甲.xlsx"].endswith(" 81.00 (良好) instead of 76.00 (合格).")
    assert told["乙.xlsx"].endswith(" 84.00 (良好) instead of 79.00 (合格).")


def test_a_version_that_was_accepted_keeps_its_price_when_its_file_is_gone(one: Bench) -> None:
    cell = output(one, "total")
    path = one.fill(WORKED_EXAMPLE)
    put(one, path, **{cell: 91})
    before = believed(one)
    path.unlink()
    assert before == believed(one) == {cell: "91.00 (优秀) instead of 76.00 (合格)."}


def test_a_form_that_is_not_complete_has_no_price(one: Bench) -> None:
    cell = points(one, "callback_rate")
    put(one, one.fill({**WORKED_EXAMPLE, "ability.rating": None}), **{cell: 40})
    (found,) = [p for p in one.results().problems if p.severity == "tampering"]
    assert (found.cell, message_of(found).rpartition(". ")[2]) == (cell, "The issued content is used.")


def test_the_price_stays_when_a_complete_version_replaces_an_incomplete_one(one: Bench) -> None:
    cell = points(one, "callback_rate")
    put(one, one.fill({**WORKED_EXAMPLE, "ability.rating": None}, name="早.xlsx"), **{cell: 40})
    one.fill(WORKED_EXAMPLE, name="全.xlsx")
    (found,) = [p for p in one.results().problems if p.severity == "tampering"]
    assert (found.file, message_of(found).rpartition(". ")[2]) == ("早.xlsx", "The issued content is used.")


def test_a_single_complete_file_can_be_priced_without_recording_anything(one: Bench) -> None:
    cell, label = score(one, "records"), "D8"
    path = one.fill(WORKED_EXAMPLE)
    put(one, path, **{cell: 20, label: "改过"})
    with one.open() as office:
        (checked,) = check_files(office, [path])
        (blueprint,) = office.blueprints(office.ledger.issues()).values()
    outcome = checked.outcome
    told = {p.cell: message_of(p) for p in priced(outcome.problems, outcome.inputs, outcome.beliefs, blueprint)}
    assert told[cell].endswith(" With the change, the total would be 81.00 (良好) instead of 76.00 (合格).")
    assert told[label].endswith(" It does not change the total, 76.00 (合格).")
