"""Languages: English in the code, translations looked up through gettext.

A ``Phrase`` is an untranslated text: an English key and the facts for its placeholders. ``say`` renders it where it
is read (command line, workbook, page), in the reader's language. ``words(language)`` translates plain keys. Only the
command line has a language of its own, see ``cli/i18n.py``.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias, Union

from xlsappraise.base.resources import PACKAGE

LANGUAGES = ("zh_CN", "en")
SOURCE = "en"
"""The language of the texts in the code, which need no translation"""
Words = Callable[[str], str]
Fact: TypeAlias = Union[str, int, float, "Phrase", tuple["Fact", ...]]
"""The value of a placeholder; a tuple is a list of facts, joined with the language's comma"""
Text: TypeAlias = Union[str, "Phrase"]
"""A plain text, or one still to be translated"""


@dataclass(frozen=True, slots=True)
class Facts(Mapping[str, Fact]):
    """An immutable mapping of facts by name, equal and hashable by content."""

    pairs: tuple[tuple[str, Fact], ...] = ()

    def __getitem__(self, name: str) -> Fact:
        for key, fact in self.pairs:
            if key == name:
                return fact
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _fact in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def with_(self, **facts: Fact) -> Facts:
        """Return these facts with some added or replaced."""
        return Facts(tuple({**dict(self.pairs), **facts}.items()))


NOTHING = Facts()


@dataclass(frozen=True, slots=True)
class Phrase:
    """An untranslated text: ``key`` is its English template, ``facts`` fill the placeholders."""

    key: str
    facts: Facts = NOTHING


def phrase(key: str, /, **facts: object) -> Phrase:
    """Return a text that is translated when it is shown; ``key`` is marked for translation."""
    return Phrase(key, Facts(tuple((name, fact_of(value)) for name, value in facts.items())))


def fact_of(value: object) -> Fact:
    """Convert a value to a fact: numbers, texts and phrases unchanged, lists to tuples, anything else to its text."""
    if isinstance(value, list | tuple):
        return tuple(fact_of(item) for item in value)
    return value if isinstance(value, str | int | float | Phrase) else str(value)


def concatenated(*facts: Fact) -> Phrase:
    """Return facts concatenated without a separator."""
    names = [f"_{index}" for index in range(len(facts))]
    return Phrase("".join(f"{{{name}}}" for name in names), Facts(tuple(zip(names, facts, strict=True))))


def joined(facts: Iterable[Fact], separator: str) -> Phrase:
    """Return facts joined with a translated separator."""
    parts = [part for fact in facts for part in (Phrase(separator), fact)]
    return concatenated(*parts[1:])


def written(fact: Fact, say: Words) -> str:
    """Return a fact as a text, translated with ``say``."""
    if isinstance(fact, Phrase):
        return fill(say(fact.key), fact.facts, say) if fact.facts else say(fact.key)
    if isinstance(fact, tuple):
        return say(N_(", ")).join(written(item, say) for item in fact)
    return str(fact)


def fill(template: str, facts: Mapping[str, Fact], say: Words) -> str:
    """Fill the placeholders of a translated template; a placeholder without a fact shows a dash."""
    plain = {n: f if isinstance(f, int | float) else written(f, say) for n, f in facts.items()}
    return template.format_map(_FactsOrDash(plain))


class _FactsOrDash(dict[str, "str | int | float"]):
    """Facts of a template; a fact that an older ledger did not store is shown as a dash."""

    def __missing__(self, name: str) -> str:
        return "—"


@cache
def words(language: str) -> Words:
    """Return the function that translates an English text into ``language``."""
    return gettext.translation("xlsappraise", PACKAGE / "locale", languages=[language], fallback=True).gettext


def nearest_language(language: str) -> str:
    """Return the supported language nearest to a name such as ``zh-Hans`` or ``en_GB.UTF-8``."""
    return "zh_CN" if language.lower().startswith("zh") else "en"


def changed(fact: Fact, change: Callable[[str], str]) -> Fact:
    """Apply ``change`` to every text of a fact, also inside phrases and lists."""
    if isinstance(fact, Phrase):
        return Phrase(fact.key, Facts(tuple((name, changed(inner, change)) for name, inner in fact.facts.pairs)))
    if isinstance(fact, tuple):
        return tuple(changed(item, change) for item in fact)
    return change(fact) if isinstance(fact, str) else fact


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "mark for translation"
    """Mark ``text`` for translation without translating it yet."""
    return text
