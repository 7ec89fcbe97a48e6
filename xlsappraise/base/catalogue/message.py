"""What a code of the catalogue has: a severity, and a message with the remedy in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from xlsappraise.base.i18n import N_

Severity = Literal["error", "tampering", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Message:
    """One code: how grave it is and what to tell the reader."""

    severity: Severity
    message: str
    usage: bool = False
    """Whether the command was given something it cannot work with (exit code 2)"""
    placed: bool = False
    """Whether the message begins with the sheet and cell, ``PLACED``, where no column shows them"""
    quiet: bool = False
    """Whether nothing needs to be done or decided, so that a list counts such findings instead of naming them"""


PLACED = N_("{sheet} {cell}: {message}")


def error(message: str, *, placed: bool = False) -> Message:
    """Return a message of an error."""
    return Message("error", message, placed=placed)


def usage(message: str, *, placed: bool = False) -> Message:
    """Return a message of an error in how a command was called."""
    return Message("error", message, usage=True, placed=placed)


def tampering(message: str, *, placed: bool = False) -> Message:
    """Return a message of tampering."""
    return Message("tampering", message, placed=placed)


def warning(message: str, *, placed: bool = False, quiet: bool = False) -> Message:
    """Return a message of a warning."""
    return Message("warning", message, placed=placed, quiet=quiet)


def note(message: str, *, placed: bool = False, quiet: bool = True) -> Message:
    """Return a message of a note."""
    return Message("note", message, placed=placed, quiet=quiet)
