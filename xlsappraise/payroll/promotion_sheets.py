"""Describe the workbook of proposals: up, down, interviews, dismissals; each with its evidence by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import list_page, on_one_page
from xlsappraise.drawing.report_styles import ACCENT
from xlsappraise.keeping.corrections_sheet import corrections_sheets
from xlsappraise.payroll.payroll_sheets import explained, problem_sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsappraise.base.i18n import Words
    from xlsappraise.drawing.spec import Sheet
    from xlsappraise.payroll.data import PromotionData
    from xlsappraise.plans.lines import Proposal


def promotion_sheets(data: PromotionData, say: Words) -> list[Sheet]:
    """Describe all sheets; an empty list has one row, “Nobody.”"""
    lists = (
        (say("Proposed up"), ("up",)),
        (say("Proposed down"), ("down",)),
        (say("Interviews and reviews"), ("interview", "observe", "review")),
        (say("Dismissal list"), ("dismiss",)),
    )
    return [
        *(_list(data, name, [p for p in data.proposals if p.action in actions], say) for name, actions in lists),
        *corrections_sheets(data, data.corrections, say),
        *problem_sheets(data, data.problems, data.people, say),
        explained(data, data.plans, _general(say), say),
    ]


def action_words(say: Words) -> dict[str, str]:
    """Name the actions."""
    return {
        "up": say("up"),
        "down": say("down"),
        "interview": say("interview"),
        "observe": say("observation"),
        "review": say("review of base pay"),
        "dismiss": say("dismissal considered"),
    }


def _list(data: PromotionData, name: str, proposals: Sequence[Proposal], say: Words) -> Sheet:
    columns = (
        ListColumn(say("Employee no."), "text", 10, 18),
        ListColumn(say("Name"), "text", 10, 20),
        ListColumn(say("Department"), "text", 12, 22),
        ListColumn(say("Proposal"), "text", 12, 16),
        ListColumn(say("From"), "text", 10, 14),
        ListColumn(say("To"), "text", 10, 22),
        ListColumn(say("Plan"), "text", 16, 28),
        ListColumn(say("Condition met"), "text", 26, 36),
        ListColumn(say("Evidence"), "text", 44, 60),
        ListColumn(say("Decision and signature"), "text", 22, 22),
    )
    titles, words = {plan.id: plan.title for plan in data.plans}, action_words(say)
    rows: list[Row] = []
    for one in proposals:
        person = data.people[one.employee_id]
        rows.append(
            [clean(one.employee_id), clean(person.name), clean(person.department), words[one.action],
             clean(one.before), clean(one.after), clean(titles[one.plan]), clean("\n".join(one.conditions)),
             clean("\n".join(one.evidence)), ""]
        )  # fmt: skip
    if not rows:
        rows.append([say("Nobody."), *[""] * (len(columns) - 1)])
    draft = list_draft(name, columns, rows)
    page = on_one_page(list_page(data, say, name), draft)
    return draft.sheet(page, freeze=(1, 2), autofilter=table_area(columns, rows), tab=ACCENT if proposals else None)


def _general(say: Words) -> list[tuple[str, str]]:
    return [
        (
            say("What is decided here"),
            say("Nothing. These are proposals with their evidence; people decide, and change the roster themselves."),
        ),
        (
            say("Consecutive"),
            say(
                "Consecutive means consecutive periods in which the person was appraised. A period without a result "
                "breaks a run, unless the person was on approved leave in it (facts.xlsx)."
            ),
        ),
        (
            say("Ranks and titles"),
            say(
                "Ranks are those within the scheme in each period, or within the department where it is named. Titles "
                "are those that pay recorded in the ledger."
            ),
        ),
        (
            say("Conditions"),
            say(
                "The evidence says of each condition how it is met. “Not yet confirmed” are lines of the sheet of "
                "promotion conditions in facts.xlsx that are blank; with a no there is no proposal."
            ),
        ),
        (
            say("Date of the grade"),
            say(
                "What counts since a promotion counts from the day in the roster's column 任现级日期, else from the "
                "period whose list of people was the first with the grade. Where neither is known, the sheet of "
                "problems names the person and nothing is proposed."
            ),
        ),
    ]
