"""``generate``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsappraise.base.i18n import SOURCE
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, render
from xlsappraise.issuing.generate import Order
from xlsappraise.issuing.generate import generate as _generate
from xlsappraise.product.form import Form
from xlsappraise.product.shared import AnyPath, Progress
from xlsappraise.store.office import Office


@dataclass(frozen=True, slots=True)
class IssuedForms:
    """What ``generate`` did. Nothing was issued where ``problems`` has an error.

    ``issued``: new forms. ``restored``: forms issued before whose files were missing and were written again.
    ``replaced``: forms that no longer count. ``already_issued``: how many had been issued before.
    ``skipped``: reason → count of people or schemes; ``period`` means a scheme of another kind of period.
    """

    period: Period
    outbox: Path
    issued: tuple[Form, ...]
    restored: tuple[Form, ...]
    replaced: tuple[Form, ...]
    already_issued: int
    skipped: Mapping[str, int]
    problems: tuple[Problem, ...]

    def as_dict(self, language: str = SOURCE) -> dict[str, object]:
        """Return the JSON of ``generate --json``, its messages in a language."""
        return {
            "period": str(self.period),
            "outbox": str(self.outbox),
            "issued": [
                {"employee_id": form.person.employee_id, "scheme": form.scheme, "rater": form.rater,
                 "document": form.number, "file": form.file}
                for form in self.issued
            ],
            "restored": [form.file for form in self.restored],
            "replaced": [form.file for form in self.replaced],
            "already_issued": self.already_issued,
            "skipped": dict(self.skipped),
            "problems": [render(p, language).as_dict() for p in self.problems],
        }  # fmt: skip


def generate(
    office: Office,
    period: Period,
    *,
    only: Sequence[str] = (),
    reissue: Sequence[str] = (),
    schemes: Sequence[str] = (),
    prefill: AnyPath | None = None,
    out: AnyPath | None = None,
    progress: Progress | None = None,
) -> IssuedForms:
    """Issue a form to everyone in the roster who has none for the period, and write the workbooks to send.

    ``only``, ``reissue``: employee numbers; ``reissue`` replaces their forms. ``schemes``: ids or titles.
    ``prefill``: a workbook of known figures. ``out``: another folder than ``<period>/outbox``.
    Errors in roster or scheme files come back in ``problems``. Raise Refusal: ``roster-unreadable``,
    ``roster-no-headings``, ``prefill-unreadable``, ``scheme-unknown``, ``employee-unknown``, ``file-not-writable``.
    """
    workspace = office.workspace
    outbox = workspace.outbox(period) if out is None else Path(out)
    known = None if prefill is None else Path(prefill)
    done = _generate(office, Order(period, workspace.roster, outbox, only, reissue, schemes, known), progress)
    return IssuedForms(
        period=period,
        outbox=done.outbox,
        issued=tuple(map(Form.of, done.issued)),
        restored=tuple(map(Form.of, done.restored)),
        replaced=tuple(map(Form.of, done.replaced)),
        already_issued=done.already,
        skipped=dict(done.skipped),
        problems=tuple(done.problems),
    )
