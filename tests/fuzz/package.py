"""Changes of a form as a package and a table: relations, types, rows, texts, styles, merges, names, sheets."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.fuzz.elements import BOOK, SHEET, STRINGS, STYLES, TYPES, Draft, attributes, spans
from tests.fuzz.structure import MAIN, STRUCTURE, Change

BOOK_RELS = "xl/_rels/workbook.xml.rels"


def retargeted(draft: Draft) -> None:
    """Spell the target of a relation otherwise, or let it lead to another part."""
    part, rng = _relations(draft), draft.rng
    span = draft.span(part, b"Relationship")
    if span is None:
        return
    head = span.head(draft.parts[part])
    found = {name: (value, start, end) for name, value, start, end in attributes(head)}
    name = rng.choice((b"Target", b"Target", b"Target", b"Type", b"Id", b"TargetMode"))
    value, start, end = found.get(name, (b"", len(head) - 2, len(head) - 2))
    other = draft.span(part, b"Relationship")
    theirs = {n: v for n, v, _s, _e in attributes(other.head(draft.parts[part]))} if other else {}
    new = rng.choice({
        b"Target": (
            value.upper(), value.title(), value.replace(b"/", b"\\"), b"./" + value, b"../xl/" + value, b"/xl/" + value,
            b"/" + value, b"x/../" + value, value.replace(b"e", b"%65"), value.replace(b"/", b"%2F"), value + b"#x",
            value.replace(b".", b"%2e"), value + b" ", b" " + value, value.replace(b"/", b"//"), b"\\xl\\" + value,
            value + b"/", value + b"?x", b"xl/" + value, theirs.get(b"Target", value), theirs.get(b"Target", value),
        ),
        b"Type": (
            theirs.get(b"Type", value), value.upper(), value + b"/", value + b" ", value.replace(b"http:", b"https:"),
            value.replace(b"schemas.openxmlformats.org/officeDocument/2006", b"purl.oclc.org/ooxml/officeDocument"),
            value.replace(b"openxmlformats.org", b"example.com"), value.replace(b"2006", b"2016"),
        ),
        b"Id": (value.lower(), value + b" ", theirs.get(b"Id", value), b"x", b""),
        b"TargetMode": (b"Internal", b"External", b"internal", b"EXTERNAL", b""),
    }[name])  # fmt: skip
    draft.replace(part, span.start + start, span.start + end, b' %s="%s"' % (name, new))
    if name == b"Target" and rng.random() < 0.3:  # a part of the new name, perhaps with another content
        path = re.sub(r"//+", "/", f"xl/{new.decode('utf-8', 'replace')}").replace("\\", "/")
        source = f"xl/{value.decode()}"
        if source in draft.parts and path not in draft.parts and all(ord(c) > 31 for c in path):
            draft.parts[path] = rng.choice((draft.parts[source], draft.other().get(source, b"<x/>")))


def related(draft: Draft) -> None:
    """Add a relation besides those that are there: of the same type, the same id, or to the same part."""
    part = _relations(draft)
    span, other = draft.span(part, b"Relationship"), draft.span(part, b"Relationship")
    if span is None or other is None:
        return
    data = draft.parts[part]
    again = span.of(data)
    theirs = {n: v for n, v, _s, _e in attributes(other.head(data))}
    name = draft.rng.choice((b"Target", b"Type", b"Id"))
    again = re.sub(rb'\s%s="[^"]*"' % name, b' %s="%s"' % (name, theirs.get(name, b"x")), again)
    if name != b"Id":
        again = re.sub(rb'\sId="[^"]*"', draft.rng.choice((b' Id="rIdx"', b' Id="rId0"')), again)
    at = draft.rng.choice((span.start, span.end))
    draft.replace(part, at, at, again)


def _relations(draft: Draft) -> str:
    names = sorted(name for name in draft.parts if name.endswith(".rels"))
    return BOOK_RELS if draft.rng.random() < 0.6 and BOOK_RELS in names else draft.rng.choice(names)


def renamed_part(draft: Draft) -> None:
    """Rename an entry of the zip, or put another one of nearly the same name beside it."""
    rng = draft.rng
    name = rng.choice(sorted(draft.parts))
    new = rng.choice((name.upper(), name.title(), name.replace("/", "\\"), f"/{name}", f"./{name}", f"{name} ",
                      name.replace("e", "%65"), name.replace("1", "2"), name.replace("xl/", "XL/")))  # fmt: skip
    if rng.random() < 0.5:
        draft.parts = {new if one == name else one: data for one, data in draft.parts.items()}
    elif new != name:
        entry = (new, rng.choice((draft.parts[name], draft.other().get(name, b"<x/>"))))
        draft.parts = dict([*draft.parts.items(), entry] if rng.random() < 0.5 else [entry, *draft.parts.items()])


def spliced(draft: Draft) -> None:
    """Put the part of another form in the place of the same one, or its end behind the beginning of this one."""
    theirs, rng = draft.other(), draft.rng
    names = sorted(name for name in draft.parts if name in theirs)
    name = rng.choice([n for n in names if n.startswith((SHEET, STRINGS, STYLES, BOOK))] or names)
    if rng.random() < 0.6:
        draft.parts[name] = theirs[name]
        return
    tag = rng.choice((b"row", b"c", b"si", b"xf", b"sheetData", b"sheets", b"mergeCells", b"cellXfs", b"sst"))
    span, other = draft.span(name, tag), [one for one in spans(theirs[name]) if one.tag == tag]
    if span is not None and other:
        draft.replace(name, span.start, span.end, rng.choice(other).of(theirs[name]))


def typed(draft: Draft) -> None:
    """Change what the list of types says of a part."""
    rng = draft.rng
    data = draft.parts[TYPES]
    one, other = draft.span(TYPES, b"Override", b"Default"), draft.span(TYPES, b"Override")
    if one is None or other is None:
        return
    head = other.of(data)
    name = rng.choice(sorted(draft.parts)).encode()
    way = rng.randrange(4)
    if way == 0:
        draft.replace(TYPES, one.start, one.end, b"")
    elif way == 1:
        new = re.sub(rb'PartName="[^"]*"', rng.choice((b'PartName="/%s"' % name, b'PartName="%s"' % name)), head)
        draft.replace(TYPES, other.end, other.end, new)
    elif way == 2:
        draft.replace(
            TYPES, one.start, one.end, one.of(data).replace(b"/xl/", rng.choice((b"/XL/", b"xl/", b"\\xl\\")))
        )
    else:
        draft.replace(TYPES, one.start, one.end, re.sub(rb'ContentType="([^"]*)"', lambda m: rng.choice((
            b'ContentType="%s"' % m[1].upper(), b'ContentType="%s "' % m[1], b'ContentType="application/xml"',
        )), one.of(data)))  # fmt: skip


def rows(draft: Draft) -> None:
    """Reorder, repeat or renumber rows, or leave out where rows and cells say that they are."""
    part, rng = f"{SHEET}sheet1.xml", draft.rng
    body = draft.span(part, b"sheetData") if part in draft.parts else None
    if body is None:
        return
    data = draft.parts[part]
    found = [span.of(data) for span in spans(data) if span.tag == b"row" and body.opened <= span.start < body.closing]
    if len(found) < 3:
        return
    at = rng.randrange(len(found) - 1)
    way = rng.randrange(8)
    if way == 0:
        rng.shuffle(found)
    elif way == 1:
        found[at], found[at + 1] = found[at + 1], found[at]
    elif way == 2:
        found.insert(rng.choice((at + 1, len(found))), found[at])
    elif way == 3:
        found = [_unnumbered(row, b"row") for row in found]
    elif way == 4:
        found[at] = _unnumbered(found[at], b"row")
    elif way == 5:
        found = [_unnumbered(row, b"c") for row in found]
    elif way == 6:
        found[at] = _unnumbered(_unnumbered(found[at], b"c"), b"row")
    else:
        cells = re.findall(rb"<c\b[^>]*?(?:/>|>.*?</c>)", found[at], re.S)
        rng.shuffle(cells)
        found[at] = re.sub(rb"(<row\b[^>]*>).*(</row>)", lambda m: m[1] + b"".join(cells) + m[2], found[at], flags=re.S)
    draft.replace(part, body.opened, body.closing, b"".join(found))


def _unnumbered(row: bytes, tag: bytes) -> bytes:
    """Return a row without the addresses of its cells, or without its own number."""
    return re.sub(rb"(<%s\b[^>]*?)\s+r=\"[^\"]*\"" % tag, rb"\1", row)


def strings(draft: Draft) -> None:
    """Renumber the shared texts, or change how many there are."""
    if STRINGS not in draft.parts:
        return
    data, rng = draft.parts[STRINGS], draft.rng
    items = [span.of(data) for span in spans(data) if span.tag == b"si"]
    root = next((span for span in spans(data) if span.tag == b"sst"), None)
    if root is None or len(items) < 3:
        return
    at = rng.randrange(len(items) - 1)
    way = rng.randrange(7)
    if way == 0:
        items = items[1:] + items[:1]
    elif way == 1:
        items[at], items[at + 1] = items[at + 1], items[at]
    elif way == 2:
        items.insert(at, rng.choice((b"<si/>", b"<si><t/></si>", b"<si></si>", items[at], b"<x/>", b"<t>7</t>")))
    elif way == 3:
        del items[at]
    elif way == 4:
        items[at] = rng.choice((b"<si><t>7</t><t>5</t></si>", b"<si><r><t>7</t></r><t>5</t></si>",
                                b"<si><t>7</t><rPh sb=\"0\" eb=\"1\"><t>5</t></rPh></si>",
                                b"<si><r><rPr><b/></rPr><t>7</t></r><r><t>5</t></r></si>"))  # fmt: skip
    elif way == 5:
        head = re.sub(rb'(ount)="\d+"', b'\\1="%d"' % rng.choice((0, 1, 9999)), root.head(data))
        draft.replace(STRINGS, root.start, root.opened, head)
        return
    else:
        items = [re.sub(rb"^<si>", b'<si xmlns="%s">' % MAIN, item) for item in items]
    draft.replace(STRINGS, root.opened, root.closing, b"".join(items))


def styles(draft: Draft) -> None:
    """Exchange the styles of two cells, two styles, or their number formats."""
    rng = draft.rng
    if rng.random() < 0.5 and STYLES in draft.parts:
        span = draft.span(STYLES, b"xf", b"numFmt")
        if span is not None:
            head = span.head(draft.parts[STYLES])
            new = re.sub(rb'numFmtId="\d+"', b'numFmtId="%d"' % rng.choice((0, 1, 9, 14, 22, 49, 164, 165, 999)), head)
            draft.replace(STYLES, span.start, span.opened, new)
        return
    part = f"{SHEET}sheet1.xml"
    span = draft.cell(part) if part in draft.parts else None
    if span is not None:
        head = span.head(draft.parts[part])
        draft.replace(part, span.start, span.opened, re.sub(rb'\ss="\d+"', b' s="%d"' % rng.randrange(60), head))


def merges(draft: Draft) -> None:
    """Add a merged area over others, over entries, in another spelling, or take one out."""
    part, rng = f"{SHEET}sheet1.xml", draft.rng
    span = draft.span(part, b"mergeCell") if part in draft.parts else None
    if span is None:
        return
    place = rng.choice(draft.form.places)
    ((letter, row),) = re.findall(r"([A-Z]+)(\d+)", place)
    before, below = chr(max(65, ord(letter[0]) - 1)), int(row) + 1
    ref = rng.choice((f"{before}{row}:{place}", f"{place}:{letter}{below}", f"{before}{max(1, below - 2)}:{place}",
                      place, f"{place}:{place}", place.lower(), f"$A$1:${letter}${row}", f"{place}:A1", "A1:XFD1",
                      f"{row}:{row}", f"{letter}:{letter}", f"{place} {before}{row}"))  # fmt: skip
    new = b'<mergeCell ref="%s"/>' % ref.encode()
    start = span.start if rng.random() < 0.3 else span.end
    draft.replace(part, start, span.end, new)


def names(draft: Draft) -> None:
    """Add or change a defined name."""
    rng = draft.rng
    data = draft.parts.get(BOOK, b"")
    name = rng.choice((b"form_number", b"_xlnm.Print_Area", b"total", b"x"))
    value = rng.choice((b"Sheet1!$A$1", b"$A$1", b"#REF!", b"7", b'"x"', b""))
    new = b'<definedName name="%s">%s</definedName>' % (name, value)
    span = draft.span(BOOK, b"definedName") if data else None
    if span is not None:
        draft.replace(BOOK, rng.choice((span.start, span.end)), span.end, new)
    elif b"</sheets>" in data:
        draft.parts[BOOK] = data.replace(b"</sheets>", b"</sheets><definedNames>%s</definedNames>" % new, 1)


def sheets(draft: Draft) -> None:
    """Rename, reorder, hide or repeat sheets, or let them lead to each other's parts."""
    rng = draft.rng
    span = draft.span(BOOK, b"sheet") if BOOK in draft.parts else None
    other = None if span is None else draft.span(BOOK, b"sheet")
    if span is None or other is None:
        return
    data = draft.parts[BOOK]
    head = span.of(data)
    ids = re.findall(rb'\s([\w]+:id)="([^"]*)"', other.of(data))
    change: Callable[[], bytes] = rng.choice((
        lambda: re.sub(rb'name="[^"]*"', b'name="%s"' % rng.choice((b"Sheet1", b"", b" x", b"A&amp;B")), head),
        lambda: re.sub(rb'sheetId="[^"]*"', b'sheetId="%d"' % rng.randrange(4), head),
        lambda: re.sub(rb'\s[\w]+:id="[^"]*"', b' %s="%s"' % ids[0] if ids else b"", head),
        lambda: head.replace(b"<sheet ", b'<sheet state="%s" ' % rng.choice((b"hidden", b"visible", b"veryHidden"))),
        lambda: re.sub(rb'\sstate="[^"]*"', b"", head),
        lambda: head + head,
        lambda: other.of(data),
        lambda: b"",
        lambda: re.sub(rb"\s([\w]+):id=", rb" id=", head),
    ))  # fmt: skip
    draft.replace(BOOK, span.start, span.end, change())


def settings(draft: Draft) -> None:
    """Change a setting of the workbook or of the sheet that changes how it is read."""
    rng = draft.rng
    data = draft.parts.get(BOOK, b"")
    value = rng.choice((b"1", b"true", b"0", b"false", b"on", b"TRUE", b"", b" 1", b"t"))
    new = rng.choice((b' date1904="%s"', b' dateCompatibility="%s"', b' backupFile="%s"')) % value
    if b"<workbookPr" in data:
        draft.parts[BOOK] = data.replace(b"<workbookPr", b"<workbookPr" + new, 1)
    else:
        draft.parts[BOOK] = data.replace(b"<sheets>", b"<workbookPr%s/><sheets>" % new, 1)


PACKAGE: tuple[Change, ...] = (
    retargeted, retargeted, related, renamed_part, spliced, typed, rows, rows, strings, strings, styles, merges, names,
    sheets, sheets, settings,
)  # fmt: skip
CHANGES: tuple[Change, ...] = (*STRUCTURE, *STRUCTURE, *PACKAGE)
