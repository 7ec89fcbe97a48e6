"""Writing the notes sheet, which explains the other sheets, and the hidden sheet with the lists of dropdowns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlsappraise.base.i18n import Words
from xlsappraise.drawing.strict import must
from xlsappraise.factbook.figures import DepartmentNeeds
from xlsappraise.factbook.needs import Needs
from xlsappraise.factbook.page import FactsPage, FactsPages
from xlsappraise.factbook.plan import INCIDENTS, PEOPLE, SHEETS, STOPPED
from xlsappraise.results.period_facts import NO, YES
from xlsappraise.roster import PLANS

WIDTHS = (24.0, 18.0, 18.0, 44.0)
Line = tuple[str, Sequence[str]]
"""A look and the texts of the columns; a single text is merged across all columns"""


def write_notes(pages: FactsPages, needs: Needs, title: str) -> None:
    """Write the notes sheet."""
    page = pages.add("notes")
    page.widths = list(WIDTHS)
    for column, width in enumerate(WIDTHS):
        must(page.sheet.set_column(column, column, width))
    must(page.sheet.write_string(0, 0, title, pages.format("title")))
    must(page.sheet.set_row(0, 28))
    for row, (look, texts) in enumerate(_lines(needs, page.say), 1):
        if len(texts) == 1:
            page.across(row, texts[0], look)
        else:
            for column, text in enumerate(texts):
                page.text((row, column), text, look)
    page.print(landscape=False)


def _lines(needs: Needs, say: Words) -> Iterator[Line]:
    names = {sheet: say(english) for sheet, english in SHEETS.items()}
    yield "head", (say("How to fill this in"),)
    steps = [
        say("Fill in the pale yellow cells of each sheet, save, and run the command for pay or promotion again."),
        say("Blank means “unknown”. Where there is none, enter 0; for yes or no choose {yes} or {no}."),
        say("Write numbers only, without units; dates as 2026-11-30. Formulas are not read: type the value."),
        say("Rows may be sorted and filtered, and columns moved; please leave the headings and numbers as they are."),
        say(
            "When the roster or the plans change, run the command for facts again: it adds what is new and keeps "
            "what is filled in. What is no longer needed is kept and marked “{stopped}”; it may be deleted."
        ),
    ]
    for number, step in enumerate(steps, 1):
        text = step.format(yes=YES, no=NO, stopped=say(STOPPED))
        yield "text", (f"{number}. {text}",)
    yield "head", (names["people"],)
    yield "text", (_leave(say),)
    if needs.figures:
        yield from _figures(needs, needs, say)
    else:
        yield "text", (_no_figures(say),)
    if needs.departments.figures:
        yield "head", (names["departments"],)
        yield (
            "text",
            (
                say(
                    "One row for each shop or department, named as in the roster. A blank figure holds back what rests "
                    "on it for all its people."
                ),
            ),
        )
        yield from _figures(needs.departments, needs, say)
    if needs.kinds:
        yield from _kinds(needs, say, names["incidents"])
    if needs.items:
        yield "head", (names["settings"],)
        yield (
            "text",
            (
                say(
                    "One row for each setting of the plans in use. Where a cell is blank, the value in the plan file "
                    "is used."
                ),
            ),
        )
        yield "text", (say("Shares are percentages that add up to 100%. The tiers of a table rise from row to row."),)
    if needs.checks:
        yield "head", (names["checks"],)
        yield "text", (say("The marks of weekly and monthly checks, which a year's result takes in as their mean."),)
    if needs.conditions:
        yield "head", (names["conditions"],)
        yield "text", (_conditions(say),)


def _leave(say: Words) -> str:
    text = say(
        "“{column}”: {yes} for a person on approved leave for the whole period. Such a period is skipped: it breaks "
        "no streak, and no figures are needed."
    )
    return text.format(column=say(PEOPLE["leave"].title), yes=YES)


def _conditions(say: Words) -> str:
    text = say(
        "The conditions of promotion that no score shows, a line each. Fill in only the lines of people who may be "
        "promoted: {yes} where it is confirmed. With {no} nobody is proposed; a blank is named in the proposal as not "
        "yet confirmed. Whoever may skip grades gets the lines of the higher grades when the command for facts is run "
        "again."
    )
    return text.format(yes=YES, no=NO)


def _no_figures(say: Words) -> str:
    return say("No plan in use asks for figures. A column {plans} in the roster assigns plans.").format(plans=PLANS)


def _figures(asking: Needs | DepartmentNeeds, needs: Needs, say: Words) -> Iterator[Line]:
    kinds = {
        "money": say("yuan"),
        "number": say("a number"),
        "percent": say("a percentage such as 95%"),
        "count": say("a whole number"),
        "yesno": f"{YES} / {NO}",
    }
    due = {title for _whose, title in asking.required}
    settings = {item.pair: item.setting.title for item in needs.items}
    due |= {title for (_whose, title), pair in asking.asked_with.items() if pair not in settings}
    tables = {title: settings[pair] for (_whose, title), pair in asking.asked_with.items() if title not in due}
    whose = asking is needs
    held = say("holds the person back") if whose else say("holds its people back")
    held_once = (
        say("holds the person back once “{setting}” is set")
        if whose
        else say("holds its people back once “{setting}” is set")
    )
    yield "heading", (say("Column"), say("Takes"), say("Blank"), say("Asked for by"))
    for figure in asking.figures:
        takes = kinds[figure.type]
        if figure.negative:
            takes = say("{takes}, also below 0").format(takes=takes)
        blank = held if figure.title in due else say("allowed")
        if figure.title in tables:
            blank = held_once.format(setting=tables[figure.title])
        yield "shown", (figure.title, takes, blank, "、".join(figure.plans))


def _kinds(needs: Needs, say: Words, name: str) -> Iterator[Line]:
    titles = {column.id: say(column.title) for column in INCIDENTS.columns}
    yield "head", (name,)
    yield "text", (say("One incident a row. A blank number of times means once."),)
    yield "heading", (titles["kind"], titles["amount"], titles["settled"], say("Asked for by"))
    for kind in needs.kinds:
        yield (
            "shown",
            (
                kind.title,
                say("needed") if kind.amount else "—",
                say("may be given") if kind.settled else "—",
                "、".join(kind.plans),
            ),
        )


def write_choices(pages: FactsPages, lists: Sequence[Sequence[str]]) -> None:
    """Write the lists of dropdowns, one a column, on a hidden sheet."""
    page: FactsPage = pages.add("choices")
    for column, texts in enumerate(lists):
        for row, text in enumerate(texts):
            page.put_text((row, column), text, "hidden")
    page.sheet.hide()
