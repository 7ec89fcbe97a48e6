"""Words that a person writes for something that has a name: folded, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from xlsappraise.base.i18n import LANGUAGES, words
from xlsappraise.base.text import fold

_CLOSING = ")]}>〕】》」"
_NOTES = re.compile(rf"[(\[{{<〔【《「][^{re.escape(_CLOSING)}]*[{re.escape(_CLOSING)}]")
_TELLING = re.compile(r"原|旧|前任|曾|隔级|间接|上月|上期|去年|\d月|\bold\b|former|previous|last", re.IGNORECASE)
"""Notes that make a heading name something else, such as the former supervisor"""
_NUMBERED = re.compile(r"^\d{1,2}[.、)]")
_MARKS = "*#:;,.?!|-_~、。★☆●○◆◇■□▲△▼▽※→"


def key(text: str) -> str:
    """Fold a word for comparison."""
    return fold(text).casefold()


def heading_keys(text: str) -> Iterator[str]:
    """Yield what a heading may be compared by: whole, without notes in brackets and marks, its first line alone."""
    for part in (text, text.strip().split("\n")[0]):
        whole = key(part).replace("’", "'")
        plain = _without_notes(whole)
        bare = _NUMBERED.sub("", plain.strip(_MARKS)).strip(_MARKS)
        yield from (whole, bare, joined(bare))


def _without_notes(text: str) -> str:
    """Return a text without its notes; behind the last closing bracket there is none, however many are opened."""
    end = max(map(text.rfind, _CLOSING)) + 1
    return _NOTES.sub(lambda note: note[0] if _TELLING.search(note[0]) else "", text[:end]) + text[end:]


def joined(word: str) -> str:
    """Return a folded word without hyphens and underscores."""
    return word.replace("_", "").replace("-", "")


def understood(names: Mapping[str, str], aliases: Iterable[tuple[str, str]] | None = None) -> dict[str, str]:
    """Return everything that may be written for names, folded, with the name: its word in every language, then aliases.

    ``aliases`` are pairs of alias and name; without them each name is an alias of itself.
    """
    found: dict[str, str] = {}
    for language in LANGUAGES:
        say = words(language)
        for own, word in names.items():
            found.setdefault(key(say(word)), own)
    for alias, own in ((own, own) for own in names) if aliases is None else aliases:
        found.setdefault(key(alias), own)
    return found
