"""Names and styles of the severities of problems in workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.base.i18n import N_

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words

_SEVERITIES = {
    "error": (N_("error"), "bad"),
    "tampering": (N_("tampering"), "bad"),
    "warning": (N_("warning"), "warn"),
    "note": (N_("note"), "calm"),
}
SEVERITY_STYLES = {severity: style for severity, (_word, style) in _SEVERITIES.items()}


def severity_words(say: Words) -> dict[str, str]:
    """Return the names of the severities in a language."""
    return {severity: say(word) for severity, (word, _style) in _SEVERITIES.items()}
