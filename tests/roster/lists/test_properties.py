"""Whatever a list looks like: the same people in any order, under any name of a column, with any spelling of a date."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.roster.lists.fixture import FURNITURE, PRESALES
from tests.roster.lists.messages import LIBRARY
from tests.roster.lists.registry import FIXTURES
from xlsappraise.base.problems import Refusal, say
from xlsappraise.roster import ROSTER, Employee, Roster, read_roster
from xlsappraise.roster.statuses import ALIASES

QUICK = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
NAMES = [*(column.id for column in ROSTER.offered), "level_since"]
DAYS = (
    lambda day: f"{day.year}-{day.month:02d}-{day.day:02d}",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f" {day.year} / {day.month} / {day.day} ",
    lambda day: "".join(chr(ord(c) + 0xFEE0) for c in f"{day.year}-{day.month}-{day.day}"),
    lambda day: day,
    lambda day: datetime(day.year, day.month, day.day, 9, 30),
)
MARKS = (
    "{}",
    "*{}",
    "{}*",
    "{}：",
    "★{}",
    "{}（必填）",
    "{} (yyyy-mm-dd)",
    "1.{}",
    "{}\n（说明）",
    " {} ",
    "【{}】"[1:-1],
)
PEOPLE: tuple[dict[str, Any], ...] = (
    {"employee_id": "E001", "name": "王小燕", "department": "客服一部", "position": "客服回访专员",
     "schemes": FURNITURE, "supervisor": "李建国", "email": "li@example.com",
     "indirect": "赵总", "hired": date(2024, 3, 5),
     "confirmed": date(2024, 6, 5), "left": date(2026, 11, 20), "status": "正式", "level": "P3",
     "level_since": date(2025, 4, 1)},
    {"employee_id": "0002", "name": "李梅", "department": "客服二部", "position": "售前客服", "schemes": PRESALES,
     "supervisor": "周敏", "email": "zhou@example.com", "indirect": "赵总", "hired": date(2023, 12, 31),
     "confirmed": date(2024, 1, 31), "left": date(2026, 11, 20), "status": "试用", "level": "P1",
     "level_since": date(2023, 12, 31)},
)  # fmt: skip


def people(roster: Roster) -> list[tuple[object, ...]]:
    """Return what is read of everybody, without where it stands."""
    return [(e.person, [s.id for s in e.schemes], *(getattr(e, name) for name in _REST)) for e in roster.employees]


_REST = [name for name in Employee.__slots__ if name not in ("person", "schemes", "found_at", "problems")]


def written(path: Path, *rows: Sequence[Any]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def read(path: Path, *rows: Sequence[Any]) -> Roster:
    return read_roster(written(path, *rows), LIBRARY)


PLAIN = [
    [*(ROSTER[name].title for name in NAMES)],
    *([person[name] for name in NAMES] for person in PEOPLE),
]  # fmt: skip


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    roster = read(tmp_path_factory.mktemp("plain") / "a.xlsx", *PLAIN)
    assert roster.all_problems() == []
    return people(roster)


@QUICK
@given(data=st.data())
def test_any_order_any_name_and_any_date_give_the_same_people(
    data: st.DataObject, plain: list[tuple[object, ...]], tmp_path: Path
) -> None:
    names = data.draw(st.permutations(NAMES))
    headings = [
        data.draw(st.sampled_from(MARKS)).format(
            data.draw(st.sampled_from((ROSTER[name].title, *ROSTER[name].aliases)))
        )
        for name in names
    ]
    rows = []
    for person in PEOPLE:
        values = dict(person)
        for name in ("hired", "confirmed", "left", "level_since"):
            values[name] = data.draw(st.sampled_from(DAYS))(person[name])
        values["status"] = data.draw(st.sampled_from((person["status"], *ALIASES[person["status"]])))
        rows.append([values[name] for name in names])
    title = data.draw(st.lists(st.just(["示例公司员工名单"]), max_size=3))
    roster = read(tmp_path / "a.xlsx", *title, headings, *rows)
    assert [say(found, "en") for found in roster.all_problems()] == []
    assert people(roster) == plain


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_every_column_is_read(name: str, plain: list[tuple[object, ...]], tmp_path: Path) -> None:
    for number, alias in enumerate((ROSTER[name].title, *ROSTER[name].aliases)):
        for mark in {"{}", MARKS[number % len(MARKS)], MARKS[-1 - number % len(MARKS)]}:
            headings = [mark.format(alias) if other == name else ROSTER[other].title for other in NAMES]
            roster = read(tmp_path / "a.xlsx", headings, *PLAIN[1:])
            assert (people(roster), roster.all_problems()) == (plain, []), (alias, mark)


def test_no_name_means_two_columns() -> None:
    from xlsappraise.typed.words import key

    words = [key(word) for column in ROSTER.columns for word in {key(w) for w in (column.title, *column.aliases)}]
    assert len(words) == len(set(words))


JUNK = (
    None, "", " ", "=1+1", "#N/A", True, 0, -1, 1e308, 0.1, 45000, "合计", "备注", "工号", "姓名", "\u202e", "Ａ",
    "x" * 5000, "、" * 300, "2024.3", "2024年13月", date(2024, 1, 1), datetime(1900, 1, 1), "9999-99-99", "正式",
    FURNITURE,
    f"{FURNITURE}、{FURNITURE}", "[[", "*", "\\", "(((", "%s {found} {}", "王\n小燕",
)  # fmt: skip


def mutilated(path: Path, seed: int) -> None:
    """Change cells, formats, merges, rows, columns and sheets of a sound list at random."""
    dice = random.Random(seed)
    book = openpyxl.Workbook()
    sheet = book.active
    for row in PLAIN:
        sheet.append(row)
    for _ in range(dice.randrange(1, 12)):
        row, column = dice.randrange(1, 7), dice.randrange(1, 15)
        what = dice.randrange(9)
        if what < 4 and type(sheet.cell(row, column)).__name__ == "Cell":
            sheet.cell(row, column).value = dice.choice(JUNK)
        elif what == 4 and not any(True for _area in sheet.merged_cells.ranges):
            sheet.merge_cells(start_row=row, start_column=column, end_row=row + dice.randrange(3),
                              end_column=column + dice.randrange(4))  # fmt: skip
        elif what == 5:
            sheet.cell(row, column).number_format = dice.choice(
                ("0000", '"x"0', "#,##0", "yyyy-mm-dd", "@", ";;;", "[h]")
            )
        elif what == 6:
            (sheet.insert_rows if dice.random() < 0.5 else sheet.delete_rows)(row)
        elif what == 7:
            (sheet.insert_cols if dice.random() < 0.5 else sheet.delete_cols)(column)
        else:
            other = book.create_sheet(dice.choice(("岗位方案", "同级评价人", "旧", "封面")), dice.randrange(2))
            for values in dice.choice((PLAIN, [["岗位", "考核方案"], ["*", FURNITURE], ["客服*", "没有"]], [])):
                other.append(list(values))
            other.sheet_state = dice.choice(("visible", "hidden", "veryHidden"))
            book.active = book.index(sheet)
    sheet.sheet_state = "visible"
    book.save(path)


@pytest.mark.parametrize("seed", range(150))
def test_no_list_gives_a_traceback(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    mutilated(path, seed)
    survives(path)


@pytest.mark.parametrize("fixture", FIXTURES[::6], ids=lambda fixture: fixture.id)
def test_no_list_with_flipped_bytes_gives_a_traceback(fixture: Any, tmp_path: Path) -> None:
    path = fixture.build(tmp_path)
    if not path.is_file() or not path.stat().st_size:
        return
    data = path.read_bytes()
    dice = random.Random(len(data))
    for _ in range(10):
        spoiled = io.BytesIO(data)
        for _flip in range(dice.randrange(1, 6)):
            spoiled.seek(dice.randrange(len(data)))
            spoiled.write(bytes([dice.randrange(256)]))
        path.write_bytes(spoiled.getvalue())
        survives(path)


def survives(path: Path) -> None:
    """Read a list, and write everything found in it in both languages."""
    try:
        roster = read_roster(path, LIBRARY)
    except Refusal as refusal:
        found = list(refusal.problems)
    else:
        found = [*roster.all_problems(), *roster.notes]
        numbers = [e.employee_id for e in roster.employees if e.employee_id and not e.problems]
        assert roster.problems or len({n.casefold() for n in numbers}) == len(numbers)
        assert all(e.name and e.department and e.supervisor for e in roster.employees if e.active and not e.problems)
    assert all(say(one, language) for one in found for language in ("zh_CN", "en"))
