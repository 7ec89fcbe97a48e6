"""One result from the forms of several raters: the weighted parts, and findings about them.

A part that is missing, or withheld because too few anonymous raters have answered, is never 0: the other parts'
weights are scaled up. The composite is rounded once, from the forms' totals.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import round_half_away
from xlsappraise.base.text import fold
from xlsappraise.returned.states import FormRecord, FormState
from xlsappraise.schemes import Rater, Scheme
from xlsappraise.scoring.engine import GRADE, TOTAL, section_column
from xlsappraise.scoring.total import grade

if TYPE_CHECKING:
    import pandas as pd


def part_column(rater: Rater) -> str:
    """Return the name of the column of a part's mean total, which is NaN where the part does not count."""
    return f"part.{rater.id}"


def answers_column(rater: Rater) -> str:
    """Return the name of the column of the number of a part's returned forms."""
    return f"answers.{rater.id}"


def composites(scheme: Scheme, forms: pd.DataFrame) -> pd.DataFrame:
    """Return a row per person: the columns of ``scoring.engine.score``, and two per part.

    ``forms`` has a row per valid form: employee_id, rater, and the columns of ``score``.
    """
    import pandas as pd

    people = pd.Index(forms["employee_id"].unique(), name="employee_id")
    names = [c.id for c in scheme.criteria] + [section_column(i) for i in range(len(scheme.sections))] + [TOTAL]
    weight = pd.Series(0.0, index=people)
    sums = pd.DataFrame(0.0, index=people, columns=names)
    parts: dict[str, pd.Series[float]] = {}
    for rater in scheme.raters:
        mine = forms[forms["rater"] == rater.id].groupby("employee_id")
        answers = mine.size().reindex(people, fill_value=0).astype(float)
        counts = answers >= (rater.least if rater.several else 1)
        means = mine[names].mean().reindex(people)
        sums = sums.add((rater.weight * means).where(counts, 0.0))
        weight = weight.add(counts.astype(float) * rater.weight)
        parts[part_column(rater)] = means[TOTAL].where(counts)
        parts[answers_column(rater)] = answers
    exact_means = sums.div(weight.where(weight > 0), axis=0)
    frame = exact_means.apply(round_half_away)
    frame[TOTAL] = frame[TOTAL].clip(lower=0, upper=scheme.total.max)
    frame[GRADE] = grade(scheme, frame[TOTAL])
    return frame.join(pd.DataFrame(parts))


_COPIED_FROM = 6
"""Number of marks from which equal forms are reported"""


@dataclass(frozen=True)
class Composite:
    """The forms about one person, and the row of their common result; None while no form is valid."""

    forms: tuple[FormRecord, ...]
    scheme: Scheme
    scores: pd.Series[float] | None

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


def compose(forms: Sequence[FormRecord], scheme: Scheme, scores: Mapping[str, pd.Series[float]]) -> list[Composite]:
    """Return a result per person from all forms of a scheme whose raters have forms of their own."""
    import pandas as pd

    by_person: dict[str, list[FormRecord]] = defaultdict(list)
    for form in forms:
        by_person[form.issue.employee_id].append(form)
    rows = [
        {"employee_id": form.issue.employee_id, "rater": form.issue.rater, **scores[form.issue.id].to_dict()}
        for form in forms
        if form.issue.id in scores
    ]
    frame = composites(scheme, pd.DataFrame(rows)).dropna(subset=["total"]) if rows else pd.DataFrame()
    scored = {str(employee): row for employee, row in frame.iterrows()}
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
    if rater.several and answers < rater.least:
        yield problem("peers-withheld", found=answers, expected=rater.least, **facts)
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
