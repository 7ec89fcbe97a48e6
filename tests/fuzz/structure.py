"""Changes of a form's elements: doubled, moved, exchanged, wrapped, renamed, with other attributes and texts."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.fuzz.elements import SHEET, Draft, Span, attributes

Change = Callable[[Draft], None]
MC = b"http://schemas.openxmlformats.org/markup-compatibility/2006"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
SPACES = (MAIN, STRICT, b"urn:x", b"")
_VALUES = {
    b"t": (b"s", b"str", b"n", b"inlineStr", b"b", b"e", b"d", b"S", b"N", b"", b"shared", b"array", b"x", b" s"),
    b"r": (b"A1", b"a1", b"$A$1", b"R1C1", b"A01", b"A0", b"1", b"01", b"0", b"", b"1048577", b"XFE1"),
    b"s": (b"0", b"1", b"01", b"+1", b"-1", b" 1", b"1.0", b"9999", b""),
    b"state": (b"visible", b"hidden", b"veryHidden", b"VeryHidden", b"HIDDEN", b"", b"x"),
    b"ref": (b"A1:XFD1048576", b"C6:D7", b"c6:d7", b"$C$6:$D$7", b"D7:C6", b"C6", b""),
}
_ANY = (b"", b"0", b"1", b"true", b"false", b"on", b"TRUE", b" 1", b"t", b"-1", b"1.5", b"x", b"&#49;")
_TEXTS = (b"", b"0", b"7", b"07", b" 7 ", b"7.0", b"7e0", b"+7", b"1", b"10", b"-1", b"&#55;", b"<![CDATA[7]]>",
          b"7<!-- -->5", b"7<?x y?>5", b"<!-- 7 -->", b"_x0037_", b"_x005F_x0037_", b"0x7", b"7,5", b"1E400", b"TRUE",
          b"true", b"7\xc2\xa0", b"\xef\xbc\x97", b"2026-11-15", b"2026-11-15T00:00:00Z", b"7&#10;", b"\r\n7",
          b"7.000000000000001", b"6.9999999999999999", b"46341", b"46341.5", b"#N/A")  # fmt: skip


def doubled(draft: Draft) -> None:
    """Write an element twice, the second time perhaps with what another of its tag holds."""
    part = draft.part()
    span = draft.span(part)
    if span is None:
        return
    data = draft.parts[part]
    again = span.of(data)
    other = draft.span(part, span.tag)
    if other is not None and draft.rng.random() < 0.5:
        again = _with_inner(data, span, other.inner(data))
    new = [span.of(data), again]
    draft.rng.shuffle(new)
    draft.replace(part, span.start, span.end, b"".join(new))


def moved(draft: Draft) -> None:
    """Move or copy an element: elsewhere in its part, or to another part."""
    source = draft.part()
    span = draft.span(source)
    if span is None:
        return
    piece = span.of(draft.parts[source])
    if draft.rng.random() < 0.6:
        draft.replace(source, span.start, span.end, b"")
    target = source if draft.rng.random() < 0.6 else draft.part()
    place = draft.span(target)
    if place is not None:
        at = draft.rng.choice((place.start, place.end, place.opened, place.closing))
        draft.replace(target, at, at, piece)


def exchanged(draft: Draft) -> None:
    """Let two elements of one tag change places, or only what they hold, or their start tags."""
    part = draft.part()
    one = draft.span(part)
    other = None if one is None else draft.span(part, one.tag)
    if one is None or other is None or one.start == other.start:
        return
    first, last = sorted((one, other), key=lambda span: span.start)
    if last.start < first.end:
        return
    data = draft.parts[part]
    way = draft.rng.randrange(3)
    if way == 0:
        pieces = (last.of(data), first.of(data))
    elif way == 1:
        pieces = (_with_inner(data, first, last.inner(data)), _with_inner(data, last, first.inner(data)))
    else:
        pieces = (_with_head(data, first, last.head(data)), _with_head(data, last, first.head(data)))
    draft.replace(part, last.start, last.end, pieces[1])
    draft.replace(part, first.start, first.end, pieces[0])


def wrapped(draft: Draft) -> None:
    """Wrap an element in alternatives, of which programs take one or the other."""
    part = draft.part()
    span = draft.span(part)
    if span is None:
        return
    data, rng = draft.parts[part], draft.rng
    other = draft.span(part, span.tag) or span
    needs = rng.choice((b"x14", b"zz", b"x14ac", b"mc"))
    one = b'<mc:Choice xmlns:%s="urn:%s" Requires="%s">%s</mc:Choice>'
    choice = one % (needs, needs, needs, rng.choice((span.of(data), other.of(data), b"")))
    back = b"<mc:Fallback>%s</mc:Fallback>" % rng.choice((span.of(data), other.of(data), b""))
    inside = rng.choice((choice, back, choice + back, choice + choice + back))
    whole = b'<mc:AlternateContent xmlns:mc="%s">%s</mc:AlternateContent>' % (MC, inside)
    draft.replace(part, span.start, span.end, rng.choice((whole, whole + span.of(data), span.of(data) + whole)))


def renamed(draft: Draft) -> None:
    """Change the namespace of an element, of a whole part or of an attribute; or its tag."""
    part = draft.part()
    data, rng = draft.parts[part], draft.rng
    way = rng.randrange(5)
    span = draft.span(part)
    if span is None:
        return
    if way == 0:
        head = span.head(data)
        name = len(span.tag) + 1
        draft.replace(part, span.start, span.opened, head[:name] + b' xmlns="%s"' % rng.choice(SPACES) + head[name:])
    elif way == 1:
        draft.parts[part] = data.replace(MAIN, rng.choice((STRICT, MAIN + b"/", MAIN.upper(), b"urn:x")))
    elif way == 2:
        draft.parts[part] = data.replace(b"/2006/relationships", rng.choice((b"/2006/Relationships", b"/x")), 1)
    elif way == 3:  # with a prefix of the same or another namespace
        inside = b"<p:%s" % span.of(data)[1:]
        if inside.endswith(b"</%s>" % span.tag):
            inside = inside[: -len(span.tag) - 3] + b"</p:%s>" % span.tag
        name = len(span.tag) + 3
        space = rng.choice((MAIN, MAIN, STRICT, b"urn:x"))
        draft.replace(part, span.start, span.end, inside[:name] + b' xmlns:p="%s"' % space + inside[name:])
    else:
        tag = rng.choice((b"v", b"t", b"is", b"f", b"c", b"row", b"r", b"si", b"rPh", b"x", span.tag.upper()))
        draft.replace(part, span.start, span.end, _tagged(data, span, tag))


def attribute(draft: Draft) -> None:
    """Drop, double, respell or exchange an attribute."""
    part = draft.part()
    span = draft.span(part)
    if span is None:
        return
    data, rng = draft.parts[part], draft.rng
    head = span.head(data)
    found = attributes(head)
    if not found or rng.random() < 0.1:
        name = rng.choice((*_VALUES, b"hidden", b"ht", b"x"))
        at = span.start + 1 + len(span.tag)
        draft.replace(part, at, at, b' %s="%s"' % (name, rng.choice(_VALUES.get(name, _ANY))))
        return
    name, value, start, end = rng.choice(found)
    other = draft.span(part, span.tag)
    theirs = next((v for n, v, _s, _e in attributes(other.head(data)) if n == name), value) if other else value
    new = rng.choice(
        (*_VALUES.get(name, _ANY), theirs, theirs, value.lower(), value.upper(), value + b" ", b"0" + value)
    )
    quote = b"'" if rng.random() < 0.1 and b"'" not in new else b'"'
    pieces = {
        "dropped": b"",
        "other": b" %s=%s%s%s" % (name, quote, new, quote),
        "cased": b' %s="%s"' % (name.swapcase(), value),
        "prefixed": b' xmlns:q="%s" q:%s="%s" %s="%s"' % (rng.choice((MAIN, b"urn:x")), name, new, name, value),
        "moved to a prefix": b' xmlns:q="%s" q:%s="%s"' % (rng.choice((MAIN, b"urn:x")), name, value),
    }
    way = rng.choice(("dropped", "other", "other", "other", "other", "cased", "prefixed", "moved to a prefix"))
    draft.replace(part, span.start + start, span.start + end, pieces[way])


def text(draft: Draft) -> None:
    """Put another text into an element without elements, spell it otherwise or write it twice."""
    part = draft.part()
    span = draft.span(part, *rng_tags(draft, part))
    if span is None:
        return
    data, rng = draft.parts[part], draft.rng
    inner = span.inner(data)
    if b"<" in inner:
        return
    half = len(inner) // 2
    new = rng.choice((
        *_TEXTS, inner + inner, b" %s" % inner, inner + b" ", b"<![CDATA[%s]]>" % inner, inner.lower(),
        inner[:half] + b"<!-- x -->" + inner[half:], inner[:half] + b"<?x?>" + inner[half:], inner + b"<x/>",
        b"".join(b"&#%d;" % byte for byte in inner) if inner.isascii() else inner, b"\n%s\n" % inner,
    ))  # fmt: skip
    draft.replace(part, span.start, span.end, _with_inner(data, span, new))


def rng_tags(draft: Draft, part: str) -> tuple[bytes, ...]:
    """Return the tags of texts and values, or none for any tag."""
    return () if draft.rng.random() < 0.5 else (b"v", b"t") if part.endswith("s.xml") else (b"v", b"t", b"f", b"v")


def dropped(draft: Draft) -> None:
    """Leave an element out, or only its tags."""
    part = draft.part()
    span = draft.span(part)
    if span is not None:
        inner = span.inner(draft.parts[part]) if draft.rng.random() < 0.3 else b""
        draft.replace(part, span.start, span.end, inner)


def cells(draft: Draft) -> None:
    """Write the value of an input or an output in another form, or in two."""
    part, rng = f"{SHEET}sheet1.xml", draft.rng
    span = draft.cell(part) if part in draft.parts else None
    if span is None:
        return
    data = draft.parts[part]
    head = re.sub(rb'\st="[^"]*"|/?>$', b"", span.head(data))
    kind = rng.choice((b"", b' t="n"', b' t="s"', b' t="str"', b' t="inlineStr"', b' t="b"', b' t="e"', b' t="d"'))
    number = rng.choice((b"0", b"1", b"7", b"3", b"46341", b"0.5", b"", b"x", b"2026-11-15", b"7 ", b"07", b"1e1"))
    values = (b"<v>%s</v>" % number, b"<is><t>%s</t></is>" % number, b"<f>7</f>", b"<v/>", b"<f/>", b"<is/>", b"",
              b"<v xml:space=\"preserve\"> %s </v>" % number, b"<is><r><t>%s</t></r></is>" % number,
              b"<extLst><ext/></extLst>", _formula(data, span))  # fmt: skip
    inner = rng.choice(values) + (rng.choice(values) if rng.random() < 0.4 else b"")
    draft.replace(part, span.start, span.end, head + kind + b">" + inner + b"</c>")


def _formula(data: bytes, span: Span) -> bytes:
    found = re.search(rb"<f\b[^>]*>.*?</f>", span.inner(data), re.S)
    return found[0] if found else b""


def _with_inner(data: bytes, span: Span, inner: bytes) -> bytes:
    head = span.head(data)
    if head.endswith(b"/>"):
        return head[:-2] + b">" + inner + b"</%s>" % span.tag if inner else head
    return head + inner + b"</%s>" % span.tag


def _with_head(data: bytes, span: Span, head: bytes) -> bytes:
    if head.endswith(b"/>"):
        head = head[:-2] + b">"
    return head + span.inner(data) + b"</%s>" % span.tag


def _tagged(data: bytes, span: Span, tag: bytes) -> bytes:
    head = span.head(data)
    new = b"<" + tag + head[1 + len(span.tag) :]
    return new if head.endswith(b"/>") else new + span.inner(data) + b"</%s>" % tag


STRUCTURE: tuple[Change, ...] = (
    doubled, moved, exchanged, wrapped, renamed, attribute, attribute, attribute, text, text, dropped, cells, cells,
)  # fmt: skip
