"""Explanations on the sheet 说明 of sheets that not every summary has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.base.rounding import plain
from xlsappraise.drawing.measure import clean
from xlsappraise.report.measured import has_statistics
from xlsappraise.report.sheets.trend import has_trend
from xlsappraise.report.statistics.lists import DUE_DAYS
from xlsappraise.report.streaks import LEAST, PASS
from xlsappraise.results.standing import LOOK_BACK

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.report.data import RollUpTable, SummaryData


def notes_of_sheets(data: SummaryData, say: Words) -> list[tuple[str, str]]:
    """Return (title, text) for the optional sheets that this period has."""
    found: list[tuple[str, str]] = []
    if has_trend(data):
        found += _trend(say)
    if any(has_statistics(scheme) for scheme in data.schemes.values()):
        found += _results(say)
    if data.parts:
        found += _composites(say)
    if len(data.records):
        found.append(_records(say))
    if data.versions:
        found.append(_versions(say))
    if data.rollups:
        found += _rollups(data, say)
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
                "marked; it needs three results."
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
                "ends a streak, unless the person was on approved leave in it: then it is skipped. Listed are, from "
                "{least} on: periods of the same grade, rises or falls in a row, periods with a total below {bound}."
            ).format(most=LOOK_BACK, least=LEAST, bound=plain(PASS)),
        ),
    ]


def _results(say: Words) -> list[tuple[str, str]]:
    return [
        (
            say("Results of tables"),
            say(
                "A row counts when any of its required columns is filled in; only rows of valid forms are listed. A "
                "question on a scale of numbers has a mean; a question answered by words has a share: the worth of "
                "all answers ÷ the number of answers that have a worth. Answers without a worth (such as “not yet”) "
                "are counted but are not part of the share. Groups are compared by exactly what was written."
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
                "between its date and the last day of the period; today's date is not used."
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
                "others are scaled up, and the sheet of problems lists it. The scores per criterion are the weighted "
                "means of the same parts, each rounded by itself, so their sum may differ from the composite by a "
                "few cents. One person is one row, one result and one rank."
            ),
        ),
        (
            say("Anonymous raters"),
            say(
                "Where several raters share a part, only their mean is shown, and only when enough of them have "
                "answered; otherwise the part is withheld and does not count. Their names, addresses and remarks "
                "appear nowhere in this workbook; their files have the names under which they were issued."
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
            "Forms with differing complete versions: the files, whether each of them counts, and every entry in "
            "which they differ. Only a person chooses, with “xlsappraise accept”; until then the form has no total, "
            "unless a version was accepted before. Names and dates of files are not considered."
        ),
    )


def _rollups(data: SummaryData, say: Words) -> list[tuple[str, str]]:
    found = [
        (
            say("Quarters and years"),
            say(
                "A quarter is the mean of its months, a year the mean of its quarters. A quarter enters its year "
                "unrounded; the result is rounded once, to two decimals. A quarter that has a result of its own, by a "
                "form or by import, counts with that instead of its months. The months are those of the ledger, scored "
                "with the schemes that were issued; a form whose versions wait for a decision has no result. The grade "
                "is that of the newest edition of the scheme; name, department and rater are those of the newest "
                "period."
            ),
        ),
        (
            say("Missing periods"),
            say(
                "A period without a result is missing, unless the person was on approved leave in it (批准休假 in "
                "facts.xlsx). Depending on the scheme, either the mean of the existing results counts, and the sheet "
                "of problems lists what is missing, or there is no result. A missing result is never 0."
            ),
        ),
    ]
    if any(table.scheme.rollup.parts for table in data.rollups.values()):
        found.append(_weighted(data, say))
    return found


def _weighted(data: SummaryData, say: Words) -> tuple[str, str]:
    text = say(
        "Result = Σ weight × part, from unrounded means, rounded once, without a cap. Checks: the plain mean of all "
        "marks in the facts workbooks of the period and of those inside it. Another scheme: the plain mean of its "
        "results of the period. Who enters here is not rolled up by that other scheme a second time.\n{parts}"
    )
    parts = [_parts_text(table, say) for table in data.rollups.values() if table.scheme.rollup.parts]
    return say("Weighted results"), text.format(parts="\n".join(parts))


def _parts_text(table: RollUpTable, say: Words) -> str:
    rollup = table.scheme.rollup
    share = say("{title} {weight} %")
    parts = say(", ").join(
        share.format(title=clean(part.title), weight=plain(round(part.weight * 100, 6))) for part in rollup.parts
    )
    text = say("{title}: {parts}.").format(title=clean(table.title), parts=parts)
    if rollup.missing == "none":
        text += "\n" + say("Without one of them there is no result.")
    else:
        text += "\n" + say("Where one is missing, the weights of the others are scaled up.")
    if rollup.above is not None:
        above = say("Above {points}: {title}.")
        text += "\n" + above.format(points=plain(rollup.above.points), title=clean(rollup.above.title))
    return text
