"""The base of all commands: translated help, printing of problems and results, exit codes."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

import xlsappraise as xa
from xlsappraise.cli.i18n import N_, _, active
from xlsappraise.cli.language import use_language
from xlsappraise.cli.questions import agreed
from xlsappraise.cli.screen import echo, echo_finding

Ask = Callable[[Sequence[xa.Problem]], bool]
"""Asks whether to go on in spite of findings"""
F = TypeVar("F", bound=Callable[..., Any])
PERIOD_WORDS = {"week": N_("week"), "month": N_("month"), "quarter": N_("quarter"), "year": N_("year")}
PROBLEMS_FOUND = 1
USAGE = 2
_SEPARATED = re.compile("(?P<text>[^,，、;；]+)|(?P<twice>[,，、;；])(?P=twice)|[,，、;；]")
"""The parts of a list: text, a separator that is meant as text, a separator"""
_BARE = re.compile(r"[\w./\\:+-]+")
"""Texts that need no quotes in a shell"""


class TranslatedOption(click.Option):
    """An option whose help is translated when it is printed."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the names and the translated help."""
        record = super().get_help_record(ctx)
        if record is None or not self.help:
            return record
        return record[0], record[1].replace(self.help, _(self.help))


class _Translated(click.Command):
    """The base class of commands and groups."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; say of those that are left over that quotes may be missing."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            if type(error) is not click.UsageError:  # something is left over; each other fault has a class of its own
                raise
            text = _('{message}. Put a name or reason that contains blanks in quotes: "a b.xlsx".')
            raise click.UsageError(text.format(message=error.message), ctx) from None

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence, translated."""
        return (_(self.help) if self.help else "").partition("\n")[0]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the translated help."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(self.help) if self.help else "")

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the translated example."""
        if self.epilog:
            formatter.write_paragraph()
            for line in _(self.epilog).split("\n"):
                formatter.write_text(line)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; print exceptions as problems, never as a traceback."""
        try:
            return super().invoke(ctx)
        except xa.Refusal as refusal:
            print_problems(refusal.problems)
            usage = any(p.usage for p in refusal.problems)
            ctx.exit(USAGE if usage else PROBLEMS_FOUND)
        except KeyboardInterrupt:
            print_problems([xa.problem("interrupted")])
            ctx.exit(PROBLEMS_FOUND)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:  # the reader of the output, such as head, has closed it
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            ctx.exit(0)
        except Exception as error:
            if os.environ.get("XLSAPPRAISE_DEBUG"):
                raise
            print_problems([xa.problem("unexpected", found=f"{type(error).__name__}: {error}")])
            ctx.exit(PROBLEMS_FOUND)


class TranslatedCommand(_Translated):
    """A command."""


class TranslatedGroup(_Translated, click.Group):
    """A group; its commands keep the order in which they were added."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of registration."""
        return list(self.commands)


def command(name: str, help_text: str, example: str) -> Callable[[F], click.Command]:
    """Return a decorator that makes a function a command with ``--lang`` and ``--quiet``."""

    def decorate(function: F) -> click.Command:
        quiet = option("--quiet", "-q", is_flag=True, help=N_("Print results and problems only."))
        result: click.Command = click.command(name, cls=TranslatedCommand, help=help_text, epilog=example)(
            quiet(language(function))
        )
        return result

    return decorate


def language(function: F) -> F:
    """Add ``--lang``."""
    return option(
        "--lang",
        type=click.Choice(xa.LANGUAGES),
        expose_value=False,
        is_eager=True,
        callback=_set_language,
        help=N_("Language of this program's messages."),
    )(function)


def option(*names: str, **settings: Any) -> Callable[[F], F]:
    """Add an option whose help is translated."""
    return click.option(*names, cls=TranslatedOption, **settings)


def roster_option(function: F) -> F:
    """Add ``--roster``, the path of another roster than the workspace's."""
    add = option("--roster", type=click.Path(path_type=Path), help=N_("Another roster workbook."))
    return add(function)


def sheet_option(function: F) -> F:
    """Add ``--sheet``, the name of the roster's sheet."""
    return option("--sheet", metavar="NAME", help=N_("The sheet of the roster, where several have the headings."))(
        function
    )


_NO_OTHERS: Mapping[str, str] = {}


def yes_option(function: F) -> F:
    """Add ``--yes``, the answer to the question whether figures may be lost."""
    add = option("--yes", is_flag=True, help=N_("Go on without asking although figures of the last run are lost."))
    return add(function)


def ask_of_losses() -> Ask | None:
    """Return a function that asks whether figures may be lost; None where nobody is there to answer."""
    return question(N_("Go on all the same?"), silent=False)


def split_list(_ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> list[str]:
    """Split values at commas or semicolons of either width or 、; one that is written twice belongs to its value."""
    found = [""]
    for match in _SEPARATED.finditer(",".join(values)):
        inside = match["text"] or match["twice"]
        if inside:
            found[-1] += inside
        else:
            found.append("")
    return [text.strip() for text in found if text.strip()]


def attended() -> bool:
    """Return whether somebody is at a terminal who can answer a question."""
    return not os.environ.get("CI") and sys.stdin.isatty() and sys.stderr.isatty()


def question(text: str, *, silent: bool, others: Mapping[str, str] = _NO_OTHERS) -> Ask | None:
    """Return a function that prints findings and asks whether to go on; None where nobody is there to answer.

    ``others``: the questions for some codes, where they are not ``text``.
    """
    if silent or not attended():
        return None

    def ask(found: Sequence[xa.Problem]) -> bool:
        print_problems(found)
        if agreed(_(others.get(found[0].code, text))):
            return True
        raise click.exceptions.Exit(PROBLEMS_FOUND)

    return ask


def _set_language(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        use_language(value)


_SEVERITY = {
    "error": (N_("error"), "red"),
    "tampering": (N_("tampering"), "magenta"),
    "warning": (N_("warning"), "yellow"),
    "note": (N_("note"), "cyan"),
}


def print_problems(problems: Sequence[xa.Problem], *, notes: bool = True, codes: bool = True) -> None:
    """Print problems to standard error, grouped by file; without ``notes`` only the number of notes."""
    last: str | None = None
    shown = [p for p in problems if notes or p.severity != "note" or not p.quiet]
    for found in shown:
        if found.file is not None and found.file != last:
            echo(found.file, err=True, bold=True)
        last = found.file
        print_problem(found, codes=codes)
    if len(shown) < len(problems):
        echo(
            _("{count} notes besides; they need nothing done.").format(count=len(problems) - len(shown)),
            err=True,
        )


def print_problem(found: xa.Problem, *, codes: bool = True) -> None:
    """Print one problem to standard error, without its file."""
    word, colour = _SEVERITY[found.severity]
    indent = "  " if found.file is not None else ""
    code = f"[{found.code}] " if codes else ""
    echo_finding(indent, _(word), colour, f"{code}{xa.say(found, active())}")


def print_moved(files: Sequence[Path]) -> None:
    """Print where the files of forms that no longer count were moved."""
    if files:
        folder = files[0].parent.parent
        echo(_("{count} files moved from the outbox to {folder}.").format(count=len(files), folder=folder))


def exit_code(problems: Sequence[xa.Problem]) -> int:
    """Return 1 if there is an error or tampering, else 0."""
    return PROBLEMS_FOUND if any(p.severity in ("error", "tampering") for p in problems) else 0


def parse_period(text: str) -> xa.Period:
    """Parse a period; raise Refusal if the text is not a period."""
    try:
        return xa.Period.spelled(text)
    except ValueError:
        raise xa.Refusal(xa.problem("period-invalid", found=text)) from None


def echo_lines(lines: Sequence[xa.ShownLine]) -> None:
    """Print lines, headings bold."""
    for line in lines:
        echo(line.text, bold=line.heading)


def echo_json(data: object) -> None:
    """Print a value as JSON; what a terminal would not show is escaped as JSON escapes it."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    click.echo("".join(c if c == "\n" or xa.printable(c) == c else json.dumps(c)[1:-1] for c in text))


def pasted(words: str, *arguments: object) -> str:
    """Return a command ready to be pasted into a shell: arguments with blanks or special characters in quotes."""
    shown = (text if _BARE.fullmatch(text) else f'"{text}"' for text in map(str, arguments))
    return " ".join(("xlsappraise", words, *shown))


def current_workspace() -> Path | None:
    """Return the workspace folder at or above the current folder, or None."""
    try:
        return xa.find_workspace()
    except xa.Refusal as refusal:
        if refusal.problems[0].code not in ("workspace-missing", "workspace-below"):
            raise
        return None
