"""Languages: English in the code, translations looked up through gettext.

A ``Phrase`` is a text in no language yet: an English key and the facts for its placeholders. It travels between
rooms and is written down at the edges by ``say``, in the language of whoever reads there. ``words(language)``
translates plain keys. Only the command line has a language of its own, see ``cli/i18n.py``.
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
"""The language that the code is written in, which needs no translation"""
Words = Callable[[str], str]
Fact: TypeAlias = Union[str, int, float, "Phrase", tuple["Fact", ...]]
"""What may stand in a placeholder; a tuple is a list of facts, joined by the language's own comma"""
Text: TypeAlias = Union[str, "Phrase"]
"""A text as it is, or one that is still to be put into a language"""


@dataclass(frozen=True, slots=True)
class Facts(Mapping[str, Fact]):
    """Facts by name: a mapping that does not change, equal and hashable by content."""

    pairs: tuple[tuple[str, Fact], ...] = ()

    def __getitem__(self, name: str) -> Fact:
        for known, fact in self.pairs:
            if known == name:
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
    """A text in no language yet: ``key`` is its English template, ``facts`` fill the placeholders."""

    key: str
    facts: Facts = NOTHING


def phrase(key: str, /, **facts: object) -> Phrase:
    """Return a text that is put into a language when it is shown; the first argument is marked for translation."""
    return Phrase(key, Facts(tuple((name, fact_of(value)) for name, value in facts.items())))


def fact_of(value: object) -> Fact:
    """Return a value as a fact: numbers, texts and phrases as they are, lists as tuples, anything else as its text."""
    if isinstance(value, list | tuple):
        return tuple(fact_of(item) for item in value)
    return value if isinstance(value, str | int | float | Phrase) else str(value)


def together(*facts: Fact) -> Phrase:
    """Return facts that follow one another without anything between them."""
    names = [f"_{index}" for index in range(len(facts))]
    return Phrase("".join(f"{{{name}}}" for name in names), Facts(tuple(zip(names, facts, strict=True))))


def joined(facts: Iterable[Fact], separator: str) -> Phrase:
    """Return facts one after another with a translated separator between them."""
    parts = [part for fact in facts for part in (Phrase(separator), fact)]
    return together(*parts[1:])


def written(fact: Fact, say: Words) -> str:
    """Write a fact with the words of a language."""
    if isinstance(fact, Phrase):
        return fill(say(fact.key), fact.facts, say) if fact.facts else say(fact.key)
    if isinstance(fact, tuple):
        return say(N_(", ")).join(written(item, say) for item in fact)
    return str(fact)


def fill(template: str, facts: Mapping[str, Fact], say: Words) -> str:
    """Fill the placeholders of a translated template; one without a fact shows a dash."""
    plain = {n: f if isinstance(f, int | float) else written(f, say) for n, f in facts.items()}
    return template.format_map(_Known(plain))


class _Known(dict[str, "str | int | float"]):
    """Facts of a template; what an older ledger did not keep is shown as a dash."""

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
    """Return a fact with its texts changed, those inside of phrases and lists too."""
    if isinstance(fact, Phrase):
        return Phrase(fact.key, Facts(tuple((name, changed(inner, change)) for name, inner in fact.facts.pairs)))
    if isinstance(fact, tuple):
        return tuple(changed(item, change) for item in fact)
    return change(fact) if isinstance(fact, str) else fact


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "mark for translation"
    """Mark ``text`` for translation without translating it yet."""
    return text
