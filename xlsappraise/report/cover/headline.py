"""The first line of the cover: the five answers in a sentence each, as far as there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.report.cover.plausible import asked_about
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
    yield from _moved(report)
    apart = [one for one in report.readings.values() if one.verdict in ("lenient", "strict")]
    if apart:
        apart.sort(key=lambda one: (-abs(one.leniency or 0.0), one.rater))
        names = named((one.rater for one in apart), say, _NAMED)
        yield say("Raters who differ beyond chance: {names}.").format(names=names)
    elif any(one.verdict == "alike" for one in report.readings.values()):
        yield say("No rater differs beyond chance.")
    asked = asked_about(report.data)
    if waiting or not asked:
        yield say("To be decided: {count}.").format(count=waiting) if waiting else say("Nothing waits for a decision.")
    if asked:
        yield say("Forms with entries to ask about: {count}.").format(count=asked)


def _moved(report: Report) -> Iterator[str]:
    """Yield how many rose and fell on the last period, and who most."""
    say, rows = report.say, report.scores.rows
    changes = rows["change"].to_numpy(dtype=float)
    known = changes[changes == changes]
    if not len(known):
        return
    up, down = int((known > 0).sum()), int((known < 0).sum())
    text = say("On last period {up} rose and {down} fell, by {mean} on average.")
    yield text.format(up=up, down=down, mean=_signed(float(known.mean())))
    rise, fall = float(known.max()), float(known.min())
    ends = ((rise, rise >= _ENOUGH, say("Rose most: {name} {change}.")),
            (fall, fall <= -_ENOUGH, say("Fell most: {name} {change}.")))  # fmt: skip
    for change, told, text in ends:
        if told:
            name = rows["name"].iloc[int((changes == change).argmax())]
            yield text.format(name=name, change=_signed(change))


def _signed(points: float) -> str:
    return f"{points:+.2f}".replace("-", "−")


def _named(report: Report, one: Standout) -> str:
    total = float(report.scores.rows["total"].iloc[one.row])
    return f"{one.name} {total:.2f} {one.grade}".strip()
