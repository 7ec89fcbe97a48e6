"""What a scheme looks like before anything is issued: a sample form, and a workbook for known figures."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from xlsappraise.base import files
from xlsappraise.base.period import Period, PeriodKind
from xlsappraise.base.person import Person
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.drawing.blank import set_page, write_blank
from xlsappraise.drawing.strict import drawing, must
from xlsappraise.forms.layout import Setting
from xlsappraise.forms.master import draw_master
from xlsappraise.forms.stamper import make_master, stamp
from xlsappraise.forms.stamps import Ratee, stamps_for
from xlsappraise.issuing.attendance import Attendance
from xlsappraise.issuing.figures import figures_sheet, figures_tab, fillable
from xlsappraise.roster import Employee, Roster, chosen
from xlsappraise.schemes import Scheme

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_SAMPLE: dict[PeriodKind, Period] = {
    "week": Period("week", 2026, 45),
    "month": Period("month", 2026, 11),
    "quarter": Period("quarter", 2026, 4),
    "year": Period("year", 2026, 0),
}


def preview(scheme: Scheme, rater: str | None = None) -> bytes:
    """Return a sample form: a made-up person, no form number, so that it can never be taken for an issued one."""
    say = scheme.say
    period = _SAMPLE[scheme.period]
    scheme = scheme.for_position("")
    rater = rater or scheme.raters[0].id
    ratee = Ratee(Person(say("sample"), say("Sample"), say("Department"), scheme.role), {})
    stamps = stamps_for(scheme.form_of(rater), ratee, period, say("Sample form, not to be filled in"), "")
    setting = Setting(period, (say("Sample"),))
    return stamp(make_master(draw_master(scheme, period, rater, setting)), replace(stamps, number=say("Sample")))


def write_preview(scheme: Scheme, path: Path) -> Path:
    """Write a sample form; raise Refusal rather than overwrite."""
    return _write(path, preview(scheme))


@dataclass(frozen=True)
class FiguresOf:
    """A sheet of figures: the scheme, and the people who have it, in the order of the list."""

    scheme: Scheme
    people: Sequence[Employee] = ()


def sound(roster: Roster) -> Roster:
    """Return a list of people; raise Refusal where it cannot be used as a whole."""
    if roster.problems:
        raise Refusal(*roster.problems_of(()))
    return roster


def figures_of(roster: Roster, scheme: Scheme) -> FiguresOf:
    """Return the sheet of a scheme, with everybody in the list who gets a form of it."""
    return FiguresOf(scheme, [e for e in roster.employees if e.active and not e.hidden and _has(e, scheme)])


def period_figures(roster: Roster, attendance: Attendance, order: WhoseFigures) -> list[FiguresOf]:
    """Return a sheet for each scheme of a period that has any figures to fill in, by the people who get its form.

    Raise Refusal: ``employee-unknown``, ``prefill-nobody``, ``prefill-nothing``.
    """
    period = attendance.period
    people = [e for e in chosen(roster, order.numbers) if order.numbers or _gets(e, attendance, hidden=order.hidden)]
    every = {scheme.id: scheme for e in people for scheme in e.schemes if scheme.period == period.kind}
    schemes = [scheme for scheme in every.values() if not order.schemes or scheme.id in order.schemes]
    if not schemes:
        raise Refusal(problem("prefill-nobody", found=period))
    sheets = [FiguresOf(scheme, [e for e in people if _has(e, scheme)]) for scheme in schemes if fillable(scheme)]
    if not sheets:
        raise Refusal(problem("prefill-nothing", found="、".join(scheme.title for scheme in schemes)))
    return sheets


@dataclass(frozen=True)
class WhoseFigures:
    """Who is meant: these numbers and schemes (ids), or everybody; ``hidden``: people in hidden rows too."""

    numbers: Sequence[str] = ()
    schemes: Collection[str] = ()
    hidden: bool = False


def _gets(employee: Employee, attendance: Attendance, *, hidden: bool) -> bool:
    """Return whether a person gets forms of a period, whatever mistakes there still are in the row."""
    return attendance.long_enough(employee) and (hidden or not employee.hidden)


def _has(employee: Employee, scheme: Scheme) -> bool:
    return any(one.id == scheme.id for one in employee.schemes)


def write_prefill_template(sheets: Sequence[FiguresOf], path: Path) -> Path:
    """Write a workbook for ``generate --prefill``: a sheet a scheme, its people, a column per input to fill in.

    Raise Refusal rather than overwrite.
    """
    import io

    for sheet in sheets:
        if not fillable(sheet.scheme):
            raise Refusal(problem("prefill-nothing", found=sheet.scheme.title))
    target = io.BytesIO()
    with drawing(target) as book:
        for sheet, tab in zip(sheets, _tabs(sheets), strict=True):
            _put_figures(book, book.add_worksheet(tab), sheet)
    return _write(path, target.getvalue())


def _put_figures(book: Workbook, sheet: Worksheet, figures: FiguresOf) -> None:
    columns = figures_sheet([figures.scheme]).offered
    write_blank(book, sheet, columns, figures.scheme.say)
    set_page(sheet)
    for row, employee in enumerate(figures.people, 1):
        must(sheet.write_string(row, 0, employee.employee_id))
        must(sheet.write_string(row, 1, employee.name))


def _tabs(sheets: Sequence[FiguresOf]) -> Iterator[str]:
    """Yield the name of each sheet: the scheme's title, its id where another one has that name."""
    seen: set[str] = set()
    for sheet in sheets:
        title = figures_tab(sheet.scheme.title)
        tab = title if title and title.lower() not in seen else figures_tab(sheet.scheme.id)
        seen.add(tab.lower())
        yield tab


def _write(path: Path, data: bytes) -> Path:
    if path.suffix.lower() != ".xlsx":
        raise Refusal(problem("not-a-workbook-name", file=str(path)))
    if not path.parent.is_dir():
        raise Refusal(problem("folder-not-found", file=str(path.parent)))
    if path.exists():
        raise Refusal(problem("file-exists", file=str(path)))
    try:
        files.write_bytes(path, data)
    except OSError as error:
        raise Refusal(problem("file-not-writable", file=str(path), found=files.reason(error))) from None
    return path
