"""Parts are found by the types of relationships and contents, never by their names; two meanings are refused."""

from __future__ import annotations

import pytest

from tests.conftest import text_of
from tests.intake.books import MAIN, PARTS, REL, first_sheet, package, refusal, worksheet
from xlsappraise.base.problems import Refusal, say
from xlsappraise.xlsx.reading import Reading

SHEET = "xl/worksheets/sheet1.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"
TEXT = worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
STRINGS = PARTS["xl/sharedStrings.xml"]
OTHER = STRINGS.replace("甲", "乙")
FORMAT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def related(old: str, new: str) -> str:
    """Return the workbook's relationships with a change."""
    assert old in PARTS[RELATIONS]
    return PARTS[RELATIONS].replace(old, new)


def typed(*overrides: tuple[str, str]) -> str:
    """Return the list of contents with these types."""
    inside = "".join(f'<Override PartName="{part}" ContentType="{content}"/>' for part, content in overrides)
    return PARTS[TYPES].replace("/>", f">{inside}</Types>")


@pytest.mark.parametrize(
    ("target", "part"),
    [
        ("sharedStrings1.xml", "xl/sharedStrings1.xml"),
        ("/xl/texts/a.bin", "xl/texts/a.bin"),
        ("./sharedStrings1.xml", "xl/sharedStrings1.xml"),
        ("texts\\a.xml", "xl/texts/a.xml"),
        ("..\\xl\\a.xml", "xl/a.xml"),
        ("SHAREDSTRINGS1.XML", "xl/sharedStrings1.xml"),
        ("a%20b.xml", "xl/a b.xml"),
        ("a%20b.xml", "xl/a%20b.xml"),
    ],
)
def test_a_target_is_resolved_as_programs_resolve_it(target: str, part: str) -> None:
    parts = {SHEET: TEXT, RELATIONS: related("sharedStrings.xml", target), "xl/sharedStrings.xml": None, part: STRINGS}
    assert first_sheet(package(parts)).cells[(0, 0)].value == "甲"


@pytest.mark.parametrize(
    ("old", "kind", "usual"),
    [("sharedStrings.xml", "texts", "xl/sharedStrings.xml"), ("styles.xml", "s", "xl/styles.xml")],
)
def test_a_second_part_of_a_usual_name_is_refused_since_some_programs_go_by_it(old: str, kind: str, usual: str) -> None:
    parts = {RELATIONS: related(f'"{old}"', f'"{kind}.xml"'), f"xl/{kind}.xml": PARTS[usual]}
    assert text_of(refusal(package(parts)).found) == f"two parts of one kind: {usual}"


def test_the_type_of_an_ending_counts_for_parts_without_one_of_their_own() -> None:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    ending = f'<Default Extension="xml" ContentType="{main}"/>'
    others = [
        f'<Override PartName="/{name}" ContentType="application/xml"/>' for name in PARTS if "book.xml" not in name
    ]
    types = PARTS[TYPES].replace("/>", f">{ending}{''.join(others)}</Types>")
    assert first_sheet(package({TYPES: types})) is not None
    found = refusal(package({TYPES: types, "xl/other.xml": PARTS["xl/workbook.xml"]}))
    assert text_of(found.found) == "two parts of one kind: xl/other.xml"


def test_a_part_of_another_relationship_is_not_taken_for_its_name() -> None:
    parts = {SHEET: TEXT, RELATIONS: related("/sharedStrings", "/theme")}
    assert first_sheet(package(parts)).cells[(0, 0)].kind == "error"


def test_a_sheet_whose_relationship_leads_to_something_else_is_refused() -> None:
    problem = refusal(package({RELATIONS: related("/worksheet", "/theme")}))
    assert text_of(problem.found) == f"a sheet that leads to something else: {SHEET}"


@pytest.mark.parametrize("family", ["http://example.com", "http://schemas.openxmlformats.org/x", f"{REL}/more"])
def test_a_type_of_a_foreign_host_is_none_of_ours(family: str) -> None:
    foreign = PARTS["_rels/.rels"].replace(f"{REL}/officeDocument", f"{family}/officeDocument")
    assert refusal(package({"_rels/.rels": foreign})).code == "file-wrong-type"


@pytest.mark.parametrize("kind", ["sharedStrings", "styles"])
@pytest.mark.parametrize("family", [REL, STRICT])
def test_two_parts_of_one_kind_are_refused(kind: str, family: str) -> None:
    extra = f'<Relationship Id="r9" Type="{family}/{kind}" Target="other.xml"/></Relationships>'
    problem = refusal(package({RELATIONS: related("</Relationships>", extra), "xl/other.xml": OTHER}))
    assert (problem.code, text_of(problem.found)) == ("file-hostile", f"two parts of one kind: {kind}")


def test_two_workbooks_are_refused() -> None:
    extra = f'<Relationship Id="r9" Type="{STRICT}/officeDocument" Target="xl/other.xml"/></Relationships>'
    rels = PARTS["_rels/.rels"].replace("</Relationships>", extra)
    problem = refusal(package({"_rels/.rels": rels, "xl/other.xml": PARTS["xl/workbook.xml"]}))
    assert text_of(problem.found) == "two parts of one kind: officeDocument"


def test_a_name_that_means_two_parts_is_refused() -> None:
    parts = {RELATIONS: related("sharedStrings.xml", "a%20b.xml"), "xl/a b.xml": STRINGS, "xl/a%20b.xml": OTHER}
    assert text_of(refusal(package(parts)).found) == "a name that means two parts: a%20b.xml"


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("/xl/other.xml", f"{FORMAT}.sheet.main+xml"),
        ("/xl/other.xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        ("/xl/other.xml", f"{FORMAT}.sharedStrings+xml"),
        ("/XL/Other.xml", f"{FORMAT}.styles+xml"),
    ],
)
def test_another_part_of_a_type_that_must_be_one_is_refused(part: str, content: str) -> None:
    problem = refusal(package({TYPES: typed((part, content)), "xl/other.xml": OTHER}))
    assert text_of(problem.found) == "two parts of one kind: xl/other.xml"


def test_a_type_without_its_part_is_no_fault() -> None:
    data = package({SHEET: TEXT, TYPES: typed(("/xl/gone.xml", f"{FORMAT}.sharedStrings+xml"))})
    assert first_sheet(data).cells[(0, 0)].value == "甲"


def test_a_sheet_of_another_type_of_content_is_refused() -> None:
    problem = refusal(package({TYPES: typed((f"/{SHEET}", f"{FORMAT}.chartsheet+xml"))}))
    assert text_of(problem.found) == f"a part of another type than its use: {SHEET}"


def test_a_part_with_two_types_is_refused() -> None:
    both = typed((f"/{SHEET}", f"{FORMAT}.worksheet+xml"), (f"/{SHEET.upper()}", f"{FORMAT}.chartsheet+xml"))
    assert text_of(refusal(package({TYPES: both})).found) == f"a part with two types: {SHEET}"


@pytest.mark.parametrize("mode", ["external", "Outside", ""])
def test_a_relationship_of_an_unknown_mode_is_refused(mode: str) -> None:
    changed = related('Target="styles.xml"', f'Target="styles.xml" TargetMode="{mode}"')
    assert refusal(package({RELATIONS: changed})).code == "file-hostile"


def test_alternatives_among_the_relationships_are_refused() -> None:
    choice = '<m:AlternateContent xmlns:m="http://schemas.openxmlformats.org/markup-compatibility/2006"/>'
    problem = refusal(package({RELATIONS: related('<Relationship Id="r2"', f'{choice}<Relationship Id="r2"')}))
    assert text_of(problem.found) == "something between the relationships: AlternateContent"


@pytest.mark.parametrize("where", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", SHEET])
def test_content_among_alternatives_is_refused(where: str) -> None:
    """Each program takes another alternative, so that the same file shows other content."""
    inside = {
        "xl/workbook.xml": '<sheets><sheet name="乙" sheetId="2" r:id="r1"/></sheets>',
        "xl/sharedStrings.xml": "<si><t>乙</t></si>",
        "xl/styles.xml": f'<numFmt xmlns="{MAIN}"/>',
        SHEET: '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>',
    }[where]
    markup = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    choice = f'<m:AlternateContent xmlns:m="{markup}"><m:Choice Requires="x">{inside}</m:Choice></m:AlternateContent>'
    end = PARTS[where].rfind("</")
    if where == "xl/styles.xml":
        choice = choice.replace(inside, '<xf numFmtId="9"/>').replace("</m:Choice>", "</m:Choice><m:Fallback>"
                                '<xf numFmtId="0"/></m:Fallback>')  # fmt: skip
        end = PARTS[where].rfind("</cellXfs>")
    changed = PARTS[where][:end] + choice + PARTS[where][end:]
    assert refusal(package({where: changed})).code == "file-hostile"


def test_a_style_written_twice_alike_counts_once() -> None:
    """Hancom writes its styles so."""
    markup = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    twice = (
        f'<m:AlternateContent xmlns:m="{markup}"><m:Choice Requires="x"><xf numFmtId="2"><x xmlns="urn:x"/></xf>'
        '</m:Choice><m:Fallback><xf numFmtId="2"/></m:Fallback></m:AlternateContent><xf numFmtId="9"/>'
    )
    styles = PARTS["xl/styles.xml"].replace("</cellXfs>", f"{twice}</cellXfs>")
    assert Reading(package({"xl/styles.xml": styles})).formats == ["General", "0.00", "0%"]


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/styles.xml"])
@pytest.mark.parametrize("other", ["http://purl.oclc.org/ooxml/spreadsheetml/main", f"{MAIN}/", "urn:x"])
def test_a_part_of_another_namespace_than_its_workbook_is_refused(part: str, other: str) -> None:
    """Many programs see nothing in it."""
    with pytest.raises(Refusal) as refused:
        book = Reading(package({part: PARTS[part].replace(MAIN, other)}))
        assert book.sheet(book.entries[0]) and book.formats
    assert text_of(refused.value.problems[0].found).startswith("a part of another namespace than a workbook's")


@pytest.mark.parametrize("target", ["styles.xml/", "x//styles.xml", "styles.xml\\\\"])
def test_a_target_that_is_no_name_is_refused(target: str) -> None:
    changed = related('Target="styles.xml"', f'Target="{target}"')
    assert text_of(refusal(package({RELATIONS: changed})).found).startswith("a name that means no part")


@pytest.mark.parametrize("target", ["worksheets/she%65t1.xml", "worksheets%2Fsheet1%2Exml", "worksheets/sheet%31.xml"])
def test_a_letter_that_is_escaped_without_need_is_refused(target: str) -> None:
    """Some programs decode it, others find no such part and show an empty sheet."""
    found = refusal(package({SHEET: TEXT, RELATIONS: related("worksheets/sheet1.xml", target)}))
    assert found.code == "file-hostile"
    assert target in say(found, "en")
    assert "ask for the form again" in say(found, "en")


@pytest.mark.parametrize("folder", ["xl/worksheets/sheet1.xml/", "XL/worksheets/Sheet1.xml/"])
def test_a_folder_of_the_name_of_a_part_is_refused(folder: str) -> None:
    found = refusal(package({folder: ""}))
    assert (found.code, "sheet1.xml" in say(found, "en")) == ("file-hostile", True)
    assert first_sheet(package({SHEET: TEXT, "xl/": "", "xl/worksheets/": ""})) is not None
