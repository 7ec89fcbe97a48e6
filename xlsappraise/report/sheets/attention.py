"""The notices of the overview: what needs attention, one line per person or file, the most severe first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.drawing.measure import clean, clip
from xlsappraise.report.sheets.missing import missing_records, people_text
from xlsappraise.report.vocabulary import state_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from xlsappraise.base.i18n import Words
    from xlsappraise.base.problems import Rendered
    from xlsappraise.report.data import SummaryData

_LONGEST = 150
_NAMED = 12
_INCOMPLETE_RESULTS = (
    "rater-missing", "rater-awaited", "peers-withheld", "signed-by-another", "marks-copied", "feed-changed",
    "rollup-period-missing", "rollup-part-missing",
)  # fmt: skip
_CHANGED_FIGURES = ("prefilled-changed",)
_VERSIONS = ("versions-differ", "differs-from-accepted")


@dataclass(frozen=True, slots=True)
class Notice:
    """One line; ``style`` is that of ``kind``, ``subject`` a person, rater or file."""

    kind: str
    style: str
    subject: str
    text: str


def notices(data: SummaryData, say: Words) -> list[Notice]:
    """Return everything that needs attention, the most severe first."""
    return [
        *_tampering(data, say),
        *_in_state(data, say, "invalid"),
        *_set_aside(data, say),
        *_refused(data, say),
        *_in_state(data, say, "incomplete"),
        *_warned(data, say, _CHANGED_FIGURES),
        *_missing(data, say),
        *_warned(data, say, _INCOMPLETE_RESULTS),
    ]


def _tampering(data: SummaryData, say: Words) -> Iterator[Notice]:
    found = [problem for problem in data.problems if problem.severity == "tampering"]
    for group in _grouped(found):
        yield Notice(say("tampering"), "bad", _subject(data, group[0]), _first_of(group, say))


def _in_state(data: SummaryData, say: Words, state: str) -> Iterator[Notice]:
    """Yield a notice per form in ``state`` with its first error, unless its versions await a decision."""
    waiting = _waiting(data) if state == "invalid" else set()
    kind = state_words(say)[state]
    rows = data.results[data.results["state"] == state]
    several = set(rows.loc[rows.duplicated("employee_id"), "employee_id"])
    for record in rows.to_dict("records"):
        employee = str(record["employee_id"])
        if employee in waiting - several:
            continue
        errors = [p for p in data.problems if p.employee_id == employee and p.severity == "error"]
        text = _first_of(errors, say) if errors else say("See the scores sheet.")
        yield Notice(kind, "bad" if state == "invalid" else "warn", _person(data, employee), text)


def _set_aside(data: SummaryData, say: Words) -> Iterator[Notice]:
    """Yield a notice per form whose files await a decision."""
    waiting = data.files[data.files["state"] == "set_aside"]
    by_person = waiting[~waiting.duplicated("employee_id") | waiting["employee_id"].isin(["", None])]
    for record in by_person.to_dict("records"):
        file, employee = clean(record["file"]), clean(record["employee_id"])
        found = [p for p in data.problems if p.file == record["file"] and p.code in _VERSIONS]
        text = found[0].message if found else clean(record["detail"])
        yield Notice(say("set aside"), "warn", _person(data, employee), _cut(f"{file}: {text}"))


def _refused(data: SummaryData, say: Words) -> Iterator[Notice]:
    """Yield a notice per refused file that is no issued form: foreign, damaged, protected."""
    issued = {str(employee) for employee in data.results["employee_id"]}
    for record in data.files[data.files["state"] == "refused"].to_dict("records"):
        if clean(record["employee_id"]) in issued:
            continue
        found = [p for p in data.problems if p.file == record["file"] and p.severity == "error"]
        text = _first_of(found, say) if found else clean(record["detail"])
        yield Notice(say("refused"), "bad", clip(clean(record["file"]), 60), _cut(text))


def _missing(data: SummaryData, say: Words) -> Iterator[Notice]:
    people: dict[str, list[str]] = {}
    for record in missing_records(data):
        people.setdefault(record["rater"], []).append(f"{record['employee_id']} {record['name']}".strip())
    for rater, names in people.items():
        text = say("{count} not returned: {people}").format(count=len(names), people=people_text(names, say, _NAMED))
        subject = say("Rater {rater}").format(rater=rater)
        yield Notice(say("missing"), "warn", subject, _cut(text))


def _warned(data: SummaryData, say: Words, codes: Collection[str]) -> Iterator[Notice]:
    """Yield a notice per problem of these codes: a result that lacks a part, a figure of HR's that was changed."""
    for problem in data.problems:
        if problem.code in codes and problem.employee_id:
            yield Notice(say("warning"), "warn", _person(data, problem.employee_id), _cut(problem.message))


def _waiting(data: SummaryData) -> set[str]:
    return {clean(e) for e in data.files.loc[data.files["state"] == "set_aside", "employee_id"]} - {""}


def _grouped(problems: list[Rendered]) -> list[list[Rendered]]:
    """Group problems by file and person."""
    groups: dict[tuple[str | None, str | None], list[Rendered]] = {}
    for problem in problems:
        groups.setdefault((problem.file, problem.employee_id), []).append(problem)
    return list(groups.values())


def _first_of(problems: list[Rendered], say: Words) -> str:
    text = _cut(problems[0].message)
    if len(problems) == 1:
        return text
    return say("{first} (and {count} more)").format(first=text, count=len(problems) - 1)


def _subject(data: SummaryData, problem: Rendered) -> str:
    if problem.employee_id:
        return _person(data, problem.employee_id)
    return clip(clean(problem.file), 60)


def _person(data: SummaryData, employee: str) -> str:
    found = data.results[data.results["employee_id"] == employee]
    if not len(found):
        return employee
    first = found.iloc[0]
    named = f"{employee} {clean(first['name'])}"
    return clip(f"{named} · {clean(first['department'])}", 60)


def _cut(text: str) -> str:
    return clip(clean(text).replace("\n", " "), _LONGEST)
