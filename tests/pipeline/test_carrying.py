"""A form that is issued again already holds the good entries of what came back, but never its sign-off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from tests.conftest import SIGNED, WORKED_EXAMPLE, Bench, person, text_of
from xlsappraise.base.resources import resource
from xlsappraise.issuing.generate import Generated

UNSIGNED = {name: value for name, value in WORKED_EXAMPLE.items() if name != "signoff.done"}
FURNITURE = "furniture-callback"


def entered(bench: Bench, path: Path) -> dict[str, Any]:
    return {i["id"]: i["value"] for i in bench.describe(path)["inputs"] if i["value"] is not None}


def newest(bench: Bench) -> Path:
    assert bench.generated is not None
    (issue,) = bench.generated.issued
    return bench.outbox / issue.folder / issue.filename


def notes(made: Generated) -> list[tuple[str, str | None, str | None, str | None]]:
    return [
        (p.code, p.employee_id, text_of(p.found), text_of(p.expected))
        for p in made.problems
        if p.code == "entries-carried-over"
    ]


def test_an_accepted_version_is_carried_over_without_its_sign_off(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE)
    one.settle()
    (one.inbox / one.form().name).unlink()  # what was accepted is known without the inbox
    made = one.issue(reissue=["E001"], yes=True)
    assert notes(made) == [("entries-carried-over", "E001", "13", "0")]
    assert entered(one, newest(one)) == UNSIGNED


def test_of_refused_files_the_one_with_most_valid_entries_counts(one: Bench) -> None:
    one.fill({"callback_rate.actual": 44}, name="a.xlsx")
    one.fill({**UNSIGNED, "ability.rating": "七", "attitude.rating": None}, name="b.xlsx")
    made = one.issue(reissue=["E001"])
    gone = ("ability.rating", "attitude.rating")
    assert entered(one, newest(one)) == {n: v for n, v in UNSIGNED.items() if n not in gone}
    assert notes(made) == [("entries-carried-over", "E001", "11", "0")]


def test_nothing_is_told_when_nothing_came_back(one: Bench) -> None:
    made = one.issue(reissue=["E001"])
    assert made.problems == []
    assert entered(one, newest(one)) == {}


def test_what_was_carried_over_once_is_carried_over_again(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE)
    one.settle()
    one.issue(reissue=["E001"], yes=True)
    for file in one.inbox.iterdir():
        file.unlink()
    one.issue(reissue=["E001"])
    assert entered(one, newest(one)) == UNSIGNED


def test_entries_that_a_changed_scheme_no_longer_takes_are_left_out_and_counted(bench: Bench) -> None:
    bench.issue(person())
    bench.fill({**WORKED_EXAMPLE, "discipline.late": 1, "attitude.rating": 13})
    text = resource(f"templates/{FURNITURE}.toml").read_text(encoding="utf-8")
    changed = text.replace('id = "discipline"', 'id = "order"').replace("min = -10, max = 10", "min = -1, max = 1")
    (bench.workspace.schemes / f"{FURNITURE}.toml").write_text(changed, encoding="utf-8")
    made = bench.issue(reissue=["E001"], yes=True)
    gone = ("discipline.late", "adjustment.1.points")
    assert entered(bench, newest(bench)) == {n: v for n, v in UNSIGNED.items() if n not in gone}
    assert notes(made) == [("entries-carried-over", "E001", "11", "2")]


def test_a_carried_over_form_is_accepted_once_it_is_signed(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE)
    one.settle()
    for file in one.inbox.iterdir():
        file.unlink()
    one.issue(reissue=["E001"], yes=True)
    source = newest(one)
    place = next(i for i in one.describe(source)["inputs"] if i["id"] == "signoff.done")
    book = openpyxl.load_workbook(source)
    book[place["sheet"]][place["cell"]] = SIGNED
    book.save(one.inbox / source.name)
    done = one.settle()
    assert [p.code for p in done.problems if p.severity != "note"] == []
    assert [r["total"] for r in done.as_dict()["results"]] == [76.0]


def test_carried_entries_may_be_changed_and_a_text_like_a_stamp_is_left_out(one: Bench) -> None:
    one.fill({**WORKED_EXAMPLE, "conduct.remark": "{{name}}", "ability.remark": "=1+1"})
    (file,) = one.inbox.iterdir()
    one.edit(file, lambda sheet: setattr(sheet[one.cell("ability.remark")], "data_type", "s"))
    made = one.issue(reissue=["E001"], yes=True)
    assert notes(made) == [("entries-carried-over", "E001", "14", "1")]
    book = openpyxl.load_workbook(newest(one))
    cell = book["考核表"][one.cell("ability.remark")]
    assert (cell.value, cell.data_type, cell.protection.locked) == ("=1+1", "s", False)
