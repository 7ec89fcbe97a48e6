"""The words that several sheets share: states, severities, grades in order, the titles of schemes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.report.data import SummaryData

NONE = "—"


def state_words(say: Words) -> dict[str, str]:
    """Name the states of a form."""
    return {
        "valid": say("valid"),
        "incomplete": say("incomplete"),
        "invalid": say("invalid"),
        "missing": say("missing"),
    }


def file_words(say: Words) -> dict[str, str]:
    """Name the states of a file."""
    return {
        "accepted": say("accepted"),
        "refused": say("refused"),
        "set_aside": say("set aside"),
        "duplicate": say("duplicate"),
        "ignored": say("ignored"),
    }


STATE_STYLES = {"valid": "good", "incomplete": "warn", "invalid": "bad", "missing": "bad"}
FILE_STYLES = {
    "accepted": "good",
    "refused": "bad",
    "set_aside": "warn",
    "duplicate": "calm",
    "ignored": "calm",
}


def chart_title(title: str, shown: int, whole: int, say: Words) -> str:
    """Say in a chart's title that it shows the first ones only, when it does."""
    if shown == whole:
        return title
    return say("{title}, the first {shown} of {whole}").format(title=title, shown=shown, whole=whole)


def full_marks(data: SummaryData) -> float:
    """Return the highest total that any scheme present allows, at least 100."""
    tops = [max(s.total.points, s.total.max or 0) for s in data.schemes.values()]
    given = [float(total) for total in data.results["total"].dropna()]
    return max([100.0, *tops, *given])
