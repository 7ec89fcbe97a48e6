"""The command ``roster check``, and printing of the roster's reading for other commands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

import xlsappraise as xa
from xlsappraise.cli.commands import (
    PERIOD_WORDS,
    TranslatedGroup,
    command,
    echo_json,
    exit_code,
    language,
    option,
    parse_period,
    print_problems,
    sheet_option,
)
from xlsappraise.cli.i18n import N_, _, active
from xlsappraise.cli.screen import echo

_NAMED = 12
_NOTES = 2
"""So many notes on how the list was read have a line each, so that a sound list prints a dozen lines at most"""
_REASONS = {
    "hidden": N_("in a hidden row"),
    "mistake": N_("held back by the mistakes above"),
    "no-scheme": N_("without a scheme"),
    "no-supervisor": N_("left, without a supervisor in the list"),
    "joined-later": N_("joined after the period"),
    "left-before": N_("left before the period"),
    "few-days": N_("there for too few days of the period"),
    "period": N_("scheme of another kind of period"),
    "withdrawn": N_("form withdrawn"),
    "transferred": N_("transfer not decided"),
}
_CHANGES = {
    "new": N_("new in the roster"),
    "gone": N_("no longer in the roster"),
    "status": N_("status"),
    "name": N_("name"),
    "department": N_("department"),
    "position": N_("position"),
    "supervisor": N_("supervisor"),
    "indirect": N_("indirect supervisor"),
    "peers": N_("peers"),
    "days": N_("part of the period"),
    "scheme": N_("scheme"),
    "edition": N_("scheme changed"),
}


@click.group(
    "roster",
    cls=TranslatedGroup,
    help=N_("Check how the list of people is understood."),
    epilog=N_("Example: xlsappraise roster check"),
)
@language
def roster() -> None:
    """Group the commands on the list of people."""


@command(
    "check",
    N_("Show how the list of people is understood: headings, who gets a form, who does not and why, what changed."),
    N_("Example: xlsappraise roster check 花名册.xlsx --period 2026-11"),
)
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@option("--period", "when", metavar="PERIOD", help=N_("The period to issue; this month where it is left out."))
@sheet_option
@option("--hidden", is_flag=True, help=N_("Count people in hidden or filtered rows too."))
@option("--json", "as_json", is_flag=True, help=N_("Print the result as JSON."))
@click.pass_context
def check(
    ctx: click.Context,
    file: Path | None,
    when: str | None,
    sheet: str | None,
    hidden: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Check the roster."""
    today = date.today()
    period = parse_period(when or f"{today.year}-{today.month:02d}")
    with xa.open_workspace(xa.find_workspace(), writing=False, roster=file, sheet=sheet) as office:
        found = xa.check_roster(office, period, hidden=hidden)
    print_list_problems(found.problems, notes=not quiet)
    if as_json:
        echo_json(found.as_dict(active()))
    else:
        _print_checked(found)
    ctx.exit(exit_code(found.problems))


roster.add_command(check)


def _print_checked(found: xa.CheckedRoster) -> None:
    print_understood(found.understood, whole=True)
    text = _("{people} people; {issued} of them get a form for {period}.")
    echo(text.format(people=found.people, issued=len(found.issued), period=found.period))
    print_skipped(found.skipped)
    for change, title in _CHANGES.items():
        people = [f"{one.employee_id} {one.name}" for one in found.changes if one.what == change]
        if people:
            echo(
                _("Changed since the forms were issued ({what}): {people}").format(
                    what=_(title), people=_shortened(people)
                )
            )


def print_understood(understood: xa.Understood, *, whole: bool = False) -> None:
    """Print the column of each heading, statuses, and columns not read; ``whole``: also standard headings."""
    renamed = [f"{heading} → {title}" for title, heading in understood.columns if whole or heading != title]
    if renamed or whole:
        place = _("List of people: {file}, sheet “{sheet}”").format(file=understood.file, sheet=understood.sheet)
        echo(place)
    for text, parts in (
        (_("  Headings: {parts}"), renamed),
        (_("  Statuses: {parts}"), [f"{word} → {status}" for word, status in understood.statuses]),
        (_("  Not read: {parts}"), list(understood.ignored)),
    ):
        if parts:
            echo(text.format(parts=_shortened(parts, 30)))


def print_skipped(skipped: Sequence[xa.Skipped]) -> None:
    """Print who gets no form and why, in one line."""
    parts = []
    for reason in dict.fromkeys(one.reason for one in skipped):
        people = list(dict.fromkeys(f"{one.employee_id} {one.name}" for one in skipped if one.reason == reason))
        title = _(_REASONS[reason]) if reason in _REASONS else reason
        text = _("{reason} ({count}): {people}")
        told = text.format(reason=title, count=len(people), people=_(", ").join(people))
        parts.append(told + _of_other_kinds([one for one in skipped if one.reason == reason]))
    if parts:
        echo(_("No form: {reasons}").format(reasons=_("; ").join(parts)))


def _of_other_kinds(skipped: Sequence[xa.Skipped]) -> str:
    """Return the schemes that are for another kind of period, with that kind."""
    kinds = dict.fromkeys((one.detail, one.kind) for one in skipped if one.kind is not None)
    listed = [_("{title}: {kind}").format(title=title, kind=_(PERIOD_WORDS[kind])) for title, kind in kinds]
    return _(" ({schemes})").format(schemes=_("; ").join(listed)) if listed else ""


def print_list_problems(problems: Sequence[xa.Problem], *, notes: bool) -> None:
    """Print problems; of the notes on how the list was read, the first few on lines of their own, the rest on one."""
    read = [p for p in problems if p.severity == "note" and p.code.startswith("roster-") and p.employee_id is None]
    rest = read[_NOTES:] if notes and len(read) > _NOTES + 1 else []
    print_problems([p for p in problems if p not in rest], notes=notes)
    if rest:
        text = _("Read besides: {notes}").format(notes=" ".join(xa.say(found, active()) for found in rest))
        echo(f"  {text}", err=True)


def _shortened(parts: Sequence[str], shown: int = _NAMED) -> str:
    return _(", ").join([*parts[:shown], *(["…"] if len(parts) > shown else [])])
