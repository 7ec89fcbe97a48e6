"""Several versions of one form: copies count once, a person chooses between different ones, nothing is lost."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import WORKED_EXAMPLE, Bench, person
from tests.pipeline.states import codes, files, forms, settled, total
from xlsappraise.base.problems import Problem, Refusal
from xlsappraise.cli import i18n
from xlsappraise.results.explain import explain
from xlsappraise.returned.accept import accept


def put(bench: Bench, name: str, **changes: object) -> Path:
    """Put a filled form into the inbox under a name."""
    return bench.fill({**WORKED_EXAMPLE, **{k.replace("__", "."): v for k, v in changes.items()}}, name=name)


def decide(bench: Bench, path: Path, reason: str = "核对过") -> None:
    """Accept a file."""
    with bench.open() as office:
        accept(office, path, reason)


def refused(bench: Bench, path: Path) -> list[Problem]:
    """Return why a file cannot be accepted."""
    with pytest.raises(Refusal) as caught:
        decide(bench, path)
    return list(caught.value.problems)


def test_a_renamed_form_is_accepted_whatever_its_name(one: Bench) -> None:
    put(one, "最终版 (1) 副本.xlsx")
    result = settled(one)
    assert (files(result), forms(result), total(result)) == ({"accepted": 1}, {"E001": "valid"}, 76.0)


def test_identical_copies_count_once(one: Bench) -> None:
    path = put(one, "a.xlsx")
    shutil.copy(path, one.inbox / "a (1).xlsx")
    (one.inbox / "深").mkdir()
    shutil.copy(path, one.inbox / "深" / "b.xlsx")
    result = settled(one)
    assert (files(result), forms(result)) == ({"accepted": 1, "duplicate": 2}, {"E001": "valid"})
    assert codes(result) == ["file-duplicate"] * 2
    assert {p["expected"] for p in result["problems"]} == {"a.xlsx"}


def test_a_resaved_copy_with_the_same_entries_is_a_duplicate(one: Bench) -> None:
    path = put(one, "a.xlsx")
    shutil.copy(path, one.inbox / "b.xlsx")
    one.edit(one.inbox / "b.xlsx", lambda sheet: sheet.column_dimensions.__getitem__("H").__setattr__("width", 20))
    assert path.read_bytes() != (one.inbox / "b.xlsx").read_bytes()
    result = settled(one)
    assert (files(result), forms(result)) == ({"accepted": 1, "duplicate": 1}, {"E001": "valid"})


def test_two_different_complete_versions_wait_for_a_person(one: Bench) -> None:
    put(one, "a.xlsx")
    put(one, "b.xlsx", ability__rating=9, ability__remark="进步")
    result = settled(one)
    assert (files(result), forms(result)) == ({"set_aside": 2}, {"E001": "invalid"})
    rating, remark = one.cell("ability.rating"), one.cell("ability.remark")
    assert [(p["code"], p["file"], p["cell"], p["found"], p["expected"]) for p in result["problems"]] == [
        ("versions-differ", "a.xlsx", rating, f"{rating}: 7 / 9; {remark}: (blank) / 进步", "b.xlsx"),
        ("versions-differ", "b.xlsx", rating, f"{rating}: 9 / 7; {remark}: 进步 / (blank)", "a.xlsx"),
    ]


@pytest.mark.parametrize(("chosen", "points"), [("a.xlsx", 76.0), ("b.xlsx", 78.0)])
def test_the_version_that_was_accepted_counts_and_the_other_stays_aside(one: Bench, chosen: str, points: float) -> None:
    put(one, "a.xlsx")
    put(one, "b.xlsx", ability__rating=9)
    settled(one)
    decide(one, one.inbox / chosen)
    result = settled(one)
    assert (files(result), forms(result), total(result)) == ({"accepted": 1, "set_aside": 1}, {"E001": "valid"}, points)
    assert codes(result) == ["version-declined"]


def test_a_decision_is_kept_with_its_reason(one: Bench) -> None:
    put(one, "a.xlsx")
    path = put(one, "b.xlsx", ability__rating=9)
    settled(one)
    decide(one, path, "主管来电确认")
    with one.open() as office:
        (told,) = explain(office, "E001", one.period)
    assert [(e.kind, e.detail) for e in told.history][-2:] == [
        ("declined", "a.xlsx"),
        ("accepted", "b.xlsx: 主管来电确认"),
    ]


def test_a_revision_after_acceptance_waits_and_does_not_win(one: Bench) -> None:
    put(one, "a.xlsx")
    settled(one)
    path = put(one, "b.xlsx", ability__rating=9)
    result = settled(one)
    assert (files(result), forms(result)) == ({"accepted": 1, "set_aside": 1}, {"E001": "invalid"})
    cell = one.cell("ability.rating")
    assert [(p["code"], p["file"], p["cell"], p["found"], p["expected"]) for p in result["problems"]] == [
        ("differs-from-accepted", "b.xlsx", cell, f"{cell}: 9 / 7", "a.xlsx"),
    ]
    decide(one, path)
    assert total(settled(one)) == 78.0


def test_the_first_version_may_be_kept_against_its_revision(one: Bench) -> None:
    first = put(one, "a.xlsx")
    settled(one)
    put(one, "b.xlsx", ability__rating=9)
    settled(one)
    decide(one, first)
    result = settled(one)
    assert (files(result), forms(result), total(result)) == ({"accepted": 1, "set_aside": 1}, {"E001": "valid"}, 76.0)


def test_a_complete_version_supersedes_an_incomplete_one(one: Bench) -> None:
    put(one, "a.xlsx", ability__rating=None)
    result = settled(one)
    assert (files(result), forms(result)) == ({"refused": 1}, {"E001": "incomplete"})
    put(one, "b.xlsx")
    result = settled(one)
    assert (files(result), forms(result), total(result)) == ({"accepted": 1, "refused": 1}, {"E001": "valid"}, 76.0)
    assert [(p["code"], p["severity"], p["file"], p["expected"]) for p in result["problems"]] == [
        ("superseded", "note", "a.xlsx", "b.xlsx"),
    ]


def test_an_incomplete_version_after_acceptance_changes_nothing(one: Bench) -> None:
    put(one, "a.xlsx")
    settled(one)
    put(one, "b.xlsx", ability__rating="九")
    result = settled(one)
    assert (files(result), forms(result), total(result)) == ({"accepted": 1, "refused": 1}, {"E001": "valid"}, 76.0)
    assert [(p["code"], p["file"], p["cell"]) for p in result["problems"]] == [
        ("not-a-number", "b.xlsx", one.cell("ability.rating")),
        ("revision-refused", "b.xlsx", None),
    ]
    (copy,) = (one.inbox.parent / "corrections").rglob("*.xlsx")
    assert "E001" in copy.name


def test_a_draft_that_came_before_the_accepted_version_is_no_revision(one: Bench) -> None:
    put(one, "a.xlsx", ability__rating="九")
    settled(one)
    put(one, "b.xlsx")
    settled(one)
    assert codes(settled(one)) == ["superseded"]


def test_a_revision_whose_file_is_gone_is_told_and_either_version_can_be_chosen(one: Bench) -> None:
    first = put(one, "a.xlsx")
    settled(one)
    kept = first.read_bytes()
    revised = put(one, "a.xlsx", ability__rating=9)
    settled(one)
    revised.unlink()
    result = settled(one)
    (found,) = [p for p in result["problems"] if p["code"] == "version-waits"]
    assert (forms(result), found["employee_id"], found["file"]) == ({"E001": "invalid"}, "E001", "a.xlsx")
    (one.inbox / "old.xlsx").write_bytes(kept)
    decide(one, one.inbox / "old.xlsx", "保留原来的")
    assert (total(settled(one)), forms(settled(one))) == (76.0, {"E001": "valid"})
    decide(one, Path(found["expected"]), "改用新的")
    assert total(settled(one)) == 78.0


def test_what_a_person_has_looked_at_is_not_asked_for_again(one: Bench) -> None:
    path = put(one, "a.xlsx")
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.value = None
    book.save(path)
    settled(one)
    decide(one, path, "看过")
    assert [(p["code"], p["found"]) for p in settled(one)["problems"] if p["code"].startswith("form-")] == [
        ("form-confirmed", "看过")
    ]
    assert "values-only-copy" not in codes(settled(one))


def test_an_accepted_file_that_was_removed_still_counts(one: Bench) -> None:
    path = put(one, "a.xlsx", ability__remark="长" * 201)
    before = settled(one)
    path.unlink()
    after = settled(one)
    assert (files(after), forms(after), total(after)) == ({}, {"E001": "valid"}, 76.0)
    assert after["problems"] == before["problems"]


def test_an_accepted_file_that_was_renamed_is_the_same_file(one: Bench) -> None:
    path = put(one, "a.xlsx")
    settled(one)
    path.rename(one.inbox / "z.xlsx")
    result = settled(one)
    assert (files(result), forms(result), codes(result)) == ({"accepted": 1}, {"E001": "valid"}, [])


def test_what_was_found_in_an_accepted_file_is_told_again_after_it_was_removed(one: Bench) -> None:
    path = put(one, "a.xlsx")
    one.edit(path, lambda sheet: sheet.protection.disable())
    settled(one)
    path.unlink()
    assert codes(settled(one)) == ["protection-removed"]


def test_tampering_in_a_superseded_file_is_still_told(one: Bench) -> None:
    path = put(one, "a.xlsx", ability__rating=None)
    one.edit(path, lambda sheet: sheet.__setitem__("C1", "改过"))
    put(one, "b.xlsx")
    result = settled(one)
    assert [(p["code"], p["file"], p["cell"]) for p in result["problems"]] == [
        ("locked-cell-changed", "a.xlsx", "C1"),
        ("superseded", "a.xlsx", None),
    ]
    assert total(result) == 76.0


def test_only_what_waits_can_be_accepted(one: Bench) -> None:
    path = put(one, "a.xlsx")
    assert [p.code for p in refused(one, path)] == ["nothing-to-accept"]
    settled(one)
    assert [p.code for p in refused(one, path)] == ["nothing-to-accept"]
    blank = put(one, "b.xlsx", ability__rating=None)
    assert [(p.code, p.cell, p.file) for p in refused(one, blank)] == [
        ("missing-input", one.cell("ability.rating"), "b.xlsx"),
    ]
    assert [p.code for p in refused(one, one.inbox / "weg.xlsx")] == ["file-not-found"]


def test_two_people_never_get_into_each_others_way(bench: Bench) -> None:
    bench.issue(person("E001"), person("E002", name="李梅"), person("E003", name="赵强"))
    bench.fill(WORKED_EXAMPLE, "E001", "x.xlsx")
    bench.fill({**WORKED_EXAMPLE, "ability.rating": 9}, "E002", "y.xlsx")
    result = settled(bench)
    assert forms(result) == {"E001": "valid", "E002": "valid", "E003": "missing"}
    assert (total(result, "E001"), total(result, "E002"), total(result, "E003")) == (76.0, 78.0, None)
    assert [r["rank"] for r in result["results"]] == [2, 1, None]
    assert result["missing"] == ["E003"]


def test_a_version_saved_again_while_it_waits_can_still_be_chosen(one: Bench) -> None:
    put(one, "a.xlsx", ability__rating=7)
    put(one, "b.xlsx", ability__rating=9)
    one.settle()
    (one.inbox / "b.xlsx").unlink()
    again = one.edit(one.inbox / "a.xlsx", lambda sheet: None)
    waiting = one.settle().as_dict()
    assert (files(waiting), forms(waiting)) == ({"set_aside": 1}, {"E001": "invalid"})
    decide(one, again)
    chosen = one.settle().as_dict()
    assert (files(chosen), forms(chosen)) == ({"accepted": 1}, {"E001": "valid"})


def test_the_summary_shows_differing_versions_side_by_side(one: Bench) -> None:
    put(one, "a.xlsx")
    put(one, "b.xlsx", ability__rating=9, ability__remark="进步")
    assert side_by_side(one) == [
        ["文件", "a.xlsx", "b.xlsx"],
        ["状态", "等待选定", "等待选定"],
        [one.cell("ability.rating"), "7", "9"],
        [one.cell("ability.remark"), "（空白）", "进步"],
    ]
    decide(one, one.inbox / "b.xlsx")
    assert side_by_side(one)[:3] == [
        ["文件", "b.xlsx", "a.xlsx"],
        ["状态", "计入", "不计入"],
        [one.cell("ability.rating"), "9", "7"],
    ]


def side_by_side(bench: Bench) -> list[list[str]]:
    """Return the sheet of versions as the workspace's language has it: what each line is about, a text per file."""
    i18n.use("zh_CN")
    with closing(openpyxl.load_workbook(bench.summarize().workbook, read_only=True)) as book:
        rows = [[cell.value for cell in row] for row in book["版本"].iter_rows(min_row=2)]
    return [[row[3] or row[4], *row[5:]] for row in rows]


def test_without_differing_versions_there_is_no_such_sheet(one: Bench) -> None:
    put(one, "a.xlsx")
    with closing(openpyxl.load_workbook(one.summarize().workbook, read_only=True)) as book:
        assert "版本" not in book.sheetnames


def test_a_values_only_copy_waits_and_a_proper_one_with_the_same_entries_settles_it(one: Bench) -> None:
    path = put(one, "a.xlsx")
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.value = None
    book.save(path)
    result = settled(one)
    assert (files(result), forms(result), codes(result)[0]) == (
        {"set_aside": 1},
        {"E001": "invalid"},
        "values-only-copy",
    )
    put(one, "b.xlsx")
    result = settled(one)
    assert (files(result), total(result)) == ({"accepted": 1, "duplicate": 1}, 76.0)


def test_a_values_only_copy_counts_once_it_is_accepted(one: Bench) -> None:
    path = put(one, "a.xlsx")
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.value = 1
    book.save(path)
    settled(one)
    decide(one, path)
    result = settled(one)
    assert (files(result), total(result)) == ({"accepted": 1}, 76.0)
