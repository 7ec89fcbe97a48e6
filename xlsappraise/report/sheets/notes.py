"""The sheet 说明: how the figures of every summary are computed, and the schemes used with their digests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.base.rounding import plain
from xlsappraise.drawing.draft import SheetDraft
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import footer
from xlsappraise.drawing.spec import PageSetup, Sheet
from xlsappraise.report.fairness import ENOUGH
from xlsappraise.report.sheets.notes_by_sheet import notes_of_sheets

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.report.context import Report
    from xlsappraise.report.data import SummaryData
    from xlsappraise.schemes import Scheme

_WIDTHS = (20.0, 92.0)


def sheet(report: Report) -> Sheet:
    """Describe the sheet."""
    data, say = report.data, report.say
    draft = SheetDraft(say("Notes"), _WIDTHS)
    draft.put(0, 0, say("How the figures are computed"), "title", across=2)
    draft.tall(0, 34)
    row = 1
    for term, text in _explanations(data, say):
        draft.put(row, 0, term, "term")
        draft.put(row, 1, text, "prose")
        row += 1
    draft.put(row + 1, 0, say("Schemes used"), "section", across=2)
    draft.tall(row + 1, 28)
    row += 2
    for identity, title in data.titles.items():
        draft.put(row, 0, title, "term")
        plain_id = data.rollups[identity].scheme.id if identity in data.rollups else identity
        draft.put(row, 1, _scheme_text(plain_id, data.scheme(identity), say), "prose")
        row += 1
    return draft.sheet(PageSetup("portrait", "", footer(data, say)))


def _explanations(data: SummaryData, say: Words) -> list[tuple[str, str]]:
    return [*_counting(say), *_scoring(say), *_comparing(say), *notes_of_sheets(data, say)]


def _counting(say: Words) -> list[tuple[str, str]]:
    return [
        (
            say("What is counted"),
            say(
                "One row per issued form: issued = valid + incomplete + invalid + missing. Withdrawn forms are "
                "counted apart and are on no other sheet. A person appraised by several schemes has a form, a row "
                "and a count in each."
            ),
        ),
        (
            say("States"),
            say(
                "valid: complete, and the score is recomputed from the entries. incomplete: entries or the "
                "sign-off are blank. invalid: entries that cannot be used, or several versions that wait for "
                "a decision. missing: no file has come back."
            ),
        ),
        (
            say("Blank is not zero"),
            say(
                "Only a valid form has a total, a grade and ranks. All others stay blank and enter no mean, "
                "median, share or rank."
            ),
        ),
        (
            say("Files"),
            say(
                "Every file seen ends in one state: seen = accepted + refused + set aside + duplicate + "
                "ignored. Duplicates and ignored files change no form."
            ),
        ),
        (
            say("Files kept"),
            say(
                "Every returned file is kept as it came, under the hash of its content, in the folder "
                ".xlsappraise/archive of the workspace. What is kept is never changed or removed; the inbox is only "
                "ever read."
            ),
        ),
    ]


def _scoring(say: Words) -> list[tuple[str, str]]:
    return [
        (
            say("Where scores come from"),
            say(
                "Scores are recomputed from the entries with the scheme as it was issued. Totals shown in a "
                "returned file are never used, nor are changed points, standards or formulas."
            ),
        ),
        (
            say("Rounding"),
            say(
                "Half away from zero, as the spreadsheet's ROUND. Several raters are averaged with their "
                "weights before rounding; each criterion is rounded to two decimals; section weights apply "
                "to the sums of these; the total is rounded once, and the grade looks at the rounded total. "
                "Means, medians and deviations on these sheets are not rounded, only shown with two decimals."
            ),
        ),
        (
            say("Left out"),
            say(
                "If the scheme allows it, a criterion with nothing to measure is left out: its points are taken from "
                "both the score and the maximum. Total = points earned × full points ÷ (full points − points left "
                "out), rounded once; bonus points and adjustments are added unscaled. Its cell shows “left out” and "
                "is used in no computation."
            ),
        ),
        (
            say("Ranks"),
            say(
                "1 is the highest total. The rank in the scheme compares all valid forms of that scheme, the "
                "rank in the department those of the same scheme and department. Equal totals share the "
                "better rank, and the next rank is left out (1, 2, 2, 4)."
            ),
        ),
    ]


def _comparing(say: Words) -> list[tuple[str, str]]:
    return [
        (
            say("Best and weakest"),
            say(
                "Results are compared by their share of the full points, since schemes may have other totals. "
                "Whoever is in the upper half of a scheme is not named among the weakest, whoever is in its lower half "
                "not among the best; a person with results of several schemes may stand in both lists. What made the "
                "difference are the two criteria furthest above or below the mean of the scheme; in a scheme of fewer "
                "than three people, those that lost most points. Departments and raters are compared within a scheme "
                "only."
            ),
        ),
        (
            say("Mean, median, deviation"),
            say(
                "Over the totals of valid forms. The standard deviation is that of a sample (divided by n - 1) and "
                "needs two totals. A dash marks what cannot be computed."
            ),
        ),
        (
            say("Grades"),
            say(
                "Shares are of the forms that have a total. The grades of all schemes present are listed, "
                "the best first; equal names count together even where schemes draw the line differently."
            ),
        ),
        (
            say("Leniency of a rater"),
            say(
                "For each scheme: the mean of the rater's totals minus the mean of all other raters' totals "
                "in the same scheme. These differences are averaged, weighted by the rater's people; a "
                "scheme that nobody else rates drops out. Above zero is more generous than the others. It "
                "compares ratings, not people: a rater may simply have the better team. Means and deviations of a "
                "rater with several schemes are given scheme by scheme only."
            ),
        ),
        (
            say("Reading of the leniency"),
            say(
                "No judgement is made below {enough} people with a total, nor of two raters who mark by a scheme "
                "alone: each is the mirror of the other. Otherwise “lenient” or “strict” means that the difference is "
                "larger than what may be chance: twice the standard error of the difference of two means with a common "
                "spread, √((S1 + S2) ÷ (n1 + n2 − 2) × (1 ÷ n1 + 1 ÷ n2)), where S is the sum of squared distances to "
                "the mean."
            ).format(enough=ENOUGH),
        ),
        (
            say("Playing with the figures"),
            say(
                "Nothing is locked. Change a total, a grade or a state on the scores sheet and all figures "
                "and charts follow; ranks, order and texts do not. The ledger is not touched."
            ),
        ),
    ]


def _scheme_text(identity: str, scheme: Scheme | None, say: Words) -> str:
    if scheme is None:
        return say("id {identity}").format(identity=identity)
    grades = say(", ").join(_grade_texts(scheme))
    top = scheme.total.points if scheme.total.max is None else scheme.total.max
    text = say(
        "id {identity}; {count} criteria; full marks {points}, highest total {top}\n"
        "Grades: {grades}\nSHA-256 digest: {digest}"
    )
    return text.format(
        identity=identity,
        count=len(scheme.criteria),
        points=plain(scheme.total.points),
        top=plain(top),
        grades=grades,
        digest=scheme.digest,
    )


def _grade_texts(scheme: Scheme) -> list[str]:
    """Return each grade with its lower bound; the lowest with its upper bound, as on the form."""
    texts = [f"{clean(grade.title)} ≥ {plain(grade.from_)}" for grade in scheme.grades]
    if len(texts) > 1:
        texts[-1] = f"{clean(scheme.grades[-1].title)} < {plain(scheme.grades[-2].from_)}"
    return texts
