"""``generate``: the roster becomes issued forms, one workbook each, in one folder per supervisor.

The ledger knows a form before its file exists, so a run that was cut off is finished by the next one,
and a form that was issued is never issued again or overwritten.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xlsappraise import files
from xlsappraise.intake.issued import freeze
from xlsappraise.ledger import Issue
from xlsappraise.period import Period
from xlsappraise.pipeline.office import Office
from xlsappraise.problems import Problem, Refusal, problem
from xlsappraise.roster import Employee, chosen, read_roster
from xlsappraise.scheme import Scheme
from xlsappraise.text import fold
from xlsappraise.workbook.identity import Subject, new_issue
from xlsappraise.workbook.layout import LAYOUT_VERSION, lay_out
from xlsappraise.workbook.stamper import Master, lock_structure, make_master, stamp
from xlsappraise.workbook.stamps import Person, stamps_for
from xlsappraise.workbook.writer import PLACEHOLDERS, Frame, write_form

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

    def as_dict(self) -> dict[str, object]:
        """Return the JSON shape."""
        return {
            "period": str(self.period),
            "outbox": str(self.outbox),
            "issued": [
                {"employee_id": i.employee_id, "scheme": i.scheme_id, "rater": i.rater, "document": i.token,
                 "file": f"{i.folder}/{i.filename}"}
                for i in self.issued
            ],
            "restored": [f"{i.folder}/{i.filename}" for i in self.restored],
            "replaced": [f"{i.folder}/{i.filename}" for i in self.replaced],
            "already_issued": self.already,
            "skipped": dict(self.skipped),
            "problems": [p.as_dict() for p in self.problems],
        }  # fmt: skip


@dataclass(frozen=True)
class Order:
    """What was asked for."""

    period: Period
    roster: Path
    outbox: Path
    only: Sequence[str] = ()
    reissue: Sequence[str] = ()


def generate(office: Office, order: Order, progress: Progress | None = None) -> Generated:
    """Issue what is new, write the files; nothing is issued while the list of people has errors."""
    result = Generated(order.period, order.outbox)
    roster = read_roster(order.roster, office.library)
    employees = chosen(roster, [*order.only, *order.reissue])
    narrowed = bool(order.only or order.reissue)
    found = [*roster.problems, *(p for e in employees for p in e.problems)] if narrowed else roster.all_problems()
    found = [*office.library.problems, *found]
    if found:
        result.problems = found
        return result
    masters = _Masters(office, order.period)
    existing = office.ledger.issues(str(order.period))
    with office.ledger.together():
        result.issued = list(_new_issues(office, order, employees, existing, masters, result))
        office.ledger.add_issues(result.issued)
    current = [issue for issue in existing if issue.state == "issued" and not _wanted(issue, order.reissue)]
    if narrowed:
        current = [issue for issue in current if _wanted(issue, order.only)]
    result.restored = [i for i in current if not (order.outbox / i.folder / i.filename).exists()]
    work = [*result.restored, *result.issued]
    if result.issued or existing:
        office.workspace.inbox(order.period).mkdir(parents=True, exist_ok=True)
    _write_all(order.outbox, progress(work, len(work)) if progress else work, masters)
    return result


def _wanted(issue: Issue, numbers: Sequence[str]) -> bool:
    return fold(issue.employee_id) in {fold(number) for number in numbers}


def _new_issues(
    office: Office,
    order: Order,
    employees: Sequence[Employee],
    existing: Sequence[Issue],
    masters: _Masters,
    result: Generated,
) -> Iterator[Issue]:
    known = {(i.employee_id, i.scheme_id, i.rater): i for i in existing if i.state != "replaced"}
    again = {fold(number) for number in order.reissue}
    names = _Names(existing)
    for employee in employees:
        if not employee.active:
            result.skipped[employee.status] += 1
            continue
        for scheme in employee.schemes:
            if scheme.period != order.period.kind:
                result.skipped["period"] += 1
                continue
            before = known.get((employee.employee_id, scheme.id, scheme.lead.id))
            if before is not None:
                if fold(employee.employee_id) not in again:
                    result.already += 1
                    result.problems.extend(_changed(before, employee))
                    continue
                office.ledger.close_issue(before, "replaced", "reissue")
                result.replaced.append(before)
            yield _issue(office, order.period, employee, scheme, masters, names)


def _changed(issue: Issue, employee: Employee) -> Iterator[Problem]:
    """Tell when the roster has moved away from what was issued."""
    pairs = (
        (issue.name, employee.name),
        (issue.department, employee.department),
        (issue.supervisor, employee.supervisor),
    )
    changed = [f"{was} → {now}" for was, now in pairs if was != now]
    if changed:
        yield problem(
            "roster-employee-changed", employee_id=issue.employee_id, found=issue.employee_id,
            detail="; ".join(changed),
        )  # fmt: skip


def _issue(
    office: Office,
    period: Period,
    employee: Employee,
    scheme: Scheme,
    masters: _Masters,
    names: _Names,
) -> Issue:
    identity = new_issue()
    subject = Subject(employee.employee_id, str(period), scheme.digest, LAYOUT_VERSION)
    token = str(office.keys.sign(identity, subject))
    raters = {"self": employee.name, "supervisor": employee.supervisor, "indirect": employee.indirect}
    person = Person(employee.employee_id, employee.name, employee.department, employee.position, raters)
    stamps = stamps_for(scheme, person, period, office.workspace.settings.organisation, token)
    return Issue(
        id=identity,
        token=token,
        master_id=masters.id_of(scheme),
        period=str(period),
        scheme_id=scheme.id,
        rater=scheme.lead.id,
        employee_id=employee.employee_id,
        name=employee.name,
        department=employee.department,
        position=employee.position,
        supervisor=employee.supervisor,
        email=employee.email,
        indirect=employee.indirect,
        folder=names.folder(employee.supervisor),
        filename=names.file(employee, scheme, period),
        stamps=json.dumps(stamps, ensure_ascii=False),
    )


class _Names:
    """Folders and file names of a period, unique as every file system counts; the same supervisor, the same folder."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.folders = {issue.supervisor: issue.folder for issue in issues}
        self.files = {issue.filename.casefold() for issue in issues}

    def folder(self, supervisor: str) -> str:
        """Return the supervisor's folder."""
        if supervisor not in self.folders:
            taken = {name.casefold() for name in self.folders.values()}
            self.folders[supervisor] = _free(files.safe_name(supervisor), "", taken)
        return self.folders[supervisor]

    def file(self, employee: Employee, scheme: Scheme, period: Period) -> str:
        """Return a fresh file name."""
        parts = (files.safe_name(employee.employee_id, 40), files.safe_name(employee.name, 60), scheme.id, str(period))
        name = _free("_".join(parts), ".xlsx", self.files)
        self.files.add(name.casefold())
        return name


def _free(stem: str, suffix: str, taken: set[str]) -> str:
    name, number = f"{stem}{suffix}", 2
    while name.casefold() in taken:
        name, number = f"{stem}_{number}{suffix}", number + 1
    return name


class _Masters:
    """Masters by scheme, each built once: drawn, frozen in the ledger, held ready for stamping."""

    def __init__(self, office: Office, period: Period) -> None:
        self.office = office
        self.period = period
        self.ids: dict[str, int] = {}
        self.ready: dict[int, Master] = {}

    def id_of(self, scheme: Scheme) -> int:
        """Return the ledger's id of the master for a scheme in this period."""
        if scheme.digest not in self.ids:
            workbook = self._draw(scheme)
            number = self.office.ledger.master_for(
                scheme.digest, str(self.period), scheme.lead.id, LAYOUT_VERSION,
                scheme.frozen(), freeze(lay_out(scheme), workbook),
            )  # fmt: skip
            self.ids[scheme.digest] = number
            self.ready[number] = make_master(workbook)
        return self.ids[scheme.digest]

    def get(self, number: int) -> Master:
        """Return the master of an issue, drawing it again from the ledger's scheme when needed."""
        if number not in self.ready:
            record = self.office.ledger.masters([number])[number]
            self.ready[number] = make_master(self._draw(Scheme.model_validate_json(record.scheme)))
        return self.ready[number]

    def _draw(self, scheme: Scheme) -> bytes:
        return draw_master(scheme, self.period)


def draw_master(scheme: Scheme, period: Period) -> bytes:
    """Return the workbook that all forms of a scheme and period are stamped from."""
    frame = Frame(
        {
            "period": str(period),
            "scheme": scheme.id,
            "digest": scheme.digest,
            "rater": scheme.lead.id,
            "layout_version": str(LAYOUT_VERSION),
        }
    )
    return lock_structure(write_form(scheme, lay_out(scheme), frame, PLACEHOLDERS))


def _write_all(outbox: Path, issues: Iterable[Issue], masters: _Masters) -> None:
    """Write into a fresh folder and rename into place, so that no half-written form has its name."""
    staging: Path | None = None
    try:
        for issue in issues:
            if staging is None:
                outbox.mkdir(parents=True, exist_ok=True)
                _sweep(outbox)
                staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=outbox))
            folder = staging / issue.folder
            folder.mkdir(exist_ok=True)
            (folder / issue.filename).write_bytes(stamp(masters.get(issue.master_id), json.loads(issue.stamps)))
        if staging is not None:
            _move_in(staging, outbox)
    except OSError as error:
        raise Refusal(problem("file-not-writable", file=str(outbox), found=error.strerror)) from None
    finally:
        if staging is not None:
            shutil.rmtree(staging, ignore_errors=True)


def _sweep(outbox: Path) -> None:
    """Remove what a run that was killed left behind; nothing there has its final name."""
    for folder in outbox.glob(f"{STAGING}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _move_in(staging: Path, outbox: Path) -> None:
    for folder in sorted(staging.iterdir()):
        target = outbox / folder.name
        if not target.exists():
            folder.rename(target)
            continue
        for file in sorted(folder.iterdir()):
            if not (target / file.name).exists():
                file.rename(target / file.name)
