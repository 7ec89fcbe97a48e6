"""What one old format declares: its name, how a file of it is recognised, and the walk before it is read."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from xlsappraise.base.i18n import Phrase
from xlsappraise.xlsx.kinds import FileKind
from xlsappraise.xlsx.old.survey import BookSurvey


@dataclass(frozen=True)
class Outside:
    """What is seen of a file that is no .xlsx before its content is read."""

    data: bytes
    kind: FileKind
    parts: Collection[str] = ()
    """The names of a zip's parts, in small letters"""
    main: str = ""
    """The part that a package calls its document; without one the file is no package of Office"""


@dataclass(frozen=True)
class OldFormat:
    """A format that is read as values only."""

    name: Phrase
    endings: tuple[str, ...]
    """How the names of such files end"""
    parts: tuple[str, ...]
    """Parts of which a zip that is a document of this format holds at least one"""
    fits: Callable[[Outside], bool]
    survey: Callable[[bytes], BookSurvey]
    """Walks the bytes of a file before it is read; raises Refusal"""
    unopened: Phrase | None = None
    """What a file is called where old formats are not opened, when that is not yet sure to be ``name``"""
