"""How the severities of problems are called and coloured in workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words

SEVERITY_STYLES = {"error": "bad", "tampering": "bad", "warning": "warn", "note": "calm"}


def severity_words(say: Words) -> dict[str, str]:
    """Name the severities of a problem."""
    return {
        "error": say("error"),
        "tampering": say("tampering"),
        "warning": say("warning"),
        "note": say("note"),
    }
