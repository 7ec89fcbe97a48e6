"""Fixtures of decoys: what programs find that search the bytes, go by the names of elements without their namespaces,
or by the names of parts; each kind with honest ones."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable

from tests.intake.books import MAIN, REL
from tests.spots import at
from tests.trust.disguises import BOOK, STYLES, both, part, refused
from tests.trust.fixture import SCORECARD, Case, Fixture
from tests.trust.looks import runs
from tests.trust.riders import DRAWING, attach, told
from tests.trust.shown import ABILITY, honest
from tests.trust.side_by_side import put
from tests.trust.structure import Make

TYPES, TEXTS = "[Content_Types].xml", "xl/sharedStrings.xml"
FORMAT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CELL = at(ABILITY)
TEN = f'<row r="{CELL[1:]}"><c r="{CELL}"><v>10</v></c></row>'
PRINTER = f"{REL}/printerSettings"
OTHER, SAID = "content of a kind of its own", "严重投诉三次，建议扣十分"


def foreign(xml: str) -> str:
    """Return elements of a namespace that no program knows."""
    return re.sub(r"<(/?)(\w+)", r"<\1z:\2", xml).replace(">", ' xmlns:z="urn:z">', 1)


def repacked(change: Callable[[dict[str, bytes]], None]) -> Make:
    """Return a change of all parts of a file."""

    def make(case: Case) -> None:
        with zipfile.ZipFile(case.path) as old:
            parts = {name: old.read(name) for name in old.namelist()}
        change(parts)
        with zipfile.ZipFile(case.path, "w", zipfile.ZIP_DEFLATED) as new:
            for name, data in parts.items():
                new.writestr(name, data)

    return make


def shared(front: str = "", name: str = TEXTS, decoy: str = "") -> Make:
    """Return a change that shares the texts of the scorecard as ``name``, ``front`` before the first of them.

    ``decoy``: a remark in a second part with texts, which has the usual name.
    """

    def change(parts: dict[str, bytes]) -> None:
        texts: list[str] = []

        def number(cell: re.Match[str]) -> str:
            texts.append(cell[2])
            return f'<c{re.sub(r" t=.inlineStr.", "", cell[1])} t="s"><v>{len(texts) - 1}</v></c>'

        whole = parts[SCORECARD].decode()
        pattern = r'<c((?: [a-z]+="[^"]*")*? t="inlineStr"(?: [a-z]+="[^"]*")*)><is>(.*?)</is></c>'
        parts[SCORECARD] = re.sub(pattern, number, whole, flags=re.DOTALL).encode()

        def listed(texts: list[str]) -> bytes:
            return f'<sst xmlns="{MAIN}">{front}{"".join(f"<si>{text}</si>" for text in texts)}</sst>'.encode()

        parts[name] = listed(texts)
        relation = f'<Relationship Type="{REL}/sharedStrings" Target="/{name}" Id="texts"/></Relationships>'
        relations = "xl/_rels/workbook.xml.rels"
        parts[relations] = parts[relations].replace(b"</Relationships>", relation.encode())
        override = f'<Override PartName="/{name}" ContentType="{FORMAT}.sharedStrings+xml"/></Types>'
        parts[TYPES] = parts[TYPES].replace(b"</Types>", override.encode())
        if decoy:
            parts[TEXTS] = listed([text.replace("客户来信表扬", decoy) for text in texts])

    return repacked(change)


def moved(decoy: str = "", ending: bool = False) -> Make:
    """Return a change that calls the workbook otherwise and puts another one beside it, as ``decoy``.

    ``ending``: the type of a workbook is declared for every part of its ending.
    """

    def change(parts: dict[str, bytes]) -> None:
        parts["xl/real.xml"] = parts.pop(BOOK)
        parts["xl/_rels/real.xml.rels"] = parts.pop("xl/_rels/workbook.xml.rels")
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"xl/workbook.xml", b"xl/real.xml")
        if decoy:
            parts[decoy] = parts["xl/real.xml"].replace(b"<workbookPr />", b'<workbookPr date1904="1"/>')
        types = parts[TYPES].decode()
        if ending:
            types = re.sub(r'<Override PartName="/xl/workbook.xml"[^>]*/>', "", types)
            types = types.replace('ContentType="application/xml"', f'ContentType="{FORMAT}.sheet.main+xml"')
        parts[TYPES] = types.replace("/xl/workbook.xml", "/xl/real.xml").encode()

    return repacked(change)


ROWS = f"<sheetData>{TEN}</sheetData>"
EXTENDED = '<extLst><ext uri="a">{}</ext></extLst>'
MERGED = f'<mergeCell ref="H{CELL[1:]}:{CELL}"/>'
NAMED = (
    refused("decoy-rows", "other rows in a foreign namespace", put(SCORECARD, "<sheetData>", foreign(ROWS))),
    refused("decoy-rows-extension", "other rows among the extensions",
            put(SCORECARD, "</worksheet>", EXTENDED.format(foreign(ROWS)))),
    refused("decoy-merged", "a merged area in a foreign namespace",
            put(SCORECARD, "</mergeCells>", foreign(f"{MERGED[:-2]}></mergeCell>"))),
    refused("decoy-days", "days counted from 1904 in a foreign namespace",
            put(BOOK, "<workbookPr", '<z:workbookPr xmlns:z="urn:z" date1904="1"/>')),
    refused("decoy-sheets", "another list of sheets in a foreign namespace",
            put(BOOK, "<sheets>", foreign('<sheets><sheet name="考核表" sheetId="1"></sheet></sheets>'))),
    refused("decoy-sheet", "another sheet in a foreign namespace among the sheets",
            put(BOOK, "</sheets>", foreign('<sheet name="考核表" sheetId="1"></sheet>'))),
    refused("decoy-styles", "another list of styles in a foreign namespace",
            put(STYLES, "<cellXfs", foreign('<cellXfs><xf numFmtId="14"></xf></cellXfs>'))),
    refused("decoy-styles-extension", "another list of styles among the extensions",
            put(STYLES, "</styleSheet>", EXTENDED.format('<cellXfs><xf numFmtId="14"/></cellXfs>'))),
    refused("decoy-format", "a number format in a foreign namespace",
            put(STYLES, "</numFmts>", foreign('<numFmt numFmtId="2" formatCode="0%"></numFmt>'))),
    refused("decoy-texts", "a shared text among the extensions",
            shared(EXTENDED.format("<si><t>X</t></si>"))),
    refused("decoy-texts-foreign", "a shared text in a foreign namespace among the extensions",
            shared(EXTENDED.format(foreign("<si><t>X</t></si>")))),
    refused("decoy-run", "characters in a foreign namespace in the font of a part of a text",
            runs("ability.remark", ("准予", f"<b/>{foreign('<t>不</t>')}"))),
    honest("decoy-none-texts", "texts that are shared", shared()),
    honest("decoy-none-charts", "how charts are kept, as Excel writes it among the extensions",
           put(BOOK, "</workbook>", EXTENDED.format(
               '<x15:workbookPr xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main" '
               'chartTrackingRefBase="1"/>'))),
    honest("decoy-none-control", "where a control stands, as Excel writes it",
           put(SCORECARD, "</worksheet>", EXTENDED.format(
               f'<xdr:row xmlns:xdr="{DRAWING}">3</xdr:row>'))),
)  # fmt: skip


def held(inside: str) -> Make:
    """Return a change of what an entry holds, written as XML."""
    return part(SCORECARD, lambda xml: re.sub(
        rf'(<c r="{CELL}"[^>]*?)(?: t="n")?><v>7</v></c>', rf"\1>{inside}</c>", xml, count=1))  # fmt: skip


def remark(inside: str) -> Make:
    """Return a change of what a remark holds, written as XML."""
    return part(SCORECARD, lambda xml: re.sub(
        rf'(<c r="{at("ability.remark")}"[^>]*?)(?: t="\w+")?(?: ?/>|>.*?</c>)',
        lambda m: f'{m[1]} t="inlineStr"><is><t>{inside}</t></is></c>', xml, count=1))  # fmt: skip


BYTES = (
    refused("decoy-comment-rows", "a row in a comment", put(SCORECARD, "</sheetData>", f"<!--{TEN}-->")),
    refused("decoy-comment-texts", "a shared text in a comment", shared("<!--<si><t>X</t></si>-->")),
    refused("decoy-comment-sheet", "a sheet in a comment", put(BOOK, "</sheets>", '<!--<sheet name="a"/>-->')),
    refused("decoy-instruction", "a row in an instruction", put(SCORECARD, "</sheetData>", f"<?a {TEN}?>")),
    refused("section-number", "a number whose last digit is in a section of characters",
            held("<v>1<![CDATA[0]]></v>")),
    refused("section-whole-number", "a number in a section of characters", held("<v><![CDATA[10]]></v>")),
    refused("section-text", "a remark of which a part is in a section of characters", remark("不<![CDATA[准予]]>")),
    refused("section-element", "an element in a section of characters", remark("<![CDATA[<si><t>X</t></si>]]>")),
    refused("numbered-digit", "a digit that is written as its number", held("<v>1&#48;</v>")),
    refused("numbered-type", "a type of cell with a letter that is written as its number",
            part(SCORECARD, lambda xml: xml.replace('t="inlineStr"', 't="inlin&#x65;Str"', 1))),
    honest("decoy-none-comment", "a comment without elements", put(SCORECARD, "</sheetData>", "<!-- 1 -->")),
    honest("section-none", "a remark that is one section of characters", remark("<![CDATA[准予]]>")),
    honest("numbered-break", "a remark with a line break and a sign that are written as numbers",
           remark("准予&#10;&#x4E2D;&#39;&#38;")),
    honest("lower-case", "an entry whose address is in lower case",
           part(SCORECARD, lambda xml: xml.replace(f'r="{CELL}"', f'r="{CELL.lower()}"', 1))),
)  # fmt: skip
PARTS = (
    refused("decoy-part-texts", "texts in a part of the usual name that no relationship leads to",
            shared(name="xl/texts.xml", decoy=SAID)),
    refused("decoy-part-texts-reached", "the same behind the settings of a printer",
            both(shared(name="xl/texts.xml", decoy=SAID), attach(PRINTER, TEXTS))),
    refused("decoy-part-book", "another workbook of the usual name behind the settings of a printer",
            both(moved(BOOK), attach(PRINTER, BOOK))),
    refused("decoy-part-ending", "another workbook, whose type is that of its ending",
            both(moved("xl/other.xml", ending=True), attach(PRINTER, "xl/other.xml"))),
    told("decoy-printer", "the settings of a printer in a part of XML", OTHER,
         attach(PRINTER, "xl/printerSettings/p.xml", "<a/>")),
    told("decoy-thumbnail", "a theme in a part that is called like a sheet", OTHER,
         attach(f"{REL}/themeOverride", "xl/worksheets/sheet9.xml", "<a/>")),
    honest("decoy-none-moved", "a workbook of another name", moved()),
    honest("decoy-none-ending", "a workbook whose type is that of its ending, as .NET writes it", moved(ending=True)),
    honest("decoy-none-names", "texts in a part of another name", shared(name="xl/texts.xml")),
)  # fmt: skip

DECOYS: tuple[Fixture, ...] = (*NAMED, *BYTES, *PARTS)
