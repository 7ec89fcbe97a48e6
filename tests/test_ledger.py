"""The ledger: records are read back equal; a failed write changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from tests.conftest import text_of
from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.forms.frozen import FrozenForm, Locked
from xlsappraise.forms.layout import Filled, Outputs
from xlsappraise.forms.stamps import PLACEHOLDERS
from xlsappraise.store.ledger import (
    Acknowledgement,
    Belief,
    Event,
    FileReading,
    FindingKey,
    Issue,
    Ledger,
    NewMaster,
    ShownFigure,
    Version,
    VersionState,
    seals,
)
from xlsappraise.store.ledger.tables import FORMAT, INFO
from xlsappraise.store.ledger.wire import pack, unpack
from xlsappraise.store.ledger.wire_frozen import frozen_in, frozen_out
from xlsappraise.typed.slot import Slot

FROZEN = FrozenForm(
    "考核表", "填表说明", 9, (2, 8),
    slots=(
        Slot("a.rating", "a", "评分", "supervisor", (7, 7), (7, 8), "integer", 0, 10.5, 0.5, hint="甲", required=True),
        Slot("t.1.who", None, "人", "supervisor", (9, 1), (9, 1), "choice", choices=("甲", "乙"), table="t", row=1,
             at_most="a.rating", people=True),
    ),
    outputs=Outputs({"a": (7, 9)}, {"a": (7, 5)}, ((6, 9),), (11, 9), (12, 9)),
    grid={
        (0, 0): Locked("text", " {{name}} ", None, "@"), (7, 9): Locked("number", 0.0, "SUM(H8)", "0.00"),
        (8, 0): Locked("bool", True, None, "General"),
    },
    merges=(((0, 0), (0, 4)), ((7, 7), (7, 8))),
    rows=("title", "a"), people=("甲（E1）",),
    filled=Filled({"a.rating": 8.0}, frozenset({"a.rating"}), {"a.rating": "日志"}, {"a": 8.0}, {"a.rating": 7.5}),
)  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = Ledger(tmp_path / "ledger.sqlite")
    yield made
    made.close()


def master(ledger: Ledger, **changes: Any) -> int:
    facts: dict[str, Any] = {
        "digest": "d1", "period": "2026-11", "rater": "supervisor", "layout_version": 1,
        "scheme": '{"id":"试用"}', "frozen": FROZEN, "workbook": b"PK\x03\x04 drawn first",
    }  # fmt: skip
    return ledger.master_for(NewMaster(**{**facts, **changes}))


def issue(ledger: Ledger, number: str = "1", **changes: Any) -> Issue:
    """Issue a form and return it as read from the ledger."""
    facts = dict.fromkeys(Issue.__slots__, "x") | {
        "id": number, "token": f"XA1-{number}", "master_id": master(ledger), "period": "2026-11",
        "employee_id": "E001", "name": " 𠮷田 ", "stamps": PLACEHOLDERS, "filename": "E001.xlsx",
        "state": "issued", "reason": "",
    }  # fmt: skip
    ledger.add_issues([Issue(**{**facts, **changes})])
    return next(i for i in ledger.issues() if i.id == number)


def reading(sha256: str, issue_id: str | None = "1", **changes: Any) -> FileReading:
    """Return a reading whose problems have facts of every type."""
    facts: dict[str, Any] = {
        "inputs": {"a.rating": 8.5, "b": None, "c": "是"}, "cells": {"a.rating": "H8"},
        "sheet": "考核表",
        "figures": (ShownFigure("total", "", "I31", "I32", 76.0), ShownFigure("grade", "", "I32", "I33", "优")),
        "problems": (problem("rows-moved", sheet="考核表"), problem("not-a-number", cell="H8", found="８", label="x",
            expected=phrase("{kind} up to {high}", kind=phrase("a number"), high=8), hint=("a", phrase("b"), 0.5))),
        "beliefs": (Belief("F9", "points", "a", 30.0), Belief("F10", "none")),
    }  # fmt: skip
    return FileReading("form", sha256, issue_id, **{**facts, **changes})


def version(sha256: str, issue_id: str = "1", state: VersionState = "accepted", reason: str = "") -> Version:
    return Version(reading(sha256, issue_id), f"{sha256}.xlsx", state, reason)


def older(path: Path) -> None:
    """Take from a ledger what 0.1.0 did not write: the workbooks, the checksums of rows and their tallies."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE workbook")
        connection.execute("DROP TABLE tally")
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            connection.execute(f"ALTER TABLE {table} DROP COLUMN seal")
        connection.execute("DELETE FROM info WHERE name = 'tables'")
        connection.execute("UPDATE info SET value = '1'")
        connection.commit()


def refused(action: Callable[[], Any]) -> Problem:
    with pytest.raises(Refusal) as refusal:
        action()
    (found,) = refusal.value.problems
    return found


def test_a_master_comes_back_as_it_was_frozen(ledger: Ledger) -> None:
    number = master(ledger)
    record = ledger.masters([number])[number].record()
    assert (record.digest, record.period, record.rater, record.layout_version) == ("d1", "2026-11", "supervisor", 1)
    assert record.scheme == '{"id":"试用"}'
    assert record.frozen == FROZEN


@pytest.mark.parametrize(
    "change",
    [
        {"digest": "d2"},
        {"period": "2026-12"},
        {"rater": "peer"},
        {"layout_version": 2},
        {"frozen": replace(FROZEN, rows=("title", "b"))},
        {"frozen": replace(FROZEN, grid={})},
    ],
)
def test_only_the_very_same_content_is_the_same_master(ledger: Ledger, change: dict[str, Any]) -> None:
    first = master(ledger)
    assert master(ledger, **change) != first
    assert master(ledger) == first


def test_a_workbook_is_read_beside_the_record_of_its_master(ledger: Ledger) -> None:
    number = master(ledger)
    assert ledger.workbook(number) == b"PK\x03\x04 drawn first"
    assert ledger.workbook(number + 1) is None


def test_the_workbook_that_was_frozen_first_stays(ledger: Ledger) -> None:
    number = master(ledger)
    assert master(ledger, workbook=b"drawn later") == number
    assert ledger.workbook(number) == b"PK\x03\x04 drawn first"


def test_a_master_recorded_without_its_workbook_gets_one(ledger: Ledger) -> None:
    number = master(ledger)
    older(ledger.path)
    again = Ledger(ledger.path)
    assert again.workbook(number) is None
    assert master(again, workbook=b"drawn later") == number
    assert again.workbook(number) == b"drawn later"
    again.close()


def test_a_form_of_the_first_layout_has_shorter_slots_and_no_rows() -> None:
    data = unpack(pack(frozen_out(FROZEN)))
    for name in ("rows", "people", "filled"):
        del data[name]
    data["slots"] = [raw[:13] for raw in data["slots"]]
    first, second = FROZEN.slots
    found = frozen_in(data)
    assert found.slots == (first, replace(second, table=None, row=None, at_most=None, people=False))
    assert replace(found, slots=FROZEN.slots, rows=FROZEN.rows, people=FROZEN.people, filled=FROZEN.filled) == FROZEN


def test_an_issue_comes_back_with_the_time_it_was_made(ledger: Ledger) -> None:
    made = issue(ledger)
    assert (made.name, made.employee_id, made.state, made.master_id) == (" 𠮷田 ", "E001", "issued", 1)
    assert made.stamps == PLACEHOLDERS
    assert datetime.fromisoformat(made.at).tzinfo is not None
    assert ledger.history("1") == [Event("1", "issued", "E001.xlsx", made.at)]


def test_issues_come_in_the_order_they_were_made_one_period_or_all(ledger: Ledger) -> None:
    for number, period in (("z", "2026-11"), ("a", "2026-12"), ("m", "2026-11")):
        issue(ledger, number, period=period)
    assert [i.id for i in ledger.issues("2026-11")] == ["z", "m"]
    assert [i.id for i in ledger.issues()] == ["z", "a", "m"]
    assert ledger.issues("2026-10") == []


def test_a_withdrawn_form_keeps_its_reason_and_its_history(ledger: Ledger) -> None:
    ledger.close_issue(issue(ledger), "withdrawn", "离职")
    (found,) = ledger.issues("2026-11")
    assert (found.state, found.reason) == ("withdrawn", "离职")
    assert [(e.kind, e.detail) for e in ledger.history("1")] == [("issued", "E001.xlsx"), ("withdrawn", "离职")]


def test_a_form_is_closed_with_its_history_or_not_at_all(ledger: Ledger) -> None:
    made = issue(ledger)
    connection = sqlite3.connect(ledger.path)
    connection.execute("CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    connection.commit()
    connection.close()
    with pytest.raises(IntegrityError, match="disk full"):
        ledger.close_issue(made, "withdrawn", "离职")
    assert [i.state for i in ledger.issues()] == ["issued"]


def test_versions_come_back_whole(ledger: Ledger) -> None:
    issue(ledger)
    ledger.put_versions([version("s1", reason="已核对")])
    (found,) = ledger.versions("2026-11")
    assert replace(found, at="") == version("s1", reason="已核对")
    assert found.at
    assert [(e.kind, e.detail) for e in ledger.history("1")[1:]] == [("accepted", "s1.xlsx: 已核对")]


def test_the_same_content_put_again_replaces_its_record(ledger: Ledger) -> None:
    issue(ledger)
    ledger.put_versions([version("s1", state="set_aside")])
    ledger.put_versions([version("s1", state="accepted")])
    assert [(v.sha256, v.state) for v in ledger.versions("2026-11")] == [("s1", "accepted")]
    assert [e.kind for e in ledger.history("1")] == ["issued", "set_aside", "accepted"]


def test_versions_stay_oldest_first_when_an_old_one_is_accepted(ledger: Ledger) -> None:
    issue(ledger)
    ledger.put_versions([version("s1", state="set_aside")])
    ledger.put_versions([version("s2", state="set_aside")])
    first = ledger.versions("2026-11")[0]
    ledger.put_versions([replace(first, state="accepted")])
    assert [(v.sha256, v.state) for v in ledger.versions("2026-11")] == [("s1", "accepted"), ("s2", "set_aside")]


def test_versions_belong_to_their_period(ledger: Ledger) -> None:
    issue(ledger)
    issue(ledger, "2", period="2026-12")
    ledger.put_versions([version("s1"), version("s1", "2")])
    assert [v.issue_id for v in ledger.versions("2026-12")] == ["2"]


def test_a_version_of_a_form_that_was_never_issued_is_refused(ledger: Ledger) -> None:
    with pytest.raises(IntegrityError):
        ledger.put_versions([version("s1", "nobody")])
    assert ledger.versions("2026-11") == []


def test_readings_are_kept_per_content_and_conditions(ledger: Ledger) -> None:
    many = [reading(f"s{n}", None, sheet=f"{n}") for n in range(1200)]
    other, again = reading("s1", None, sheet="other"), reading("s2", None, sheet="again")
    ledger.add_readings("v1", many)
    ledger.add_readings("v2", [other])
    ledger.add_readings("v1", [again])
    found = ledger.readings("v1", [*(f"s{n}" for n in range(1200)), "s1", "absent"])
    assert len(found) == 1200
    assert (found["s1"], found["s2"], found["s1199"]) == (many[1], again, many[1199])
    assert ledger.readings("v2", ["s1", "s2"]) == {"s1": other}


def acknowledgement(sha256: str, issue_id: str | None = None, **changes: Any) -> Acknowledgement:
    keys = frozenset((FindingKey("rows-moved", "考核表"), FindingKey("locked-cell-changed", "考核表", "F8")))
    facts: dict[str, Any] = {"period": "2026-11", "kind": "acknowledged", "findings": keys, "reason": "已核对"}
    return Acknowledgement(sha256=sha256, issue_id=issue_id, file=f"{sha256}.xlsx", **{**facts, **changes})


def test_the_last_acknowledgement_of_a_content_counts(ledger: Ledger) -> None:
    issue(ledger)
    ledger.put_acknowledgement(acknowledgement("a"))
    ledger.put_acknowledgement(acknowledgement("b", "1"))
    ledger.put_acknowledgement(acknowledgement("c", period="2026-12"))
    found = ledger.acknowledgements("2026-11")
    assert {digest: replace(one, at="") for digest, one in found.items()} == {
        "a": acknowledgement("a"), "b": acknowledgement("b", "1"),
    }  # fmt: skip
    ledger.put_acknowledgement(acknowledgement("b", "1", kind="reopened", reason=""))
    assert set(ledger.acknowledgements("2026-11")) == {"a"}
    assert [(e.kind, e.detail) for e in ledger.history("1")][1:] == [
        ("acknowledged", "b.xlsx: 已核对"), ("reopened", "b.xlsx"),
    ]  # fmt: skip


def test_a_ledger_from_before_acknowledgements_takes_them(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    made = Ledger(path)
    before = issue(made)
    with made.transaction() as connection:
        connection.exec_driver_sql("DROP TABLE acknowledgement")
        connection.execute(sa.update(INFO).where(INFO.c.name == "format").values(value="4"))
        tables = seals.declared(connection.connection.driver_connection)
        connection.execute(sa.update(INFO).where(INFO.c.name == "tables").values(value=tables))
    made.close()
    again = Ledger(path, existing=True)
    assert (again.issues(), again.acknowledgements("2026-11")) == ([before], {})
    again.put_acknowledgement(acknowledgement("a"))
    again.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT value FROM info WHERE name = 'format'").fetchone() == (str(FORMAT),)
        assert connection.execute("SELECT seal IS NULL FROM acknowledgement").fetchall() == [(0,)]


def test_nothing_put_in_is_nothing_done(ledger: Ledger) -> None:
    ledger.add_issues([])
    ledger.put_versions([])
    ledger.add_readings("v1", [])
    assert (ledger.issues(), ledger.readings("v1", [])) == ([], {})


def test_what_was_done_together_is_undone_together(ledger: Ledger) -> None:
    made = issue(ledger)
    with pytest.raises(RuntimeError, match="stop"), ledger.together():
        ledger.put_versions([version("s1")])
        ledger.close_issue(made, "withdrawn", "离职")
        assert [i.state for i in ledger.issues()] == ["withdrawn"]
        raise RuntimeError("stop")
    assert [i.state for i in ledger.issues()] == ["issued"]
    assert ledger.versions("2026-11") == []
    assert [e.kind for e in ledger.history("1")] == ["issued"]
    issue(ledger, "2")
    assert len(ledger.issues()) == 2


def test_the_ledger_outlives_its_program(tmp_path: Path) -> None:
    first = Ledger(tmp_path / "a.sqlite")
    made = issue(first)
    first.close()
    second = Ledger(tmp_path / "a.sqlite")
    assert second.issues() == [made]
    second.close()


def set_format(path: Path, value: str) -> None:
    """Write a format as the program that has it does: with its checksum."""
    made = Ledger(path)
    with made.transaction() as connection:
        connection.execute(sa.update(INFO).where(INFO.c.name == "format").values(value=value))
    made.close()


def test_a_ledger_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    newer = str(FORMAT + 1)
    set_format(tmp_path / "a.sqlite", newer)
    found = refused(lambda: Ledger(tmp_path / "a.sqlite"))
    assert (found.code, text_of(found.found), text_of(found.expected)) == ("ledger-newer", newer, str(FORMAT))


@pytest.mark.parametrize(
    "content", [b"not a database, but long enough to be looked at" * 50, b"SQLite format 3\0" + b"x" * 4096]
)
def test_a_file_that_is_no_ledger_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(content)
    assert refused(lambda: Ledger(path)).code == "ledger-unreadable"
    assert path.read_bytes() == content


def test_a_ledger_whose_format_is_no_number_is_refused(tmp_path: Path) -> None:
    set_format(tmp_path / "a.sqlite", "?")
    assert refused(lambda: Ledger(tmp_path / "a.sqlite")).code == "ledger-unreadable"
