"""The command ``facts``: writes the workbook with the existing entries, and reads it again to list open cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from xlsappraise.base import files
from xlsappraise.base.causes import by_cause
from xlsappraise.base.i18n import Words, words
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.base.text import nearest
from xlsappraise.factbook.carried import carried_settings
from xlsappraise.factbook.kept import Kept, read_kept
from xlsappraise.factbook.needs import Needs, needs_in
from xlsappraise.factbook.plan import BOOK, SHEETS, figure_key, stopped_title
from xlsappraise.factbook.reader import file_name, read_facts
from xlsappraise.factbook.writer import write_book
from xlsappraise.keeping.rosters import counting_roster
from xlsappraise.plans import PlanLibrary
from xlsappraise.plans.assigned import Assigned, assigned, misnamed
from xlsappraise.results.period_facts import PeriodFacts
from xlsappraise.roster import Roster
from xlsappraise.store.office import Office
from xlsappraise.typed.words import key

_NAMED = 5
"""The most items listed that are not carried over"""


@dataclass(frozen=True)
class WrittenFacts:
    """The facts workbook that was written.

    ``blank``: (employee number or department, title) of cells without which pay cannot be computed. ``unset``: (plan
    title, setting title) of settings without any value. ``planned``: the number of people with a plan.
    """

    path: Path
    facts: PeriodFacts
    people: int
    planned: int
    blank: tuple[tuple[str, str], ...]
    unset: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Prepared:
    """The result of ``facts``; ``written`` is None while the list as a whole or a plan file has errors."""

    written: WrittenFacts | None
    problems: tuple[Problem, ...]


def prepare_facts(office: Office, period: Period) -> Prepared:
    """Read roster and plans, and write the facts workbook of a period; the list of people is that of ``pay``.

    A mistake in a row of the list stops nobody else; its own person keeps the row that the workbook has, or gets one.
    """
    library = PlanLibrary(office.workspace.plans)
    counting = counting_roster(office, period, "facts", lambda kept: misnamed(kept, library))
    roster = counting.roster
    wrong = roster.all_problems()
    if roster.problems or office.library.problems or library.problems:
        return Prepared(None, (*office.library.problems, *library.problems, *wrong))
    using = assigned(roster, library)
    written = write_facts(office, period, roster, using)
    names = {employee.employee_id: employee.name for employee in roster.employees}
    own = (by_cause(found, names) for found in (using.problems, counting.problems, written.problems))
    return Prepared(written, (*wrong, *(one for found in own for one in found)))


def write_facts(office: Office, period: Period, roster: Roster, using: Assigned) -> WrittenFacts:
    """Write the facts workbook with all existing entries; raise Refusal where one could get lost."""
    path = office.workspace.facts(period)
    needs = needs_in(office, period, roster, using)
    say = words(office.workspace.settings.language)
    carried: list[Problem] = []
    if path.exists():
        kept = read_kept(path, file_name(period), say)
    else:
        kept, carried = carried_settings(office, period, needs, say)
    renamed = list(_renamed(needs, kept, file_name(period), say))
    if renamed:
        raise Refusal(*renamed)
    try:
        notes = _write(path, kept, period, lambda: write_book(path, needs, kept, office.library, say))
    except OSError as error:
        raise Refusal(problem("file-not-writable", file=str(path), found=files.reason(error))) from None
    if kept.data:
        notes += [
            problem("facts-sheet-added", file=file_name(period), sheet=say(SHEETS[sheet]), expected=say(SHEETS[sheet]))
            for sheet in BOOK
            if needs.uses(sheet) and sheet not in kept.rows
        ]
    facts = read_facts(office, period, roster, using)
    return WrittenFacts(
        path, facts, len(needs.people), len(needs.plans), _blank(needs, facts), _unset(needs, facts),
        (*carried, *notes, *facts.problems),
    )  # fmt: skip


def _renamed(needs: Needs, kept: Kept, file: str, say: Words) -> Iterator[Problem]:
    """Report columns of figures that seem to be renamed."""
    for sheet, figures in (("people", needs.figures), ("departments", needs.departments.figures)):
        others = kept.others.get(sheet, {})
        missing = {key(f.title): f.title for f in figures if figure_key(f.title) not in others}
        current = {figure_key(f.title) for f in figures}
        for name, title in others.items():
            suggestion = nearest(key(title), missing) if name not in current and name not in kept.stopped else None
            if suggestion is not None and any(name in row for row in kept.of(sheet)):
                yield problem(
                    "facts-heading-renamed", file=file, sheet=say(SHEETS[sheet]), found=title,
                    expected=missing[suggestion], stopped=stopped_title(title, say),
                )  # fmt: skip


def _write(path: Path, kept: Kept, period: Period, write: Callable[[], None]) -> list[Problem]:
    """Write the new version; keep the former one beside it if content was not carried over."""
    if not kept.lost:
        write()
        return []
    former = files.beside(path)
    files.write_bytes(former, kept.data)
    try:
        write()
    except OSError:
        former.unlink()
        raise
    named = kept.lost[:_NAMED] + (["…"] if len(kept.lost) > _NAMED else [])
    return [problem("facts-set-aside", file=file_name(period), found=tuple(named), expected=former.name)]


def _blank(needs: Needs, facts: PeriodFacts) -> tuple[tuple[str, str], ...]:
    """Return the blank cells that are due, without those reported as problems and those of people on leave."""
    reported = {(p.sheet, p.cell) for p in facts.problems}
    return (*_blank_of_departments(needs, facts), *(
        (employee.employee_id, figure.title)
        for employee in needs.people
        for figure in needs.figures
        if _due(needs, facts, (employee.employee_id, figure.title))
        and employee.employee_id not in facts.leave
        and figure.title not in facts.people.get(employee.employee_id, {})
        and facts.places.get((employee.employee_id, figure.title)) not in reported
    ))  # fmt: skip


def _blank_of_departments(needs: Needs, facts: PeriodFacts) -> Iterator[tuple[str, str]]:
    """Yield (department, title) of the blank figures of departments that are due."""
    asking, found = needs.departments, facts.departments
    for folded, name in asking.by_name.items():
        for figure in asking.figures:
            where = (folded, figure.title)
            due = _is_due(needs, facts, where in asking.required, asking.asked_with.get(where))
            if due and where not in found.values and where not in found.broken:
                yield name, figure.title


def _due(needs: Needs, facts: PeriodFacts, figure: tuple[str, str]) -> bool:
    """Return whether a figure of a person is needed to compute pay."""
    return _is_due(needs, facts, figure in needs.required, needs.asked_with.get(figure))


def _is_due(needs: Needs, facts: PeriodFacts, required: bool, pair: tuple[str, str] | None) -> bool:
    """Return whether a figure is needed: always, or since the setting ``pair`` has a value."""
    if required or pair is None:
        return required
    unset = any(item.pair == pair and item.setting.value is None for item in needs.items)
    return not unset or pair in facts.settings or pair in facts.broken


def _unset(needs: Needs, facts: PeriodFacts) -> tuple[tuple[str, str], ...]:
    """Return the settings without a value in both the plan file and the workbook."""
    open_ = [
        (item.plan.title, item.setting.title)
        for item in needs.items
        if item.setting.value is None and item.pair not in facts.settings and item.pair not in facts.broken
    ]
    return tuple(dict.fromkeys(open_))
