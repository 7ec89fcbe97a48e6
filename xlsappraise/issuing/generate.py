"""``generate``: the roster becomes issued forms, one workbook each, in one folder per supervisor.

The ledger knows a form before its file exists, so a run that was cut off is finished by the next one,
and a form that was issued is never issued again or overwritten.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path

from xlsappraise.base import files
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.base.text import fold
from xlsappraise.forms.stamper import stamp
from xlsappraise.issuing.carrying import came_back
from xlsappraise.issuing.feed import feed
from xlsappraise.issuing.issuer import Issuer, changed, recipients
from xlsappraise.issuing.masters import Masters
from xlsappraise.issuing.prefill import Prefill, read_prefill
from xlsappraise.returned.collect import collect
from xlsappraise.roster import Employee, Roster, chosen, read_roster
from xlsappraise.schemes import Scheme
from xlsappraise.store.ledger import Issue
from xlsappraise.store.office import Office

STAGING = ".~issuing-"
Progress = Callable[[Iterable[Issue], int], Iterable[Issue]]


@dataclass
class Generated:
    """What a run did: forms issued now, files made again, people skipped and why, problems."""

    period: Period
    outbox: Path
    issued: list[Issue] = field(default_factory=list)
    restored: list[Issue] = field(default_factory=list)
    replaced: list[Issue] = field(default_factory=list)
    already: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Order:
    """What was asked for."""

    period: Period
    roster: Path
    outbox: Path
    only: Sequence[str] = ()
    reissue: Sequence[str] = ()
    schemes: Sequence[str] = ()
    prefill: Path | None = None


def generate(office: Office, order: Order, progress: Progress | None = None) -> Generated:
    """Issue what is new, write the files; nothing is issued while the list of people has errors."""
    result = Generated(order.period, order.outbox)
    roster = read_roster(order.roster, office.library)
    employees = chosen(roster, [*order.only, *order.reissue])
    narrowed = bool(order.only or order.reissue)
    found = [*roster.problems, *(p for e in employees for p in e.problems)] if narrowed else roster.all_problems()
    prefill = read_prefill(order.prefill, roster.employees, order.period) if order.prefill else Prefill()
    found = [*office.library.problems, *found, *prefill.problems]
    if found:
        result.problems = found
        return result
    wanted = {office.library.get(name).id for name in order.schemes}
    if wanted:
        employees = [replace(e, schemes=tuple(s for s in e.schemes if s.id in wanted)) for e in employees]
    existing = office.ledger.issues(str(order.period))
    figures = set(prefill.known)
    result.problems += prefill.notes
    look = cache(partial(collect, office, order.period, office.workspace.inbox(order.period)))
    result.problems += feed(office, order.period, employees, prefill.known, look)
    again = [i for i in existing if i.state != "replaced" and _wanted(i, order.reissue)]
    issuer = Issuer(office, order.period, roster, existing, prefill.known, came_back(office, order.period, again, look))
    with office.ledger.together():
        result.issued = list(_new_issues(order, employees, existing, issuer, result))
        office.ledger.add_issues(result.issued)
    result.problems += issuer.notes
    issued = {issue.employee_id for issue in result.issued}
    result.problems += [
        problem("prefill-not-used", employee_id=number, found=number) for number in sorted(figures - issued)
    ]
    current = [issue for issue in existing if issue.state == "issued" and not _wanted(issue, order.reissue)]
    if narrowed:
        current = [issue for issue in current if _wanted(issue, order.only)]
    gone = [i for i in current if not (order.outbox / i.folder / i.filename).exists()]
    result.restored = [i for i in gone if issuer.masters.can_write(i.master_id)]
    result.problems += [
        problem("form-of-older-version", employee_id=i.employee_id, file=i.filename, found=i.employee_id)
        for i in gone
        if not issuer.masters.can_write(i.master_id)
    ]
    work = [*result.restored, *result.issued]
    with _writing(order.outbox):
        if result.issued or existing:
            office.workspace.inbox(order.period).mkdir(parents=True, exist_ok=True)
        _write_all(order.outbox, progress(work, len(work)) if progress else work, issuer.masters)
    return result


def _wanted(issue: Issue, numbers: Sequence[str]) -> bool:
    return fold(issue.employee_id) in {fold(number) for number in numbers}


def _new_issues(
    order: Order, employees: Sequence[Employee], existing: Sequence[Issue], issuer: Issuer, result: Generated
) -> Iterator[Issue]:
    current = [i for i in existing if i.state != "replaced"]
    by_rater = {(i.employee_id, i.scheme_id, i.rater): i for i in current}
    by_name = {(i.employee_id, i.scheme_id, i.rater, i.supervisor): i for i in current}
    again = {fold(number) for number in order.reissue}
    for employee in employees:
        if not employee.active:
            result.skipped[employee.status] += 1
            continue
        for base in employee.schemes:
            if base.period != order.period.kind:
                result.skipped["period"] += 1
                continue
            scheme = base.for_position(employee.position)
            for recipient in recipients(scheme, employee, issuer.roster):
                same = (employee.employee_id, scheme.id, recipient.rater.id)
                before = by_name.get((*same, recipient.name)) if recipient.rater.several else by_rater.get(same)
                if before is not None:
                    if fold(employee.employee_id) not in again:
                        result.already += 1
                        result.problems.extend(changed(before, employee))
                        continue
                    issuer.office.ledger.close_issue(before, "replaced", "reissue")
                    result.replaced.append(before)
                yield issuer.issue(employee, scheme, recipient, before)
            result.problems.extend(_too_few(scheme, employee, issuer.roster))


def _too_few(scheme: Scheme, employee: Employee, roster: Roster) -> Iterator[Problem]:
    """Report when so few of the raters who stay anonymous are named that their marks will be withheld."""
    for rater in scheme.raters:
        if scheme.own and rater.several:
            named = sum(1 for r in recipients(scheme, employee, roster) if r.rater is rater)
            if named < rater.least:
                yield problem(
                    "too-few-peers-named", employee_id=employee.employee_id, found=named, expected=rater.least,
                    name=employee.name,
                )  # fmt: skip


@contextmanager
def _writing(outbox: Path) -> Iterator[None]:
    """Turn what the disk or the rights refuse into a problem."""
    try:
        yield
    except OSError as error:
        raise Refusal(problem("file-not-writable", file=str(outbox), found=files.reason(error))) from None


def _write_all(outbox: Path, issues: Iterable[Issue], masters: Masters) -> None:
    """Write into a fresh folder and rename into place, so that no half-written form has its name."""
    _sweep(outbox)
    staging: Path | None = None
    try:
        for issue in issues:
            if staging is None:
                outbox.mkdir(parents=True, exist_ok=True)
                staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=outbox))
            folder = staging / issue.folder
            folder.mkdir(exist_ok=True)
            (folder / issue.filename).write_bytes(stamp(masters.get(issue.master_id), issue.stamps))
        if staging is not None:
            files.flush_folders(staging.iterdir())
            _move_in(staging, outbox)
    finally:
        if staging is not None:
            shutil.rmtree(staging, ignore_errors=True)


def _sweep(outbox: Path) -> None:
    """Remove what a run that was killed left behind; nothing there has its final name."""
    for folder in outbox.glob(f"{STAGING}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _move_in(staging: Path, outbox: Path) -> None:
    touched = {outbox}
    for folder in sorted(staging.iterdir()):
        target = outbox / folder.name
        if not target.exists():
            folder.rename(target)
            continue
        touched.add(target)
        for file in sorted(folder.iterdir()):
            if not (target / file.name).exists():
                file.rename(target / file.name)
    for folder in touched:
        files.sync(folder)
