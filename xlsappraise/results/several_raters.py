"""One result from the forms of several raters (``composing`` computes it), and findings about its parts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isnan

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.results.composing import composites
from xlsappraise.returned.states import FormRecord, FormState
from xlsappraise.schemes import Rater, Scheme
from xlsappraise.scoring.engine import TOTAL
from xlsappraise.scoring.score_row import ScoreRow, score_rows

_COPIED_FROM = 6
"""Number of marks from which equal forms are reported"""


@dataclass(frozen=True)
class Composite:
    """The forms about one person, and the row of their parts and common result; None while no form is valid."""

    forms: tuple[FormRecord, ...]
    scheme: Scheme
    row: ScoreRow | None

    @property
    def scores(self) -> ScoreRow | None:
        """The row, if there is a result; None while none is due or it waits for a part."""
        return None if self.row is None or isnan(self.row[TOTAL]) else self.row

    @property
    def key(self) -> str:
        """The key of the result among the scores."""
        return f"{self.forms[0].issue.employee_id}/{self.scheme.digest}"

    @property
    def state(self) -> FormState:
        """Valid once there is a result; else the most severe state of the forms."""
        if self.scores is not None:
            return "valid"
        states = {form.state for form in self.forms}
        return next((s for s in _MOST_SEVERE if s in states), "missing")

    @property
    def rater(self) -> str:
        """The rater named for the result: the direct supervisor, never an anonymous rater."""
        named = [f for f in self.forms if not self.scheme.rater(f.issue.rater).several and f.issue.rater != "self"]
        return named[0].issue.supervisor if named else ""


_MOST_SEVERE: tuple[FormState, ...] = ("invalid", "incomplete", "missing")


def compose(forms: Sequence[FormRecord], scheme: Scheme, scores: Mapping[str, ScoreRow]) -> list[Composite]:
    """Return a result per person from all forms of a scheme whose raters have forms of their own."""
    import pandas as pd

    by_person: dict[str, list[FormRecord]] = defaultdict(list)
    for form in forms:
        by_person[form.issue.employee_id].append(form)
    rows = [
        {"employee_id": form.issue.employee_id, "rater": form.issue.rater, **scores[form.issue.id]}
        for form in forms
        if form.issue.id in scores
    ]
    frame = composites(scheme, pd.DataFrame(rows)) if rows else pd.DataFrame()
    scored = score_rows(frame)
    return [Composite(tuple(mine), scheme, scored.get(employee)) for employee, mine in by_person.items()]


def findings(composite: Composite) -> Iterator[Problem]:
    """Yield the findings about a result: missing and withheld parts, suspicious names and marks."""
    answered = Counter(form.issue.rater for form in composite.forms if form.version is not None)
    if answered:
        for rater in composite.scheme.raters:
            yield from _part(composite, rater, answered[rater.id])
    for form in composite.forms:
        yield from _signed(composite, form)
    yield from _copied(composite)


def _part(composite: Composite, rater: Rater, answers: int) -> Iterator[Problem]:
    issue = composite.forms[0].issue
    facts = {"employee_id": issue.employee_id, "name": issue.name, "part": rater.title}
    needed = rater.least if rater.several else 1
    if composite.scheme.missing_rater == "none":
        if answers < needed:
            yield problem("rater-awaited", found=answers, expected=needed, **facts)
    elif rater.several and answers < needed:
        yield problem("peers-withheld", found=answers, expected=needed, **facts)
    elif answers == 0:
        yield problem("rater-missing", **facts)


def _signed(composite: Composite, form: FormRecord) -> Iterator[Problem]:
    """Report a form that is signed with the name of another of the person's raters."""
    if form.version is None:
        return
    signed = fold(str(form.version.inputs.get("signoff.name", "")))
    expected = form.issue.name if form.issue.rater == "self" else form.issue.supervisor
    if not signed or signed == fold(expected):
        return
    for other in composite.forms:
        theirs = other.issue.name if other.issue.rater == "self" else other.issue.supervisor
        if other is not form and signed == fold(theirs):
            title = composite.scheme.rater(form.issue.rater).title
            reading = form.version.reading
            yield problem(
                "signed-by-another", file=form.version.file, employee_id=form.issue.employee_id,
                sheet=reading.sheet or None, cell=reading.cells.get("signoff.name"),
                found=form.version.inputs["signoff.name"], expected=title,
            )  # fmt: skip
            return


def _copied(composite: Composite) -> Iterator[Problem]:
    """Report two raters' forms with equal marks."""
    valid = [form for form in composite.forms if form.version is not None]
    marks = {
        form.issue.id: {k: v for k, v in (form.version.inputs if form.version else {}).items() if isinstance(v, float)}
        for form in valid
    }
    for index, form in enumerate(valid):
        for other in valid[:index]:
            mine = marks[form.issue.id]
            if len(mine) >= _COPIED_FROM and mine == marks[other.issue.id]:
                assert form.version is not None and other.version is not None, "valid forms have a version"
                yield problem(
                    "marks-copied", file=form.version.file, employee_id=form.issue.employee_id,
                    expected=other.version.file, name=form.issue.name,
                )  # fmt: skip
