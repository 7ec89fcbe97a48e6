"""Every problem code with its severity and its message, in chapters; the remedy stands in the message.

Placeholders: ``{found}``, ``{expected}``, ``{cell}``, ``{sheet}``, ``{file}`` and what a check adds.
"""

from xlsappraise.base.catalogue import (
    books,
    command_line,
    entries,
    facts,
    identity,
    inbox,
    locked,
    people,
    plans,
    plausibility,
    results,
    schemes,
)
from xlsappraise.base.catalogue.message import PLACED, Message, Severity

__all__ = ["CATALOGUE", "CHAPTERS", "PLACED", "Message", "Severity"]

CHAPTERS = (command_line, schemes, people, inbox, identity, locked, entries, plausibility, plans, results, facts, books)
CATALOGUE: dict[str, Message] = {code: message for chapter in CHAPTERS for code, message in chapter.MESSAGES.items()}
