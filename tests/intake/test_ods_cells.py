"""Cells of an .ods that programs read in different ways are refused; those of real programs are read."""

from __future__ import annotations

import re

import pytest

from tests.intake.binary import zipped
from tests.intake.books import old_book
from tests.intake.test_old import first, ods, refused, rows, unzipped
from tests.intake.test_old_riders import told
from xlsappraise.base.problems import Problem, say
from xlsappraise.xlsx.address import Place

CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
CONFIGURED = "Configurations2/accelerator/current.xml"


def cell(inside: str = "", **given: str) -> str:
    """Return a cell; attributes as ``prefix_name``, a dash as two underscores."""
    said = " ".join(f'{name.replace("__", "-").replace("_", ":")}="{value}"' for name, value in given.items())
    return f"<table:table-cell {CALC} {said}>{inside}</table:table-cell>"


def text(inside: str, **given: str) -> str:
    return cell(inside, office_value__type="string", **given)


def number(inside: str = "<text:p>45</text:p>", kind: str = "float", **given: str) -> str:
    return cell(inside, office_value__type=kind, **given)


P45 = "<text:p>45</text:p>"
OTHER = 'xmlns:office="urn:x"'
OWN = 'xmlns:o2="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'


@pytest.mark.parametrize(
    "made",
    [
        text(P45, office_value="48"),
        text(P45, office_date__value="1900-02-16"),
        text(P45, office_boolean__value="true"),
        text(P45, office_string__value="48"),
        cell(P45, office_value="48"),
        cell(P45),
        cell("", office_value="48"),
        cell(P45, calcext_value__type="float"),
        number(),
        number(office_value="48", office_date__value="1900-02-13"),
        number(office_value="48", office_time__value="PT1080H"),
        number(office_value="48", office_string__value="45"),
        number(kind="percentage", office_value="0.4", office_boolean__value="true"),
        number(kind="date", office_value="45"),
        number(kind="boolean", office_value="1"),
        number(kind="FLOAT", office_value="48"),
        number(kind="void", office_value="48"),
        number(kind="float ", office_value="48"),
        number(office_value="48", calcext_value__type="string"),
        number(office_value="48", calcext_value__type="error"),
        number(P45, office_value="45").replace("office:value=", "calcext:value='48' office:value="),
        f"<table:table-cell {OWN} {OTHER} o2:value-type='float' o2:value='45' office:value='48'/>",
        f"<table:table-cell {OWN} xmlns:office ='urn:x' o2:value-type='float' o2:value='45' office:value='48'/>",
        text("45"),
        text("4<text:p>5</text:p>"),
        text("<text:p>4</text:p>5"),
        text("<text:h>48</text:h>"),
        text("<text:p>4<text:h>8</text:h></text:p>"),
        text("<text:list><text:list-item><text:p>48</text:p></text:list-item></text:list>"),
        text("<text:p><text:ruby><text:ruby-base>4</text:ruby-base><text:ruby-text>8</text:ruby-text></text:ruby></text:p>"),
        text("<text:p>4<text:note><text:note-body><text:p>8</text:p></text:note-body></text:note></text:p>"),
        text('<text:p>4<text:s text:c="0"/>5</text:p>'),
        text("<text:p>4<text:s>8</text:s>5</text:p>"),
        text("<text:p>4<text:tab>8</text:tab>5</text:p>"),
        text('<text:p>45<text:hidden-text text:string-value="8">8</text:hidden-text></text:p>'),
        cell(cell(P45, office_value__type="string")),
        f"<table:x>{text(P45)}</table:x>",
        f'<x:table-cell xmlns:x="urn:x">{P45}</x:table-cell>',
    ],
)  # fmt: skip
def test_a_cell_that_programs_read_differently_is_refused(made: str) -> None:
    found = refused(ods(rows(made)))
    assert found.code == "file-hostile"
    assert "ask for the form again" in say(found, "en")
    assert "请" in say(found, "zh_CN")


@pytest.mark.parametrize(
    ("made", "value"),
    [
        (text("<text:p>四</text:p>"), "四"),
        (text("<text:p>四</text:p>", calcext_value__type="string"), "四"),
        (text("<text:p>四</text:p>", office_string__value="四"), "四"),
        (text("\n <text:p>四</text:p>\n"), "四"),
        (text("<text:p>四</text:p><text:p>五</text:p>"), "四\n五"),
        (text("<text:p>四</text:p><text:p>五</text:p>", office_string__value="四&#10;五"), "四\n五"),
        (text("<text:p>四<text:line-break/>五</text:p>"), "四\n五"),
        (text("<text:p>四<text:tab/>五<text:s/>六<text:s text:c='3'/>七</text:p>"), "四\t五 六   七"),
        (text("<text:p>四<text:span>五<text:span>六</text:span></text:span>七</text:p>"), "四五六七"),
        (text("<text:p><text:a>四</text:a></text:p>"), "四"),
        (text("<office:annotation><text:p>注</text:p></office:annotation><text:p>四</text:p>"), "四"),
        (text("<text:p>“<![CDATA[甲 & 乙]]>” &lt;</text:p>"), "“甲 & 乙” <"),
        (number(office_value="45", calcext_value__type="float"), 45.0),
        (number(kind="percentage", office_value="0.45"), 0.45),
        (number(kind="currency", office_currency="CNY", office_value="45"), 45.0),
        (number(kind="boolean", office_boolean__value="true"), True),
        (number(kind="date", office_date__value="2026-11-30"), 46356.0),
        (text("<text:p>#N/A</text:p>", calcext_value__type="error", office_string__value=""), "#N/A"),
    ],
)
def test_a_cell_as_programs_write_it_is_read(made: str, value: object) -> None:
    assert {at: held.value for at, held in first(ods(rows(made))).cells.items()} == {(0, 0): value}


def test_prefixes_of_any_name_are_read_by_what_they_stand_for() -> None:
    data = ods(rows(text("<text:p>四</text:p>")))
    other = re.sub(rb"(<|</| )table:", rb"\1tb:", _content(data)).replace(b"xmlns:table=", b"xmlns:tb=")
    assert first(_with(data, other)).cells[0, 0].value == "四"


def _content(data: bytes) -> bytes:
    return dict(unzipped(data))["content.xml"]


def _with(data: bytes, content: bytes, **more: bytes) -> bytes:
    return zipped({**dict(unzipped(data)), "content.xml": content, **more})


@pytest.mark.parametrize("group", ["table-rows", "table-row-group", "table-header-rows"])
def test_rows_in_groups_are_read(group: str) -> None:
    inside = rows(text("<text:p>四</text:p>"))
    sheet = first(
        ods(f"<table:{group}><table:table-row-group>{inside}</table:table-row-group></table:{group}>{inside}")
    )
    assert sorted(sheet.cells) == [(0, 0), (1, 0)]


@pytest.mark.parametrize("holder", ["table:x", "table:shapes", "table:named-expressions", "text:p", "office:forms"])
def test_rows_in_anything_else_are_refused(holder: str) -> None:
    inside = rows(text("<text:p>四</text:p>"))
    found = refused(ods(f"<{holder}>{inside}</{holder}>{inside}"))
    assert (found.code, "table-row" in say(found, "en")) == ("file-hostile", True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"</office:body>", b"<office:spreadsheet><table:table table:name='b'/></office:spreadsheet></office:body>"),
        (b"</office:body>", b"</office:body><office:body><office:spreadsheet/></office:body>"),
        (b"<office:spreadsheet ", b"<office:x><table:table table:name='b'/></office:x><office:spreadsheet "),
        (b"<office:body>", b"<table:table table:name='b'/><office:body>"),
        (b"</office:spreadsheet>", b"<table:x><table:table table:name='b'/></table:x></office:spreadsheet>"),
        (b"<table:table ", b"<table:table xmlns:table='urn:x' "),
    ],
)  # fmt: skip
def test_a_second_content_is_refused(old: bytes, new: bytes) -> None:
    data = ods(rows(text("<text:p>四</text:p>")))
    content = _content(data)
    assert old in content
    assert refused(_with(data, content.replace(old, new, 1))).code == "file-hostile"


def test_texts_that_are_repeated_beyond_measure_are_refused() -> None:
    times = {"table_number__columns__repeated": "1000"}
    assert refused(ods(rows(text(f"<text:p>{'长' * 30_000}</text:p>", **times)))).code == "file-too-large"
    blanks = text("<text:p>" + "<text:s text:c='32000'/>" * 3 + "</text:p>")
    assert refused(ods(rows(blanks))).code == "file-too-large"


def test_days_of_an_ods_are_days_whatever_the_document_counts_from() -> None:
    """A date is written as a day there; that LibreOffice counts from 1904 changes none."""
    since = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    data = ods(rows(number(kind="date", office_date__value="2026-11-30")))
    content = _content(data).replace(b"<table:table ", since.encode() + b"<table:table ", 1)
    book = old_book(_with(data, content))
    assert not book.date1904
    assert book.sheet(book.entries[0]).cells[0, 0].value == 46356.0


def test_formulas_of_an_ods_are_known_by_their_places() -> None:
    sum_of = number(table_formula="of:=[.A2]-2", office_value="45")
    blank = text("", table_formula='of:=""'.replace('"', "&quot;"))
    sheet = first(ods(rows(text("<text:p>四</text:p>") + sum_of + blank)))
    unread: dict[Place, str] = {(0, 1): "[.A2]-2", (0, 2): '""'}
    assert sheet.unread == unread
    assert all(held.formula is None for held in sheet.cells.values())


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ('of:=WEBSERVICE("http://x")', "formulas that reach out of the workbook"),
        ('of:=DDE("soffice";"x";"y")', "formulas that reach out of the workbook"),
        ("of:=['file:///x.ods'#$a.A1]", "formulas that reach out of the workbook"),
        ("of:=SUM(['http://x/y.ods'#$a.A1:.B2])", "formulas that reach out of the workbook"),
        ('of:=HYPERLINK("http://x";"45")', "formulas that reach out of the workbook"),
        ('of:=HYPERLINK("#I8";"45")', ""),
        ('of:=INDEX({"#";"a"|"\'x\'#";"b"};1)', ""),
        ("of:=SUM([.A1:.B2])", ""),
    ],
)
def test_a_formula_of_an_ods_that_reaches_out_is_told(formula: str, kind: str) -> None:
    made = number(table_formula=formula.replace('"', "&quot;"), office_value="45")
    assert told(ods(rows(made))) == [kind] * bool(kind)


@pytest.mark.parametrize(
    ("target", "said", "silent"),
    [
        ("http://x/", "45", False),
        ("file:///c:/x.exe", "file:///c:/x.exe", False),
        ("vnd.sun.star.script:a", "vnd.sun.star.script:a", False),
        ("http://y/", "http://x/", False),
        ("http://www.x.cn/", "www.x.cn", True),
        ("https://www.x.cn", "https://www.x.cn", True),
        ("mailto:a@x.cn", "a@x.cn", True),
        ("#表.I8", "45", True),
    ],
)
def test_a_link_of_an_ods_that_leads_elsewhere_than_it_says_is_told(target: str, said: str, silent: bool) -> None:
    link = f'<text:p><text:a xmlns:l="http://www.w3.org/1999/xlink" l:href="{target}">{said}</text:a></text:p>'
    assert told(ods(rows(text(link)))) == [] if silent else ["links that lead elsewhere than their text says"]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("META-INF/macros.xml", ["content of a kind of its own"]),
        ("META-INF/manifest.xml.exe", ["content of a kind of its own"]),
        ("Thumbnails/x.exe", ["content of a kind of its own"]),
        ("Configurations2/toolbar/x.xml", ["content of a kind of its own"]),
        ("content.xml/x", ["content of a kind of its own"]),
        ("META-INF/documentsignatures.xml", []),
        ("Thumbnails/thumbnail.png", []),
        (CONFIGURED, []),
    ],
)
def test_parts_of_an_ods_are_known_by_whole_names(name: str, kinds: list[str]) -> None:
    data = ods(rows(text("<text:p>四</text:p>")))
    assert told(_with(data, _content(data), **{name: b"x"})) == kinds


def test_the_refusal_names_what_is_read_twice() -> None:
    def of(made: str) -> Problem:
        return refused(ods(rows(made)))

    assert "string-value" in say(of(text(P45, office_string__value="48")), "en")
    assert "ruby" in say(of(text("<text:p><text:ruby/></text:p>")), "zh_CN")
