"""A file with mistakes becomes a copy to send back: good entries kept, the rest marked, and as honest as the form."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import SHORT, SIGNED, WORKED_EXAMPLE, Bench, own_edition, person
from tests.pipeline.mending import CARD, LIST, MARKED, MISTAKES, entered, send_back, write
from tests.proof.fills import some_value
from xlsappraise.returned.marked_copies import Copies, folder_of
from xlsappraise.store.issued import Issued
from xlsappraise.store.office import opened
from xlsappraise.xlsx.reading import Reading


@pytest.fixture
def bench_with(one: Bench) -> Callable[..., Path]:
    """Return what fills the form in, makes the copies, and returns the only one."""

    def make(values: dict[str, Any] = MISTAKES, name: str | None = None) -> Path:
        one.fill(values, name=name)
        (path,) = write(one).paths
        return path

    return make


# What a copy holds


def test_good_entries_stay_and_the_sign_off_does_not(one: Bench, bench_with: Callable[..., Path]) -> None:
    kept = {n: v for n, v in WORKED_EXAMPLE.items() if n not in MARKED and n != "signoff.done"}
    assert entered(one, bench_with()) == kept


def test_wrong_entries_can_still_be_seen_and_are_refused_again(one: Bench, bench_with: Callable[..., Path]) -> None:
    copy = bench_with()
    sheet = openpyxl.load_workbook(copy)[CARD]
    shown = {name: sheet[one.cell(name)].value for name in MARKED}
    assert shown == {
        "callback_rate.actual": "45户", "callback_rate.target": None, "records.slight": "1.5", "ability.rating": "99",
        "attitude.rating": None, "adjustment.1.reason": None,
    }  # fmt: skip
    send_back(one, copy, {"signoff.done": SIGNED})
    assert sorted(one.codes()) == sorted([
        ("not-a-number", one.cell("callback_rate.actual")), ("missing-input", one.cell("callback_rate.target")),
        ("not-whole", one.cell("records.slight")), ("out-of-range", one.cell("ability.rating")),
        ("missing-input", one.cell("attitude.rating")), ("missing-reason", one.cell("adjustment.1.reason")),
    ])  # fmt: skip


def test_the_cells_to_mend_are_coloured_and_commented_with_the_remedy(
    one: Bench, bench_with: Callable[..., Path]
) -> None:
    sheet = openpyxl.load_workbook(bench_with())[CARD]
    commented = {c.coordinate: c.comment for row in sheet.iter_rows() for c in row if c.comment}
    assert set(commented) == {one.cell(name) for name in MARKED}
    assert {comment.author for comment in commented.values()} == {"xlsappraise"}
    remedy = commented[one.cell("callback_rate.target")].text
    assert remedy == f"{LIST}\n“客户回访率·应回访数（户）”没有填写，请补填。如果是 0，请填 0。"  # the form's language
    assert {sheet[cell].fill.fgColor.rgb for cell in commented} == {"FFFDE7E4"}
    assert not any(sheet[cell].protection.locked for cell in commented)
    assert sheet[one.cell("conduct.wording")].fill.fgColor.rgb == "FFFFF9E6"


def test_the_first_sheet_lists_every_problem_in_the_form_s_order_with_a_link(
    one: Bench, bench_with: Callable[..., Path]
) -> None:
    book = openpyxl.load_workbook(bench_with())
    assert book.sheetnames == [LIST, CARD, "填表说明", "_xlsappraise"]
    assert book.active.title == LIST
    sheet = book[LIST]
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert [(number, cell) for number, cell, *_rest in rows] == list(enumerate(map(one.cell, MARKED), 1))
    assert [row[3] for row in rows] == ["45户", "（空白）", "1.5", "99", "（空白）", "（空白）"]
    links = [c.hyperlink.location for row in sheet.iter_rows() for c in row if c.hyperlink]
    assert links == [f"'{CARD}'!{one.cell(name)}" for name in MARKED]


def test_what_would_be_asked_about_is_listed_too_so_that_nobody_is_asked_twice(
    one: Bench, bench_with: Callable[..., Path]
) -> None:
    nothing = {"discipline.late": 0, "discipline.absence": 0, "discipline.private": 0, "discipline.asleep": 0}
    copy = bench_with({**MISTAKES, **nothing, "discipline.remark": "19 日旷工半天"})
    sheet = openpyxl.load_workbook(copy)[LIST]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] is not None]
    band = next(n for n, row in enumerate(rows) if str(row[0]).startswith("请再核对：1 处"))
    cell = one.cell("discipline.remark")
    assert rows[band + 1][:2] == (1, cell) and rows[band + 1][3] == "旷工"
    assert rows[band + 1][4] == "“工作纪律”的备注写着“旷工”，却没有失分。请问清以哪个为准。"
    assert f"'{CARD}'!{cell}" in [c.hyperlink.location for row in sheet.iter_rows() for c in row if c.hyperlink]
    assert openpyxl.load_workbook(copy)[CARD][cell].comment is None
    send_back(one, copy, {"signoff.done": SIGNED})
    assert "sheet-added" not in {code for code, _cell in one.codes()}


def test_only_the_scorecard_bears_the_form_number(one: Bench, bench_with: Callable[..., Path]) -> None:
    token = one.describe(one.form())["document"]
    one.fill(MISTAKES)
    one.edit(one.inbox / one.form().name, lambda sheet: sheet.__setitem__("B2", f"{token}"))
    (copy,) = write(one).paths
    reading = Reading(copy.read_bytes())
    assert [entry.name for entry in reading.form_sheets] == [CARD]
    assert list(reading.tokens) == [token]
    assert reading.structure_locked and reading.facts_sheet is not None
    assert reading.facts_sheet.state == "veryHidden"


def test_tampering_is_undone_and_listed_apart(one: Bench, bench_with: Callable[..., Path]) -> None:
    spoiled = one.edit(one.fill(MISTAKES), lambda sheet: sheet.__setitem__("F8", 30))
    assert ("locked-cell-changed", "F8") in one.codes(spoiled)
    (copy,) = write(one).paths
    book = openpyxl.load_workbook(copy)
    assert book[CARD]["F8"].value == 20
    rows = [row for row in book[LIST].iter_rows(values_only=True) if isinstance(row[0], int)]
    assert rows[6][:4] == (1, "F8", "客户回访率", "30")


def test_every_locked_cell_is_as_issued(one: Bench, bench_with: Callable[..., Path]) -> None:
    copy = Reading(bench_with().read_bytes())
    form = Reading(one.form().read_bytes())
    with opened(one.workspace) as office:
        (issue,) = office.ledger.issues()
        entries = Issued(issue, office.blueprints([issue])[issue.master_id]).blueprint.entry_places
    grids = []
    for reading in (copy, form):
        sheet = reading.sheet(next(e for e in reading.entries if e.name == CARD))
        cells = sheet.cells.items()
        grids.append({
            at: (c.formula or c.value, reading.format(c.style)) for at, c in cells if at not in entries
        })  # fmt: skip
        assert sheet.protected
    assert grids[0] == grids[1]


# Sent back


def test_a_mended_copy_is_accepted_without_a_finding(one: Bench, bench_with: Callable[..., Path]) -> None:
    send_back(one, bench_with(), {**{n: WORKED_EXAMPLE[n] for n in MARKED}, "signoff.done": SIGNED})
    done = one.settle()
    assert [p.code for p in done.problems if p.severity != "note"] == []
    assert [(r["state"], r["total"], r["grade"]) for r in done.as_dict()["results"]] == [("valid", 76.0, "合格")]


def test_a_copy_that_comes_back_unmended_is_incomplete_or_invalid_again(
    one: Bench, bench_with: Callable[..., Path]
) -> None:
    send_back(one, bench_with({**WORKED_EXAMPLE, "attitude.rating": None}), {})
    assert one.codes() == [
        ("missing-input", one.cell("attitude.rating")),
        ("missing-signoff", one.cell("signoff.done")),
    ]
    assert one.collect().form_counts()["incomplete"] == 1


def test_dates_come_back_as_dates(bench: Bench) -> None:
    own_edition(bench.workspace, "installation-follow-up", *SHORT)
    bench.issue(person(schemes="installation-follow-up"))
    described = bench.describe(bench.form())["inputs"]
    first = {i["id"]: some_value(i, random.Random(1)) for i in described if i["row"] == 1}
    dates = [i["id"] for i in described if i["row"] == 1 and i["type"] == "date"]
    bench.fill({**first, "signoff.done": None})
    (copy,) = write(bench).paths
    assert dates and {n: v for n, v in entered(bench, copy).items() if n in dates} == {
        i["id"]: i["value"] for i in bench.describe(next(bench.inbox.iterdir()))["inputs"] if i["id"] in dates
    }
    send_back(bench, copy, {"signoff.done": SIGNED})
    assert [p.code for p in bench.collect().problems if p.code == "normalised"] == []


# Which files get one


def nothing_written(copies: Copies) -> bool:
    """Tell whether no copy was made and nothing is said of any."""
    return copies == Copies(copies.folder)


@pytest.mark.parametrize("values", [{}, WORKED_EXAMPLE])
def test_untouched_and_valid_forms_get_no_copy(one: Bench, values: dict[str, Any]) -> None:
    one.fill(values)
    assert nothing_written(write(one))
    with one.open() as office:
        assert not folder_of(office, one.period).exists()


def test_a_file_that_was_superseded_gets_no_copy(one: Bench) -> None:
    one.fill(MISTAKES, name="第一次.xlsx")
    one.fill(WORKED_EXAMPLE, name="第二次.xlsx")
    assert nothing_written(write(one))


def test_unknown_files_get_no_copy(one: Bench) -> None:
    (one.inbox / "说明.xlsx").write_bytes(b"not a workbook")
    openpyxl.Workbook().save(one.inbox / "别的.xlsx")
    assert nothing_written(write(one))


def test_accepted_tampering_gets_no_copy(one: Bench) -> None:
    one.edit(one.fill(WORKED_EXAMPLE), lambda sheet: sheet.__setitem__("F8", 30))
    assert nothing_written(write(one))


def test_check_and_status_write_nothing(one: Bench) -> None:
    one.fill(MISTAKES)
    one.collect()
    assert not list(one.workspace.root.rglob(f"*{LIST}*"))


# Names and writing


def test_copies_lie_in_the_supervisor_s_folder_under_the_form_s_name(one: Bench) -> None:
    one.fill(MISTAKES, name="a.xlsx")
    one.fill({**MISTAKES, "ability.rating": 98}, name="b.xlsx")
    stem = one.form().stem
    with one.open() as office:
        folder = folder_of(office, one.period)
    assert write(one).paths == [folder / "李建国" / f"{stem}_{LIST}.xlsx", folder / "李建国" / f"{stem}_{LIST}_2.xlsx"]


def test_a_second_run_leaves_the_same_copy_and_never_overwrites_another(one: Bench) -> None:
    one.fill(MISTAKES)
    (path,) = write(one).paths
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    assert write(one).paths == [path]
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    path.write_bytes(b"a person is at work on it")
    (other,) = write(one).paths
    assert other.name == f"{path.stem}_2.xlsx" and other.read_bytes() == before[0]
    aside = path.parents[1] / "settled" / path.parent.name / path.name
    assert not path.exists()
    assert aside.read_bytes() == b"a person is at work on it"
    assert write(one).paths == [other]
    assert aside.read_bytes() == b"a person is at work on it"


def test_a_folder_that_cannot_be_written_is_told(one: Bench) -> None:
    one.fill(MISTAKES)
    with one.open() as office:
        folder_of(office, one.period).write_text("in the way")
    told = write(one)
    assert told.paths == []
    assert [(p.code, p.severity) for p in told.problems] == [("corrections-not-written", "error")]
