"""A damaged ledger changes no answer: every command gives the same one, or says that the ledger is damaged."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.test_help import run
from tests.conftest import WORKED_EXAMPLE, Bench
from tests.store.damage import MONTH, UNREADABLE, Sick, everywhere, filled, told
from tests.test_ledger import issue, older, reading, version
from xlsappraise.store.ledger import Ledger
from xlsappraise.store.ledger.tables import META

TABLES = tuple(META.tables)


@pytest.fixture(scope="module")
def sick(tmp_path_factory: pytest.TempPathFactory) -> Sick:
    return Sick(tmp_path_factory.mktemp("ledger"))


def change(path: Path, *statements: str) -> None:
    """Change a ledger with another program."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(("witness", "step"), [(True, 4801), (False, 1201)], ids=["beside", "alone"])
def test_a_flipped_bit_anywhere_changes_no_answer(sick: Sick, witness: bool, step: int) -> None:
    assert isinstance(sick.answer, tuple)
    assert sick.wrong(list(everywhere(sick, step)), witness=witness) == []


def test_a_flipped_bit_in_the_first_page_changes_no_answer(sick: Sick) -> None:
    chance = random.Random(7)
    places = [(place, 1 << chance.randrange(8)) for place in (*range(16, 112, 3), *range(112, 4096, 251))]
    assert sick.wrong(places, witness=False) == []


@pytest.mark.parametrize("text", ["员工3", "E003", "满勤", "XA1-3", "没有成绩", "离职"])
def test_a_flipped_bit_in_what_a_row_holds_is_found_by_its_checksum(sick: Sick, text: str) -> None:
    data = text.encode()
    places = [place for place in range(len(sick.whole)) if sick.whole.startswith(data, place)]
    assert places
    for place in places:
        assert sick.told(sick.flipped(place + len(data) - 1, 1), witness=False) == UNREADABLE


@pytest.mark.parametrize("witness", [True, False], ids=["beside", "alone"])
@pytest.mark.parametrize("left", [0, 1, 50, 100, 4095, 4096, 8192, -8192, -4096, -1])
def test_a_ledger_that_is_cut_short_is_unreadable(sick: Sick, witness: bool, left: int) -> None:
    assert sick.told(sick.whole[:left], witness=witness) == UNREADABLE


@pytest.mark.parametrize("table", TABLES)
def test_a_ledger_without_one_of_its_tables_is_unreadable(sick: Sick, table: str) -> None:
    sick.heal()
    change(sick.path, f"DROP TABLE {table}")
    assert told(sick.path) == UNREADABLE


def rows(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_another_program_deleted_is_missed(sick: Sick, table: str) -> None:
    sick.heal()
    assert rows(sick.path, table)
    change(sick.path, f"DELETE FROM {table} WHERE rowid = (SELECT max(rowid) FROM {table})")
    assert told(sick.path) == UNREADABLE
    sick.sum.unlink()
    assert told(sick.path) == UNREADABLE


def test_a_row_that_is_put_back_as_it_once_was_is_noticed(sick: Sick) -> None:
    sick.heal()
    with closing(sqlite3.connect(sick.path)) as connection, connection:
        connection.execute("CREATE TEMP TABLE kept AS SELECT * FROM version WHERE issue_id = '3'")
        ledger = Ledger(sick.path, existing=True)
        ledger.put_versions([version("s3", "3", "declined")])
        ledger.close()
        connection.execute("DELETE FROM version WHERE issue_id = '3'")
        connection.execute("INSERT INTO version SELECT * FROM kept")
    assert told(sick.path) == UNREADABLE


def test_what_the_program_replaces_and_deletes_itself_is_not_missed(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    filled(path)
    for state in ("set_aside", "accepted"):
        ledger = Ledger(path, existing=True)
        ledger.put_versions([version("s1", "1", state)])
        ledger.add_readings("v2", [reading("s1", "1")])
        ledger.add_readings("v2", [reading("s1", "1")])
        ledger.put_payments(MONTH, [], [])
        ledger.close()
        path.with_suffix(".sum").unlink()
        assert isinstance(told(path), tuple)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE issue SET employee_id = 'E999' WHERE id = '3'",
        "UPDATE version SET state = 'declined' WHERE issue_id = '3'",
        "UPDATE payment SET amount = '1200.00' WHERE number = 2",
        "UPDATE history SET total = 98.5",
        "UPDATE history SET total = '88.5'",
        "UPDATE event SET number = 900 WHERE number = 9",
        "UPDATE basis SET seal = NULL",
        "UPDATE info SET value = '3' WHERE name = 'format'",
        "DELETE FROM info WHERE name = 'tables'",
        "ALTER TABLE event DROP COLUMN seal",
        "ALTER TABLE event RENAME COLUMN detail TO details",
    ],
)
def test_what_another_program_changed_does_not_count(sick: Sick, statement: str) -> None:
    sick.heal()
    change(sick.path, statement)
    same = statement == "UPDATE history SET total = '88.5'"  # the column makes it the same number
    assert told(sick.path) == (sick.answer if same else UNREADABLE)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER planted AFTER INSERT ON version BEGIN UPDATE version SET state = 'declined'; END",
        "CREATE TRIGGER sqlite AFTER INSERT ON event BEGIN SELECT 1; END",
        "CREATE VIEW planted AS SELECT 1",
        "CREATE TABLE planted (one)",
        "CREATE INDEX planted ON version (state)",
        "PRAGMA user_version = 9",
    ],
)
@pytest.mark.parametrize("sealed", [True, False], ids=["sealed", "older"])
def test_what_another_program_planted_makes_a_ledger_unreadable(tmp_path: Path, statement: str, sealed: bool) -> None:
    path = tmp_path / "ledger.sqlite"
    filled(path)
    if not sealed:
        older(path)
    change(path, statement)
    assert told(path) == UNREADABLE


def test_the_checksum_beside_the_ledger_counts_for_its_latest_state_alone(sick: Sick) -> None:
    for beside in (sick.left, sick.left[:-9], sick.left.replace(b"0", b"1", 1), b"\xff" * 90):
        sick.path.write_bytes(sick.whole)
        sick.sum.write_bytes(beside)
        assert told(sick.path) == sick.answer
    sick.sum.unlink()
    assert told(sick.path) == sick.answer
    assert sick.sum.read_bytes() == sick.left


def test_a_ledger_whose_program_was_killed_is_read_on(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    filled(path)
    beside = path.with_suffix(".sum").read_bytes()
    killed = Ledger(path)
    made = issue(killed, "late")
    reader = Ledger(path, existing=True)  # while the other one is still at work
    assert reader.issues()[-1] == made
    reader.close()
    assert path.with_suffix(".sum").read_bytes() != beside
    killed.close()
    path.with_suffix(".sum").write_bytes(beside)
    again = Ledger(path, existing=True)
    assert again.issues()[-1] == made
    again.close()


def test_a_restored_ledger_is_read_on_though_its_counter_comes_round_again(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    filled(path)
    backup = path.read_bytes()
    for number in ("lost", "kept"):
        path.write_bytes(backup)
        ledger = Ledger(path, existing=True)
        made = issue(ledger, number)
        if number == "lost":
            ledger.close()  # killed otherwise
    again = Ledger(path, existing=True)
    assert again.issues()[-1] == made
    again.close()
    ledger.close()


def test_a_ledger_of_an_older_format_is_checked_before_its_rows_get_checksums(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    filled(path)
    older(path)
    whole = path.read_bytes()
    answer = told(path)
    assert isinstance(answer, tuple)
    for statement in (
        "UPDATE reading SET data = zeroblob(40)",
        "DROP TABLE version",
        "DELETE FROM info",
        "DROP TABLE info",
    ):
        path.write_bytes(whole)
        change(path, statement)
        assert told(path) == UNREADABLE, statement


COMMANDS = (
    ("generate", "2026-11"), ("generate", "2026-11", "--reissue", "E001", "--yes"), ("check", "2026-11/inbox"),
    ("status", "2026-11"), ("accept", "2026-11/inbox/E001.xlsx", "--reason", "x"),
    ("withdraw", "E001", "2026-11", "--reason", "x", "--yes"), ("summarize", "2026-11"), ("rollup", "2026-Q4"),
("acknowledge", "2026-11/inbox/E001.xlsx", "--reason", "x"),
    ("explain", "E001", "2026-11"), ("facts", "2026-11"), ("pay", "2026-11"), ("promote", "2026-11"),
    ("retention", "list"), ("inspect", "2026-11/inbox/E001.xlsx"),
    ("history", "import", "2026-11/inbox/E001.xlsx"), ("keys", "rotate"), ("roster", "check"),
)  # fmt: skip


@pytest.mark.parametrize("damage", ["flipped", "empty", "table", "row"])
def test_every_command_says_that_the_ledger_is_damaged_and_what_to_do(one: Bench, damage: str) -> None:
    one.fill(WORKED_EXAMPLE, name="E001.xlsx")
    one.summarize()
    path = one.workspace.ledger
    if damage == "flipped":
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 16
        path.write_bytes(content)
    elif damage == "empty":
        path.write_bytes(b"")
    else:
        change(path, "DROP TABLE event" if damage == "table" else "UPDATE issue SET name = '王大燕'")
    before = path.read_bytes()
    for command in COMMANDS:
        done = run(*command, cwd=one.workspace.root)
        assert (done.exit_code, "[ledger-unreadable]" in done.output) == (1, True), (command, done.output)
        assert "last backup" in done.output and "unexpected" not in done.output
    assert path.read_bytes() == before
