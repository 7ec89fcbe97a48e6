"""Explanations on 说明 that stand there only when the summary has the sheets that they explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.outcomes.standing import LOOK_BACK
from xlsappraise.rounding import plain
from xlsappraise.summary.measured import tells_results
from xlsappraise.summary.results_lists import DUE_DAYS
from xlsappraise.summary.streaks import LEAST, PASS

if TYPE_CHECKING:
    from xlsappraise.i18n import Words
    from xlsappraise.summary.data import SummaryData


def notes_of_sheets(data: SummaryData, say: Words) -> list[tuple[str, str]]:
    """Explain the sheets that this period has."""
    found: list[tuple[str, str]] = []
    if (data.results["state"] == "valid").any():
        found += _trend(say)
    if any(tells_results(scheme) for scheme in data.schemes.values()):
        found += _results(say)
    if data.parts:
        found += _composites(say)
    if len(data.records):
        found.append(_records(say))
    if data.versions:
        found.append(_versions(say))
    return found


def _trend(say: Words) -> list[tuple[str, str]]:
    return [
        (
            say("Trend"),
            say(
                "A row per valid result, with up to twelve periods of this kind, the oldest first; a period in which "
                "nobody has a result has no column. Earlier results come from the ledger: accepted forms scored by the "
                "scheme that they were issued with, roll-ups, imported results. All editions of a scheme belong "
                "together. The course of a person is drawn in bars to a scale of its own, the highest and the lowest "
                "marked; it needs two results."
            ),
        ),
        (
            say("Change on the last period"),
            say(
                "This period minus the period just before, rounded to two decimals; blank where either has no result. "
                "Means per scheme are those of everybody who had a result in that period. The results on the trend "
                "sheet are values: of what is changed on the scores sheet, only the mean of this period follows."
            ),
        ),
        (
            say("Streaks"),
            say(
                "Counted back from this period over consecutive periods, at most {most}. A period without a result "
                "ends a streak, unless the person was on approved leave in it: then it is passed over. Told are, from "
                "{least} on: periods of the same grade, rises or falls in a row, periods with a total below {bound}."
            ).format(most=LOOK_BACK, least=LEAST, bound=plain(PASS)),
        ),
    ]


def _results(say: Words) -> list[tuple[str, str]]:
    return [
        (
            say("Results of tables"),
            say(
                "A row counts when any of its required columns is filled in; only rows of valid forms are told. A "
                "question on a scale of numbers has a mean; a question answered by words has a share: the worth of "
                "all answers ÷ the number of answers that have a worth. Answers without a worth (such as “not yet”) "
                "are counted and enter no share. Groups are compared by exactly what was written."
            ),
        ),
        (
            say("Change on the period before"),
            say(
                "The mean of this period's totals minus the mean of the totals of the period before, which are "
                "computed from the accepted forms in the ledger with the scheme that they were issued with; rounded "
                "to two decimals. Withdrawn and replaced forms do not count."
            ),
        ),
        (
            say("Due"),
            say(
                "A row whose answer has no worth is still open. It is due when {days} days (48 hours) or more lie "
                "between its date and the last day of the period; today's date is never looked at."
            ).format(days=DUE_DAYS),
        ),
    ]


def _composites(say: Words) -> list[tuple[str, str]]:
    return [
        (
            say("Several raters' own forms"),
            say(
                "Each part is the mean total of that kind of rater's valid forms. Composite = Σ weight × part ÷ Σ "
                "weight of the parts that are there, rounded once: a missing part is never 0, the weights of the "
                "others are scaled up, and a finding says so. The scores per criterion are the weighted means of the "
                "same parts, each rounded by itself, so their sum may differ from the composite by a few cents. One "
                "person is one row, one result and one rank."
            ),
        ),
        (
            say("Anonymous raters"),
            say(
                "Of raters of whom there are several only the mean is told, and only when enough of them have "
                "answered; otherwise the part is withheld and does not count. Their names, addresses and remarks "
                "stand nowhere in this workbook; their files are called as they were issued."
            ),
        ),
    ]


def _records(say: Words) -> tuple[str, str]:
    return (
        say("Records and fines"),
        say(
            "Recorded fields, adjustments with their reasons, penalties and fines of valid forms, as they were "
            "entered. An adjustment is in points, before any bound on their sum; a fine is in yuan."
        ),
    )


def _versions(say: Words) -> tuple[str, str]:
    return (
        say("Versions"),
        say(
            "Forms of which differing complete versions came back: the files, how each of them counts, and every "
            "entry in which they differ. Only a person chooses, with “xlsappraise accept FILE --reason …”; until "
            "then the form has no total, unless a version had been accepted before. Names and dates of files decide "
            "nothing."
        ),
    )
