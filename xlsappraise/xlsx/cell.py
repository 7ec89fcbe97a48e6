"""One cell of a worksheet part: its address, its value in the form that its type requires, its formula.

The grammar is what spreadsheet programs write. A cell that programs would read differently is refused by its address;
a value that no program reads (``<v>x</v>`` in a number) is an error value of that cell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from xlsappraise.base.i18n import phrase
from xlsappraise.xlsx.address import Place, address
from xlsappraise.xlsx.attributes import count, number_of, whole
from xlsappraise.xlsx.formulas import Formulas
from xlsappraise.xlsx.limits import hostile
from xlsappraise.xlsx.xml import local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

TEXT_LIMIT = 32_767
"""Maximum length of a cell's text in every spreadsheet program"""

Kind = Literal["number", "text", "bool", "error", "blank"]
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NEEDED = re.compile(r"00[0189].|007F|005F|D[89A-F]..|FFF[EF]", re.IGNORECASE)
"""What an escape is for: controls, halves of characters, and the beginning of what looks like an escape"""
_TYPES = frozenset({"n", "s", "str", "inlineStr", "b", "e", "d"})
_PLAIN = _TYPES - {"inlineStr"}
"""Types whose value is in ``<v>``"""
_SPELLED = frozenset({"n", "s", "b"})
"""Types whose value is a number, an index or a flag"""
_TRUTH = {"1": True, "0": False}
_BLANKS = " \t\r\n"
_CONTENT, _OF_GUIDES = frozenset({"si", "is", "v", "rPh", "t", "r"}), frozenset({"t", "r"})
"""Elements that hold characters of a cell, and those of them that a phonetic guide has too"""


class Cell(NamedTuple):
    """A non-empty cell. ``value``: float, str or bool; ``formula`` without its ``=``; ``style`` an index."""

    kind: Kind
    value: float | str | bool | None
    formula: str | None
    style: int


class DayText(str):
    """A day as it stands in a cell of days: programs show it through the number format, as they show its number."""

    __slots__ = ()


class TwofoldText(str):
    """A text as written, with an escape that it does not need: some programs decode it, others show it as it stands."""

    __slots__ = ()


BLANK = Cell("blank", None, None, 0)


class Tags(NamedTuple):
    """The names of the elements, with the namespace of their part."""

    value: str
    formula: str
    inline: str
    text: str
    run: str
    row: str
    cell: str
    phonetic: str
    looks: tuple[str, ...]
    """Elements of a text that hold none of its characters"""
    more: str
    item: str

    @classmethod
    def of(cls, ns: str) -> Tags:
        """Return the names in the namespace ``ns``, which is written as ``{uri}``."""
        looks = (f"{ns}phoneticPr", f"{ns}rPr")
        return cls(f"{ns}v", f"{ns}f", f"{ns}is", f"{ns}t", f"{ns}r", f"{ns}row", f"{ns}c", f"{ns}rPh", looks,
                   f"{ns}extLst", f"{ns}si")  # fmt: skip


def unescape(text: str) -> str:
    """Decode ``_xHHHH_`` and normalise line breaks; raise Refusal for a text that is too long."""
    if len(text) > TEXT_LIMIT and (len(text) > 7 * TEXT_LIMIT or len(text) - 6 * text.count("_x") > TEXT_LIMIT):
        raise hostile(phrase("a text of more than {count} characters", count=TEXT_LIMIT))
    if "_x" in text:
        text = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _content(text: str) -> str:
    """Return a text of a cell, decoded where all programs decode it."""
    if "_x" in text and not all(_NEEDED.fullmatch(code) for code in _ESCAPE.findall(text)):
        unescape(text)
        return TwofoldText(text)
    return unescape(text)


def read_cell(element: Element, tags: Tags, strings: list[str], at: Place, formulas: Formulas) -> Cell | None:
    """Return the content of a cell's element, None for a blank one; raise Refusal where programs would differ."""
    kind = element.get("t", "n")
    only = element[0] if len(element) == 1 else None
    if only is not None and only.tag == tags.value and not len(only) and kind in _PLAIN:  # nearly every cell
        found, value = _value(kind, only.text, strings)
        return None if found == "blank" else Cell(found, value, None, count(element.get("s")))
    if only is not None and only.tag == tags.inline and kind == "inlineStr":
        text = inline_text(only, tags)
        if text and not isinstance(text, TwofoldText):
            return Cell("text", text, None, count(element.get("s")))
    return _read_parts(element, kind, tags, strings, at, formulas)


def _read_parts(
    element: Element, kind: str, tags: Tags, strings: list[str], at: Place, formulas: Formulas
) -> Cell | None:
    parts = _parts(element, tags, at)
    written = parts.get(tags.formula)
    formula = None if written is None else formulas.read(written, at)
    held = parts.get(tags.inline)
    inline = None if held is None else inline_text(held, tags)
    number = parts.get(tags.value)
    text = None if number is None else number.text
    if kind not in _TYPES:
        raise hostile(phrase("a cell of an unknown type: {address}", address=address(at)))
    if inline is not None and (kind != "inlineStr" or text):
        raise hostile(phrase("a value in another form than its type: {address}", address=address(at)))
    if kind == "inlineStr" and formula is not None:  # an old LibreOffice writes a formula's text so
        kind = "str"
    if isinstance(inline, TwofoldText):
        return Cell("error", inline[:40], formula, count(element.get("s")))
    found, value = ("text", inline) if inline else _value(kind, text, strings)
    if found == "blank" and formula is None:
        return None
    return Cell(found, value, formula, count(element.get("s")))


def _parts(element: Element, tags: Tags, at: Place) -> dict[str, Element]:
    """Return the parts of a cell by tag; raise Refusal for one that is written twice, and for anything else."""
    found: dict[str, Element] = {}
    for child in element:
        tag = child.tag
        if tag not in (tags.value, tags.formula, tags.inline):
            if tag == tags.more:
                continue
            inside = local(tag)[:40]
            raise hostile(phrase("something inside the cell {address}: {name}", address=address(at), name=inside))
        if tag == tags.formula and found and tag not in found:  # some programs drop a value before its formula
            raise hostile(phrase("something inside the cell {address}: {name}", address=address(at), name=local(tag)))
        if tag in found or (tag != tags.inline and len(child)):
            formulas = phrase("a cell with two formulas: {address}", address=address(at))
            values = phrase("a cell with two values: {address}", address=address(at))
            raise hostile(formulas if tag == tags.formula else values)
        found[tag] = child
    return found


def _value(kind: str, text: str | None, strings: list[str]) -> tuple[Kind, float | str | bool | None]:
    if not text:
        return "blank", None
    if (text[0] in _BLANKS or text[-1] in _BLANKS) and kind in _SPELLED:
        return _between_blanks(kind, text)
    if kind == "n":
        number = number_of(text)
        return ("number", number) if number is not None else ("error", text[:40])
    if kind == "s":
        return _shared(text, strings)
    if kind == "inlineStr":  # some programs show it, others a blank
        return "error", text[:40]
    if kind == "b":
        truth = _TRUTH.get(text)
        return ("error", text[:40]) if truth is None else ("bool", truth)
    if kind == "e":
        return "error", text[:40]
    content = _content(text)
    if isinstance(content, TwofoldText):
        return "error", content[:40]
    return "text", DayText(content) if kind == "d" else content


def _shared(text: str, strings: list[str]) -> tuple[Kind, str | None]:
    """Return the shared text of a number; an error value for one that is not there, or read in two ways."""
    index = whole(text)
    if index is None or index >= len(strings):
        return "error", text[:40]
    shared = strings[index]
    if isinstance(shared, TwofoldText):
        return "error", shared[:40]
    return ("text", shared) if shared else ("blank", None)


def _between_blanks(kind: str, text: str) -> tuple[Kind, float | str]:
    """Return a number between spaces; an error value where some programs read past the blanks and others do not."""
    number = number_of(text) if kind == "n" and text.strip(" ") == text.strip(_BLANKS) else None
    return ("error", text[:40]) if number is None else ("number", number)


def inline_text(element: Element, tags: Tags) -> str:
    """Return a text: plain, or its rich-text runs joined; phonetic guides left out.

    One that programs read in two ways is left as written. Raise Refusal for a text that is written twice, or has
    something else inside.
    """
    if len(element) == 1 and element[0].tag == tags.text and not len(element[0]):  # nearly every one
        return _content(element[0].text or "")
    parts: list[str] = []
    plain = rich = False
    for child in element:
        tag = child.tag
        if len(child) and tag != tags.run:
            _refuse_content(child, tags)
        if tag == tags.text and not len(child):
            if plain or rich:
                raise hostile(phrase("a text that is written twice"))
            plain = True
            parts.append(child.text or "")
        elif tag == tags.run:
            if plain:
                raise hostile(phrase("a text that is written twice"))
            rich = True
            parts.append(_run(child, tags))
        elif tag != tags.phonetic and tag not in tags.looks:
            raise hostile(phrase("something inside a text: {name}", name=local(tag)[:40]))
    return _content("".join(parts))


def _refuse_content(part: Element, tags: Tags) -> None:
    """Raise Refusal for characters or texts inside a look, or texts inside a guide, which some programs count."""
    content = _CONTENT if part.tag != tags.phonetic else _CONTENT - _OF_GUIDES
    for inner in part.iter():
        if inner is not part and local(inner.tag) in content:  # some programs go by the names alone
            raise hostile(phrase("something inside a text: {name}", name=local(inner.tag)[:40]))


def _run(run: Element, tags: Tags) -> str:
    """Return the text of a rich-text run."""
    found: list[str] = []
    for child in run:
        if len(child):
            _refuse_content(child, tags)
        if child.tag == tags.text and not len(child) and not found:
            found.append(child.text or "")
        elif child.tag not in tags.looks:
            raise hostile(phrase("something inside a text: {name}", name=local(child.tag)[:40]))
    return "".join(found)
