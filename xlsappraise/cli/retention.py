"""The commands of ``retention``: what is kept for longer than the period of retention."""

from __future__ import annotations

from datetime import date

import click

import xlsappraise as xa
from xlsappraise.cli.commands import TranslatedGroup, command, echo_json, language, option
from xlsappraise.cli.i18n import N_, _, shown
from xlsappraise.cli.screen import echo, print_table


@click.group(
    "retention",
    cls=TranslatedGroup,
    help=N_("Records that are older than two years; nothing is deleted."),
    epilog=N_("Example: xlsappraise retention list"),
)
@language
def retention() -> None:
    """Group the commands on old records."""


@command(
    "list",
    N_("List records, lists of people and books of periods that ended more than two years ago, to be decided on."),
    N_("Example: xlsappraise retention list --on 2026-12-31 --json"),
)
@option("--on", "on", metavar="DATE", help=N_("Count back from this day instead of today."))
@option("--json", "as_json", is_flag=True, help=N_("Print the result as JSON."))
def list_records(on: str | None, as_json: bool, quiet: bool) -> None:
    """List old records."""
    day = day_of(on)
    with xa.open_workspace(xa.find_workspace(), writing=False) as office:
        found = xa.list_retention(office, day)
    if as_json:
        echo_json(found.as_dict())
        return
    if found.records:
        _print(found)
    if found.kept:
        _print_kept(found)
    text = _("{count} records are of periods that ended before {day}, more than two years before {on}.")
    echo(text.format(count=len(found.records), day=found.before, on=found.on))
    if found.kept:
        text = _("{count} lists of people, facts workbooks and editions of books are kept of such periods.")
        echo(text.format(count=len(found.kept)))
    if not quiet:
        echo(_("This program deletes nothing; people decide what happens to these records."))


def day_of(text: str | None) -> date | None:
    """Parse an ISO date, None for None; raise Refusal if the text is not a date."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise xa.Refusal(xa.problem("day-invalid", found=text, expected="2026-11-30")) from None


def _print(found: xa.Retention) -> None:
    heads = _("Period"), _("Employee no."), _("Name"), _("Scheme"), _("State"), _("Form in the outbox"), _("Archive")
    rows = []
    for one in found.records:
        hashes = tuple(f"{kept.sha256[:12]} {kept.file or ''}".strip() for kept in one.files)
        rows.append(
            (
                one.period,
                one.employee_id,
                one.name,
                one.scheme_title or one.scheme,
                shown(one.title),
                one.outbox or "",
                hashes,
            )
        )
    print_table(heads, rows)


def _print_kept(found: xa.Retention) -> None:
    heads = _("Period"), _("Kept"), _("Edition"), _("Files")
    rows = [(one.period, shown(one.title), str(one.edition or ""), one.files) for one in found.kept]
    print_table(heads, rows)


retention.add_command(list_records)
