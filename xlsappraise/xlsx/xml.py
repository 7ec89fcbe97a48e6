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

_STRICT = "{http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    "{http://schemas.openxmlformats.org/spreadsheetml/",
    "{http://schemas.openxmlformats.org/drawingml/",
)
_STRICT_DECLARED = re.compile(rb"""[^=<>]*=\s*(?:"\s*http://purl|'\s*http://purl|"[^"<>&]*&|'[^'<>&]*&)""")
"""A namespace that may be of the strict standard, be it with a character that is written as its number"""


def parse(data: bytes, limits: Limits = RETURNED) -> ET.Element:
    """Return the root element; raise Refusal for what ``tree`` refuses, and for elements of two standards."""
    root = tree(data, limits)
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

    That is an element named in ``content`` below ``root`` but outside ``bodies``, an area of merged cells excepted;
    and anything but ``choices`` among alternatives, of which each program takes another.
    """
    for child in root:
        if any(child is body for body in bodies):
            continue
        inside = content if child.tag != f"{namespace(root)}mergeCells" else frozenset()
        for element in child.iter() if inside else child.iter(CHOICE):
            if element.tag == CHOICE:
                refuse_choices(element, choices)
            elif _named(element, inside):
                raise hostile(phrase("content outside its place: {name}", name=local(element.tag)))


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
