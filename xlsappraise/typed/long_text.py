"""A text that is too long to be read: its beginning stands for it, so that nothing goes through the whole of it."""

from __future__ import annotations

from xlsappraise.base.text import clipped

TOO_LONG = "cell-too-long"
_KEPT = 40


class LongText(str):
    """The beginning of a text. ``length``: what it has in all; ``most``: what it may have; ``whole``: to be kept."""

    length: int
    whole: str
    most: int

    @classmethod
    def of(cls, text: str, most: int) -> LongText:
        """Return the beginning of a text that is longer than ``most``."""
        made = cls(clipped(text, _KEPT))
        made.length, made.most, made.whole = len(text), most, text
        return made
