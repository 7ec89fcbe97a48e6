"""Languages: English in the code, translations looked up through gettext.

``_`` speaks the reader's language (the command's); ``words(language)`` speaks a scheme's own,
which stays the same whatever the reader's is.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache

from xlsappraise.resources import PACKAGE

LANGUAGES = ("zh_CN", "en")
Words = Callable[[str], str]

_active = "en"


@cache
def words(language: str) -> Words:
    """Return the function that says an English text in ``language``."""
    return gettext.translation("xlsappraise", PACKAGE / "locale", languages=[language], fallback=True).gettext


def normalise(language: str) -> str:
    """Return the supported language nearest to a name such as ``zh-Hans`` or ``en_GB.UTF-8``."""
    return "zh_CN" if language.lower().startswith("zh") else "en"


def use(language: str) -> None:
    """Make ``language`` the reader's."""
    global _active
    _active = normalise(language)


def active() -> str:
    """Return the reader's language."""
    return _active


def _(text: str) -> str:
    """Say ``text`` in the reader's language."""
    return words(_active)(text)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "mark for translation"
    """Mark ``text`` for translation without translating it yet."""
    return text
