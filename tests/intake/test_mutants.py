"""A real form, cut off, bitten and mangled in seeded ways: always an answer with a code, never a fault."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import WORKED_EXAMPLE, Bench, person, rewrite
from xlsappraise.pipeline.examine import Examiner, Outcome
from xlsappraise.pipeline.office import opened
from xlsappraise.pipeline.start import start

WORDS = (
    b"", b"0", b"-1", b"1e400", b"NaN", b"TRUE", b"A1", b"XFD1048576", b"A0", b"si", b"shared", b"inlineStr",
    b"9" * 5000,
    b"<c/>", b"</c>", b"<f>", b"&amp;", b"&#0;", b"_xD800_", b"XA1-", b"\x00", b"\xff", "八".encode(), "²".encode(),
)  # fmt: skip
PIECE = re.compile(rb'"[^"]*"|>[^<]+<|<[^>]+>')


class Bitten:
    """One issued and filled form, its parts, and what examines its mutants."""

    def __init__(self, folder: Path) -> None:
        self.bench = Bench(start(folder / "损坏"))
        self.bench.issue(person())
        self.path = self.bench.fill(WORKED_EXAMPLE)
        self.data = self.path.read_bytes()
        self.mutant = folder / "变.xlsx"
        with opened(self.bench.workspace) as office:
            issues = office.ledger.issues()
            self.examiner = Examiner(issues, office.blueprints(issues), office.keys)

    def examine(self, data: bytes) -> Outcome:
        """Return what becomes of a file with this content."""
        self.mutant.write_bytes(data)
        return self.examiner.examine(self.mutant)

    def mangled(self, seed: int) -> bytes:
        """Return the form with one to three pieces of its parts swapped for something else."""
        rng = random.Random(seed)
        with zipfile.ZipFile(self.path) as book:
            names = [n for n in book.namelist() if n.endswith((".xml", ".rels")) and "theme" not in n]

        def mangle(data: bytes) -> bytes | None:
            if rng.random() < 0.05:
                return None
            for _ in range(rng.randint(1, 3)):
                pieces = list(PIECE.finditer(data))
                if not pieces:
                    break
                start, end = rng.choice(pieces).span()
                word = rng.choice((*WORDS, data[slice(*rng.choice(pieces).span())]))
                inner = rng.random() < 0.7
                data = data[: start + inner] + word + data[end - inner :]
            return data

        return rewrite(self.path, {re.escape(rng.choice(names)): mangle}, self.mutant).read_bytes()


def answered(outcome: Outcome) -> bool:
    """Tell whether a file was read as complete, or refused with a reason that a person can act on."""
    assert [p.message for p in outcome.problems if p.code == "file-not-understood"] == []
    return outcome.complete or any(p.severity in ("error", "tampering") for p in outcome.problems)


@pytest.fixture(scope="module")
def bitten(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bitten]:
    yield Bitten(tmp_path_factory.mktemp("bitten"))


def test_the_form_itself_is_complete(bitten: Bitten) -> None:
    assert bitten.examine(bitten.data).complete


def test_every_cut_off_form_is_refused_with_a_code(bitten: Bitten) -> None:
    for length in [*range(0, len(bitten.data), 500), len(bitten.data) - 1]:
        outcome = bitten.examine(bitten.data[:length])
        code = "file-empty" if length == 0 else "file-truncated"
        assert (length, outcome.disposition, [p.code for p in outcome.problems]) == (length, "refused", [code])


def test_bitten_bytes_never_raise_and_never_change_a_mark(bitten: Bitten) -> None:
    whole = bitten.examine(bitten.data)
    for seed in range(300):
        rng = random.Random(seed)
        data = bytearray(bitten.data)
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        outcome = bitten.examine(bytes(data))
        assert answered(outcome), seed
        assert outcome.inputs in ({}, whole.inputs), seed


def test_no_byte_of_the_directory_can_be_bitten_into_a_fault(bitten: Bitten) -> None:
    for at in range(bitten.data.index(b"PK\x01\x02"), len(bitten.data)):
        outcome = bitten.examine(bitten.data[:at] + bytes([bitten.data[at] ^ 0x14]) + bitten.data[at + 1 :])
        assert answered(outcome), at


@pytest.mark.parametrize("seeds", [range(n, n + 50) for n in range(0, 300, 50)], ids=str)
def test_mangled_parts_never_raise(bitten: Bitten, seeds: range) -> None:
    for seed in seeds:
        outcome = bitten.examine(bitten.mangled(seed))
        assert answered(outcome), seed
