"""The commands ``status``, ``summarize`` and ``explain``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import click

import xlsappraise as xa
from xlsappraise.cli.arguments import period_argument
from xlsappraise.cli.commands import (
    ask_of_losses,
    command,
    echo_json,
    exit_code,
    option,
    parse_period,
    print_problems,
    yes_option,
)
from xlsappraise.cli.i18n import N_, _, active, shown
from xlsappraise.cli.open_findings import print_counted, print_open, print_settled
from xlsappraise.cli.passwords import password_file
from xlsappraise.cli.progress import bar
from xlsappraise.cli.screen import TableCell, echo, one_line, print_table


def print_counts(found: xa.CollectedPeriod) -> None:
    """Print the counts of forms and of files by state."""
    for title, words, counts in (
        (_("Forms"), xa.FORM_COUNTS, found.form_counts),
        (_("Files"), xa.FILE_COUNTS, found.file_counts),
    ):
        text = _(", ").join(f"{shown(words[name])} {count}" for name, count in counts.items())
        echo(_("{rule}: {details}").format(rule=title, details=text))


@command(
    "status",
    N_("List who has not answered, whose file has problems and what waits for a decision, per supervisor."),
    N_("Example: xlsappraise status 2026-11"),
)
@period_argument
@option("--settled", is_flag=True, help=N_("List what has been settled instead: decisions, and what came in later."))
@option("--json", "as_json", is_flag=True, help=N_("Print the result as JSON."))
@password_file
@click.pass_context
def status(
    ctx: click.Context, period: str, settled: bool, as_json: bool, passwords: tuple[str, ...], quiet: bool
) -> None:
    """Print the state of a period; exit 1 while something is open."""
    when = parse_period(period)
    with xa.open_workspace(xa.find_workspace(), writing=False) as office:
        found = xa.status(office, when, passwords=passwords, progress=bar(_("Reading files"), quiet=quiet))
    if as_json:
        echo_json(found.as_dict(active()))
    elif settled:
        print_settled(found.findings)
    else:
        if not quiet:
            _status_table(found)
            print_open(found.findings)
            print_problems(found.outdated, codes=False)
            print_counted(found.findings, when)
        print_counts(found)
    ctx.exit(open_code(found.open, found.findings))


def _status_table(found: xa.CollectedPeriod) -> None:
    states = ("valid", "incomplete", "invalid", "missing")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    waiting: dict[str, list[str]] = defaultdict(list)
    many = Counter(one.form.person.employee_id for one in found.forms)
    for one in found.forms:
        person = one.form.person
        counts[person.supervisor][one.state] += 1
        if one.open:
            again = many[person.employee_id] > 1
            name = f"{person.employee_id} {person.name}{f' ({one.form.scheme})' if again else ''}"
            waiting[person.supervisor].append(name)
    headings = [_("Supervisor"), *(shown(xa.FORM_COUNTS[s]) for s in states), _("Still open")]
    rows: list[tuple[TableCell, ...]] = [
        (supervisor, *(str(of[s]) for s in states), tuple(waiting[supervisor])) for supervisor, of in counts.items()
    ]
    print_table(headings, rows, whole=len(headings) - 1)


@command(
    "summarize",
    N_("Collect the inbox, recompute every score, write the summary and marked copies to send back."),
    N_("Example: xlsappraise summarize 2026-11 --json result.json"),
)
@period_argument
@option("--inbox", type=click.Path(path_type=Path), metavar="DIR", help=N_("Another folder of returned files."))
@option("--out", type=click.Path(path_type=Path), metavar="FILE", help=N_("Another name for the summary."))
@option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("Also write the result as JSON."),
)
@option("--by-department", is_flag=True, help=N_("Also write a book per department, without the others' names."))
@password_file
@yes_option
@click.pass_context
def summarize(
    ctx: click.Context,
    period: str,
    inbox: Path | None,
    out: Path | None,
    json_file: Path | None,
    by_department: bool,
    passwords: tuple[str, ...],
    yes: bool,
    quiet: bool,
) -> None:
    """Summarise a period."""
    when = parse_period(period)
    with xa.open_workspace(xa.find_workspace()) as office:
        progress = bar(_("Reading files"), quiet=quiet)
        done = xa.summarize(
            office, when, inbox=inbox, out=out, passwords=passwords, progress=progress, yes=yes, ask=ask_of_losses(),
            by_department=by_department,
        )  # fmt: skip
    if json_file is not None:
        xa.write_json(json_file, done.as_dict(active()))
    if not quiet:
        print_open(done.findings)
        print_counted(done.findings, when)
    print_counts(done.collected)
    print_summary(done, out or office.workspace.summary(when), quiet=quiet)
    ctx.exit(summary_code(done))


def print_summary(done: xa.PeriodSummary, target: Path, *, quiet: bool) -> None:
    """Print the paths of the files that were written."""
    if done.rolled_up or done.not_rolled_up:
        text = _("Rolled up: {made} results, {open} without a result.")
        echo(text.format(made=done.rolled_up, open=done.not_rolled_up))
    if done.workbook != target:
        echo(
            _(
                "{file} is open in another program; the summary was written into the same folder under another name."
            ).format(file=target)
        )
    echo(_("Summary: {file}").format(file=done.workbook))
    if done.departments:
        text = _("{count} books of departments are in {folder}.")
        echo(text.format(count=len(done.departments), folder=done.departments[0].parent))
    if done.copies and not quiet:
        text = _("{count} marked copies to send back are in {folder}.")
        echo(text.format(count=len(done.copies), folder=done.corrections))


def summary_code(done: xa.PeriodSummary) -> int:
    """Return the exit code: 1 if a form is open or there is an error that nobody has settled, else 0."""
    return open_code(done.collected.open, done.findings)


def open_code(forms_open: bool, /, findings: Sequence[xa.SortedFinding]) -> int:
    """Return 1 if forms, or errors and tampering, are open, else 0."""
    return 1 if forms_open else exit_code([one.problem for one in findings if one.state == "open"])


@command(
    "explain",
    N_("Explain how each point of a person's result was computed, of a quarter or year too."),
    N_("Example: xlsappraise explain E001 2026-11 --file 说明.xlsx"),
)
@click.argument("who", metavar="NO|NAME")
@period_argument
@option("--file", type=click.Path(path_type=Path), metavar="FILE.xlsx", help=N_("Also write it as a page to print."))
def explain(who: str, period: str, file: Path | None, quiet: bool) -> None:
    """Explain a result."""
    when = parse_period(period)
    with xa.open_workspace(xa.find_workspace(), writing=False) as office:
        found = xa.explain(office, who, when, file=file)
    for one in found:
        _print_explanation(one, quiet=quiet)
    if file is not None:
        echo(_("Written: {file}").format(file=file))


def _print_explanation(one: xa.ExplainedForm, *, quiet: bool) -> None:
    number = [one.form.number] if one.form is not None and one.history else []
    who = f"{one.person.employee_id} {one.person.name}"
    echo(" · ".join([who, shown(one.title), str(one.period), *number]))
    echo(_("State: {state}").format(state=shown(xa.FORM_COUNTS[one.state])))
    if one.part is not None:
        echo(_("Part of the period: {part}").format(part=shown(one.part)))
    for line in one.lines:
        points = f" / {line.points}" if line.points else ""
        echo(f"{one_line(line.title)}  {one_line(line.score)}{points}", bold=True)
        for text in (line.entered, line.worked, "" if quiet else line.how):
            if text:
                echo(f"    {one_line(text)}")
    print_problems(one.problems)
    if one.history and not quiet:
        echo(_("History:"))
        for event in one.history:
            detail = event.detail.removeprefix("reissue").strip() if event.kind == "replaced" else event.detail
            echo(f"  {xa.local_time(event.at)}  {shown(event.title)}  {detail}".rstrip())
