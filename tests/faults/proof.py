"""Checks of a workspace after a command was killed or a disk failed, and a trial that runs all of them."""

from __future__ import annotations

import errno
import hashlib
import json
import re
import shutil
import sqlite3
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults.lab import Fault, Lab, Run
from tests.faults.scenes import PERIOD, TYPED, Scene
from xlsappraise.xlsx.reading import Reading

ERRORS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EACCES": errno.EACCES}
LASTING = {"ENOSPC": "wotrd", "EIO": "wsotrudc", "EACCES": "orudc"}
"""The kinds of later operations that fail as well: on a full disk, a broken one, without permission"""
ANSWERS = {"ledger-not-writable", "file-not-writable", "ledger-unreadable", "voided-not-moved"}
SETTLED = {"accept": "already-accepted", "acknowledge": "already-acknowledged", "withdraw": "already-withdrawn"}
"""The code of a second run of a command whose first run took effect but was killed before it ended"""

MOVES_ON = {"issued": {"issued", "replaced", "withdrawn"}, "withdrawn": {"withdrawn", "replaced"}}
"""State of a form → possible later states; a withdrawn form may be reissued"""


@dataclass(frozen=True)
class Memory:
    """The content of the ledger."""

    issues: dict[str, tuple[Any, ...]]
    versions: dict[tuple[str, str], tuple[Any, ...]]
    events: frozenset[tuple[Any, ...]]
    payments: tuple[tuple[Any, ...], ...]
    acknowledged: frozenset[tuple[Any, ...]] = frozenset()


def memory(workspace: Path) -> Memory:
    """Read the ledger with SQLite, which rolls back interrupted transactions; check its integrity."""
    with closing(sqlite3.connect(workspace / ".xlsappraise" / "ledger.sqlite")) as ledger:
        assert ledger.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert ledger.execute("PRAGMA foreign_key_check").fetchall() == []
        issues = ledger.execute("SELECT id, state, token, folder, filename, employee_id, reason FROM issue").fetchall()
        versions = ledger.execute("SELECT issue_id, sha256, state, inputs, reason FROM version").fetchall()
        events = ledger.execute("SELECT number, issue_id, kind, detail, at FROM event").fetchall()
        acknowledged = ledger.execute("SELECT number, sha256, kind, findings, reason FROM acknowledgement").fetchall()
        payments = ledger.execute("SELECT employee_id, plan, rule, amount FROM payment ORDER BY number").fetchall()
    return Memory(
        {r[0]: r[1:] for r in issues}, {r[:2]: r[2:] for r in versions}, frozenset(events), tuple(payments),
        frozenset(acknowledged),
    )  # fmt: skip


def lost(before: Memory, after: Memory) -> list[str]:
    """Return records that were lost or changed; a form's state may advance."""
    gone = [f"event {event}" for event in before.events - after.events]
    gone += [f"acknowledgement {one}" for one in before.acknowledged - after.acknowledged]
    for key, row in before.issues.items():
        now = after.issues.get(key)
        onward = MOVES_ON.get(row[0], {row[0]})
        if now is None or now[1:5] != row[1:5] or now[0] not in onward:
            gone.append(f"form {key}: {row} is {now}")
    for place, row in before.versions.items():
        now = after.versions.get(place)
        if now is None or now[1] != row[1]:
            gone.append(f"version {place} {row[0]} is {now and now[0]}")
    return gone


def half_written(workspace: Path) -> list[str]:
    """Return incomplete files under final names, and forms that are not in the ledger."""
    issued = {(row[2], row[3]): row[1] for row in memory(workspace).issues.values()}
    wrong = []
    period = workspace / PERIOD
    for path in sorted(
        path
        for pattern in (
            "outbox/*/*",
            "voided/*/*",
            "corrections/*/*.xlsx",
            "corrections/settled/*/*",
            "earlier/*",
            "*.xlsx",
        )
        for path in period.glob(pattern)
    ):
        if any(part.startswith(".~") for part in path.relative_to(period).parts):
            continue
        try:
            with zipfile.ZipFile(path) as book:
                assert book.testzip() is None
                for name in book.namelist():
                    if name.endswith((".xml", ".rels")):
                        ET.fromstring(book.read(name))
            if path.name == "facts.xlsx":
                assert _holds(path, TYPED), f"{TYPED} is not there any more"
            if path.is_relative_to(period / "outbox"):
                tokens = [str(token) for token in Reading(path.read_bytes()).tokens]
                assert tokens == [issued.get((path.parent.name, path.name))], f"{tokens} is not in the ledger"
        except (AssertionError, zipfile.BadZipFile, ET.ParseError, OSError) as error:
            wrong.append(f"{path.relative_to(workspace)}: {error}")
    for path in workspace.glob("[!.]*.json"):
        try:
            json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            wrong.append(f"{path.name}: {error}")
    return wrong


STEMS = {"summary": "summary", "pay": "pay", "promotion": "promotion"}


def unkept(workspace: Path) -> list[str]:
    """Return contents that the ledger names and that are not kept whole, and editions without their predecessors."""
    with closing(sqlite3.connect(workspace / ".xlsappraise" / "ledger.sqlite")) as ledger:
        rows = ledger.execute("SELECT period, kind, edition, max(number), sha256 FROM book GROUP BY period, kind")
        books = rows.fetchall()
        named = {row[0] for row in ledger.execute("SELECT sha256 FROM basis WHERE sha256 <> ''")}
    wrong = []
    for digest in named | {sha256 for *_rest, sha256 in books}:
        path = workspace / ".xlsappraise" / "periods" / digest[:2] / digest
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            wrong.append(f"content {digest} is not kept")
    for period, kind, edition, _number, _digest in books:
        due = [workspace / period / "earlier" / f"{STEMS[kind]}-{number}.xlsx" for number in range(1, edition)]
        wrong += [f"{path.name} of {period} is lost" for path in due if not path.is_file()]
    return wrong


def shown(workspace: Path) -> dict[str, str]:
    """Return the hash of each published book by name."""
    names = [workspace / PERIOD / f"{stem}.xlsx" for stem in STEMS.values()]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in names if path.exists()}


def mixed(before: dict[str, str], due: dict[str, str], after: dict[str, str]) -> list[str]:
    """Return the published books that are neither those of before nor those of the command."""
    return [name for name, now in after.items() if now not in (before.get(name), due.get(name))]


def _holds(path: Path, number: str) -> bool:
    with zipfile.ZipFile(path) as book:
        return any(f"<v>{number}</v>".encode() in book.read(n) for n in book.namelist() if "worksheets/" in n)


def torn(before: Memory, due: Memory, after: Memory) -> list[str]:
    """Return a text if the recorded pay is neither that before nor that after the command."""
    whole = after.payments in (before.payments, due.payments)
    return [] if whole else [f"half of the pay is recorded: {after.payments}"]


def leftovers(workspace: Path) -> list[str]:
    """Return temporary files and journals."""
    return sorted(str(p.relative_to(workspace)) for pattern in (".~*", "*-journal") for p in workspace.rglob(pattern))


def not_sent(workspace: Path) -> list[str]:
    """Return the names of issued forms in the ledger that are not in the outbox."""
    rows = memory(workspace).issues.values()
    return [
        row[3] for row in rows if row[0] == "issued" and not (workspace / PERIOD / "outbox" / row[2] / row[3]).exists()
    ]


def not_moved(workspace: Path) -> list[str]:
    """Return forms that do not count and are still in the outbox."""
    rows = [row for row in memory(workspace).issues.values() if row[0] != "issued"]
    return [row[3] for row in rows if (workspace / PERIOD / "outbox" / row[2] / row[3]).exists()]


def kept(workspace: Path) -> set[str]:
    """Return the names of all forms, those that count and the others."""
    return {path.name for place in ("outbox", "voided") for path in (workspace / PERIOD / place).glob("*/*.xlsx")}


def result(lab: Lab, workspace: Path, *, done: bool = False) -> Any:
    """Run ``summarize`` unless it is ``done``; return its JSON without form numbers and paths."""
    if not done:
        run = lab.run(workspace, ("summarize", PERIOD, "--json", "result.json"))
        assert run.code in (0, 1), run.err
    written = workspace / "result.json"
    if not written.exists():
        return "no result was written"
    data = json.loads(written.read_text(encoding="utf-8"))
    return _plain(data, str(workspace), [row[1] for row in memory(workspace).issues.values()])


def _plain(data: Any, folder: str, tokens: list[str]) -> Any:
    if isinstance(data, dict):
        return {key: _plain(value, folder, tokens) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(value, folder, tokens) for value in data]
    if isinstance(data, str):
        for token in tokens:
            data = data.replace(token, "TOKEN")
        return re.sub(rf"(_{PERIOD})_\d+(?=\.xlsx)", r"\1_N", data).replace(folder, "")  # _3 where _2 was cut off
    return data


@dataclass
class Expected:
    """The result of a command without a fault, and the results and ledger afterwards."""

    run: Run
    result: Any
    memory: Memory
    books: dict[str, str]


def expected(lab: Lab, scene: Scene, room: Path) -> Expected:
    """Run a scene without a fault."""
    workspace = fresh(scene, room)
    run = lab.run(workspace, scene.arguments)
    assert run.code in (0, 1), run.err
    after, books = memory(workspace), shown(workspace)
    assert half_written(workspace) == leftovers(workspace) == not_sent(workspace) == unkept(workspace) == []
    assert not_moved(workspace) == []
    return Expected(run, result(lab, workspace, done=scene.name == "summarize"), after, books)


def fresh(scene: Scene, room: Path) -> Path:
    """Return a copy of a scene's workspace, always at the same path."""
    workspace = room / "试 验"
    shutil.rmtree(workspace, ignore_errors=True)
    shutil.copytree(scene.workspace, workspace)
    return workspace


def trial(lab: Lab, scene: Scene, due: Expected, fault: Fault, room: Path) -> tuple[Run, list[str]]:
    """Run a scene with a fault, then again without; return the first run and all failures."""
    workspace = fresh(scene, room)
    before, books, files = memory(workspace), shown(workspace), kept(workspace)
    run = lab.run(workspace, scene.arguments, fault)
    wrong = [f"neither the old nor the new book: {name}" for name in mixed(books, due.books, shown(workspace))]
    wrong += _faulty(lab, scene, due, run, before, workspace)
    return run, [*wrong, *(f"nowhere any more: {name}" for name in files - kept(workspace))]


def _faulty(lab: Lab, scene: Scene, due: Expected, run: Run, before: Memory, workspace: Path) -> Iterator[str]:
    yield from _answer(run, due)
    after = memory(workspace)
    yield from lost(before, after)
    yield from torn(before, due.memory, after)
    yield from half_written(workspace)
    yield from unkept(workspace)
    if not run.killed and run.code == due.run.code and not _codes(run) & {*ANSWERS, "unexpected"}:
        yield from (f"said done, but {text}" for text in _short(due.memory, after))
    again = lab.run(workspace, scene.arguments)
    settled = SETTLED.get(scene.name)
    if again.code != due.run.code and not (settled and settled in _codes(again) and not _short(due.memory, after)):
        yield f"the second run ended with {again.code}: {again.err[-600:]}"
    healed = memory(workspace)
    yield from (f"after the second run: {text}" for text in lost(after, healed))
    if scene.name != "reissue":  # issuing anew a second time is another new form
        yield from (f"the second run did not finish: {text}" for text in _short(due.memory, healed))
    yield from half_written(workspace)
    yield from unkept(workspace)
    yield from (f"not written: {name}" for name in not_sent(workspace))
    yield from (f"not moved: {name}" for name in not_moved(workspace))
    yield from (f"left behind: {name}" for name in leftovers(workspace))
    now = result(lab, workspace, done=scene.name == "summarize")
    if now != due.result:
        yield f"another result: {_first_difference(due.result, now)}"
    yield from (f"in the end: {text}" for text in lost(healed, memory(workspace)))


def _codes(run: Run) -> set[str]:
    return {word[1:-1] for word in run.err.split() if word.startswith("[") and word.endswith("]")}


def no_clear_answer(run: Run) -> list[str]:
    """Return a text if a command ended without a clear message: a traceback or an unexpected code."""
    if run.killed:
        return []
    if "Traceback" in run.err or "unexpected" in _codes(run):
        return [f"no clear answer: {run.err[-600:]}"]
    return [] if run.code in (0, 1, 2) else [f"ended with {run.code}: {run.err[-600:]}"]


def _answer(run: Run, due: Expected) -> Iterator[str]:
    unclear = no_clear_answer(run)
    yield from unclear
    if not run.killed and not unclear and run.code != due.run.code and not _codes(run) & ANSWERS:
        yield f"ended with {run.code} and does not say why: {run.err[-600:]}"


def _short(due: Memory, now: Memory) -> list[str]:
    """Return a text if the ledger's forms, versions and pay differ from the expected ones."""
    wanted, found = (
        (
            sorted((row[4], row[0]) for row in m.issues.values()),
            sorted((key[1], row[0]) for key, row in m.versions.items()),
            m.payments,
        )
        for m in (due, now)
    )
    return [] if wanted == found else [f"the ledger holds {found} instead of {wanted}"]


def _first_difference(one: Any, other: Any, path: str = "$") -> str:
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        pairs = [(f"{path}.{key}", one[key], other[key]) for key in one]
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = [(f"{path}[{i}]", a, b) for i, (a, b) in enumerate(zip(one, other, strict=True))]
    else:
        return f"{path}: {one!r} is now {other!r}"
    return next((_first_difference(a, b, p) for p, a, b in pairs if a != b), "nothing")
