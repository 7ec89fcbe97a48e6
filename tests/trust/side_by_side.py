"""Fixtures of what some programs read and others pass over: elements of two standards in one part, alternatives around
what the reader does not compute, escapes, numbers of shared formulas; each kind with honest ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from openpyxl.styles import Color, Font

from tests.intake.books import REL
from tests.spots import at
from tests.trust.changes import set_number_format
from tests.trust.disguises import BOOK, POINTS, SIGNS, STYLES, THEME, both, part, refused, text_colour
from tests.trust.fixture import SCORECARD, Fixture, Found
from tests.trust.looks import SEEN, X14, look, looking, runs
from tests.trust.riders import attach
from tests.trust.shown import ABILITY, honest, warn
from tests.trust.structure import Make, sheet
from tests.trust.twofold import chosen

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
SPELLED = STRICT.replace(".", "&#46;")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWN = "http://purl.oclc.org/ooxml/drawingml/main"
THREADS = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
THREAD = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
NINETY = 'numFmtId="2" formatCode="&quot;91.00&quot;"'


def put(name: str, place: str, xml: str) -> Make:
    """Return a change that puts XML before a place in a part."""
    return part(name, lambda text: text.replace(place, f"{xml}{place}", 1))


def strict(xml: str, uri: str = STRICT) -> str:
    """Return an element of the strict standard."""
    return re.sub(r"^<(\w+)", rf'<\1 xmlns="{uri}"', xml)


def comment(inside: str, around: str = "") -> Make:
    """Return a change that adds a part with comments."""
    whole = (
        f'<comments xmlns="{MAIN}"><authors><author>HR</author></authors><commentList>{inside}</commentList>{around}'
    )
    return attach(f"{REL}/comments", "xl/comments7.xml", f"{whole}</comments>")


def noted(inside: str = "") -> str:
    """Return a comment beside the total."""
    return f'<comment ref="{at("total")}" authorId="0"><text><t>总分按 91 计</t></text>{inside}</comment>'


def extended(inside: str) -> str:
    """Return an extension of a sheet."""
    return f'<extLst><ext uri="a" xmlns:x14="{X14}" xmlns:xm="urn:xm">{inside}</ext></extLst>'


RULE = extended(
    '<x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="expression" priority="9" id="a"><xm:f>'
    'TRUE</xm:f><x14:dxf><numFmt numFmtId="191" formatCode="&quot;9&quot;"/></x14:dxf></x14:cfRule><xm:sqref>L40'
    "</xm:sqref>"
    "</x14:conditionalFormatting></x14:conditionalFormattings>"
)
PROMPT = extended(
    '<x14:dataValidations count="1"><x14:dataValidation type="none" showInputMessage="1" prompt="按 9 分计">'
    "<xm:sqref>L40</xm:sqref></x14:dataValidation></x14:dataValidations>"
)
BLACK_TEXT = text_colour(Color(theme=1))
STANDARDS = (
    refused("standards-merge", "an area of the strict standard that merges an entry away",
            put(SCORECARD, "</mergeCells>", strict('<mergeCell ref="H24:I24"/>'))),
    refused("standards-spelled", "the same with its namespace spelled by numbers of characters",
            put(SCORECARD, "</mergeCells>", strict('<mergeCell ref="H24:I24"/>', SPELLED))),
    refused("standards-columns", "columns of the strict standard that hide the entries",
            put(SCORECARD, "<cols>", strict('<cols><col min="9" max="9" width="9" hidden="1"/></cols>'))),
    refused("standards-header", "a printed line of the strict standard",
            put(SCORECARD, "<mergeCells", strict("<headerFooter><oddHeader>总分 91</oddHeader></headerFooter>"))),
    refused("standards-rule", "a rule of the strict standard",
            put(SCORECARD, "<pageMargins", '<conditionalFormatting sqref="A1">' + strict(
                '<cfRule type="expression" priority="1"><formula>TRUE</formula></cfRule>') +
                "</conditionalFormatting>")),
    refused("standards-format", "a number format of the strict standard",
            put(STYLES, "</numFmts>", strict(f"<numFmt {NINETY}/>"))),
    refused("standards-formats", "a list of number formats of the strict standard",
            put(STYLES, "<numFmts", strict(f"<numFmts><numFmt {NINETY}/></numFmts>"))),
    refused("standards-font", "a font of the strict standard before the others",
            part(STYLES, lambda xml: re.sub(r"(<fonts[^>]*>)", rf'\1<font xmlns="{STRICT}"/>', xml, count=1))),
    refused("standards-days", "days counted from 1904 in the strict standard",
            put(BOOK, "<sheets>", strict('<workbookPr date1904="1"/>'))),
    refused("standards-names", "names of the strict standard",
            put(BOOK, "<calcPr", strict("<definedNames><definedName name=\"z\">1</definedName></definedNames>"))),
    refused("standards-comment", "a comment of the strict standard", comment(strict(noted()))),
    refused("standards-theme", "a black of the strict standard in a theme, which is white",
            both(BLACK_TEXT, part(THEME, lambda xml: xml.replace("</a:clrScheme>", (
                f'<dk1 xmlns="{DRAWN}"><srgbClr val="FFFFFF"/></dk1></a:clrScheme>'), 1)))),
    honest("standards-declared", "a namespace of the strict standard that no element has",
           part(SCORECARD, lambda xml: xml.replace("<worksheet ", f'<worksheet xmlns:s="{STRICT}" ', 1))),
)  # fmt: skip
CHOICES = (
    *(refused(f"choice-{name}", f"{what} among alternatives", put(SCORECARD, "</worksheet>", chosen(xml)))
      for name, what, xml in (
          ("extension", "a conditional format of newer programs", RULE),
          ("prompt", "a prompt of newer programs", PROMPT),
          ("scenarios", "scenarios", '<scenarios><scenario name="a"/></scenarios>'),
          ("published", "a page that a sheet is written to",
           '<webPublishItems><webPublishItem destinationFile="a.htm"/></webPublishItems>'))),
    refused("choice-header", "a printed line among alternatives",
            part(SCORECARD, lambda xml: re.sub(r"<oddHeader ?/>|<oddHeader>.*?</oddHeader>", lambda m: m[0] + chosen(
                "<evenHeader>总分 91</evenHeader>"), xml, count=1))),
    refused("choice-merged", "a merged area among alternatives",
            put(SCORECARD, "</mergeCells>", chosen('<mergeCell ref="H24:I24"/>'))),
    refused("choice-sheets", "a sheet among alternatives",
            put(BOOK, "</sheets>", chosen('<sheet name="总分 91" sheetId="77"/>'))),
    refused("choice-book", "a page that a workbook is written to among alternatives",
            put(BOOK, "</workbook>", chosen("<webPublishObjects><webPublishObject/></webPublishObjects>"))),
    refused("choice-comment", "a comment among alternatives", comment(chosen(noted()))),
    refused("choice-thread", "an answer to a comment among alternatives",
            attach(THREADS, "xl/threadedComments/t.xml", f'<ThreadedComments xmlns="{THREAD}">' + chosen(
                f'<threadedComment ref="{at("total")}" id="a"><text>总分 91</text></threadedComment>') +
                "</ThreadedComments>")),
    warn("choice-comment-box", "a comment, the look of its box among alternatives, as programs write it",
         Found("comment-found", "total", "总分按 91 计"), comment(noted(chosen('<commentPr autoFill="0"/>', "")))),
    honest("choice-path", "where a workbook was saved among alternatives, as Excel writes it",
           put(BOOK, "<bookViews", chosen('<x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml'
                                          '/2010/11/ac" url="D:\\"/>'))),
    honest("choice-objects", "controls among alternatives, as Excel writes them",
           put(SCORECARD, "</worksheet>", chosen("<controls/>", ""))),
)  # fmt: skip


def rewritten(cell: str, change: Callable[[str], str]) -> Make:
    """Return a change of the formula of a cell."""

    def changed(xml: str) -> str:
        pattern = rf'(<c r="{at(cell)}"[^>]*><f[^>]*>)(.*?)(</f>)'
        return re.sub(pattern, lambda m: f"{m[1]}{change(m[2])}{m[3]}", xml, count=1, flags=re.DOTALL)

    return part(SCORECARD, changed)


def prefixed(prefix: str, formula: str) -> str:
    """Put a prefix before the first function of a formula."""
    return re.sub(r"\b([A-Z]+)\(", rf"{prefix}\1(", formula, count=1)


def shared(**numbers: str) -> Make:
    """Return a change that shares the formula of a score, and of others by row: the attributes of each."""

    def change(xml: str) -> str:
        for row, facts in numbers.items():
            xml = re.sub(
                rf'(<c r="{at(f"{row}:score")}"[^>]*>)<f>(.*?)</f>',
                lambda m, facts=facts: f'{m[1]}<f t="shared" {facts}' + (f">{m[2]}</f>" if "ref" in facts else "/>"),
                xml,
                flags=re.DOTALL,
            )
        return xml  # fmt: skip

    return part(SCORECARD, change)


AREA = f'ref="{at("ability:score")}:{at("attitude:score")}"'
ALONE = f'ref="{at("records:score")}"'
FORMULAS = (
    *(refused(f"shared-number-{number}", f"two shared formulas, numbered `0` and `{other}`",
              shared(ability=f'si="0" {AREA}', attitude='si="0"', records=f'si="{other}" {ALONE}'))
      for number, other in enumerate(("00", "+0", " 0"))),
    refused("shared-without-number", "shared formulas without a number", shared(ability=AREA, attitude="")),
    refused("shared-no-number", "shared formulas whose number is none",
            shared(ability=f'si="a" {AREA}', attitude='si="a"')),
    honest("shared-in-order", "shared formulas with numbers in order, as Excel writes them",
           shared(ability=f'si="0" {AREA}', attitude='si="0"', records=f'si="1" {ALONE}')),
    *(Fixture(f"formula-prefix-{number}", f"a known function made unknown by the prefix `{prefix}`", "T",
              (Found("formula-changed", "total"),), rewritten("total", partial(prefixed, prefix)))
      for number, prefix in enumerate(("_xlfn.", "_xlfn._xlws."))),
    Fixture("formula-open", "a formula in the language of other programs", "T", (Found("formula-changed", "total"),),
            rewritten("total", lambda text: f"of:={text}")),
)  # fmt: skip


def on_facts(cell: str) -> Make:
    """Return a change that adds a cell to the hidden sheet of facts."""
    return part("xl/worksheets/sheet3.xml", lambda xml: xml.replace(
        "</sheetData>", f'<row r="90">{cell}</row></sheetData>', 1))  # fmt: skip


FACTS = (
    *(warn(f"facts-formula-{number}", f"a formula on the hidden sheet of facts: `{formula}`",
           Found("cell-added", "D90", f"={formula}" if not kind else f"={{{formula}}}"),
           on_facts(f'<c r="D90"><f{kind}>{formula}</f><v>0</v></c>'))
      for number, (formula, kind) in enumerate((
          ('_xlfn.WEBSERVICE("http://example.com")', ""), ("cmd|'/C calc'!A0", ""), ("'\\\\a\\[b.xlsx]S'!A1", ""),
          ('RTD("a","","x")', ' t="array" ref="D90"'), ("1+1", "")))),
    honest("facts-value", "a number on the hidden sheet of facts", on_facts('<c r="D90"><v>7</v></c>')),
)  # fmt: skip


def written(cell: str, inside: str, kind: str = "inlineStr") -> Make:
    """Return a change of a cell's content, written as XML."""
    held = f"<v>{inside}</v>" if kind != "inlineStr" else f"<is><t>{inside}</t></is>"
    pattern = rf'<c r="{at(cell)}"([^>]*?)(?: t="\w+")?(?: ?/>|>.*?</c>)'
    again = rf'<c r="{at(cell)}"\1 t="{kind}">{held}</c>'.replace("\n", "&#10;")
    return part(SCORECARD, lambda xml: re.sub(pattern, again, xml, count=1, flags=re.DOTALL))


SIGNED = "评分_x5B8C_成"
ESCAPES = (
    Fixture("escape-entry", "7 written as an escape, which some programs decode", "R",
            (Found("error-value", ABILITY, "_x0037_"),), written(ABILITY, "_x0037_"), total=None),
    Fixture("escape-formula", "the same as the text of a formula", "R",
            (Found("error-value", ABILITY, "_x0037_"),), written(ABILITY, "_x0037_", "str"), total=None),
    Fixture("escape-choice", "a sign-off with a letter written as an escape", "R",
            (Found("error-value", "signoff.done", SIGNED),), written("signoff.done", SIGNED), total=None),
    Fixture("escape-locked", "a locked text with a letter written as an escape", "T",
            (Found("locked-cell-changed", "callback_rate:title", "客户回_x8BBF_率"),),
            written("callback_rate:title", "客户回_x8BBF_率")),
    honest("escape-break", "a remark with a line break as an escape, as programs write it",
           written("ability.remark", "很好_x000D_\n继续")),
    honest("escape-of-escape", "a remark that looks like an escape, as programs write it",
           written("ability.remark", "型号 _x005F_x0037_")),
    look("escape-font", "points in a font of signs whose name begins with an escape", POINTS, SIGNS, "20",
         both(sheet(looking(POINTS, font=Font(name="Nosuch"))), part(STYLES, lambda xml: xml.replace(
             '"Nosuch"', '"_x0057_ingdings"')))),
    look("escape-font-of-part", "a part of a remark in a font of signs whose name begins with an escape",
         "ability.remark", "准予", "不准予",
         runs("ability.remark", ("不", f'<rFont val="_x0057_ingdings"/>{SEEN}'), ("准予", SEEN))),
)  # fmt: skip


def zero(code: str) -> Make:
    """Return a change that gives the number format 0 a code of the workbook's own."""
    return put(STYLES, "</numFmts>", f'<numFmt numFmtId="0" formatCode="{code}"/>')


def alone_plain(xml: str) -> str:
    """Give the number 0 to the one style that shows three decimals, and another number to all plain ones."""
    own = re.search(r'numFmtId="(\d+)"[^>]* formatCode="0\.000"', xml)
    assert own is not None
    numbers = {"0": "190", own[1]: "0"}
    plain = '<numFmt numFmtId="190" formatCode="General"/></numFmts>'
    head, mark, styles = xml.replace("</numFmts>", plain, 1).partition("<cellXfs")
    return head + mark + re.sub(r'numFmtId="(\d+)"', lambda m: f'numFmtId="{numbers.get(m[1], m[1])}"', styles)


NOUGHT = (
    warn("format-nought", "7 shown as 9 by a plain number format that the workbook redefines",
         Found("entry-shown-differs", ABILITY, "9", "7"),
         both(set_number_format(ABILITY, "0.000"), part(STYLES, alone_plain),
              zero("[=7]&quot;9&quot;;General"))),
    honest("format-nought-plain", "the plain number format spelled out", zero("General")),
)  # fmt: skip

SIDE_BY_SIDE: tuple[Fixture, ...] = (*STANDARDS, *CHOICES, *FORMULAS, *FACTS, *ESCAPES, *NOUGHT)
