"""The panels that compare: schemes with their departments, raters, and grades with those of the last period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.drawing.draft import SheetDraft
from xlsappraise.drawing.measure import extent, fitted
from xlsappraise.drawing.report_styles import ACCENT, SECOND
from xlsappraise.drawing.spec import Area, Chart, Formula, Series
from xlsappraise.report import figures
from xlsappraise.report.cover.panel import ALL, Head, put_heads
from xlsappraise.report.fairness import ENOUGH, RaterReading, verdict_words
from xlsappraise.report.sheets.departments import Group, apart, groups
from xlsappraise.report.vocabulary import NONE, state_words
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.report.context import Report
    from xlsappraise.report.score_table import ScoreTable

SHOWN = 5
"""Rows of a panel"""
LEAST = 3
"""So many people of a department make a mean that is compared"""
_BOTH = 25.0  # room for the best and the weakest department with their figures
_VERDICTS = {"lenient": "warn", "strict": "warn", "alike": "text", "mirror": "calm", "few": "calm", "alone": "calm"}


def put_schemes(draft: SheetDraft, report: Report, row: int, left: int) -> int:
    """Put a row per scheme: people, mean, change of the mean, and its departments; return the next free row."""
    say, table = report.say, report.scores
    heads: list[Head] = [
        (0, 3, say("Scheme"), False), (3, 1, state_words(say)["valid"], True), (4, 1, say("Mean"), True),
        (5, 1, say("On last"), True), (6, 1, say("Departments against the others"), False),
    ]  # fmt: skip
    at = put_heads(draft, row, left, say("Means, scheme by scheme (on last: who is in both periods)"), heads)
    found = [group for group in groups(table) if group.scored]
    for group in found[:SHOWN]:
        by = ("scheme_title", f"${column_letters(left)}${at + 1}", group.scheme)
        draft.put(at, left, group.scheme, "text", across=3)
        draft.put(at, left + 3, figures.scored(table, by), "int")
        draft.put(at, left + 4, figures.mean(table, by), "score")
        draft.put(at, left + 5, figures.mean_change(table, by), "signed")
        draft.put(at, left + 6, _departments(report, group), "text")
        at += 1
    return _rest(draft, at, left, len(found), say("{count} more schemes: see the sheet Departments."))


def _departments(report: Report, group: Group) -> str:
    """Return how departments compare in a scheme: in a department's book with the nameless mean of all others."""
    company, say = report.company, report.say
    if company is None:
        return departments_text(report.scores, group, say)
    whole = company.whole.scores
    distance = apart(whole, group.scheme, company.department)
    if distance is None:
        return say("one department only")
    own = figures.mean_of(whole, ("scheme_title", "", group.scheme), ("department", "", company.department))
    text = say("others {mean}, difference {distance}")
    return text.format(mean=f"{float(own) - distance:.2f}", distance=f"{distance:+.2f}".replace("-", "−"))


def departments_text(table: ScoreTable, group: Group, say: Words) -> str:
    """Return how far departments with enough people are apart, the best first; of many only both ends."""
    if group.scored < 2:
        return say("one department only")
    known = [
        (name, distance)
        for name in group.departments[: group.scored]
        if _people(table, group.scheme, name) >= LEAST and (distance := apart(table, group.scheme, name)) is not None
    ]
    if not known:
        return say("fewer than {least} people each").format(least=LEAST)
    ends = known if len(known) <= 2 else [known[0], known[-1]]
    for digits in (1, 0):
        shown = [(name, f"{distance:+.{digits}f}".replace("-", "−")) for name, distance in ends]
        room = (_BOTH - sum(extent(figure) for _name, figure in shown)) / 2
        if all(extent(name) <= room for name, _figure in shown):
            break
    between = say(", ") if ends is known else say(" to ")
    return between.join(f"{fitted(name, room)}{figure}" for name, figure in shown)


def _people(table: ScoreTable, scheme: str, department: str) -> int:
    totals = table.totals(("scheme_title", "department"), (scheme, department))
    return int((totals == totals).sum())


def put_raters(draft: SheetDraft, report: Report, row: int, left: int) -> int:
    """Put the raters who differ most from the others, and what that means; return the next free row."""
    say, words, table = report.say, verdict_words(report.say), report.scores
    heads: list[Head] = [
        (0, 1, say("Rater"), False), (1, 2, say("Departments"), False),
        (3, 1, state_words(say)["valid"], True),
        (4, 1, say("Apart"), True), (5, 1, say("± chance"), True), (6, 1, say("Reading"), False),
    ]  # fmt: skip
    at = put_heads(draft, row, left, say("Are raters fair? Against others in the same scheme"), heads)
    found = sorted(report.readings.values(), key=_order)
    for one in found[:SHOWN]:
        departments = sorted(set(table.where("rater", one.rater)["department"]))
        draft.put(at, left, one.rater, "text")
        draft.put(at, left + 1, _of_departments(departments, say), "text", across=2)
        draft.put(at, left + 3, one.count, "int")
        draft.put(at, left + 4, NONE if one.leniency is None else one.leniency, "signed")
        draft.put(at, left + 5, NONE if one.allowance is None else one.allowance, "score")
        draft.put(at, left + 6, _meaning(one, words[one.verdict], say), _VERDICTS[one.verdict])
        at += 1
    return _rest(draft, at, left, len(found), say("{count} more raters: see the sheet Raters."))


def _of_departments(departments: list[str], say: Words) -> str:
    """Return the name of a rater's department, or how many there are."""
    return departments[0] if len(departments) == 1 else say("{count} departments").format(count=len(departments))


def _order(one: RaterReading) -> tuple[bool, float, str]:
    """Sort those who are judged to differ first, then by the size of the difference."""
    return one.verdict not in ("lenient", "strict"), -abs(one.leniency or 0.0), one.rater


def _meaning(one: RaterReading, word: str, say: Words) -> str:
    """Return a verdict and what it means for people."""
    texts = {
        "lenient": say("{word} by {points}; beyond chance"),
        "strict": say("{word}, {points} lower; beyond chance"),
        "alike": say("{word}; may be chance"),
        "mirror": say("{word}: which one is lenient?"),
        "few": say("{word} (fewer than {enough}): no verdict"),
        "alone": say("{word} in the same scheme"),
    }
    points = "" if one.leniency is None else f"{abs(one.leniency):.1f}"
    return texts[one.verdict].format(word=word, points=points, enough=ENOUGH)


def _rest(draft: SheetDraft, row: int, left: int, count: int, text: str) -> int:
    if count > SHOWN:
        draft.put(row, left, text.format(count=count - SHOWN), "small", across=ALL)
        return row + 1
    return row


def put_grades(draft: SheetDraft, report: Report, row: int, left: int) -> tuple[int, Chart | None]:
    """Put the distribution of grades beside that of the last period; return the next free row, and the chart."""
    say, table, titles = report.say, report.scores, report.data.grades
    past = report.past.grades()
    before = sum(past.values())
    title = say("Grades against {period}").format(period=report.past.period) if before else say("Grades")
    texts = [say("Grade"), say("People"), say("Share")]
    texts += [say("Last period"), say("Change (pp)")] if before else []
    put_heads(draft, row, left, title, [(column, 1, text, column > 0) for column, text in enumerate(texts)])
    first, last = row + 2, row + 1 + len(titles)
    name, people, share, old = (column_letters(left + column) for column in range(4))
    whole = figures.scored(table)
    total = f"${people}${last + 2}"
    for at, grade in enumerate(titles, start=first):
        count = figures.people(table, ("grade", f"${name}{at + 1}", grade))
        now = figures.ratio(f"${people}{at + 1}", total, count, whole)
        cells: list[tuple[Formula | str | float, str]] = [(grade, "text"), (count, "int"), (now, "share")]
        if before:
            then = past.get(grade, 0) / before
            moved = (float(now.value) - then) * 100 if isinstance(now.value, (int, float)) else NONE
            formula = f'=IF(ISNUMBER({share}{at + 1}),({share}{at + 1}-{old}{at + 1})*100,"{NONE}")'
            cells += [(then, "share"), (Formula(formula, moved), "int-signed")]
        draft.put_row(at, list(cells), left)
    draft.put(last + 1, left, say("All"), "total-text")
    draft.put(last + 1, left + 1, whole, "total-int")
    if before:  # the shares of another number of people
        draft.put(last + 1, left + 2, "", "total-int")
        draft.put(last + 1, left + 3, before, "total-int")
    return last + 2, _grades_chart(report, (first, last), left, before=bool(before), some=bool(whole.value))


def _grades_chart(report: Report, rows: tuple[int, int], left: int, *, before: bool, some: bool) -> Chart | None:
    """Return the chart of shares, this period dark and the last one pale; none of a single grade or no result."""
    first, last = rows
    say, given = report.say, {grade for grade in report.scores.rows["grade"] if grade}
    if not some or (len(given) < 2 and not before):
        return None
    names = Area(first, left, last, left)
    now = Series(str(report.data.period), names, Area(first, left + 2, last, left + 2), ACCENT)
    then = Series(str(report.past.period), names, Area(first, left + 3, last, left + 3), SECOND)
    area = Area(first - 1, left + (5 if before else 3), last + 1, left + 6)
    return Chart(
        "column", area, say("Grades (share)"), say("Grade"), say("Share"),
        (now, then) if before else (now,), labels=None if before else "0%", value_format="0%", low=0,
    )  # fmt: skip
