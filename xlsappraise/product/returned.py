"""Offer ``status``, ``collect``, ``accept``, ``acknowledge``, ``withdraw``: returned files, decisions about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from xlsappraise.base.consent import Ask
from xlsappraise.base.i18n import SOURCE
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, render, say
from xlsappraise.keeping.stale import outdated_books
from xlsappraise.product.form import Form
from xlsappraise.product.shared import AnyPath, Progress
from xlsappraise.returned.accept import accept as _accept
from xlsappraise.returned.acknowledge import acknowledge as _acknowledge
from xlsappraise.returned.acknowledge import reopen
from xlsappraise.returned.collect import collect as _collect
from xlsappraise.returned.side_by_side import Differing, side_by_side
from xlsappraise.returned.sorting import SortedFinding, sort_findings
from xlsappraise.returned.states import Collection, FileState, FormState
from xlsappraise.returned.withdraw import Withdrawal
from xlsappraise.returned.withdraw import withdraw as _withdraw
from xlsappraise.store.office import Office


@dataclass(frozen=True, slots=True)
class CollectedForm:
    """Hold an issued form and its state: valid, incomplete, invalid, missing or withdrawn."""

    form: Form
    state: FormState

    @property
    def open(self) -> bool:
        """Return whether somebody still has to fill it in, correct it or decide."""
        return self.state not in ("valid", "withdrawn")


@dataclass(frozen=True, slots=True)
class CollectedFile:
    """Hold a returned file and the one state it ended in: accepted, refused, set_aside, duplicate or ignored."""

    name: str
    state: FileState
    employee_id: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class CollectedPeriod:
    """Hold each form and each file of a period in exactly one state.

    ``form_counts``: issued = valid + incomplete + invalid + missing; withdrawn apart.
    ``file_counts``: seen = accepted + refused + set_aside + duplicate + ignored.
    ``findings``: of ``status``, each problem with whether it is open, settled or needs nothing.
    ``outdated``: of ``status``, the books that were computed before forms were decided about, with their commands.
    """

    period: Period
    forms: tuple[CollectedForm, ...]
    files: tuple[CollectedFile, ...]
    form_counts: Mapping[str, int]
    file_counts: Mapping[str, int]
    problems: tuple[Problem, ...]
    outdated: tuple[Problem, ...] = ()
    findings: tuple[SortedFinding, ...] = ()

    @classmethod
    def of(cls, found: Collection) -> CollectedPeriod:
        """Return the states that reading the inbox gave."""
        return cls(
            period=found.period,
            forms=tuple(CollectedForm(Form.of(one.issue), one.state) for one in found.forms),
            files=tuple(
                CollectedFile(one.name, one.state, one.employee_id, tuple(one.problems)) for one in found.files
            ),
            form_counts=found.form_counts(),
            file_counts=found.file_counts(),
            problems=tuple(found.problems),
        )

    @property
    def open(self) -> bool:
        """Return whether any form is still open."""
        return any(one.open for one in self.forms)

    @property
    def open_findings(self) -> tuple[SortedFinding, ...]:
        """Return the findings that somebody has to deal with, of ``status``."""
        return tuple(one for one in self.findings if one.state == "open")

    def as_dict(self, language: str = SOURCE) -> dict[str, Any]:
        """Return the JSON of ``status --json``, its messages in a language."""
        forms = [
            {
                "employee_id": one.form.person.employee_id,
                "name": one.form.person.name,
                "scheme": one.form.scheme,
                "rater": one.form.rater,
                "supervisor": one.form.person.supervisor,
                "state": one.state,
                "file": one.form.file,
            }
            for one in self.forms
        ]
        return {
            "period": str(self.period),
            "counts": dict(self.form_counts),
            "files": dict(self.file_counts),
            "forms": forms,
            "decisions": [_decision(one, language) for one in self.open_findings],
            "settled": [_decision(one, language) for one in self.findings if one.state == "settled"],
        }


def _decision(one: SortedFinding, language: str) -> dict[str, Any]:
    found = render(one.problem, language)
    shown = {
        name: value for name, value in found.as_dict().items() if name in ("code", "file", "employee_id", "message")
    }
    if one.state == "settled":
        return {**shown, "why": say(one.why, language)}
    return {**shown, "choices": [one.command] if one.command else []}


def status(
    office: Office, period: Period, *, passwords: Sequence[str] = (), progress: Progress | None = None
) -> CollectedPeriod:
    """Return the state of every form and file of a period; record no result.

    Raise Refusal: ``period-not-issued``.
    """
    collection = _collect(office, period, office.workspace.inbox(period), progress, passwords)
    return replace(
        CollectedPeriod.of(collection),
        outdated=tuple(outdated_books(office, period)),
        findings=sort_findings(office, collection),
    )


def collect(
    office: Office,
    period: Period,
    *,
    inbox: AnyPath | None = None,
    passwords: Sequence[str] = (),
    progress: Progress | None = None,
) -> CollectedPeriod:
    """Read the inbox and record what is accepted, as ``summarize`` does first; write no workbook.

    ``inbox``: another folder than ``<period>/inbox``. Raise Refusal: ``period-not-issued``.
    """
    folder = office.workspace.inbox(period) if inbox is None else Path(inbox)
    found = _collect(office, period, folder, progress, passwords)
    office.ledger.put_versions(found.new_versions)
    return CollectedPeriod.of(found)


@dataclass(frozen=True, slots=True)
class AcceptedFile:
    """Hold the form, the file that counts for it from now on, and the files that were waiting or counted before.

    ``differences``: the inputs in which they differ, each with a value per file, the accepted one first.
    ``outdated``: the books that were computed before, with the commands that renew them.
    """

    form: Form
    file: str
    others: tuple[str, ...]
    differences: tuple[Differing, ...]
    outdated: tuple[Problem, ...] = ()


def accept(
    office: Office, file: AnyPath, *, reason: str, form: str | None = None, passwords: Sequence[str] = ()
) -> AcceptedFile:
    """Make a file that was set aside the version of its form that counts; every other version is declined.

    ``reason``: kept in the ledger. ``form``: the form number or employee number of a file without a form number.
    Raise Refusal: ``file-not-found``, ``form-unclear``, ``form-is-another``, ``form-withdrawn``, ``form-replaced``,
    ``already-accepted``, ``nothing-to-accept``, or what makes the file incomplete or unreadable.
    """
    done = _accept(office, Path(file), reason, form, passwords)
    versions = (done.chosen, *done.others)
    blueprint = office.blueprints([done.issue])[done.issue.master_id]
    return AcceptedFile(
        form=Form.of(done.issue),
        file=done.chosen.file,
        others=tuple(version.file for version in done.others),
        differences=tuple(side_by_side(blueprint, versions)),
        outdated=tuple(outdated_books(office, Period.parse(done.issue.period))),
    )


@dataclass(frozen=True, slots=True)
class AcknowledgedFile:
    """Hold the findings about a file that are settled from now on, or open again.

    ``file``: its name in the inbox of ``period``; ``form``: None for a file that is no form of this workspace.
    """

    file: str
    period: Period
    form: Form | None
    findings: tuple[Problem, ...]


def acknowledge(
    office: Office, file: AnyPath, *, reason: str = "", undo: bool = False, passwords: Sequence[str] = ()
) -> AcknowledgedFile:
    """Settle what was found about the content of a returned file, which HR has seen and which needs nothing more.

    A new version of the file is reported anew. ``reason``: kept in the ledger, needed unless ``undo``, which opens
    the findings again.
    Raise Refusal: ``file-not-found``, ``file-in-several-inboxes``, ``file-not-in-inbox``, ``acknowledge-waits`` where
    ``accept`` has to decide, ``acknowledge-unreadable``, ``already-acknowledged``, ``nothing-to-acknowledge``,
    ``not-acknowledged``.
    """
    if undo:
        done = reopen(office, Path(file), reason, passwords)
    elif reason.strip():
        done = _acknowledge(office, Path(file), reason.strip(), passwords)
    else:
        raise ValueError("a reason is needed")
    return AcknowledgedFile(done.file, done.period, None if done.issue is None else Form.of(done.issue), done.findings)


@dataclass(frozen=True, slots=True)
class WithdrawnForms:
    """The forms that no longer count, where the files of such forms are now, and what could not be moved.

    ``titles``: of the schemes of these forms, by id.
    """

    forms: tuple[Form, ...]
    moved: tuple[Path, ...]
    problems: tuple[Problem, ...]
    titles: Mapping[str, str] = field(default_factory=dict)


def withdraw(
    office: Office,
    numbers: str | Sequence[str],
    period: Period,
    *,
    reason: str,
    schemes: Sequence[str] = (),
    rater: str | None = None,
    yes: bool = False,
    ask: Ask | None = None,
) -> WithdrawnForms:
    """Take the issued forms of one or several employees out of the count: all of those named, or none.

    ``numbers``: employee numbers, or names that are those of one person in the period; ``["all"]`` stands for everybody
    with a form. ``reason``: kept in the ledger. ``schemes``: only forms
    of these, ids or titles. ``rater``: only the form of this rater, a name or an id of the scheme. Where a complete
    file came back for one of the forms, ``yes=True`` goes on; otherwise ``ask`` is called with the question and returns
    whether to go on.
    Raise Refusal: ``period-not-issued``, ``form-not-found``, ``name-of-several``, ``form-of-other-scheme``,
    ``already-withdrawn``, ``scheme-unknown``, ``rater-not-found``, ``withdraw-voids-valid``.
    """
    wanted = [numbers] if isinstance(numbers, str) else list(numbers)
    done = _withdraw(office, Withdrawal(wanted, period, reason, schemes, rater, yes, ask))
    return WithdrawnForms(
        tuple(map(Form.of, done.issues)), tuple(done.moved.values()), tuple(done.problems), done.titles
    )
