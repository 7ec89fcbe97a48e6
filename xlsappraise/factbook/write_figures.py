"""Writing the sheets of figures: one for the figures that the same plans ask for, with the people of these plans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlsappraise.factbook.figures import FigureSheet
from xlsappraise.factbook.needs import Needs
from xlsappraise.factbook.page import FactsPages
from xlsappraise.factbook.plan import FIGURES, FIRST, FROZEN, STOPPED, figure_key, part_name
from xlsappraise.factbook.slots import column_of
from xlsappraise.factbook.write_people import PersonRow, limit_figures, put_figures


def write_figures(pages: FactsPages, needs: Needs, people: Sequence[PersonRow]) -> None:
    """Write the sheets; ``people``: the rows of the sheet of the people, whose order they keep."""
    period = needs.period.title(pages.say)
    for part in needs.figure_sheets:
        mine = list(_people_of(part, needs, people))
        name = part_name(part.plans, {sheet.name.casefold() for sheet in pages.book.worksheets()}, pages.say)
        title = pages.say("{sheet}, {period}").format(sheet="、".join(part.plans), period=period)
        page = pages.begin(FIGURES, title, [column_of(figure) for figure in part.figures], name=name)
        for row, person in enumerate(mine, FIRST):
            for column, text in enumerate(FIGURES.by_name):
                look = "stopped" if person.employee is None else "shown" if text == "number" else "generated"
                shown = person.number if text == "number" else person.generated_text(text, needs, page.say(STOPPED))
                page.text((row, column), shown, look)
            put_figures(page, (row, len(FIGURES.columns)), person, part.figures, needs)
        limit_figures(page, len(FIGURES.columns), mine, part.figures, needs)
        page.finish(FIRST + len(mine) - 1, FROZEN)


def _people_of(part: FigureSheet, needs: Needs, people: Sequence[PersonRow]) -> Iterator[PersonRow]:
    """Yield who needs the figures, then who has entries that nobody asks for."""
    rest = []
    for person in people:
        if any((person.number, figure.title) in needs.wanted for figure in part.figures) and person.employee:
            yield person
        elif any(figure_key(figure.title) in person.kept for figure in part.figures):
            rest.append(person)
    yield from rest
