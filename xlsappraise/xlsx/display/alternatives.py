"""Alternatives among styles, of which each program takes the one that it understands (``mc:AlternateContent``).

Programs write a font or a style twice, the one with what they alone know. What all versions have in common counts;
where they differ, programs show different things, and the file is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.base.i18n import phrase
from xlsappraise.xlsx.limits import hostile
from xlsappraise.xlsx.xml import CHOICE, is_own, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from xlsappraise.base.problems import Refusal

MARK = b"AlternateContent"
_LAST = f"{CHOICE[: CHOICE.find('}') + 1]}Fallback"
"""The version for programs that understand none of the others"""
_Content = tuple[str, tuple[tuple[str, str], ...], tuple[object, ...]]


def settle(element: Element) -> None:
    """Put what all versions have in common in the place of alternatives; raise Refusal where they differ."""
    for at in range(len(element) - 1, -1, -1):
        if element[at].tag == CHOICE:
            element[at : at + 1] = _common(element[at])
    for child in element:
        if local(child.tag) != "extLst":
            settle(child)


def refuse(element: Element) -> None:
    """Raise Refusal where a choice between alternatives stands inside ``element``."""
    found = next(element.iter(CHOICE), None)
    if found is not None:
        raise _differ(found)


def _common(alternatives: Element) -> list[Element]:
    versions = [[_content(one) for one in version if _counts(one)] for version in alternatives]
    whole = len(alternatives) > 0 and alternatives[-1].tag == _LAST
    if any(versions) and (not whole or any(version != versions[-1] for version in versions)):
        raise _differ(alternatives)
    return [one for one in alternatives[-1] if _counts(one)] if whole else []


def _differ(alternatives: Element) -> Refusal:
    name = next((local(one.tag) for one in alternatives.iter() if is_own(one)), local(CHOICE))
    return hostile(phrase("content of which programs take different versions: {name}", name=name))


def _counts(element: Element) -> bool:
    """Return whether all programs read an element, if it is not among alternatives itself."""
    return is_own(element) or element.tag == CHOICE


def _content(element: Element) -> _Content:
    """Return what all programs read of an element."""
    own = sorted((name, value) for name, value in element.items() if not name.startswith("{"))
    return element.tag, tuple(own), tuple(_content(one) for one in element if _counts(one))
