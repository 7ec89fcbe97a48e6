"""A real form, cut off, bitten and mangled in seeded ways: always an answer with a code, never a fault."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz.mutants import SCHEMES, Original, answered, bytes_bitten, mangled, original
from tests.hostile.form import examine
from xlsappraise.store.ledger import FileReading


class Bitten:
    """One issued and filled form, and what becomes of its mutants."""

    def __init__(self, folder: Path) -> None:
        self.form: Original = original(folder, SCHEMES[0])
        self.data = self.form.data
        self.mutant = folder / "变.xlsx"

    def examine(self, data: bytes) -> FileReading:
        """Return what becomes of a file with this content."""
        self.mutant.write_bytes(data)
        return examine(self.form.examiner, self.mutant)


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
        outcome = bitten.examine(bytes_bitten(bitten.data, random.Random(seed)))
        assert answered(outcome), seed
        assert outcome.inputs in ({}, whole.inputs), seed


def test_no_byte_of_the_directory_can_be_bitten_into_a_fault(bitten: Bitten) -> None:
    for at in range(bitten.data.index(b"PK\x01\x02"), len(bitten.data)):
        outcome = bitten.examine(bitten.data[:at] + bytes([bitten.data[at] ^ 0x14]) + bitten.data[at + 1 :])
        assert answered(outcome), at


@pytest.mark.parametrize("seeds", [range(n, n + 50) for n in range(0, 300, 50)], ids=str)
def test_mangled_parts_never_raise(bitten: Bitten, seeds: range) -> None:
    for seed in seeds:
        outcome = bitten.examine(mangled(bitten.data, random.Random(seed)))
        assert answered(outcome), seed
