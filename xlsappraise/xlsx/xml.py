"""Parsing of XML parts; their bytes are checked before the C parser reads them."""

from __future__ import annotations

import re
from collections.abc import Collection, Set
from xml.etree import ElementTree as ET
from xml.parsers.expat import errors
from xml.parsers.expat.errors import codes

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.xlsx.limits import RETURNED, Limits, hostile, too_large

DEPTH_LIMIT = 48
_NO_MEMORY = codes[errors.XML_ERROR_NO_MEMORY]
SMALL = 64 * 2**10
"""Parts below this size are parsed without counting elements"""
_TEXTS = frozenset({"v", "t", "f"})
"""Elements that hold nothing but text"""
_PROCESS = b"ProcessContent"
"""An attribute by which programs read on inside an element that they do not know"""
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_LONG_NAMESPACE = re.compile(
    rb"""\sxmlns(?:[^=<>"']{100}|[^=<>"']{0,99}=(?:\s{10}|\s{0,9}(?:"[^"]{256}|'[^']{256})))"""  # copied per element
)

_MARKUP = re.compile(rb"<!--(.*?)-->|<\?(.*?)\?>", re.DOTALL)
"""Comments and instructions"""
_SETTING = re.compile(rb"\s*<workbookPr\b[^<>]*>\s*")
"""A setting of the workbook that is commented out, as a file of a real program has it; SheetJS alone follows it"""
_CDATA = re.compile(rb"(<(?:[A-Za-z_][\w.-]*:)?t(?:\s[^<>]*)?>)?<!\[CDATA\[(.*?)\]\]>(</)?", re.DOTALL)
"""A section of characters, and whether it is the whole of a text"""
_NUMBERED = re.compile(
    rb"&#(?:0*(?:4[5689]|5[0-7]|6[5-9]|[78][0-9]|90|9[5789]|1[01][0-9]|12[0-2])|x0*(?:2[DdEe]|3[0-9]|[46][1-9A-Fa-f]"
    rb"|5[0-9AaFf]|7[0-9Aa]));"
)
"""A letter, digit, dot, stroke or minus sign that is written as its number, which none of them needs"""
_DRAWN = (
    "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}",
    "{http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing}",
)
"""The namespaces of drawings, in which ``row`` is where a control stands"""
_STRICT = "{http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    "{http://schemas.openxmlformats.org/spreadsheetml/",
    "{http://schemas.openxmlformats.org/drawingml/",
)
_STRICT_DECLARED = re.compile(rb"""[^=<>]*=\s*(?:"\s*http://purl|'\s*http://purl|"[^"<>&]*&|'[^'<>&]*&)""")
"""A namespace that may be of the strict standard, be it with a character that is written as its number"""


def parse(data: bytes, limits: Limits = RETURNED) -> ET.Element:
    """Return the root element; raise Refusal for what ``tree`` refuses, elements of two standards, and disguises."""
    root = tree(data, limits)
    if limits is RETURNED:
        refuse_disguises(data)
    refuse_mixed(root, data)
    return root


def tree(data: bytes, limits: Limits = RETURNED) -> ET.Element:
    """Return the root element; raise Refusal for DTDs, other encodings, too much or broken XML."""
    if len(data) > limits.part_bytes:
        raise too_large(phrase("a part of {size} MB", size=len(data) >> 20), f"{limits.part_bytes >> 20} MB")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise hostile(phrase("a part that is not UTF-8"))
    declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        raise hostile(phrase("a part that is not UTF-8"))
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise hostile(phrase("a document type definition"))
    if len(data) > SMALL:
        _count(data, limits)
    try:
        root = ET.fromstring(data)  # noqa: S314 - guarded above: no DTD, no entities, bounded size
        _refuse_remarks(data)
    except (ET.ParseError, ValueError, LookupError) as error:
        if isinstance(error, ET.ParseError) and error.code == _NO_MEMORY:
            raise MemoryError from None
        raise Refusal(problem("file-truncated", found=phrase("a part is not well-formed"))) from None
    _refuse_wrappers(root, data)
    level = [root]
    for _depth in range(DEPTH_LIMIT):
        level = [child for element in level for child in element]
        if not level:
            return root
    raise hostile(phrase("elements nested more than {depth} deep", depth=DEPTH_LIMIT))


def refuse_disguises(data: bytes) -> None:
    """Raise Refusal for what programs that search the bytes read in another way than those that parse them.

    Elements in comments, instructions and sections of characters, numbers in such a section, and letters and digits
    that are written as their numbers.
    """
    if b"<!--" in data or data.find(b"<?", 2) >= 0:
        for remark in _MARKUP.finditer(data):
            inside = remark[1] or remark[2] or b""
            if b"<" in inside and not _SETTING.fullmatch(inside):
                raise hostile(phrase("a comment with an element inside: {text}", text=_excerpt(remark[0])))
    if b"<![CDATA[" in data:
        for section in _CDATA.finditer(data):
            if section[1] is None or section[3] is None or b"<" in section[2]:
                raise hostile(phrase("a section of characters in place of a value: {text}", text=_excerpt(section[0])))
    numbered = _NUMBERED.search(data) if b"&#" in data else None
    if numbered is not None:
        near = data[max(0, numbered.start() - 20) : numbered.end() + 10]
        raise hostile(phrase("a letter or digit that is written as its number: {text}", text=_excerpt(near)))


def _excerpt(found: bytes) -> str:
    return found.decode("utf-8", "replace")[:80]


def _refuse_remarks(data: bytes) -> None:
    """Raise Refusal for a comment or an instruction inside a text: some programs read on behind it, others do not."""
    if b"<!--" not in data and data.find(b"<?", len(b"<?xml")) < 0:
        return
    builder = ET.TreeBuilder(insert_comments=True, insert_pis=True)
    root = ET.fromstring(data, ET.XMLParser(target=builder))  # noqa: S314 - guarded by ``parse``
    for element in root.iter():
        is_text = isinstance(element.tag, str) and local(element.tag) in _TEXTS
        if is_text and any(not isinstance(child.tag, str) for child in element):
            raise hostile(phrase("a comment inside a text"))


def refuse_mixed(root: ET.Element, data: bytes) -> None:
    """Raise Refusal where one part has elements of both standards, transitional and strict.

    Some programs read both side by side, others nothing but those of one.
    """
    if not any(map(_STRICT_DECLARED.match, data.split(b"xmlns")[1:])):  # the quickest way to find what is declared
        return
    uris = {element.tag.partition("}")[0] for element in root.iter()}
    strict = any(uri.startswith(_STRICT) for uri in uris)
    if strict and any(uri.startswith(_TRANSITIONAL) for uri in uris):
        other = _STRICT if not root.tag.startswith(_STRICT) else _TRANSITIONAL
        name = next((local(element.tag) for element in root.iter() if element.tag.startswith(other)), "")
        raise hostile(phrase("content of which programs take different versions: {name}", name=name[:40]))


def _refuse_wrappers(root: ET.Element, data: bytes) -> None:
    """Raise Refusal where programs are told to read what stands inside elements that they do not know."""
    if _PROCESS in data and any(name.endswith("}ProcessContent") for element in root.iter() for name in element.attrib):
        raise hostile(phrase("content inside elements that only some programs look into"))


def _count(data: bytes, limits: Limits) -> None:
    """Raise Refusal when parsing would be expensive: too many elements or attributes, a long namespace."""
    if data.count(b"<") - data.count(b"</") > limits.elements:
        raise too_large(phrase("more than {count} elements", count=limits.elements), str(limits.elements))
    if data.count(b"=") > limits.attributes:
        raise too_large(phrase("more than {count} attributes", count=limits.attributes), str(limits.attributes))
    if _LONG_NAMESPACE.search(data):
        raise hostile(phrase("a namespace of more than {count} characters", count=255))


def namespace(root: ET.Element, whole: str = "") -> str:
    """Return the ``{uri}`` prefix of the part's own elements.

    Raise Refusal for one that is not of workbooks, or not that of the ``whole`` workbook: many programs see nothing
    in such a part.
    """
    found = root.tag[: root.tag.find("}") + 1]
    if found[1:-1] not in MAIN or (whole and found != whole):
        raise hostile(phrase("a part of another namespace than a workbook's: {name}", name=root.tag[:80]))
    return found


def local(tag: str) -> str:
    """Return an element's name without its namespace."""
    return tag[tag.find("}") + 1 :]


def once(parent: ET.Element, ns: str, names: Collection[str]) -> None:
    """Raise Refusal where an element of which there is one stands twice: programs take the first, or the last."""
    for name in names:
        if len(parent.findall(f"{ns}{name}")) > 1:
            raise hostile(phrase("content of which programs take different versions: {name}", name=name))


def own_children(parent: ET.Element) -> dict[str, ET.Element]:
    """Return the children of a workbook's own namespace by name; those of others are decoys that programs pass over.

    Raise Refusal where one stands twice and says two things: some programs take the first, others the last.
    """
    found: dict[str, ET.Element] = {}
    for child in parent:
        if is_own(child):
            name = local(child.tag)
            first = found.setdefault(name, child)
            if first is not child and ET.tostring(first).strip() != ET.tostring(child).strip():
                raise hostile(phrase("content of which programs take different versions: {name}", name=name))
    return found


def is_own(element: ET.Element) -> bool:
    """Return whether an element is of a workbook's own namespace."""
    return element.tag[1 : element.tag.find("}")] in MAIN


MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespaces of workbooks, transitional and strict; some programs read elements of either in one part"""
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def strays(root: ET.Element, bodies: Collection[ET.Element], content: Set[str], choices: Set[str]) -> None:
    """Raise Refusal for content where only some programs look for it.

    That is an element named in ``content`` below ``root`` but outside ``bodies``, of whatever namespace, since some
    programs go by names alone, an area of merged cells excepted; and anything but ``choices`` among alternatives, of
    which each program takes another.
    """
    ns = namespace(root)
    for child in root:
        if any(child is body for body in bodies):
            continue
        if child.tag == f"{ns}mergeCells":
            refuse_others(child, f"{ns}mergeCell", content)
            continue
        for element in child.iter():
            if element.tag == CHOICE:
                refuse_choices(element, choices)
            elif local(element.tag) in content and not element.tag.startswith(_DRAWN):
                raise misplaced(element)


def refuse_others(items: ET.Element, tag: str, names: Set[str]) -> None:
    """Raise Refusal for an element named in ``names`` in a list of elements ``tag`` that is none of its own items."""
    for item in items:
        if len(item) or item.tag != tag:
            for element in item.iter():
                if element.tag == CHOICE:
                    refuse_choices(element)
                if local(element.tag) in names and (element is not item or item.tag != tag):
                    raise misplaced(element)


def refuse_named(parent: ET.Element, names: Set[str], with_attribute: str = "", apart_from: str = "") -> None:
    """Raise Refusal for an element named in ``names`` anywhere inside ``parent``, of whatever namespace.

    ``with_attribute``: of those alone that have it; ``apart_from``: the tag of children that are where they belong.
    """
    for child in parent:
        for element in child.iter():
            counts = not with_attribute or element.get(with_attribute) is not None
            if counts and local(element.tag) in names and not (element is child and element.tag == apart_from):
                raise misplaced(element)


def misplaced(element: ET.Element) -> Refusal:
    """Return the refusal of an element that stands where only some programs look for it."""
    return hostile(phrase("content outside its place: {name}", name=local(element.tag)[:40]))


def refuse_choices(root: ET.Element, choices: Set[str] = frozenset()) -> None:
    """Raise Refusal where alternatives inside ``root`` hold anything but elements of the names in ``choices``."""
    for alternatives in root.iter(CHOICE):
        for version in alternatives:
            for element in version:
                if element.tag != CHOICE and local(element.tag) not in choices:
                    raise _versions(element)


def refuse_versions(root: ET.Element, names: Set[str]) -> None:
    """Raise Refusal for an element named in ``names`` among alternatives inside the children of ``root``."""
    for alternatives in root.iter(CHOICE):
        for element in alternatives.iter():
            if _named(element, names):
                raise _versions(element)


def _versions(element: ET.Element) -> Refusal:
    return hostile(phrase("content of which programs take different versions: {name}", name=local(element.tag)[:40]))


def _named(element: ET.Element, names: Set[str]) -> bool:
    uri, _brace, name = element.tag[1:].partition("}")
    return name in names and uri in MAIN
