"""``status``, ``summarize`` and ``explain``."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlsappraise.base.i18n import N_, _, active, shown
from xlsappraise.cli.passwords import password_file
from xlsappraise.cli.progress import bar
from xlsappraise.cli.spoken import command, exit_code, option, tell

if TYPE_CHECKING:
    from xlsappraise.report.summarize import Summarized
    from xlsappraise.results.explain import Explanation
    from xlsappraise.returned.states import Collection

STATE_WORDS = {
    "issued": N_("issued"),
    "valid": N_("valid"),
    "incomplete": N_("incomplete"),
    "invalid": N_("with problems"),
    "missing": N_("not returned"),
    "withdrawn": N_("withdrawn"),
    "seen": N_("seen"),
    "accepted": N_("accepted"),
    "refused": N_("refused"),
    "set_aside": N_("set aside"),
    "duplicate": N_("duplicate"),
    "ignored": N_("ignored"),
}
EVENT_WORDS = {
    **STATE_WORDS,
    "issued": N_("sent out"),
    "replaced": N_("replaced"),
    "declined": N_("declined"),
}


def print_counts(collection: Collection) -> None:
    """Print the two sets of counts."""
    for title, counts in (
        (_("Forms"), collection.form_counts()),
        (_("Files"), collection.file_counts()),
    ):
        told = _(", ").join(f"{_(STATE_WORDS[name])} {count}" for name, count in counts.items())
        click.echo(_("{rule}: {details}").format(rule=title, details=told))


@command(
    "status",
    N_("Tell who has not answered, whose file has problems and what waits for a decision, per supervisor."),
    N_("Example: xlsappraise status 2026-11"),
)
@click.argument("period", metavar="PERIOD")
@password_file
@click.pass_context
def status(ctx: click.Context, period: str, passwords: tuple[str, ...], quiet: bool) -> None:
    """Print the state of a period; exit 1 while something is open."""
    from xlsappraise.returned.collect import collect
    from xlsappraise.store.office import opened, parse_period
    from xlsappraise.store.workspace import Workspace

    when = parse_period(period)
    workspace = Workspace.find()
    with opened(workspace) as office:
        collection = collect(office, when, workspace.inbox(when), bar(_("Reading files"), quiet=quiet), passwords)
    if not quiet:
        _status_table(collection)
        tell([p for p in collection.problems if p.severity in ("error", "tampering")])
    print_counts(collection)
    open_forms = any(f.state not in ("valid", "withdrawn") for f in collection.forms)
    ctx.exit(1 if open_forms else 0)


def _status_table(collection: Collection) -> None:
    from rich.console import Console
    from rich.table import Table

    states = ("valid", "incomplete", "invalid", "missing")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    waiting: dict[str, list[str]] = defaultdict(list)
    for form in collection.forms:
        counts[form.issue.supervisor][form.state] += 1
        if form.state not in ("valid", "withdrawn"):
            waiting[form.issue.supervisor].append(f"{form.issue.employee_id} {form.issue.name}")
    table = Table(_("Supervisor"), *(_(STATE_WORDS[s]) for s in states), _("Still open"))
    for supervisor, of in counts.items():
        table.add_row(supervisor, *(str(of[s]) for s in states), _(", ").join(waiting[supervisor]))
    Console(markup=False).print(table)


@command(
    "summarize",
    N_("Collect the inbox, recompute every score, write the summary and marked copies to send back."),
    N_("Example: xlsappraise summarize 2026-11 --json result.json"),
)
@click.argument("period", metavar="PERIOD")
@option("--inbox", type=click.Path(path_type=Path), metavar="DIR", help=N_("Another folder of returned files."))
@option("--out", type=click.Path(path_type=Path), metavar="FILE", help=N_("Another name for the summary."))
@option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("Also write the result as JSON."),
)
@password_file
@click.pass_context
def summarize(
    ctx: click.Context,
    period: str,
    inbox: Path | None,
    out: Path | None,
    json_file: Path | None,
    passwords: tuple[str, ...],
    quiet: bool,
) -> None:
    """Summarise a period."""
    from xlsappraise.report.summarize import summarize as run
    from xlsappraise.report.summarize import write_json
    from xlsappraise.store.office import opened, parse_period
    from xlsappraise.store.workspace import Workspace

    when = parse_period(period)
    workspace = Workspace.find()
    with opened(workspace, alone=True) as office:
        done = run(office, when, inbox, out, bar(_("Reading files"), quiet=quiet), passwords)
    if json_file is not None:
        write_json(json_file, done.as_dict(active()))
    if not quiet:
        tell(done.problems, notes=False)
    print_counts(done.collection)
    tell_summary(done, out or workspace.summary(when), quiet=quiet)
    ctx.exit(summary_code(done))


def tell_summary(done: Summarized, target: Path, *, quiet: bool) -> None:
    """Print what was written where."""
    every = [one for group in done.rolled.groups.values() for one in group]
    if every:
        made = sum(one.total is not None for one in every)
        text = _("Rolled up: {made} results, {open} without a result.")
        click.echo(text.format(made=made, open=len(every) - made))
    if done.workbook != target:
        click.echo(_("{file} is open in another program; the summary was written beside it.").format(file=target))
    click.echo(_("Summary: {file}").format(file=done.workbook))
    if done.copies.paths and not quiet:
        told = _("{count} marked copies to send back are in {folder}.")
        click.echo(told.format(count=len(done.copies.paths), folder=done.copies.folder))


def summary_code(done: Summarized) -> int:
    """Return 1 while a form is open or a person has something to mend, else 0."""
    open_forms = any(f.state not in ("valid", "withdrawn") for f in done.collection.forms)
    return 1 if open_forms else exit_code(done.problems)


@command(
    "explain",
    N_("Tell how each point of a person's result came about."),
    N_("Example: xlsappraise explain E001 2026-11"),
)
@click.argument("number", metavar="NO")
@click.argument("period", metavar="PERIOD")
def explain(number: str, period: str, quiet: bool) -> None:
    """Explain a result."""
    from xlsappraise.results.explain import explain as run
    from xlsappraise.store.office import opened, parse_period
    from xlsappraise.store.workspace import Workspace

    when = parse_period(period)
    with opened(Workspace.find()) as office:
        found = run(office, number, when)
    for one in found:
        _print_explanation(one, quiet=quiet)


def _print_explanation(one: Explanation, *, quiet: bool) -> None:
    issue = one.form.issue
    token = [issue.token] if one.history else []
    click.echo(" · ".join([f"{issue.employee_id} {issue.name}", shown(one.title), issue.period, *token]))
    click.echo(_("State: {state}").format(state=_(STATE_WORDS[one.state])))
    for line in one.lines:
        points = f" / {line.points}" if line.points else ""
        click.echo(click.style(f"{shown(line.title)}  {shown(line.score)}{points}", bold=True))
        for text in (line.entered, "" if quiet else line.how):
            if text:
                click.echo(f"    {shown(text)}")
    tell(one.problems)
    if one.history and not quiet:
        click.echo(_("History:"))
        for event in one.history:
            detail = "" if event.kind == "replaced" else event.detail  # its only reason is the reissue itself
            click.echo(f"  {event.at}  {_(EVENT_WORDS[event.kind])}  {detail}".rstrip())
