"""The language of the command line's output, and translation into it."""

from __future__ import annotations

import xlsappraise as xa
from xlsappraise import printable

_active = "en"


class Template(str):
    """A translated text whose gaps take texts of other people's files, each on one line."""

    __slots__ = ()

    def format(self, *args: object, **facts: object) -> str:
        """Fill the gaps; line breaks and control characters in a fact are shown escaped."""
        return str.format(self, *map(_safe, args), **{name: _safe(fact) for name, fact in facts.items()})


def _safe(fact: object) -> object:
    return fact if isinstance(fact, int | float) else printable(str(fact))


def use(language: str) -> None:
    """Set the language to the supported one nearest to a name such as ``zh-Hans`` or ``en_GB.UTF-8``."""
    global _active
    _active = xa.nearest_language(language)


def active() -> str:
    """Return the command line's language."""
    return _active


def _(text: str) -> str:
    """Translate a text of the program into the command line's language."""
    return Template(xa.words(_active)(text))


def shown(text: xa.Text) -> str:
    """Render a text in the command line's language."""
    return xa.say(text, _active)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "mark for translation"
    """Mark ``text`` for translation without translating it yet."""
    return text
