"""What a scheme looks like before anything is issued: a sample form, and a workbook for known figures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from xlsappraise.base import files
from xlsappraise.base.period import Period, PeriodKind
from xlsappraise.base.person import Person
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.drawing.blank import write_blank
from xlsappraise.drawing.strict import strictly
from xlsappraise.forms.layout import Setting
from xlsappraise.forms.master import draw_master
from xlsappraise.forms.stamper import make_master, stamp
from xlsappraise.forms.stamps import Ratee, stamps_for
from xlsappraise.issuing.prefill import figures_sheet, fillable
from xlsappraise.schemes import Scheme

_SAMPLE: dict[PeriodKind, Period] = {
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


def write_prefill_template(scheme: Scheme, path: Path) -> Path:
    """Write a workbook for ``generate --prefill``: a column per input that may be filled in beforehand."""
    import io

    from xlsxwriter import Workbook

    if not fillable(scheme):
        raise Refusal(problem("prefill-nothing", found=scheme.title))

    figures = figures_sheet([scheme])
    target = io.BytesIO()
    with strictly(), Workbook(target, {"in_memory": True}) as book:
        write_blank(book, book.add_worksheet(scheme.say(figures.title)), figures.offered, scheme.say)
    return _write(path, target.getvalue())


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
