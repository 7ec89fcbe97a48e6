"""What we accept in silence, openpyxl and calamine read as we do; their own oddities are listed, and still are some."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from tests.clients.clients import OPENPYXL
from tests.fuzz.differential import judged
from tests.fuzz.elements import SHEET, Draft, unpacked
from tests.fuzz.forms import Saved, saved_forms
from tests.fuzz.mutants import SCHEMES
from tests.fuzz.oddities import ODDITIES
from tests.fuzz.others import compared, differences
from tests.fuzz.package import BOOK_RELS, CHANGES
from tests.hostile.form import examine
from tests.spots import at

SAMPLE = 3_000_000
OUTPUT = rf'<c r="{at("total")}"[^>]*>(<f>.*?</f>)<v>.*?</v>'
"""The total, whose cached value never counts"""
SCORECARD = f"{SHEET}sheet1.xml"
PLAIN = "furniture-callback, as issued, filled"


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> list[Saved]:
    return saved_forms(tmp_path_factory.mktemp("differential"), SCHEMES[:1], (OPENPYXL,))


def changed(form: Saved, part: str, old: str, new: str) -> bytes:
    """Return a form with the first match of a pattern in a part replaced."""
    draft = Draft(form, [form], random.Random(0))
    found = dict(unpacked(form.data))[part].decode()
    text, count = re.subn(old, lambda match: match.expand(new), found, count=1)
    assert count == 1
    draft.parts[part] = text.encode()
    return draft.packed()


def test_the_forms_themselves_are_read_alike(forms: list[Saved]) -> None:
    assert forms[0].name == PLAIN and len(forms) == 4
    assert {form.name: list(compared(form, form.data)) for form in forms} == {form.name: [] for form in forms}


@pytest.mark.parametrize("seeds", [range(SAMPLE + n, SAMPLE + n + 50) for n in range(0, 200, 50)], ids=str)
def test_a_sample_of_mutants_is_read_alike(forms: list[Saved], seeds: range, tmp_path: Path) -> None:
    answers = {seed: judged(forms, seed, tmp_path / "变.xlsx") for seed in seeds}
    assert {seed: fault for seed, (_state, fault) in answers.items() if fault} == {}
    assert {state for state, _fault in answers.values()} == {"silent", "findings", "refused"}


def test_a_mutant_is_the_same_for_the_same_seed(forms: list[Saved], tmp_path: Path) -> None:
    def mutant() -> bytes:
        judged(forms, SAMPLE, tmp_path / "变.xlsx")
        return (tmp_path / "变.xlsx").read_bytes()

    assert unpacked(mutant()) == unpacked(mutant())


def test_a_reader_that_sees_another_value_is_noticed(forms: list[Saved], monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a sheet in another namespace than its workbook's accepted, openpyxl would see nothing in it."""
    strict = changed(forms[0], SCORECARD, "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                     "http://purl.oclc.org/ooxml/spreadsheetml/main")  # fmt: skip
    monkeypatch.setattr("xlsappraise.xlsx.sheet.namespace", lambda root, _whole="": root.tag.partition("}")[0] + "}")
    found = differences(forms[0], strict)
    assert {one.reader for one in found} == {"openpyxl"}
    assert {one.theirs for one in found} == {None}


@pytest.mark.parametrize(
    ("why", "reader", "part", "old", "new"),
    [
        ("takes the target", "openpyxl", BOOK_RELS, r'Target="worksheets/sheet1', r'Target="WorkSheets/sheet1'),
        ("decodes no", "openpyxl", SCORECARD, OUTPUT, rf'<c r="{at("total")}" t="str">\1<v>_x005F_x0041_</v>'),
        ("shows what is no", "openpyxl", SCORECARD, OUTPUT, rf'<c r="{at("total")}">\1<v>7 </v>'),
        ("shows what is no", "calamine", SCORECARD, OUTPUT, rf'<c r="{at("total")}">\1<v>1E400</v>'),
        ("drops blanks", "calamine", SCORECARD, OUTPUT, rf'<c r="{at("total")}" t="inlineStr">\1<is><t> 7 </t></is>'),
        ("takes a number", "calamine", SCORECARD, OUTPUT, rf'<c r="{at("total")}">\1<v> 7 </v>'),
    ],
)  # fmt: skip
def test_each_oddity_of_another_reader_still_is_one(
    forms: list[Saved], tmp_path: Path, why: str, reader: str, part: str, old: str, new: str
) -> None:
    data = changed(forms[0], part, old, new)
    path = tmp_path / "变.xlsx"
    path.write_bytes(data)
    assert forms[0].silent(examine(forms[0].examiner, path))
    found = list(compared(forms[0], data))
    assert [oddity for _one, oddity in found if oddity is None] == []
    assert any(one.reader == reader and oddity and oddity.why.startswith(why) for one, oddity in found)


def test_every_kind_of_change_changes_something(forms: list[Saved]) -> None:
    still = {change.__name__ for change in CHANGES}
    for seed in range(400):
        change = CHANGES[seed % len(CHANGES)]
        draft = Draft(forms[seed % len(forms)], forms, random.Random(seed))
        change(draft)
        if draft.parts != dict(unpacked(draft.form.data)):
            still.discard(change.__name__)
    assert still == set()


def test_every_oddity_names_a_reader_and_says_why() -> None:
    assert {oddity.reader for oddity in ODDITIES} == {"openpyxl", "calamine"}
    assert all(len(oddity.why) > 20 for oddity in ODDITIES)
