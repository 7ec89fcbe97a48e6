"""What is to be said of a file whose form no longer counts, and which entries a new form takes over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from xlsappraise.base.i18n import N_, phrase
from xlsappraise.base.pasting import command_line
from xlsappraise.base.problems import Problem, problem
from xlsappraise.store.issued import Blueprint
from xlsappraise.store.ledger import Entries, FileReading, Issue, Version
from xlsappraise.store.office import Office, of_several, same_form


def line_of(office: Office, issue: Issue, every: Sequence[Issue]) -> Iterator[Issue]:
    """Yield a form and those it replaced, the newest first."""
    several = of_several(office, issue)
    yield issue
    yield from (one for one in reversed(every) if one.state == "replaced" and same_form(one, issue, several=several))


def carried(
    line: Iterable[Issue],
    readings: Mapping[str, Sequence[FileReading]],
    versions: Mapping[str, Sequence[Version]],
) -> tuple[Issue, Entries] | None:
    """Return the entries that a new form takes over, and the form they were entered in.

    The newest form of the line for which something complete came back, else the newest of which anything did.
    """
    found = [(issue, *_best(issue, readings.get(issue.id, ()), versions.get(issue.id, ()))) for issue in line]
    whole = next(((issue, entries) for issue, entries, complete in found if complete), None)
    return whole or next(((issue, entries) for issue, entries, _complete in found if entries), None)


def _best(issue: Issue, readings: Sequence[FileReading], versions: Sequence[Version]) -> tuple[Entries, bool]:
    """Return the entries of a form that are worth most, and whether they are complete.

    A complete file with other entries that came only after the form had been closed, then the accepted version, then
    the file or version with most entries.
    """
    recorded = {version.sha256 for version in versions}
    late = [
        reading.inputs
        for reading in readings
        if issue.state != "issued" and reading.complete and reading.sha256 not in recorded
        and all(reading.inputs != version.inputs for version in versions)
    ]  # fmt: skip
    accepted = [version.inputs for version in versions if version.state == "accepted"]
    every = [*(reading.inputs for reading in readings), *(version.inputs for version in versions)]
    complete = bool(versions) or any(reading.complete for reading in readings)
    return max(late or accepted[-1:] or every, key=len, default={}), complete


def reissue_command(issue: Issue, issues: Iterable[Issue]) -> str:
    """Return the command that issues a form anew; the scheme is named where its person has forms of several."""
    schemes = {i.scheme_id for i in issues if i.employee_id == issue.employee_id and i.state != "replaced"}
    scheme = ("--scheme", issue.scheme_id) if schemes - {issue.scheme_id} else ()
    return command_line("xlsappraise", "generate", issue.period, "--reissue", issue.employee_id, *scheme)


def withdrawn(issue: Issue, issues: Iterable[Issue]) -> Problem:
    """Return the answer to a file whose form was withdrawn."""
    return problem(
        "form-withdrawn", found=issue.token, expected=issue.reason, command=reissue_command(issue, issues)
    )  # fmt: skip


def replaced(issue: Issue, now: Issue, issues: Iterable[Issue], *, taken_over: bool) -> Problem:
    """Return the answer to a file whose form was replaced by ``now``.

    ``taken_over``: whether yet another form would hold the entries of the file.
    """
    if now.state == "withdrawn":
        return withdrawn(now, issues)
    carry = phrase(_CARRY, command=reissue_command(now, issues)) if taken_over else ""
    return problem(
        "form-replaced", found=issue.token, expected=now.token, use=f"{now.folder}/{now.filename}", carry=carry
    )  # fmt: skip


def holds_entries(blueprint: Blueprint, inputs: Entries) -> bool:
    """Return whether a form was issued with all of these entries; the sign-off is never carried over."""
    entries = {
        name: value
        for name, value in inputs.items()
        if name in blueprint.slots_by_id and not name.startswith("signoff.")
    }
    return bool(entries) and all(blueprint.filled.values.get(name) == value for name, value in entries.items())


def successor(office: Office, issue: Issue, issues: Sequence[Issue]) -> Issue | None:
    """Return the form that counts instead of one that was replaced, or was withdrawn after it."""
    several = of_several(office, issue)
    current = (one for one in reversed(issues) if one.state != "replaced" and one.period == issue.period)
    return next((one for one in current if same_form(one, issue, several=several)), None)


TAKEN_OVER = N_(" It holds the entries of this file already.")
_CARRY = N_(" To carry the entries of this file over into a new form: {command}")
