"""Seeded mutants of real forms: bitten, cut off, spliced, mangled; and what they must be answered with."""

from __future__ import annotations

import io
import random
import re
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import Bench, message_of, person
from tests.hostile.form import Form, examine, examiner_of
from tests.proof.fills import completing, day_number
from tests.schemes.worked_examples import example
from tests.shipped import LIBRARY, PERIODS
from xlsappraise.base.period import Period
from xlsappraise.returned.examine import Examiner
from xlsappraise.returned.pricing import inputs_frame
from xlsappraise.scoring.engine import TOTAL, score
from xlsappraise.store.ledger import FileReading
from xlsappraise.store.office import opened
from xlsappraise.store.start import start

SCHEMES = ("furniture-callback", "after-sales-issue-log", "after-sales-monthly", "cs-specialist-monthly")
"""One of plain criteria, one with a table, two of several raters"""
WORDS = (
    b"", b"0", b"-1", b"1e400", b"NaN", b"TRUE", b"A1", b"XFD1048576", b"A0", b"si", b"shared", b"inlineStr",
    b"9" * 5000,
    b"<c/>", b"</c>", b"<f>", b"&amp;", b"&#0;", b"_xD800_", b"XA1-", b"\x00", b"\xff", "八".encode(), "²".encode(),
)  # fmt: skip
NUMBERS = (
    b"0",
    b"-1",
    b"1e308",
    b"1e-320",
    b"0x10",
    b"1_0",
    b"00",
    b"4294967296",
    b"1048577",
    b"NaN",
    b"-0",
    b".",
    b"",
)
PIECE = re.compile(rb'"[^"]*"|>[^<]+<|<[^>]+>')
NUMBER = re.compile(rb"[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True)
class Original:
    """A real form as its bytes, how it is read unhurt, and what examines its mutants."""

    name: str
    data: bytes
    whole: FileReading
    total: float | None
    examiner: Examiner

    def total_of(self, outcome: FileReading) -> float | None:
        """Return the total that a complete outcome comes to; None where the form has none by itself."""
        return total_of(self.examiner, outcome)


def total_of(examiner: Examiner, outcome: FileReading) -> float | None:
    """Score a complete outcome by itself."""
    if not outcome.complete or not outcome.inputs:
        return None
    issue = examiner.issues[outcome.issue_id or ""]
    scheme = examiner.knowledge.blueprints[issue.master_id].form
    return float(score(scheme, inputs_frame({"": outcome.inputs})).loc["", TOTAL])


def original(folder: Path, scheme: str) -> Original:
    """Issue a form of a scheme, fill in its worked example, and read it."""
    bench = Bench(start(folder / scheme), Period.parse(PERIODS[LIBRARY[scheme].period]))
    generated = bench.issue(person(schemes=scheme))
    assert [p.code for p in generated.problems if p.severity == "error"] == []
    inputs = {item["id"]: item for item in bench.describe(bench.form())["inputs"]}
    worked = {k: v for k, v in example(scheme)["inputs"].items() if k in inputs}
    values = {k: day_number(str(v)) if inputs[k]["type"] == "date" else v for k, v in worked.items()}
    signed = {k: completing(i) for k, i in inputs.items() if k.startswith("signoff.") and i["required"]}
    path = bench.fill({**signed, **values})
    with opened(bench.workspace) as office:
        examiner = examiner_of(office)
    return _read(scheme, path.read_bytes(), path, examiner)


def originals(folder: Path) -> list[Original]:
    """Return real forms of different shapes, saved by different programs."""
    plain = Form(folder)
    path = folder / "原.xlsx"
    path.write_bytes(plain.data)
    return [*(original(folder, scheme) for scheme in SCHEMES), _read("as-issued", plain.data, path, plain.examiner)]


def _read(name: str, data: bytes, path: Path, examiner: Examiner) -> Original:
    whole = examine(examiner, path)
    assert whole.complete, (name, [(p.code, p.cell, message_of(p)) for p in whole.problems])
    return Original(name, data, whole, total_of(examiner, whole), examiner)


Change = Callable[[bytes, random.Random], bytes]


def bytes_bitten(data: bytes, rng: random.Random) -> bytes:
    """Change one to four bytes."""
    bitten = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        bitten[rng.randrange(len(bitten))] = rng.randrange(256)
    return bytes(bitten)


def bits_flipped(data: bytes, rng: random.Random) -> bytes:
    """Flip one to three bits."""
    flipped = bytearray(data)
    for _ in range(rng.randint(1, 3)):
        flipped[rng.randrange(len(flipped))] ^= 1 << rng.randrange(8)
    return bytes(flipped)


def cut_off(data: bytes, rng: random.Random) -> bytes:
    """Cut the end off, or take a piece out of the middle."""
    at = rng.randrange(len(data))
    return data[:at] if rng.random() < 0.5 else data[:at] + data[at + rng.randint(1, 400) :]


def mangled(data: bytes, rng: random.Random) -> bytes:
    """Swap one to three pieces of one part for something else, or drop the part."""

    def mangle(part: bytes) -> bytes | None:
        if rng.random() < 0.05:
            return None
        for _ in range(rng.randint(1, 3)):
            pieces = list(PIECE.finditer(part))
            if not pieces:
                break
            start, end = rng.choice(pieces).span()
            word = rng.choice((*WORDS, part[slice(*rng.choice(pieces).span())]))
            inner = rng.random() < 0.7
            part = part[: start + inner] + word + part[end - inner :]
        return part

    return _one_part(data, rng, mangle)


def renumbered(data: bytes, rng: random.Random) -> bytes:
    """Replace one to three numbers of one part, wherever they stand."""

    def renumber(part: bytes) -> bytes:
        for _ in range(rng.randint(1, 3)):
            places = list(NUMBER.finditer(part))
            if places:
                start, end = rng.choice(places).span()
                part = part[:start] + rng.choice((*NUMBERS, str(rng.randint(0, 99)).encode())) + part[end:]
        return part

    return _one_part(data, rng, renumber)


def swapped(data: bytes, rng: random.Random) -> bytes:
    """Let two pieces of one part change places."""

    def swap(part: bytes) -> bytes:
        pieces = list(PIECE.finditer(part))
        if len(pieces) < 2:
            return part
        (a, b), (c, d) = sorted(piece.span() for piece in rng.sample(pieces, 2))
        return part[:a] + part[c:d] + part[b:c] + part[a:b] + part[d:] if b <= c else part

    return _one_part(data, rng, swap)


def spliced(data: bytes, rng: random.Random) -> bytes:
    """Put one part, or its beginning, in the place of another."""
    parts = _parts(data)
    target, source = rng.sample(sorted(parts), 2)
    keep = rng.randrange(len(parts[target]) + 1) if rng.random() < 0.5 else 0
    return _zipped({**parts, target: parts[target][:keep] + parts[source][keep:]})


def rezipped(data: bytes, rng: random.Random) -> bytes:
    """Change a field of a header, or the entries themselves."""
    if rng.random() < 0.6:
        mark = rng.choice((b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"))
        at = rng.choice([m.start() for m in re.finditer(re.escape(mark), data)]) + rng.randrange(4, 30, 2)
        field = struct.pack("<H", rng.choice((0, 1, 8, 9, 0x41, 0x800, 0xFFFF, rng.randrange(65536))))
        return data[:at] + field + data[at + 2 :]
    parts = _parts(data)
    name = rng.choice(sorted(parts))
    other = rng.choice((name.upper(), f"/{name}", f"../{name}", name.replace("/", "\\"), f"{name}/", "x", name))
    entries = list(parts.items())
    rng.shuffle(entries)
    if rng.random() < 0.5:
        entries.remove((name, parts[name]))
    return _zipped_entries([*entries, (other, parts[rng.choice(sorted(parts))])])


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist()}


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    return _zipped_entries(list(parts.items()))


def _zipped_entries(entries: Sequence[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        warnings.simplefilter("ignore")  # a name twice is meant
        for name, data in entries:
            made.writestr(name, data)
    return out.getvalue()


def _one_part(data: bytes, rng: random.Random, change: Callable[[bytes], bytes | None]) -> bytes:
    parts = _parts(data)
    name = rng.choice([n for n in parts if n.endswith((".xml", ".rels")) and "theme" not in n])
    changed = change(parts.pop(name))
    return _zipped(parts if changed is None else {**parts, name: changed})


RAW: tuple[Change, ...] = (bytes_bitten, bits_flipped, cut_off)
"""What happens to files by accident: never may a number change unseen"""
CHANGES: tuple[Change, ...] = (*RAW, bits_flipped, mangled, mangled, renumbered, swapped, spliced, rezipped)


def answered(outcome: FileReading) -> bool:
    """Tell whether a file was read as complete, or refused with a reason that a person can act on."""
    assert [message_of(p) for p in outcome.problems if p.code == "file-not-understood"] == []
    return outcome.complete or outcome.disposition == "parcel" or any(
        p.severity in ("error", "tampering") or outcome.disposition == "set_aside" for p in outcome.problems
    )  # fmt: skip


def wrong(form: Original, change: Change, outcome: FileReading) -> str | None:
    """Tell what is wrong with the answer to a mutant, None when nothing is."""
    strange = [message_of(p) for p in outcome.problems if p.code in ("file-not-understood", "unexpected")]
    if strange:
        return strange[0]
    if not answered(outcome):
        return f"no reason given: {outcome.disposition} {[p.code for p in outcome.problems]}"
    if change in RAW and outcome.inputs not in ({}, form.whole.inputs):
        return f"other numbers: {_difference(form.whole.inputs, outcome.inputs)}"
    if change in RAW and outcome.complete and form.total_of(outcome) != form.total:
        return f"another total: {form.total_of(outcome)}, not {form.total}"
    return None


def _difference(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    return {k: (one.get(k), other.get(k)) for k in {*one, *other} if one.get(k) != other.get(k)}
