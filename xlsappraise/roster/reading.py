"""The list of people: read from a workbook as HR keeps it, checked whole, every mistake with its cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xlsappraise.base.i18n import phrase
from xlsappraise.base.own_words import OwnWords
from xlsappraise.base.problems import Problem, Refusal
from xlsappraise.base.text import clipped, nearest
from xlsappraise.roster.hand import Remarks
from xlsappraise.roster.own import headed_with, mistakes_of
from xlsappraise.roster.peers import Peers, PeerSheet
from xlsappraise.roster.people import COLUMNS, Roster, Understood
from xlsappraise.roster.positions import PositionRules
from xlsappraise.roster.row import PeopleRows
from xlsappraise.roster.rows import rows_of
from xlsappraise.roster.supervisors import one_name_each
from xlsappraise.schemes import Library
from xlsappraise.typed import HeadedTable, Heading
from xlsappraise.typed.words import key
from xlsappraise.xlsx.address import address
from xlsappraise.xlsx.own import own as own_file

_PLAIN = OwnWords()
_HEADINGS = 6
_COMPARED, _WIDTH = 200, 60
"""So many headings of no column are compared with those that are missing, and printed; so much of each is printed"""


def read_roster(path: Path, library: Library, own: OwnWords = _PLAIN) -> Roster:
    """Read the first visible sheet with the headings; raise Refusal when none can be read or has them."""
    wrong = tuple(mistakes_of(own))
    if wrong:
        raise Refusal(*wrong)
    table = HeadedTable.first(headed_with(own), path, "roster-unreadable", own.sheet)
    if table.heading_row is None:
        raise Refusal(table.problem("roster-no-headings", expected="、".join(COLUMNS.values()), path=str(path)))
    with own_file(path, "roster-unreadable"):
        positions = PositionRules.of(path.name, table.reading, own)
        second = PeerSheet.of(path.name, table.reading)
    problems = list(_heading_problems(table, positions))
    rows = rows_of(table)
    if rows.headings:
        row = rows.headings[0] + 1
        problems.append(table.problem("roster-headings-again", f"{row}:{row}"))
    reader = PeopleRows(table, library, own, positions)
    employees = [reader.employee(row) for row in rows.people] if not problems else []
    if not employees and not problems:
        problems.append(table.problem("roster-empty"))
    problems += reader.stops
    remarks = Remarks(table, rows, reader.noted, path)
    employees, renamed = one_name_each(path.name, employees)
    done, loose = Peers(path.name, employees).resolve([*reader.named, *second.named])
    return Roster(
        tuple(done),
        tuple(problems),
        (*second.problems, *loose, *positions.problems, *reader.loose),
        (*remarks.all(), *_ignored(table, problems), *renamed),
        _understood(table, reader),
    )


def _heading_problems(table: HeadedTable, positions: PositionRules) -> Sequence[Problem]:
    """Return what is wrong with the headings; the schemes may come from the positions instead."""
    found = list(table.heading_problems())
    if "schemes" not in table.columns and not positions:
        missing = table.headed["schemes"].title
        hint = phrase(" Or give the positions their schemes, on a sheet 岗位方案 with the headings 岗位 and 考核方案.")
        found.append(table.problem("roster-missing-column", table.heading_place, expected=missing, hint=hint))
    unread = [heading.text for heading in table.odd if heading.column is None][:_COMPARED]
    return [_with_nearest(problem, table, unread) for problem in found]


def _with_nearest(found: Problem, table: HeadedTable, unread: Sequence[str]) -> Problem:
    """Add the heading that was most likely meant to a missing one."""
    if found.code != table.headed.codes.missing:
        return found
    meant = nearest(str(found.expected), unread)
    if meant is None:
        return found if "hint" in found.facts else found.with_facts(hint="")
    return found.with_facts(hint=phrase(" Is it “{heading}”?", heading=meant))


def _ignored(table: HeadedTable, problems: Sequence[Problem]) -> list[Problem]:
    """Name the unread headings that look like ones of the list and are not suggested in a problem already."""
    reported = {str(problem.expected) for problem in problems if problem.code == table.headed.codes.missing}
    absent = {key(c.title): c.title for c in table.headed.columns if c.id not in table.columns}
    found: list[tuple[Heading, str]] = []
    for heading in _unread(table)[:_COMPARED]:
        meant = nearest(key(heading.text), absent) if heading.column is None else None
        if meant is not None and absent[meant] not in reported:
            found.append((heading, absent[meant]))
    if not found:
        return []
    read = tuple(f"{_on_a_line(heading)} → {title}" for heading, title in found[:_HEADINGS])
    shown = (*read, "…") if len(found) > _HEADINGS else read
    return [table.problem("roster-unknown-heading", address(found[0][0].place), found=shown, count=len(found))]


def _unread(table: HeadedTable) -> list[Heading]:
    return [heading for heading in table.odd if heading.text and heading not in table.twins]


def _on_a_line(heading: Heading) -> str:
    return clipped(" ".join(heading.text.split()), _WIDTH)


def _understood(table: HeadedTable, reader: PeopleRows) -> Understood:
    columns = tuple(
        (column.title, _on_a_line(table.headings[column.id]))
        for column in table.headed.columns
        if column.id in table.headings
    )
    unread = [_on_a_line(heading) for heading in _unread(table)]
    ignored = (*unread[:_COMPARED], *(["…"] if len(unread) > _COMPARED else []))
    return Understood(table.file, table.name, columns, ignored, tuple(reader.statuses.items()))
