"""A stamped form is the form that would have been drawn for that person alone."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.dump import dump
from tests.workbook.stamps import AWKWARD, STAMPS, TOKEN
from xlsappraise.base.period import Period
from xlsappraise.forms.layout import LAYOUT_VERSION, lay_out
from xlsappraise.forms.master import draw_master
from xlsappraise.forms.stamper import STAMPED_PARTS, Master, lock_structure, make_master, stamp
from xlsappraise.forms.stamps import Stamps, clean
from xlsappraise.forms.writer import Frame, write_form
from xlsappraise.schemes import Library, Scheme
from xlsappraise.xlsx.reading import Reading

PERIOD = Period.parse("2026-11")


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return Library()["furniture-callback"]


@pytest.fixture(scope="module")
def master(scheme: Scheme) -> Master:
    return make_master(draw_master(scheme, PERIOD))


def parts(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        return {name: book.read(name) for name in book.namelist()}


@pytest.mark.parametrize("stamps", [STAMPS, AWKWARD])
def test_a_stamped_form_equals_one_drawn_from_scratch(scheme: Scheme, master: Master, stamps: Stamps) -> None:
    facts = {
        "period": str(PERIOD),
        "scheme": scheme.id,
        "digest": scheme.digest,
        "rater": "supervisor",
        "layout_version": str(LAYOUT_VERSION),
    }
    scratch = lock_structure(write_form(scheme, lay_out(scheme), Frame(facts), stamps))
    assert dump(stamp(master, stamps)) == dump(scratch)


def test_only_three_parts_differ_between_two_people(master: Master) -> None:
    one, other = parts(stamp(master, STAMPS)), parts(stamp(master, AWKWARD))
    assert one.keys() == other.keys()
    assert {name for name in one if one[name] != other[name]} <= set(STAMPED_PARTS)


def test_the_same_stamps_give_the_same_bytes(master: Master, scheme: Scheme) -> None:
    again = make_master(draw_master(scheme, PERIOD))
    assert stamp(master, AWKWARD) == stamp(again, AWKWARD)


def test_the_form_number_stands_in_every_place(master: Master) -> None:
    reading = Reading(stamp(master, STAMPS))
    assert reading.tokens == {TOKEN: ("考核表", "_xlsappraise", "docProps/core.xml", "docProps/custom.xml")}
    cells = reading.sheet(reading.form_sheets[0]).cells
    assert [at for at, cell in cells.items() if TOKEN in str(cell.value)] == [(0, 0), (1, 7)]
    assert b"form_number" in parts(stamp(master, STAMPS))["xl/workbook.xml"]
    assert reading.facts_sheet is not None and reading.facts_sheet.state == "veryHidden"
    assert reading.structure_locked


@given(st.text(max_size=40))
def test_any_name_reads_back_as_it_was_written(name: str) -> None:
    workbook = stamp(_shared_master(), replace(STAMPS, name=name))
    expected = clean(name)
    reading = Reading(workbook)
    assert reading.facts_sheet is not None
    cell = reading.sheet(reading.facts_sheet).cells.get((2, 1))
    found = cell.value if cell else ""
    assert found == expected.replace("\r\n", "\n").replace("\r", "\n")
    shown = openpyxl.load_workbook(io.BytesIO(workbook))["_xlsappraise"]["B3"].value or ""
    assert shown.replace("\r\n", "\n").replace("_x000D_", "\n").replace("\r", "\n") or not expected.strip()


_MASTERS: list[Master] = []


def _shared_master() -> Master:
    if not _MASTERS:
        _MASTERS.append(make_master(draw_master(Library()["furniture-callback"], PERIOD)))
    return _MASTERS[0]
