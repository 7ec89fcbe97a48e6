"""Forms that were issued in an older layout: written again, carried over and marked as they were issued."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import NOVEMBER, SIGNED, WORKED_EXAMPLE, Bench, person
from tests.pipeline.mending import CARD, LIST, MARKED, MISTAKES, entered, send_back, write
from tests.pipeline.older import NOTE, OLD, older_layout
from tests.workbook.dump import dump
from xlsappraise.forms.layout import LAYOUT_VERSION, Setting, lay_out
from xlsappraise.issuing.generate import Order, generate
from xlsappraise.schemes import Library
from xlsappraise.store.issued import Issued
from xlsappraise.store.ledger import seals
from xlsappraise.store.start import start
from xlsappraise.xlsx.opening import open_book
from xlsappraise.xlsx.reading import Reading

MENDED = {**{name: WORKED_EXAMPLE[name] for name in MARKED}, "signoff.done": SIGNED}


@pytest.fixture
def old(tmp_path: Path) -> Bench:
    """A workspace with a form of furniture-callback in an older layout."""
    bench = Bench(start(tmp_path / "考核 资料", "示例家居有限公司"))
    with older_layout():
        bench.issue(person())
    return bench


def forget_workbooks(bench: Bench) -> None:
    """Leave the ledger as 0.1.0 made it."""
    with sqlite3.connect(bench.workspace.ledger) as connection:
        seals.install(connection)
        connection.execute("DELETE FROM workbook")
    connection.close()


def copy_of(bench: Bench, values: dict[str, Any] = MISTAKES) -> Path:
    bench.fill(values)
    (path,) = write(bench).paths
    return path


def test_the_older_layout_is_another_one(old: Bench) -> None:
    today = lay_out(Library()["furniture-callback"], Setting(NOVEMBER)).slots_by_id
    with old.open() as office:
        (issue,) = office.ledger.issues()
        blueprint = office.blueprints([issue])[issue.master_id]
    assert blueprint.record.layout_version == OLD != LAYOUT_VERSION
    moved = {name for name, slot in today.items() if slot.place != blueprint.slots_by_id[name].place}
    assert {name.partition(".")[0] for name in moved} == {"adjustment", "closing", "signoff"}


# Written again


def test_a_lost_form_is_written_again_byte_for_byte(old: Bench) -> None:
    path = old.form()
    before = path.read_bytes()
    path.unlink()
    made = old.issue()
    assert ([i.filename for i in made.restored], made.issued, made.problems) == ([path.name], [], [])
    assert path.read_bytes() == before


def test_a_lost_form_with_figures_is_written_again_byte_for_byte(tmp_path: Path) -> None:
    bench = Bench(start(tmp_path / "w"))
    bench.issue(person())
    figures = openpyxl.Workbook()
    figures.active.append(["工号", "callback_rate.actual"])
    figures.active.append(["E001", 44])
    figures.save(tmp_path / "figures.xlsx")
    order = Order(NOVEMBER, bench.outbox, reissue=["E001"], prefill=[tmp_path / "figures.xlsx"])
    with older_layout(), bench.open() as office:
        generate(office, order)
    path = bench.form()
    before = path.read_bytes()
    assert entered(bench, path) == {"callback_rate.actual": 44.0}
    path.unlink()
    assert [i.filename for i in bench.issue().restored] == [path.name]
    assert path.read_bytes() == before


def test_a_lost_form_without_its_workbook_is_not_made_again_but_told(old: Bench) -> None:
    forget_workbooks(old)
    old.form().unlink()
    made = old.issue()
    assert made.restored == []
    assert [(p.severity, p.code) for p in made.problems] == [("warning", "form-of-older-version")]
    assert list(old.outbox.rglob("*.xlsx")) == []


def test_a_lost_form_of_today_s_layout_is_drawn_again_without_its_workbook(one: Bench) -> None:
    forget_workbooks(one)
    path = one.form()
    before = path.read_bytes()
    path.unlink()
    assert [i.filename for i in one.issue().restored] == [path.name]
    assert path.read_bytes() == before


# Read, and carried over


def test_a_filled_in_form_is_accepted_without_a_finding(old: Bench) -> None:
    old.fill(WORKED_EXAMPLE)
    done = old.results()
    assert [p.code for p in done.problems if p.severity != "note"] == []
    assert [(r["state"], r["total"]) for r in done.as_dict()["results"]] == [("valid", 76.0)]


def test_entries_are_carried_over_into_today_s_layout(old: Bench) -> None:
    old.fill(WORKED_EXAMPLE)
    old.collect()
    made = old.issue(reissue=["E001"], yes=True)
    (issue,) = made.issued
    with old.open() as office:
        record = office.blueprints([issue])[issue.master_id].record
    assert record.layout_version == LAYOUT_VERSION
    expected = {name: value for name, value in WORKED_EXAMPLE.items() if name != "signoff.done"}
    assert entered(old, old.outbox / issue.folder / issue.filename) == expected


# Marked copies


def test_a_copy_keeps_good_entries_and_marks_the_others(old: Bench) -> None:
    copy = copy_of(old)
    assert entered(old, copy) == {n: v for n, v in WORKED_EXAMPLE.items() if n not in MARKED and n != "signoff.done"}
    book = openpyxl.load_workbook(copy)
    card = book[CARD]
    assert {name: card[old.cell(name)].value for name in MARKED} == {
        "callback_rate.actual": "45户", "callback_rate.target": None, "records.slight": "1.5", "ability.rating": "99",
        "attitude.rating": None, "adjustment.1.reason": None,
    }  # fmt: skip
    commented = {c.coordinate: c.comment for row in card.iter_rows() for c in row if c.comment}
    assert set(commented) == {old.cell(name) for name in MARKED}
    assert {comment.author for comment in commented.values()} == {"xlsappraise"}
    assert commented[old.cell("callback_rate.target")].text.startswith(f"{LIST}\n“客户回访率·应回访数（户）”没有填写")
    assert {card[cell].fill.fgColor.rgb for cell in commented} == {"FFFDE7E4"}
    assert not any(card[cell].protection.locked for cell in commented)
    assert NOTE in {cell.value for row in card.iter_rows() for cell in row}


def test_the_list_stands_first_and_leads_to_the_cells(old: Bench) -> None:
    book = openpyxl.load_workbook(copy_of(old))
    assert book.sheetnames == [LIST, CARD, "填表说明", "_xlsappraise"]
    assert book.active.title == LIST
    assert [sheet.sheet_view.tabSelected for sheet in book.worksheets[:2]] == [True, False]
    rows = [row for row in book[LIST].iter_rows() if isinstance(row[0].value, int)]
    assert [(row[1].value, row[1].hyperlink.location) for row in rows] == [
        (cell, f"'{CARD}'!{cell}") for cell in map(old.cell, MARKED)
    ]
    assert [row[3].value for row in rows] == ["45户", "（空白）", "1.5", "99", "（空白）", "（空白）"]


def test_a_copy_is_as_protected_as_the_form(old: Bench) -> None:
    copy, form = openpyxl.load_workbook(copy_of(old)), openpyxl.load_workbook(old.form())
    assert copy.security.lockStructure
    assert copy["_xlsappraise"].sheet_state == "veryHidden"
    assert all(sheet.protection.sheet for sheet in copy.worksheets)
    assert [(p.name, p.value) for p in copy.custom_doc_props.props] == [
        (p.name, p.value) for p in form.custom_doc_props.props
    ]
    for title in (CARD, "填表说明", "_xlsappraise"):
        ours, theirs = copy[title], form[title]
        assert vars(ours.protection) == vars(theirs.protection)
        assert ours.print_area == theirs.print_area and ours.freeze_panes == theirs.freeze_panes
        assert {n: d.height for n, d in ours.row_dimensions.items()} == {
            n: d.height for n, d in theirs.row_dimensions.items()
        }
    validations = [
        [(str(v.sqref), v.type, v.formula1, v.formula2, v.error) for v in book[CARD].data_validations.dataValidation]
        for book in (copy, form)
    ]
    assert validations[0] == validations[1] != []


def test_a_copy_bears_the_form_s_number_in_every_place(old: Bench) -> None:
    copy = copy_of(old).read_bytes()
    (token,) = open_book(old.form().read_bytes(), ())[0].tokens.items()
    found = open_book(copy, ())[0].tokens
    assert found == {token[0]: token[1]}


def test_every_locked_cell_of_a_copy_is_as_issued(old: Bench) -> None:
    copy = Reading(copy_of(old).read_bytes())
    with old.open() as office:
        (issue,) = office.ledger.issues()
        issued = Issued(issue, office.blueprints([issue])[issue.master_id])
    sheet = copy.sheet(next(e for e in copy.entries if e.name == CARD))
    entries = issued.blueprint.entry_places
    assert {at: (c.formula or c.value, copy.format(c.style)) for at, c in sheet.cells.items() if at not in entries} == {
        at: (c.formula or c.value, c.format) for at, c in issued.locked.items() if at not in entries
    }


def test_a_mended_copy_is_accepted_without_a_finding(old: Bench) -> None:
    send_back(old, copy_of(old), MENDED)
    done = old.results()
    assert [p.code for p in done.problems if p.severity != "note"] == []
    assert [(r["state"], r["total"], r["grade"]) for r in done.as_dict()["results"]] == [("valid", 76.0, "合格")]


def test_a_copy_that_comes_back_unmended_is_told_the_same_again(old: Bench) -> None:
    copy = copy_of(old)
    before = [found for found in old.codes() if found[0] != "missing-signoff"]
    send_back(old, copy, {"signoff.done": SIGNED})
    assert sorted(old.codes()) == sorted(before)


def test_a_copy_of_a_copy_is_clean_again(old: Bench) -> None:
    send_back(old, copy_of(old), {"ability.rating": 98})
    path = next(p for p in write(old).paths)
    send_back(old, path, MENDED)
    assert old.codes() == []


def test_a_second_run_leaves_the_same_copy(old: Bench) -> None:
    path = copy_of(old)
    before = path.read_bytes()
    assert write(old).paths == [path]
    assert path.read_bytes() == before
    with zipfile.ZipFile(io.BytesIO(before)) as book:
        assert {info.date_time for info in book.infolist()} == {(2026, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("text", ["=1+1", "#N/A", "@2", " 二 "])
def test_texts_that_look_like_something_else_stay_texts(old: Bench, text: str) -> None:
    """A remark keeps what stood there; a wrong number keeps it to be seen."""
    old.fill({**MISTAKES, "callback_rate.remark": None})
    path = old.inbox / old.form().name
    book = openpyxl.load_workbook(path)
    for name in ("callback_rate.actual", "adjustment.1.reason"):
        cell = book[CARD][old.cell(name)]
        cell.value = text
        cell.data_type = "s"
    book.save(path)
    (copy,) = write(old).paths
    cells = Reading(copy.read_bytes())
    sheet = cells.sheet(next(e for e in cells.entries if e.name == CARD))
    with old.open() as office:
        slots = office.blueprints(office.ledger.issues())[1].slots_by_id
    for name in ("callback_rate.actual", "adjustment.1.reason"):
        cell = sheet.cells[slots[name].place]
        assert (cell.kind, cell.formula, str(cell.value).strip()) == ("text", None, text.strip())


def test_a_form_without_its_workbook_gets_no_copy_and_it_is_told(old: Bench) -> None:
    old.fill(MISTAKES)
    forget_workbooks(old)
    told = write(old)
    assert told.paths == []
    assert [(p.code, p.severity, p.employee_id) for p in told.problems] == [("no-marked-copy", "note", "E001")]


def test_a_form_of_today_s_layout_needs_no_workbook(one: Bench) -> None:
    one.fill(MISTAKES)
    (path,) = write(one).paths
    before = dump(path.read_bytes())
    path.unlink()
    forget_workbooks(one)
    (path,) = write(one).paths
    assert dump(path.read_bytes()) == before


def test_a_form_that_is_drawn_otherwise_in_the_same_version_is_marked_as_issued(tmp_path: Path) -> None:
    bench = Bench(start(tmp_path / "w"))
    with older_layout(version=LAYOUT_VERSION):
        bench.issue(person())
    copy = copy_of(bench)
    assert NOTE in {cell.value for row in openpyxl.load_workbook(copy)[CARD].iter_rows() for cell in row}
    send_back(bench, copy, MENDED)
    assert bench.codes() == []
