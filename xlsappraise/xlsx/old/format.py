"""The declaration of an old format: its name, how its files are recognised, and how they are surveyed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from xlsappraise.base.i18n import Phrase
from xlsappraise.xlsx.kinds import FileKind
from xlsappraise.xlsx.old.survey import BookSurvey


@dataclass(frozen=True)
class Outside:
    """What identifies the format of a file that is not an .xlsx, before its content is read."""

    data: bytes
    kind: FileKind
    parts: Collection[str] = ()
    """The names of a zip's parts, in small letters"""
    main: str = ""
    """The package's document part; blank for a file that is not an Office package"""


@dataclass(frozen=True)
class OldFormat:
    """A format that is read as values only."""

    name: Phrase
    endings: tuple[str, ...]
    """The file name extensions"""
    parts: tuple[str, ...]
    """Parts that identify a zip as a document of this format; it contains at least one of them"""
    fits: Callable[[Outside], bool]
    survey: Callable[[bytes], BookSurvey]
    """Surveys the bytes of a file before it is read; raises Refusal"""
    unopened: Phrase | None = None
    """The name for a file that is refused unopened, where it is not certain to be ``name``"""
