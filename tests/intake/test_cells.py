"""The grammar of a cell: what every program reads alike is read, anything else is refused."""

from __future__ import annotations

import pytest

from tests.conftest import text_of
from tests.intake.books import MAIN, package, refusal, sheet, worksheet
from xlsappraise.base.problems import Refusal
from xlsappraise.xlsx.attributes import flag

TWICE = "a sheet that is written twice"
MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"
VERSIONS = "content of which programs take different versions"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def cells(inside: str, after: str = "") -> list[tuple[str, object, str | None]]:
    """Return (kind, value, formula) of the cells of a row."""
    return [found[:3] for _at, found in sorted(sheet(f'<row r="1">{inside}</row>', after, ("甲",)).cells.items())]


def refused(inside: str, after: str = "") -> str:
    """Return why a sheet with these cells is refused."""
    problem = refusal(package({"xl/worksheets/sheet1.xml": worksheet(f'<row r="1">{inside}</row>', after)}))
    assert problem.code == "file-hostile"
    return text_of(problem.found)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ('<c r="a1"><v>7</v></c>', ("number", 7.0, None)),
        ('<c r="A1" t="n"><v> 7 </v></c>', ("number", 7.0, None)),
        ('<c r="A1" t="s"><v>0</v></c>', ("text", "甲", None)),
        ('<c r="A1" t="inlineStr"><is><t>乙</t></is></c>', ("text", "乙", None)),
        ('<c r="A1" t="inlineStr"><f>B1</f><is><t>乙</t></is></c>', ("text", "乙", "B1")),
        ('<c r="A1" t="str"><f>B1</f><v>乙</v></c>', ("text", "乙", "B1")),
        ('<c r="A1" t="inlineStr"><f>B1</f><v>乙</v></c>', ("text", "乙", "B1")),
        ('<c r="A1" t="b"><v>1</v></c>', ("bool", True, None)),
        ('<c r="A1"><v>7</v><extLst><ext/></extLst></c>', ("number", 7.0, None)),
    ],
)
def test_what_programs_write_is_read(cell: str, found: tuple[object, ...]) -> None:
    assert cells(cell) == [found]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" t="b"><v>true</v></c>',
        '<c r="A1" t="b"><v>2</v></c>',
        '<c r="A1" t="inlineStr"><v>10</v></c>',
        '<c r="A1"><v>7abc</v></c>',
        '<c r="A1"><v>1_0</v></c>',
        '<c r="A1"><v>INF</v></c>',
    ],
)
def test_a_value_that_programs_read_differently_is_an_error_of_its_cell(cell: str) -> None:
    assert [kind for kind, *_ in cells(cell)] == ["error"]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ('<c r="H28"><is><t>10</t></is></c>', "a cell in a row that is not its own: H28"),
        ('<c r="C1"><is><t>10</t></is></c>', "a value in another form than its type: C1"),
        ('<c r="C1" t="s"><is><t>10</t></is></c>', "a value in another form than its type: C1"),
        ('<c r="C1" t="inlineStr"><is><t>1</t></is><v>10</v></c>', "a value in another form than its type: C1"),
        ('<c r="C1" t="N"><v>1</v></c>', "a cell of an unknown type: C1"),
        ('<c r="C1" t=""><v>1</v></c>', "a cell of an unknown type: C1"),
        ('<c r="C1"><v>1</v><v>10</v></c>', "a cell with two values: C1"),
        ('<c r="C1"><v>1<b/></v></c>', "a cell with two values: C1"),
        ('<c r="C1"><v>1</v></c><c r="C1"/>', "a cell that is written twice: C1"),
        ('<c r="C1"><v>1</v><f>A1</f></c>', "something inside the cell C1: f"),
        ('<c r="C1"><v>1<!-- -->0</v></c>', "a comment inside a text"),
        ('<c r="C1"><v>1<?x y?>0</v></c>', "a comment inside a text"),
        ('<c r="C1" t="inlineStr"><is><t>1<!-- -->0</t></is></c>', "a comment inside a text"),
        ('<c r="C1" t="inlineStr"><is><t>1</t></is><is><t>2</t></is></c>', "a cell with two values: C1"),
        ('<c r="C1"><f>A1</f><f>B1</f></c>', "a cell with two formulas: C1"),
        ('<c r="C1"><f t="other">A1</f></c>', "a formula of an unknown type: C1"),
        (f'<c r="C1"><x:v xmlns:x="{STRICT}">10</x:v></c>', f"{VERSIONS}: v"),
        ('<c r="C1"><value>10</value></c>', "something inside the cell C1: value"),
        (
            f'<c r="C1"><m:AlternateContent xmlns:m="{MARKUP}"><m:Choice Requires="x"><v>1</v></m:Choice>'
            "</m:AlternateContent></c>",
            "something inside the cell C1: AlternateContent",
        ),
        (f'<m:AlternateContent xmlns:m="{MARKUP}"/>', "something between the cells: AlternateContent"),
        (f'<x:c xmlns:x="{STRICT}" r="C1"><x:v>1</x:v></x:c>', f"{VERSIONS}: c"),
        ('<c r="C1" t="inlineStr"><is><t>1</t><t>2</t></is></c>', "a text that is written twice"),
        ('<c r="C1" t="inlineStr"><is><r><t>1</t></r><t>2</t></is></c>', "a text that is written twice"),
        ('<c r="C1" t="inlineStr"><is><x xmlns="urn:x">2</x></is></c>', "something inside a text: x"),
        ('<c r="C1" t="inlineStr"><is><r><t>1</t><x xmlns="urn:x"/></r></is></c>', "something inside a text: x"),
        ('<c r="C1" t="inlineStr"><is><t>1<b/></t></is></c>', "something inside a text: t"),
        (
            '<c t="inlineStr"><is><r><rPr><si><t>2</t></si></rPr><t>1</t></r></is></c>',
            "something inside a text: si",
        ),
        (
            '<c t="inlineStr"><is><r><rPr><b><t>2</t></b></rPr><t>1</t></r></is></c>',
            "something inside a text: t",
        ),
        (
            '<c t="inlineStr"><is><t>1</t><phoneticPr><t>2</t></phoneticPr></is></c>',
            "something inside a text: t",
        ),
        ('<c r="C1" t="inlineStr"><is><t>1</t><rPh><si><t>2</t></si></rPh></is></c>', "something inside a text: si"),
        ('<c r="C1" t="inlineStr"><is><t>1</t><rPh><r><t>2</t><is/></r></rPh></is></c>', "something inside a text: is"),
    ],
)
def test_a_cell_that_programs_read_differently_is_refused_by_its_address(cell: str, why: str) -> None:
    assert refused(cell) == why


def test_a_guide_above_a_text_may_have_runs() -> None:
    guided = '<c r="A1" t="inlineStr"><is><t>片</t><rPh sb="0" eb="1"><r><t>カ</t></r></rPh></is></c>'
    assert cells(guided) == [("text", "片", None)]


@pytest.mark.parametrize("odd", ['<autoFilter ref="A1:B2"/>', '<extLst><ext uri="x"/></extLst>'])
def test_elements_without_cells_in_odd_places_are_passed_over(odd: str) -> None:
    assert cells(f'<c r="A1"><v>7</v></c>{odd}') == [("number", 7.0, None)]
    assert sheet(f'<row r="1"><c r="A1"><v>7</v></c></row>{odd}').cells[(0, 0)].value == 7


def test_a_filter_among_the_rows_is_seen() -> None:
    assert sheet('<row r="1"/><autoFilter ref="C6:J6"/>').filtered == "C6:J6"


@pytest.mark.parametrize(
    "after",
    [
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>',
        f'<x:sheetData xmlns:x="{STRICT}"/>',
        "<extLst><ext><sheetData/></ext></extLst>",
        f'<foreign xmlns="urn:x"><c xmlns="{MAIN}" r="A1"/></foreign>',
        f'<m:AlternateContent xmlns:m="{MARKUP}"><m:Choice Requires="x"><mergeCells/></m:Choice></m:AlternateContent>',
        f'<m:AlternateContent xmlns:m="{MARKUP}"><m:Fallback><cols/></m:Fallback></m:AlternateContent>',
        f'<m:AlternateContent xmlns:m="{MARKUP}"><m:Fallback><sheetProtection/></m:Fallback></m:AlternateContent>',
    ],
)
def test_content_outside_its_place_is_refused(after: str) -> None:
    why = refused('<c r="A1"><v>7</v></c>', after)
    assert why.startswith(("content outside its place: ", "content of which programs take different versions: ", TWICE))


def test_alternatives_without_content_are_passed_over() -> None:
    """Excel writes controls and old drawings so."""
    old = f'<m:AlternateContent xmlns:m="{MARKUP}"><m:Choice Requires="x"><controls/></m:Choice></m:AlternateContent>'
    assert cells('<c r="A1"><v>7</v></c>', old) == [("number", 7.0, None)]


@pytest.mark.parametrize("text", ["on", "t", "TRUE", " 1", "2", "yes", ""])
def test_a_flag_that_only_some_programs_take_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        flag(text)


def test_an_array_formula_counts_in_every_cell_of_its_range() -> None:
    array = '<c r="A1"><f t="array" ref="A1:C1">SUM(D1:E1)</f><v>1</v></c><c r="B1"><v>2</v></c>'
    assert cells(array) == [
        ("number", 1.0, "{SUM(D1:E1)}"),
        ("number", 2.0, "{SUM(D1:E1)}"),
        ("blank", None, "{SUM(D1:E1)}"),
    ]


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ('<c r="A1"><f t="array" ref="A1:B1">C1</f></c><c r="B1"><f>D1</f></c>', "a cell with two formulas: B1"),
        ('<c r="B1"><f t="array" ref="A1:B1">C1</f></c>', "an array formula outside its range: B1"),
        (
            '<c r="A1"><f t="shared" ref="A1:B1" si="0">D1</f></c><c r="B1"><f t="shared" si="0">F1</f></c>',
            "a cell with two formulas: B1",
        ),
    ],
)
def test_formulas_that_programs_expand_differently_are_refused(formula: str, why: str) -> None:
    assert refused(formula) == why


def test_a_shared_formula_that_repeats_its_own_text_is_read() -> None:
    both = '<c r="A1"><f t="shared" ref="A1:B1" si="0">D1</f></c><c r="B1"><f t="shared" si="0">(E1)</f></c>'
    assert [formula for *_, formula in cells(both)] == ["D1", "E1"]


@pytest.mark.parametrize(
    ("kind", "value", "due"),
    [
        ("n", " 7", ("number", 7.0)),
        ("n", "7 ", ("number", 7.0)),
        ("n", "\n7", ("error", "\n7")),
        ("n", "7\t", ("error", "7\t")),
        ("n", "&#10;7", ("error", "\n7")),
        ("s", "0 ", ("error", "0 ")),
        ("s", " 0", ("error", " 0")),
        ("b", "1 ", ("error", "1 ")),
    ],
)
def test_blanks_around_a_value_make_an_error_of_it_where_programs_differ(
    kind: str, value: str, due: tuple[str, object]
) -> None:
    """Some read past line breaks, some read another number; an index with a blank is another text for some."""
    assert [one[:2] for one in cells(f'<c r="A1" t="{kind}"><v>{value}</v></c>')] == [due]


def test_a_comment_between_elements_says_nothing() -> None:
    assert cells('<c r="A1"><!-- x --><v>7</v></c><!-- x -->') == [("number", 7.0, None)]


def test_a_blank_cell_may_be_written_again_with_its_value() -> None:
    assert cells('<c r="A1"/><c r="A1"><v>7</v></c>') == [("number", 7.0, None)]
