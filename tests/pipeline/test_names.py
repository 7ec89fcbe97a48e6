"""Names of people become safe and unique file names; in the workbook they stay as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import WORKED_EXAMPLE, Bench, person, write_roster
from tests.pipeline.states import forms, settled
from xlsappraise.base.files import safe_name
from xlsappraise.xlsx.container import read_file
from xlsappraise.xlsx.reading import Reading

NAMES = [
    "王/小\\燕:*?\"<>|", "=cmd|' /C calc'!A0", "+86", "@李", "-李", "con", "NUL.txt", "𠮷野家", "😀", "阿卜杜拉·艾则孜",
    "O'Brien & <Söhne>", "名字" * 60, "王 小燕", "..", "~$x", "a\u202eb", "王小燕 ", "{{token}}",
]  # fmt: skip
UNSAFE = re.compile(r'[\x00-\x1f/\\:*?"<>|]')


def issue(bench: Bench, *rows: dict[str, Any], notes: Sequence[str] = ()) -> None:
    """Issue forms to people whose names are text in the roster, whatever they begin with; expect notes only."""
    write_roster(bench.workspace.roster, rows)
    book = openpyxl.load_workbook(bench.workspace.roster)
    for row, wanted in zip(book.worksheets[0].iter_rows(min_row=2), rows, strict=True):
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"
        assert row[1].value == wanted["name"]
        row[1].value = wanted["name"].replace("_x", "_x005F_x")
        row[1].data_type = "s"
    book.save(bench.workspace.roster)
    assert [(p.severity, p.code) for p in bench.issue().problems] == [("note", code) for code in notes]


def read_as(name: str) -> str:
    """Return a name as it is read: without blanks around it and the character that turns the direction of writing."""
    return name.replace("\u202e", "").strip()


def texts(bench: Bench, number: str) -> list[object]:
    """Return every text of an issued form's first and hidden sheet."""
    reading = Reading(read_file(bench.form(number)))
    sheets = (reading.entries[0], reading.entries[-1])
    return [cell.value for entry in sheets for cell in reading.sheet(entry).cells.values() if cell.kind == "text"]


def test_odd_names_get_safe_files_and_stay_themselves_inside(bench: Bench) -> None:
    rows = [person(f"E{n:03d}", name=name, supervisor=name) for n, name in enumerate(NAMES)]
    issue(
        bench, *rows, notes=["roster-number-folded", "roster-name-blanks", "roster-one-supervisor"]
    )  # of 王 小燕 and 王小燕
    for number, name in enumerate(NAMES):
        path = bench.form(f"E{number:03d}")
        for part in path.relative_to(bench.outbox).parts:
            assert UNSAFE.search(part) is None
            assert part.isprintable()
            assert len(part.encode()) <= 200
            assert part == part.strip(" .")
        folder = path.parent.name
        assert not folder.startswith(("=", "+", "-", "@", "~", "."))
        assert folder.partition(".")[0].casefold() not in ("con", "nul")
        assert read_as(name) in texts(bench, f"E{number:03d}")
        assert bench.describe(path)["name"] == read_as(name)


def test_forms_with_odd_names_come_back_clean(bench: Bench) -> None:
    rows = [person(f"E{n:03d}", name=name) for n, name in enumerate(NAMES)]
    issue(bench, *rows, notes=["roster-number-folded", "roster-name-blanks"])
    for number in range(len(NAMES)):
        path = bench.form(f"E{number:03d}")
        (bench.inbox / f"{number}.xlsx").write_bytes(path.read_bytes())
    assert {p.code for p in bench.collect().problems} == {"untouched"}
    for number in (0, 1, 7, 8):
        bench.fill(WORKED_EXAMPLE, f"E{number:03d}", f"{number}.xlsx")
    result = settled(bench)
    assert {n for n, state in forms(result).items() if state == "valid"} == {"E000", "E001", "E007", "E008"}
    assert [p["code"] for p in result["problems"] if p["code"] != "untouched"] == []


def test_a_name_that_looks_like_an_escape_stays_itself(bench: Bench) -> None:
    issue(bench, person(name="甲_x000D_"))
    assert "甲_x000D_" in texts(bench, "E001")
    assert bench.describe(bench.form())["name"] == "甲_x000D_"


def test_two_people_of_one_name_have_two_files(bench: Bench) -> None:
    made = bench.issue(person("E001"), person("E002"))
    assert [i.filename for i in made.issued] == [
        "E001_王小燕_furniture-callback_2026-11.xlsx",
        "E002_王小燕_furniture-callback_2026-11.xlsx",
    ]


def test_numbers_that_become_the_same_file_name_are_told_apart(bench: Bench) -> None:
    made = bench.issue(person("E/1"), person("E:1"), person("E*1", supervisor="周敏"), person("e?1"))
    names = [i.filename for i in made.issued]
    assert names == [
        "E_1_王小燕_furniture-callback_2026-11.xlsx",
        "E_1_王小燕_furniture-callback_2026-11_2.xlsx",
        "E_1_王小燕_furniture-callback_2026-11_3.xlsx",
        "e_1_王小燕_furniture-callback_2026-11_2.xlsx".replace("_2.", "_4."),
    ]
    assert len({n.casefold() for n in names}) == 4
    assert len(list(bench.outbox.rglob("*.xlsx"))) == 4


def test_supervisors_that_become_the_same_folder_name_do_not_share_it(bench: Bench) -> None:
    bench.issue(person("E001", supervisor="李/建国"), person("E002", supervisor="李:建国"))
    assert sorted(p.name for p in bench.outbox.iterdir()) == ["李_建国", "李_建国_2"]
    assert [len(list(p.iterdir())) for p in bench.outbox.iterdir()] == [1, 1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("王小燕", "王小燕"),
        ("a/b\\c", "a_b_c"),
        ("::", "_"),
        ("", "_"),
        ("...", "_"),
        (" a. ", "a"),
        ("=1", "_=1"),
        ("CON", "_CON"),
        ("lpt1.txt", "_lpt1.txt"),
        ("console", "console"),
        ("e\u0301", "é"),
        ("字" * 30, "字" * 20),
        ("马\u3000霞", "马 霞"),
        ("\u3000马\u00a0\u3000霞\u3000", "马 霞"),
        ("😀" * 20, "😀" * 15),
    ],
)
def test_a_name_becomes_one_safe_component(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text(), st.integers(8, 80))
def test_any_text_becomes_one_safe_component(text: str, limit: int) -> None:
    name = safe_name(text, limit)
    assert 0 < len(name.encode()) <= limit
    assert UNSAFE.search(name) is None
    assert name not in (".", "..")
    assert name == name.rstrip(" .")
