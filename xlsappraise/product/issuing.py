"""Offer ``generate``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsappraise.base.consent import Ask
from xlsappraise.base.i18n import SOURCE
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, render
from xlsappraise.issuing.attendance import Attendance
from xlsappraise.issuing.changes import Change
from xlsappraise.issuing.generate import generate as _generate
from xlsappraise.issuing.order import Before, Order
from xlsappraise.issuing.previews import WhoseFigures, period_figures, sound, write_prefill_template
from xlsappraise.issuing.skipped import Skipped, counted
from xlsappraise.product.form import Form
from xlsappraise.product.roster import skipped_dicts
from xlsappraise.product.shared import AnyPath, Progress
from xlsappraise.roster import chosen
from xlsappraise.roster.people import Understood
from xlsappraise.store.office import Office


@dataclass(frozen=True, slots=True)
class IssuedForms:
    """Hold what ``generate`` did. Nothing was issued where the list as a whole could not be read.

    ``issued``: new forms. ``restored``: forms issued before whose files were missing and were written again.
    ``replaced``: forms that no longer count. ``moved``: where the files of such forms were moved.
    ``already_issued``: how many had been issued before.
    ``skipped``: who gets no form, or not of one of their schemes, and why. ``changes``: how the list differs from
    what was issued. ``understood``: how the list was read.
    """

    period: Period
    outbox: Path
    issued: tuple[Form, ...]
    restored: tuple[Form, ...]
    replaced: tuple[Form, ...]
    moved: tuple[Path, ...]
    already_issued: int
    skipped: tuple[Skipped, ...]
    changes: tuple[Change, ...]
    understood: Understood | None
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
            "skipped": counted(self.skipped),
            "skipped_people": skipped_dicts(self.skipped),
            "problems": [render(p, language).as_dict() for p in self.problems],
        }  # fmt: skip


def generate(
    office: Office,
    period: Period,
    *,
    only: Sequence[str] = (),
    reissue: Sequence[str] = (),
    schemes: Sequence[str] = (),
    prefill: AnyPath | Sequence[AnyPath] = (),
    out: AnyPath | None = None,
    hidden: bool = False,
    both: Sequence[str] = (),
    yes: bool = False,
    ask: Ask | None = None,
    before: Before | None = None,
    progress: Progress | None = None,
) -> IssuedForms:
    """Issue a form to everyone in the roster who has none for the period, and write the workbooks to send.

    ``only``, ``reissue``: employee numbers; ``reissue`` replaces their forms, ``["all"]`` those of everybody, and only
    forms of ``schemes`` (ids or titles) where these are given; ``["all"]`` leaves withdrawn forms, unless all forms of
    the period were withdrawn. Where a complete file came back for a form that would be
    replaced, ``yes=True`` goes on; otherwise ``ask`` is called with the question and returns whether to go on.
    ``prefill``: a workbook of known figures, or several. ``out``: another folder than ``<period>/outbox``.
    ``hidden``: people in hidden rows get a form too. ``both``: numbers of people who keep the form of an earlier scheme
    beside the new one.
    ``before``: called with the findings so far before anything is written.
    A mistake in a row of the list holds back its own person and comes back in ``problems``.
    Raise Refusal: ``roster-unreadable``, ``roster-no-headings``, ``no-such-sheet``, ``prefill-unreadable``,
    ``scheme-unknown``, ``employee-unknown``, ``reissue-voids-valid``, ``file-not-writable``.
    """
    workspace = office.workspace
    outbox = workspace.outbox(period) if out is None else Path(out)
    figures = [Path(file) for file in ([prefill] if isinstance(prefill, str | os.PathLike) else prefill)]
    order = Order(period, outbox, only, reissue, schemes, figures, hidden, both, before, yes, ask)
    done = _generate(office, order, progress)
    return IssuedForms(
        period=period,
        outbox=done.outbox,
        issued=tuple(map(Form.of, done.issued)),
        restored=tuple(map(Form.of, done.restored)),
        replaced=tuple(map(Form.of, done.replaced)),
        moved=tuple(done.moved.values()),
        already_issued=done.already,
        skipped=tuple(done.skipped),
        changes=tuple(done.changes),
        understood=done.understood,
        problems=tuple(done.problems),
    )


@dataclass(frozen=True, slots=True)
class PrefillWorkbook:
    """A workbook for known figures: its file, the people on each sheet by the scheme's title, mistakes of the list.

    Whoever has a mistake in the scheme column is not in it.
    """

    file: Path
    people: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]

    def as_dict(self, language: str = SOURCE) -> dict[str, object]:
        """Return the JSON of ``generate --prefill-template --json``, its messages in a language."""
        return {
            "file": str(self.file),
            "people": dict(self.people),
            "problems": [render(p, language).as_dict() for p in self.problems],
        }


def prefill_workbook(
    office: Office,
    period: Period,
    file: AnyPath,
    *,
    only: Sequence[str] = (),
    schemes: Sequence[str] = (),
    hidden: bool = False,
) -> PrefillWorkbook:
    """Write a workbook for the figures that ``generate(prefill=…)`` reads, with the people of a period.

    A sheet for each scheme of the period, with everybody who gets a form of it; nothing is issued.
    ``only``, ``schemes``, ``hidden``: as of ``generate``.
    Raise Refusal: ``prefill-nobody``, ``prefill-nothing``, ``scheme-unknown``, ``employee-unknown``, those of reading
    the list, ``not-a-workbook-name``, ``folder-not-found``, ``file-exists``, ``file-not-writable``.
    """
    wanted = [office.library.get(name).id for name in schemes]
    roster = sound(office.roster())
    sheets = period_figures(roster, Attendance.of(office, period), WhoseFigures(only, wanted, hidden))
    people = tuple((sheet.scheme.title, len(sheet.people)) for sheet in sheets)
    problems = (*office.library.problems, *roster.problems_of(chosen(roster, only)))
    return PrefillWorkbook(write_prefill_template(sheets, Path(file)), people, problems)
