"""The first line of the cover: the five answers in a sentence each, as far as there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.report.fairness import named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xlsappraise.report.context import Report
    from xlsappraise.report.cover.standouts import Standout

_NAMED = 3
_ENOUGH = 1.0
"""Points below which a change is none to be told first"""


def headline(report: Report, best: Sequence[Standout], weakest: Sequence[Standout], waiting: int) -> str:
    """Return who is best and weakest, what changed most, whether raters differ, and how much waits for a decision."""
    return " ".join(_sentences(report, best, weakest, waiting))


def _sentences(report: Report, best: Sequence[Standout], weakest: Sequence[Standout], waiting: int) -> Iterator[str]:
    say, rows = report.say, report.scores.rows
    valid = int(rows["total"].notna().sum())
    yield say("{valid} of {due} results are valid.").format(valid=valid, due=len(rows))
    if best and weakest:
        text = say("Best: {best}; weakest: {weakest}.")
        yield text.format(best=_named(report, best[0]), weakest=_named(report, weakest[0]))
    changes = rows["change"].to_numpy(dtype=float)
    sizes = abs(changes[changes == changes])
    if len(sizes) and sizes.max() >= _ENOUGH:
        row = int((abs(changes) == sizes.max()).argmax())
        change = f"{changes[row]:+.2f}".replace("-", "−")
        yield say("Changed most: {name} {change}.").format(name=rows["name"].iloc[row], change=change)
    apart = [one for one in report.readings.values() if one.verdict in ("lenient", "strict")]
    if apart:
        apart.sort(key=lambda one: (-abs(one.leniency or 0.0), one.rater))
        names = named((one.rater for one in apart), say, _NAMED)
        yield say("Raters who differ beyond chance: {names}.").format(names=names)
    elif any(one.verdict == "alike" for one in report.readings.values()):
        yield say("No rater differs beyond chance.")
    yield say("To be decided: {count}.").format(count=waiting) if waiting else say("Nothing waits for a decision.")


def _named(report: Report, one: Standout) -> str:
    total = float(report.scores.rows["total"].iloc[one.row])
    return f"{one.name} {total:.2f} {one.grade}".strip()
