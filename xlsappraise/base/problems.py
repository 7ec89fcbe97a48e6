"""Problems as data, independent of language: a code, a place, an employee and facts.

``say`` renders the message in a language, ``Rendered`` is the record of the JSON contract.
``CATALOGUE`` is the one list of codes with their severities and messages; ``docs/problems.md`` is generated from it.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from typing import Any

from xlsappraise.base.catalogue import CATALOGUE, PLACED, Severity
from xlsappraise.base.i18n import N_, NOTHING, SOURCE, Fact, Facts, Phrase, Text, fact_of, fill, words, written
from xlsappraise.base.text import escaped, is_shown, printable

__all__ = ["CATALOGUE", "Place", "Problem", "Refusal", "Rendered", "Severity", "problem", "render", "say"]

SEVERITIES: tuple[Severity, ...] = ("error", "tampering", "warning", "note")
MESSAGE = "message"
"""The fact that replaces the code's message: for anonymous raters, and in records of 0.1.0"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found: a file, its sheet, a cell or a range of it."""

    file: str | None = None
    sheet: str | None = None
    cell: str | None = None


NOWHERE = Place()
_ROWS = re.compile(r"(?P<first>\d+):(?P<last>\d+)")


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding, untranslated: ``facts`` fill the placeholders of the message of ``code``."""

    code: str
    place: Place = NOWHERE
    employee_id: str | None = None
    facts: Facts = NOTHING

    @property
    def severity(self) -> Severity:
        """The severity of its code."""
        return CATALOGUE[self.code].severity

    @property
    def usage(self) -> bool:
        """Whether the request itself was wrong, not a file or a form."""
        return CATALOGUE[self.code].usage

    @property
    def quiet(self) -> bool:
        """Whether nothing needs to be done or decided."""
        return CATALOGUE[self.code].quiet

    @property
    def file(self) -> str | None:
        """The file that it is about."""
        return self.place.file

    @property
    def sheet(self) -> str | None:
        """The sheet that it is about."""
        return self.place.sheet

    @property
    def cell(self) -> str | None:
        """The cell or range that it is about."""
        return self.place.cell

    @property
    def found(self) -> Fact | None:
        """What was found."""
        return self.facts.get("found")

    @property
    def expected(self) -> Fact | None:
        """What was expected."""
        return self.facts.get("expected")

    def at(self, *, file: str | None = None, employee_id: str | None = None) -> Problem:
        """Return the same finding with the file and the employee it belongs to filled in."""
        place = Place(file or self.place.file, self.place.sheet, self.place.cell)
        return Problem(self.code, place, employee_id or self.employee_id, self.facts)

    def with_facts(self, **facts: Fact) -> Problem:
        """Return the same finding with facts added or replaced."""
        return replace(self, facts=self.facts.with_(**facts))


@dataclass(frozen=True, slots=True)
class Rendered:
    """A problem in one language, in the order and with the names of the JSON contract."""

    code: str
    severity: Severity
    file: str | None
    employee_id: str | None
    sheet: str | None
    cell: str | None
    found: str | None
    expected: str | None
    message: str

    def as_dict(self) -> dict[str, str | None]:
        """Return the JSON shape."""
        return asdict(self)


def render(found: Problem, language: str) -> Rendered:
    """Render a problem in a language."""
    return Rendered(
        code=found.code,
        severity=found.severity,
        file=found.file,
        employee_id=found.employee_id,
        sheet=found.sheet,
        cell=found.cell,
        found=_found(found, language),
        expected=None if found.expected is None else written(found.expected, words(language)),
        message=say(found, language),
    )


def _found(found: Problem, language: str) -> str | None:
    """Return what was found as a text, cut where it is too long to print."""
    return None if found.found is None else visible(written(found.found, words(language)))


def say(what: Problem | Text, language: str, *, placed: bool = True) -> str:
    """Render a problem's message with its remedy on one line, or any text, in a language.

    ``placed=False`` omits the sheet and cell that a message begins with, for lists that have columns for them.
    """
    translate = words(language)
    if not isinstance(what, Problem):
        return written(what, translate)
    if isinstance(what.found, Phrase | tuple):
        what = what.with_facts(found=_found(what, language) or "")
    template = as_phrase(what)
    message = fill(translate(template.key), template.facts, translate)
    if placed and CATALOGUE[what.code].placed and MESSAGE not in what.facts:
        cell = what.cell and written(_rows_or_cell(what.cell), translate)
        message = translate(PLACED).format(message=message, sheet=what.sheet, cell=cell)
    tail = (written(what.facts.get(name, ""), translate) for name in ("price", "people"))
    return printable(message + "".join(tail))


def as_phrase(found: Problem) -> Phrase:
    """Return a problem's message as a fact of another problem, without the sheet and cell that it begins with."""
    if MESSAGE in found.facts:
        return Phrase("{message}", found.facts)
    place = {name: text for name, text in asdict(found.place).items() if text is not None}
    facts: dict[str, Fact] = {**place, **found.facts}
    if found.cell is not None and "cell" not in found.facts:
        facts["cell"] = _rows_or_cell(found.cell)
    return Phrase(CATALOGUE[found.code].message, Facts(tuple(facts.items())))


def _rows_or_cell(address: str) -> Text:
    """Return the address of whole rows, such as 3:3, in words; that of a cell or an area as it is."""
    rows = _ROWS.fullmatch(address)
    if rows is None:
        return address
    first, last = rows["first"], rows["last"]
    return Phrase(N_("row {rows}"), Facts((("rows", first if first == last else f"{first}–{last}"),)))


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """Raised when a command cannot continue; ``problems`` hold the reasons, which the command line prints."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        """Return the reasons in English, for whoever catches the exception and prints it."""
        return "; ".join(say(p, SOURCE) for p in self.problems)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the problems, so that a worker process can pass the exception on."""
        return type(self), self.problems


def problem(
    code: str,
    *,
    file: str | None = None,
    employee_id: str | None = None,
    sheet: str | None = None,
    cell: str | None = None,
    found: object = None,
    expected: object = None,
    **facts: object,
) -> Problem:
    """Create a problem; ``found`` texts are escaped by ``visible``, other values converted by ``fact_of``."""
    assert code in CATALOGUE, code
    named: dict[str, Fact] = {}
    if found is not None:
        fact = fact_of(found)
        named["found"] = visible(fact) if isinstance(fact, str) else fact
    if expected is not None:
        named["expected"] = fact_of(expected)
    named |= {name: fact_of(value) for name, value in facts.items()}
    return Problem(code, Place(file, sheet, cell), employee_id, Facts(tuple(named.items())))


def visible(text: str, limit: int = 200, *, blanks: bool = False) -> str:
    """Escape control, bidi and lone-surrogate characters and odd blanks, and cut the text to ``limit`` characters.

    ``blanks``: keep odd blanks, as in names of files, which are to be copied from the screen.
    """
    if len(text) <= limit and text.isprintable():
        return text
    text = text if len(text) <= limit else text[: limit + 1]  # do not escape what is cut off
    shown = "".join(c if c.isprintable() or c == " " or (blanks and is_shown(c)) else escaped(c) for c in text)
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"
