"""Writes the facts workbook: the inputs required, with the existing entries in place."""

from __future__ import annotations

from pathlib import Path

from xlsappraise.base.i18n import Words
from xlsappraise.drawing.strict import writing
from xlsappraise.factbook.kept import Kept
from xlsappraise.factbook.needs import Needs
from xlsappraise.factbook.page import FactsPages
from xlsappraise.factbook.plan import SHEETS
from xlsappraise.factbook.write_conditions import write_conditions
from xlsappraise.factbook.write_departments import write_departments
from xlsappraise.factbook.write_figures import write_figures
from xlsappraise.factbook.write_lists import write_list
from xlsappraise.factbook.write_notes import write_choices, write_notes
from xlsappraise.factbook.write_people import write_people
from xlsappraise.factbook.write_settings import write_settings
from xlsappraise.schemes import Library

_OPTIONS = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}


def write_book(path: Path, needs: Needs, kept: Kept, library: Library, say: Words) -> None:
    """Write the workbook completely or not at all; raise OSError if the file cannot be replaced."""
    period = needs.period.title(say)
    titles = {sheet: say("{sheet}, {period}").format(sheet=say(name), period=period) for sheet, name in SHEETS.items()}
    schemes = [scheme.title for scheme in library.schemes.values()]
    with writing(path, _OPTIONS) as book:
        pages = FactsPages(book, say)
        people = write_people(pages, needs, kept, titles["people"])
        write_figures(pages, needs, people)
        write_departments(pages, needs, kept, titles["departments"])
        write_list(pages, "incidents", needs, kept, people, titles["incidents"])
        write_settings(pages, needs, kept, titles["settings"], len(schemes))
        write_list(pages, "checks", needs, kept, people, titles["checks"])
        write_conditions(pages, needs, kept, titles["conditions"])
        write_notes(pages, needs, titles["notes"])
        write_choices(pages, ([kind.title for kind in needs.kinds], schemes))
