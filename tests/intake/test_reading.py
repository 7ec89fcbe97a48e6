"""A whole workbook: sheets, texts, formats and flags, from whatever program wrote it."""

from __future__ import annotations

import pytest

from tests.intake.books import MAIN, PACKAGE_REL, PARTS, REL, first_sheet, package, refusal, worksheet
from xlsappraise.base.problems import Refusal
from xlsappraise.xlsx.reading import Reading

SHEET = "xl/worksheets/sheet1.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
TEXT = worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')


def workbook(inside: str) -> str:
    """Return the main part with more in it."""
    return PARTS["xl/workbook.xml"].replace("<sheets>", f"{inside}<sheets>")


def test_texts_come_from_the_shared_strings() -> None:
    assert first_sheet(package({SHEET: TEXT})).cells[(0, 0)].value == "甲"


def test_rich_text_is_joined_and_phonetic_text_left_out() -> None:
    strings = (
        f'<sst xmlns="{MAIN}"><si><r><rPr><b/></rPr><t>客</t></r><r><t xml:space="preserve"> 服</t></r>'
        '<rPh sb="0" eb="1"><t>ke</t></rPh><phoneticPr fontId="1"/></si></sst>'
    )
    assert first_sheet(package({SHEET: TEXT, "xl/sharedStrings.xml": strings})).cells[(0, 0)].value == "客 服"


def test_a_workbook_without_shared_strings_and_styles_is_read() -> None:
    inline = worksheet('<row r="1"><c r="A1" s="5" t="inlineStr"><is><t>甲</t></is></c></row>')
    data = package({SHEET: inline, "xl/sharedStrings.xml": None, "xl/styles.xml": None})
    reading = Reading(data)
    cell = reading.sheet(reading.entries[0]).cells[(0, 0)]
    assert (cell.value, reading.formats, reading.format(cell.style)) == ("甲", [], "General")


def test_a_text_without_shared_strings_is_an_error_of_its_cell() -> None:
    cells = first_sheet(package({SHEET: TEXT, "xl/sharedStrings.xml": None})).cells
    assert [cell.kind for cell in cells.values()] == ["error"]


def test_the_strict_namespaces_read_the_same() -> None:
    strict = {
        MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
        REL: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    parts: dict[str, str | bytes | None] = {}
    for name, data in {**PARTS, SHEET: TEXT.decode()}.items():
        for transitional, own in strict.items():
            data = data.replace(transitional, own)
        parts[name] = data
    assert first_sheet(package(parts)).cells[(0, 0)].value == "甲"


@pytest.mark.parametrize(
    "target",
    ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml", "./worksheets/SHEET1.xml"],
)
def test_a_sheet_is_found_however_its_target_is_written(target: str) -> None:
    rels = PARTS["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", target)
    assert first_sheet(package({SHEET: TEXT, "xl/_rels/workbook.xml.rels": rels})).cells[(0, 0)].value == "甲"


def test_the_main_part_may_be_anywhere() -> None:
    moved = {
        "_rels/.rels": PARTS["_rels/.rels"].replace('"xl/workbook.xml"', '"/book.xml"'),
        "book.xml": PARTS["xl/workbook.xml"],
        "_rels/book.xml.rels": PARTS["xl/_rels/workbook.xml.rels"].replace('Target="', 'Target="xl/'),
        "xl/workbook.xml": None,
        "xl/_rels/workbook.xml.rels": None,
        SHEET: TEXT,
    }
    assert first_sheet(package(moved)).cells[(0, 0)].value == "甲"


def test_external_targets_are_never_followed() -> None:
    rels = PARTS["xl/_rels/workbook.xml.rels"].replace('Id="r1"', 'Id="r1" TargetMode="External"')
    assert Reading(package({"xl/_rels/workbook.xml.rels": rels})).entries == ()


def test_a_sheet_whose_part_is_missing_is_left_out() -> None:
    assert Reading(package({SHEET: None})).entries == ()
    assert Reading(package({"xl/_rels/workbook.xml.rels": None})).entries == ()


def test_sheets_are_listed_with_names_and_states() -> None:
    two = PARTS["xl/workbook.xml"].replace(
        "</sheets>", '<sheet name="隐 藏" sheetId="2" state="veryHidden" r:id="r4"/></sheets>'
    )
    other = "xl/worksheets/sheet2.xml"
    related = PARTS[RELATIONS].replace(
        "</Relationships>", f'<Relationship Id="r4" Type="{REL}/worksheet" Target="/{other}"/></Relationships>'
    )
    entries = Reading(package({"xl/workbook.xml": two, RELATIONS: related, other: PARTS[SHEET]})).entries
    assert [(e.name, e.state, e.part) for e in entries] == [("表", "visible", SHEET), ("隐 藏", "veryHidden", other)]


def test_two_sheets_of_one_part_are_refused() -> None:
    two = PARTS["xl/workbook.xml"].replace("</sheets>", '<sheet name="乙" sheetId="2" r:id="r1"/></sheets>')
    assert refusal(package({"xl/workbook.xml": two})).code == "file-hostile"


@pytest.mark.parametrize(("flag", "found"), [("1", True), ("true", True), ("0", False)])
def test_the_1904_flag_is_seen(flag: str, found: bool) -> None:
    assert Reading(package({"xl/workbook.xml": workbook(f'<workbookPr date1904="{flag}"/>')})).date1904 is found
    assert Reading(package()).date1904 is False


@pytest.mark.parametrize(("flag", "found"), [("1", True), ("true", True), ("0", False)])
def test_the_structure_lock_is_seen(flag: str, found: bool) -> None:
    lock = f'<workbookProtection lockStructure="{flag}"/>'
    assert Reading(package({"xl/workbook.xml": workbook(lock)})).structure_locked is found
    assert Reading(package()).structure_locked is False


def formats(xfs: str, own: str = "") -> list[str]:
    """Return the format codes of a workbook with these styles."""
    styles = f'<styleSheet xmlns="{MAIN}"><numFmts>{own}</numFmts><cellXfs>{xfs}</cellXfs></styleSheet>'
    return Reading(package({"xl/styles.xml": styles})).formats


def test_number_formats_are_own_or_built_in() -> None:
    own = '<numFmt numFmtId="164" formatCode="0.0&quot;分&quot;"/><numFmt numFmtId="9" formatCode="0"/>'
    xfs = "".join(f'<xf numFmtId="{n}"/>' for n in (0, 2, 14, 164, 9, 10, 999, 57))
    assert formats(f"{xfs}<xf/>", own) == [
        "General", "0.00", "m/d/yyyy", '0.0"分"', "0", "0.00%", "General", 'yyyy"年"m"月"', "General",
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["-1", "x", "", "²", "9" * 5000])
def test_a_format_number_that_is_none_is_general(number: str) -> None:
    assert formats(f'<xf numFmtId="{number}"/>') == ["General"]


@pytest.mark.parametrize(
    "part",
    ["xl/workbook.xml", "xl/sharedStrings.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", SHEET, "xl/styles.xml"],
)
@pytest.mark.parametrize("data", [b"", b"<", b"\x00" * 100, b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'])
def test_a_part_that_is_no_xml_is_refused(part: str, data: bytes) -> None:
    assert refusal(package({part: data})).code in ("file-truncated", "file-hostile")


def test_an_empty_package_relation_is_no_fault() -> None:
    empty = f'<Relationships xmlns="{PACKAGE_REL}"><Relationship/></Relationships>'
    with pytest.raises(Refusal) as caught:
        Reading(package({"_rels/.rels": empty}))
    assert caught.value.problems[0].code == "file-wrong-type"
