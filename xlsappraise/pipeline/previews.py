"""What a scheme looks like before anything is issued: a sample form, and a workbook for known figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xlsappraise import files
from xlsappraise.period import Period, PeriodKind
from xlsappraise.person import Person
from xlsappraise.pipeline.masters import draw_master
from xlsappraise.pipeline.prefill import NUMBER, fillable, heading
from xlsappraise.problems import Refusal, problem
from xlsappraise.roster import COLUMNS
from xlsappraise.scheme import Scheme
from xlsappraise.workbook import styles
from xlsappraise.workbook.layout import Setting
from xlsappraise.workbook.layout.builder import height
from xlsappraise.workbook.stamper import make_master, stamp
from xlsappraise.workbook.stamps import Ratee, stamps_for
from xlsappraise.workbook.strict import must, strictly

_SAMPLE: dict[PeriodKind, Period] = {
    "month": Period("month", 2026, 11),
    "quarter": Period("quarter", 2026, 4),
    "year": Period("year", 2026, 0),
}
_ROWS = 2000
_FORMATS = {"percent": "0.00%", "text": "@", "choice": "@", "date": "yyyy-mm-dd"}


def preview(scheme: Scheme, rater: str | None = None) -> bytes:
    """Return a sample form: a made-up person, no form number, so that it can never be taken for an issued one."""
    say = scheme.say
    period = _SAMPLE[scheme.period]
    scheme = scheme.for_position("")
    rater = rater or scheme.raters[0].id
    ratee = Ratee(Person(say("sample"), say("Sample"), say("Department"), scheme.role), {})
    stamps = stamps_for(scheme.form_of(rater), ratee, period, say("Sample form, not to be filled in"), "")
    setting = Setting(period, (say("Sample"),))
    return stamp(make_master(draw_master(scheme, period, rater, setting)), {**stamps, "number": say("Sample")})


def write_preview(scheme: Scheme, path: Path) -> Path:
    """Write a sample form; raise Refusal rather than overwrite."""
    return _write(path, preview(scheme))


def write_prefill_template(scheme: Scheme, path: Path) -> Path:
    """Write a workbook for ``generate --prefill``: a column per input that may be filled in beforehand."""
    import io

    from xlsxwriter import Workbook

    if not fillable(scheme):
        raise Refusal(problem("prefill-nothing", found=scheme.title))

    target = io.BytesIO()
    with strictly(), Workbook(target, {"in_memory": True}) as book:
        head = book.add_format({**styles.BASE, **styles.STYLES["heading"], "shrink": False, "text_wrap": True})
        sheet = book.add_worksheet(scheme.say("Known figures"))
        tall = 24.0
        for column, (title, code, width) in enumerate(_columns(scheme)):
            cells = book.add_format({**styles.BASE, "num_format": code})
            must(sheet.set_column(column, column, width, cells))
            must(sheet.write_string(0, column, title, head))
            tall = max(tall, height(title, width, 10))
        must(sheet.set_row(0, tall))
        must(sheet.freeze_panes(1, 2))
    return _write(path, target.getvalue())


def _columns(scheme: Scheme) -> Iterator[tuple[str, str, float]]:
    """Yield heading, number format and width of each column."""
    yield NUMBER, "@", 12
    yield COLUMNS["name"], "@", 12
    for slot in fillable(scheme):
        yield heading(slot), _FORMATS.get(slot.type, "General"), 18


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
