"""Rows are found by their keys: moved ones are read where they are, missing and doubled ones are told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl.cell.cell import MergedCell

from tests.checks.forms import everything, filled, points, result, row, score, sheet_name, spoil, spoil_xml
from tests.conftest import WORKED_EXAMPLE, Bench, message_of, person, text_of
from tests.office.office import fill_steps, run_jobs
from tests.spots import WORKED
from xlsappraise.store.start import start


def key_cell(bench: Bench, name: str) -> str:
    """Return the address of the hidden key beside an input."""
    return f"A{row(bench.cell(name))}"


def test_a_doubled_row_is_an_error_that_names_both_rows(one: Bench) -> None:
    first = row(one.cell("records.slight"))

    def paste(sheet: Any) -> None:
        sheet["A40"] = "records.slight"

    spoil(one, paste)
    found = [p for p in one.problems() if p.code == "row-duplicated"]
    assert [(p.severity, p.cell, text_of(p.found), text_of(p.expected)) for p in found] == [
        ("error", "40:40", f"{first}, 40", "表格管理"),
    ]
    assert (result(one)["state"], result(one)["total"]) == ("invalid", None)


def test_a_row_without_its_key_is_found_by_its_texts(one: Bench) -> None:
    cell = key_cell(one, "attitude.rating")

    def clear(sheet: Any) -> None:
        sheet[cell] = None

    spoil(one, clear)
    (found,) = one.problems()
    assert (found.severity, found.code, found.cell, text_of(found.found)) == ("warning", "row-keys-missing", cell, cell)
    assert (result(one)["state"], result(one)["total"]) == ("valid", 76.0)


def test_a_row_that_lost_its_key_and_texts_is_told_by_its_criterion(one: Bench) -> None:
    cell = key_cell(one, "attitude.rating")

    def clear(sheet: Any) -> None:
        for found in sheet[row(cell)]:
            if not isinstance(found, MergedCell):
                found.value = None

    spoil(one, clear)
    (found,) = [p for p in one.problems() if p.code == "row-missing"]
    assert (found.severity, found.cell, text_of(found.expected)) == ("error", f"{row(cell)}:{row(cell)}", "工作态度")
    assert result(one)["state"] == "invalid"


def test_a_changed_key_is_told_and_the_row_is_found_by_its_texts(one: Bench) -> None:
    cell = key_cell(one, "records.slight")

    def change(sheet: Any) -> None:
        sheet[cell] = "records.other"

    spoil(one, change)
    assert one.codes() == [("row-keys-missing", cell)]
    assert (result(one)["state"], result(one)["total"]) == ("valid", 76.0)


def moved_down(text: str, first: int, by: int) -> str:
    """Return a worksheet whose rows from ``first`` on stand ``by`` rows lower, formulas left alone."""

    def move(match: re.Match[str]) -> str:
        number = int(match[2])
        return f"{match[1]}{number + by if number >= first else number}{match[3]}"

    text = re.sub(r'(<row r=")(\d+)(")', move, text)
    return re.sub(r'(<c r="[A-Z]+)(\d+)(")', move, text)


def test_rows_moved_without_their_formulas_are_tampering(one: Bench) -> None:
    first = row(one.cell("attitude.rating"))
    spoil_xml(one, lambda text: moved_down(text, first, 2))
    codes = one.codes()
    assert codes[0] == ("rows-moved", None)
    assert ("formula-changed", f"{WORKED.column('score')}{first + 2}") in codes
    assert {code for code, _cell in codes} == {"rows-moved", "formula-changed"}
    assert (result(one)["state"], result(one)["total"]) == ("valid", 76.0)


class Moved:
    """The worked example, changed and saved by LibreOffice in several ways, each in its own inbox."""

    def __init__(self, folder: Path) -> None:
        self.benches: dict[str, Bench] = {}
        jobs = []
        for name in ("inserted", "above", "deleted", "copied", "renamed", "total"):
            bench = self.benches[name] = Bench(start(folder / name))
            bench.issue(person())
            form = bench.describe(bench.form())
            sheet = sheet_name(bench)
            total = form["outputs"]["total"]["cell"]
            steps = {
                "inserted": [["unprotect", sheet], ["insert_rows", sheet, row(bench.cell("records.notable")), 2]],
                "above": [["unprotect", sheet], ["insert_rows", sheet, 1, 1]],
                "deleted": [["unprotect", sheet], ["delete_rows", sheet, row(bench.cell("attitude.rating")), 1]],
                "copied": [["copy_sheet", sheet, "副本"]],
                "renamed": [["rename", sheet, "11月 评分"]],
                "total": [["unprotect", sheet], ["set", sheet, total, 99]],
            }[name]
            save = str(bench.inbox / bench.form().name)
            jobs.append({"open": str(bench.form()), "steps": [*fill_steps(form, WORKED_EXAMPLE), *steps], "save": save})
        run_jobs(jobs)


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    return Moved(tmp_path_factory.mktemp("moved"))


@pytest.mark.office
@pytest.mark.parametrize("name", ["inserted", "above"])
def test_inserted_rows_warn_and_every_entry_is_found(moved: Moved, name: str) -> None:
    bench = moved.benches[name]
    assert bench.codes() == [("protection-removed", None), ("rows-moved", None)]
    assert (result(bench)["state"], result(bench)["total"]) == ("valid", 76.0)


@pytest.mark.office
def test_outputs_are_named_where_they_are_now(moved: Moved) -> None:
    bench = moved.benches["inserted"]
    issued, now = (bench.describe(p)["outputs"] for p in (bench.form(), next(bench.inbox.iterdir())))
    for name in ("attitude", "discipline"):
        assert row(now["criteria"][name]["cell"]) == row(issued["criteria"][name]["cell"]) + 2
    assert now["criteria"]["callback_rate"] == issued["criteria"]["callback_rate"]
    assert row(now["total"]["cell"]) == row(issued["total"]["cell"]) + 2


@pytest.mark.office
def test_a_deleted_row_is_told_by_its_criterion(moved: Moved) -> None:
    bench = moved.benches["deleted"]
    number = row(bench.cell("attitude.rating"))
    errors = [(p.code, p.cell, text_of(p.expected)) for p in bench.problems() if p.severity == "error"]
    assert errors == [("row-missing", f"{number}:{number}", "工作态度")]
    assert result(bench)["state"] == "invalid"


@pytest.mark.office
def test_a_copied_scorecard_is_refused_and_a_renamed_one_warned_about(moved: Moved) -> None:
    copied = moved.benches["copied"]
    (found,) = [p for p in copied.problems() if p.severity == "error"]
    assert (found.code, text_of(found.found)) == ("sheet-duplicated", f"{sheet_name(copied)}, 副本")
    renamed = moved.benches["renamed"]
    assert [(p.code, text_of(p.found)) for p in renamed.problems()] == [("sheet-renamed", "11月 评分")]
    assert result(renamed)["total"] == 76.0


@pytest.mark.office
def test_a_total_typed_over_in_a_spreadsheet_is_told_with_its_price(moved: Moved) -> None:
    bench = moved.benches["total"]
    total = str(bench.describe(bench.form())["outputs"]["total"]["cell"])
    found = {p.code: (p.cell, message_of(p)) for p in bench.settle().problems if p.severity != "note"}
    assert set(found) == {"protection-removed", "formula-changed"}
    assert found["formula-changed"][0] == total
    assert found["formula-changed"][1].endswith(
        "With the change, the total would be 99.00 (优秀) instead of 76.00 (合格)."
    )


def test_points_and_scores_stand_in_one_row(one: Bench) -> None:
    filled(one)
    assert {row(points(one, c)) for c in ("records",)} == {row(score(one, "records"))}
    assert everything(one) == []
