"""The commands ``pay`` and ``promote``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

import xlsappraise as xa
from xlsappraise.cli.arguments import period_argument
from xlsappraise.cli.commands import (
    ask_of_losses,
    command,
    exit_code,
    option,
    parse_period,
    print_problems,
    roster_option,
    yes_option,
)
from xlsappraise.cli.i18n import N_, _, active
from xlsappraise.cli.screen import echo, print_table

_json = option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("Also write the result as JSON."),
)


@command(
    "pay",
    N_("Compute the pay plans of a period, line by line, and write a payroll workbook."),
    N_("Example: xlsappraise pay 2026-11 --what-if floor-supervisor-pay.shares=20%/60%/20%"),
)
@period_argument
@roster_option
@_json
@option(
    "--what-if",
    "changes",
    multiple=True,
    metavar="PLAN.KEY=VALUE",
    help=N_("Compute the difference that another setting would make; nothing is recorded. May be given several times."),
)
@yes_option
@click.pass_context
def pay(
    ctx: click.Context,
    period: str,
    roster: Path | None,
    json_file: Path | None,
    changes: tuple[str, ...],
    yes: bool,
    quiet: bool,
) -> None:
    """Compute the pay of a period, or the effect of other settings."""
    when = parse_period(period)
    _check_folder(json_file)
    with xa.open_workspace(xa.find_workspace(), writing=not changes, roster=roster) as office:
        tried = xa.what_if(office, when, changes) if changes else None
        done = xa.pay(office, when, yes=yes, ask=ask_of_losses()) if tried is None else tried.tried
    if json_file is not None:
        xa.write_json(json_file, (tried or done).as_dict(active()))
    print_problems(done.problems, notes=not quiet)
    if tried is None:
        _print_paid(done, quiet=quiet)
    else:
        _print_tried(tried)
    ctx.exit(exit_code(done.problems))


def _check_folder(json_file: Path | None) -> None:
    """Raise Refusal if the folder of the JSON file does not exist, before anything is computed."""
    if json_file is not None and not json_file.parent.is_dir():
        raise xa.Refusal(xa.problem("folder-not-found", file=str(json_file.parent)))


def _print_paid(done: xa.Paid, *, quiet: bool) -> None:
    if not quiet:
        rows = [(number, done.people[number].name, f"{amount:,.2f}") for number, amount in done.totals.items()]
        print_table([_("Employee no."), _("Name"), _("Sum (yuan)")], rows, numbers=1)
    whole = sum(done.totals.values())
    held = {one.employee_id for one in done.withheld}
    text = _("{people} people, {amount} yuan in all; of {held} people something is withheld.")
    echo(text.format(people=len(done.totals), amount=f"{whole:,.2f}", held=len(held)))
    echo(_("Payroll: {file}").format(file=done.workbook))


def _print_tried(done: xa.Tried) -> None:
    headings = [_("Employee no."), _("Name"), _("actual"), _("what if"), _("difference")]
    rows = [
        (number, name, f"{before:,.2f}", f"{after:,.2f}", f"{after - before:+,.2f}")
        for number, name, before, after in done.rows
    ]
    print_table(headings, rows, numbers=3)
    change = sum(after - before for _number, _name, before, after in done.rows)
    echo(_("Difference in all: {amount} yuan. Nothing was recorded.").format(amount=f"{change:+,.2f}"))
    echo(_("Written: {file}").format(file=done.workbook))


@command(
    "promote",
    N_("Propose who goes up or down, whom to talk to, whom to consider dismissing; each with its evidence."),
    N_("Example: xlsappraise promote 2026-Q4 --json proposals.json"),
)
@period_argument
@roster_option
@_json
@yes_option
@click.pass_context
def promote(
    ctx: click.Context, period: str, roster: Path | None, json_file: Path | None, yes: bool, quiet: bool
) -> None:
    """Print proposals; nothing is changed."""
    when = parse_period(period)
    _check_folder(json_file)
    with xa.open_workspace(xa.find_workspace(), roster=roster) as office:
        done = xa.promote(office, when, yes=yes, ask=ask_of_losses())
    if json_file is not None:
        xa.write_json(json_file, done.as_dict(active()))
    print_problems(done.problems, notes=not quiet)
    counts = Counter(one.action for one in done.proposals)
    words = {
        "up": _("up"), "down": _("down"), "interview": _("interview"), "observe": _("observation"),
        "review": _("review of base pay"), "dismiss": _("dismissal considered"),
    }  # fmt: skip
    if not quiet:
        for one in done.proposals:
            person = done.people[one.employee_id]
            goal = " → ".join(text for text in (one.before, one.after) if text)
            echo(f"{one.employee_id} {person.name}  {words[one.action]}  {goal}")
            for line in one.evidence:
                echo(f"    {line}")
    listed = _(", ").join(f"{word} {counts[action]}" for action, word in words.items())
    echo(_("Proposals: {listed}. Nothing was changed.").format(listed=listed))
    echo(_("Written: {file}").format(file=done.workbook))
    ctx.exit(exit_code(done.problems))
