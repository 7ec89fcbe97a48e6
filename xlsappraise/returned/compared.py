"""Compare a complete form with other forms: who signed it, whose marks they are, the targets of the period before.

These are notes on entries that are hard to believe, as ``checks.plausibility`` makes them from one form alone. They are
made anew in each run, since other forms may have come meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.returned.checks.plausibility.figures import shown
from xlsappraise.returned.other_people import calls, given_name, judged, subjects
from xlsappraise.schemes import Rater, Scheme
from xlsappraise.store.issued import Blueprint
from xlsappraise.store.ledger import Entries, FileReading, Issue
from xlsappraise.store.office import Office
from xlsappraise.typed.slot import Slot

Form = tuple[str, str, str]
"""Employee number, scheme and rater: the same form in another period"""

COMMENT = "closing.comment"
"""The input of the comment on the person as a whole"""
NAMED = 2
"""Remarks that name somebody else, from which on the form is perhaps theirs"""
SAME = 2
"""Remarks that two people share word by word, from which on one form is perhaps the other's"""
LONG = 15
"""A remark of so many characters, or one with a figure or day in it, is hardly true of two people"""
_SHARERS = 3
"""The people to whom a shared remark is put down, the first by their numbers: each form is held against these alone"""


@dataclass
class Comparison:
    """Compares readings with the issued forms and with what was accepted in earlier periods."""

    office: Office
    issues: Sequence[Issue]
    blueprints: Mapping[int, Blueprint]
    _before: dict[str, Mapping[Form, Entries]] = field(default_factory=dict)
    _sharers: dict[int, list[Issue]] = field(default_factory=dict)
    """Who has a remark beside the same marks, by a hash of both"""

    def take(self, forms: Iterable[tuple[Issue, FileReading]]) -> None:
        """Take the complete forms that are compared with each other."""
        for issue, reading in sorted(forms, key=lambda form: form[0].employee_id):
            for _slot, shared in _shareable(issue, reading, self.blueprints[issue.master_id]):
                sharers = self._sharers.setdefault(shared, [])
                if len(sharers) < _SHARERS and issue.employee_id not in {one.employee_id for one in sharers}:
                    sharers.append(issue)

    @cached_property
    def _supervisors(self) -> Mapping[str, set[str]]:
        """The supervisors by period; without those who appraise a colleague or themselves."""
        found: dict[str, set[str]] = defaultdict(set)
        for issue in self.issues:
            if issue.rater != "self" and not self.blueprints[issue.master_id].scheme.rater(issue.rater).several:
                found[issue.period].add(fold(issue.supervisor))
        return found

    @cached_property
    def _people(self) -> frozenset[str]:
        """The names of everybody who was ever appraised; not those of a single character."""
        return frozenset(issue.name for issue in self.issues if len(issue.name) > 1)

    @cached_property
    def _folded(self) -> frozenset[str]:
        return frozenset(map(fold, self._people))

    @cached_property
    def _beginnings(self) -> Mapping[str, list[str]]:
        """The names by their first two characters."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self._people):
            found[name[:2]].append(name)
        return found

    def _names_in(self, text: str) -> set[str]:
        """Return the names in a text, in a time that does not grow with the number of people."""
        pairs = ((at, text[at : at + 2]) for at in range(len(text) - 1))
        return {name for at, pair in pairs for name in self._beginnings.get(pair, ()) if text.startswith(name, at)}

    @cached_property
    def _called(self) -> dict[str, str]:
        """How people are called, with their full names."""
        return calls(self._people)

    @cached_property
    def _raters(self) -> Mapping[tuple[str, str, str], set[str]]:
        """The names of everybody with a form about a person, by period, employee number and scheme."""
        found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for issue in self.issues:
            found[_about(issue)].add(fold(_filler(issue)))
        return found

    def findings(self, issue: Issue, reading: FileReading) -> Iterator[Problem]:
        """Yield the notes on a complete form, without those that its scheme does not want."""
        blueprint = self.blueprints[issue.master_id]
        every = (self._signed, self._another, self._copied, self._lowered)
        for found in (found for one in every for found in one(issue, reading, blueprint)):
            if found.code not in blueprint.scheme.not_checked:
                yield found

    def _signed(self, issue: Issue, reading: FileReading, blueprint: Blueprint) -> Iterator[Problem]:
        """Yield a form signed with the name of another supervisor, of a colleague, or of the person appraised.

        Another rater of the same person is reported with the person's result. Who is one of several raters stays
        anonymous; an indirect supervisor may stand in.
        """
        scheme = blueprint.scheme
        rater = scheme.rater(issue.rater)
        if rater.several:
            return
        slot = scheme.form_of(issue.rater).slot("signoff.name", rater)
        name = str(reading.inputs.get(slot, ""))
        written, own = fold(name), fold(name) == fold(issue.name)
        known = own or written in self._supervisors[issue.period] or written in self._folded
        due = written in (fold(_filler(issue)), fold(issue.indirect))
        if name and known and not due and not (scheme.own and written in self._raters[_about(issue)]):
            code = "signed-by-appraised" if own else "signed-by-other-supervisor"
            cell = reading.cells.get(slot)
            yield problem(code, sheet=reading.sheet, cell=cell, found=name, expected=_filler(issue))
        if fold(issue.supervisor) != fold(issue.indirect):
            yield from _signed_twice(reading, scheme.form_of(issue.rater))

    def _another(self, issue: Issue, reading: FileReading, blueprint: Blueprint) -> Iterator[Problem]:
        """Yield a form whose remarks name one and the same other person, and never whom it is about.

        Again and again; or once, where the name is the subject of a remark that explains points.
        """
        texts = {
            slot.id: text
            for slot in blueprint.slots
            if slot.type == "text" and slot.table is None and not slot.id.startswith("signoff.")
            and isinstance(text := reading.inputs.get(slot.id), str)
        }  # fmt: skip
        if any(mine in text for mine in (issue.name, given_name(issue.name) or issue.name) for text in texts.values()):
            return
        known = {issue.name, issue.supervisor, issue.indirect}
        explaining = _explaining(reading, blueprint)
        named: dict[str, list[str]] = defaultdict(list)
        telling: set[str] = set()
        for slot, text in texts.items():
            about = set(subjects(text, self._called)) - known
            for name in (self._names_in(text) | about) - known:
                named[name].append(slot)
            if slot in explaining:
                telling |= about
            elif slot == COMMENT:
                telling |= about & {judged(text, self._called)}
        for name, slots in sorted(named.items()):
            if len(slots) >= NAMED or name in telling:
                cell = reading.cells.get(slots[0])
                yield problem(
                    "names-another", sheet=reading.sheet, cell=cell, found=name, expected=issue.name, count=len(slots)
                )

    def _copied(self, issue: Issue, reading: FileReading, blueprint: Blueprint) -> Iterator[Problem]:
        """Yield a form with the marks and remarks of somebody else's."""
        same: dict[str, list[str]] = defaultdict(list)
        people: dict[str, Issue] = {}
        for slot, shared in _shareable(issue, reading, blueprint):
            for other in self._sharers.get(shared, ()):
                if other.employee_id != issue.employee_id and other.name != issue.name:
                    same[other.employee_id].append(slot)
                    people[other.employee_id] = other
        number = min((one for one, slots in same.items() if len(slots) >= SAME), default=None)
        if number is not None:
            cell, count = reading.cells.get(same[number][0]), len(same[number])
            yield problem(
                "form-copied", sheet=reading.sheet, cell=cell, found=people[number].name, count=count, number=number
            )

    def _lowered(self, issue: Issue, reading: FileReading, blueprint: Blueprint) -> Iterator[Problem]:
        """Yield each target easier than that of the period before, where the rater set it and it is not counted itself.

        A target of HR is HR's; one of somebody who was there for a part of the period is smaller.
        """
        given = blueprint.filled.given
        targets = [] if blueprint.stay else [one for one in _targets(blueprint) if one[0].id not in given]
        before = self._inputs_before(issue) if targets else {}
        for slot, lower in targets:
            now, then = reading.inputs.get(slot.id), before.get(slot.id)
            if not isinstance(now, float) or not isinstance(then, float) or 0 in (now, then):
                continue
            if round(now - then if lower else then - now, 9) > 0:
                yield problem(
                    "target-lowered", sheet=reading.sheet, cell=reading.cells.get(slot.id), label=slot.full_label,
                    found=shown(slot, now), expected=shown(slot, then), period=Period.parse(issue.period).previous(),
                )  # fmt: skip

    def _inputs_before(self, issue: Issue) -> Entries:
        """Return what was accepted for the same form of the period before."""
        period = str(Period.parse(issue.period).previous())
        if period not in self._before:
            self._before[period] = self._accepted(period)
        return self._before[period].get(_form(issue), {})

    def _accepted(self, period: str) -> Mapping[Form, Entries]:
        issues = {one.id: one for one in self.issues if one.period == period and one.state == "issued"}
        versions = self.office.ledger.versions(period) if issues else ()
        accepted = (v for v in versions if v.state == "accepted" and v.issue_id in issues)
        return {_form(issues[version.issue_id]): version.inputs for version in accepted}


def _signed_twice(reading: FileReading, form: Scheme) -> Iterator[Problem]:
    """Yield a sign-off whose name stands at that of another rater of the same form."""
    seen: dict[str, Rater] = {}
    for rater in (one for one in form.raters if not one.several):
        slot = form.slot("signoff.name", rater)
        name = str(reading.inputs.get(slot, "")).strip()
        first = seen.setdefault(fold(name), rater)
        if name and first is not rater:
            yield problem(
                "signed-twice", sheet=reading.sheet, cell=reading.cells.get(slot), label=first.title, other=rater.title,
                found=name,
            )  # fmt: skip


def _shareable(issue: Issue, reading: FileReading, blueprint: Blueprint) -> Iterator[tuple[str, int]]:
    """Yield each remark that is hardly true of two people: its input id, and a hash of it and of all marks.

    Marks and remarks are those of the raters who count, not of whoever is appraised.
    """
    own = _own(blueprint)
    entered = [
        (slot, value)
        for slot in blueprint.slots
        if slot.criterion and slot.table is None and slot.rater not in own
        and (value := reading.inputs.get(slot.id)) is not None
    ]  # fmt: skip
    texts = [(slot.id, fold(value)) for slot, value in entered if slot.type == "text" and isinstance(value, str)]
    telling = [(name, text) for name, text in texts if len(text) >= LONG or any(map(str.isdigit, text))]
    if len(telling) >= SAME:
        marks = tuple((slot.id, value) for slot, value in entered if slot.type != "text")
        alike = hash((issue.period, issue.scheme_id, issue.rater, marks))
        yield from ((name, hash((alike, name, text))) for name, text in telling)


def _own(blueprint: Blueprint) -> set[str]:
    """Return the raters of a shared form whose marks do not count: the person appraised."""
    form = blueprint.form
    return {rater.id for rater in form.raters if rater.weight == 0} if form.shared else set()


def _explaining(reading: FileReading, blueprint: Blueprint) -> set[str]:
    """Return the ids of the remarks of criteria in which points are lost."""
    found = set[str]()
    for asked in blueprint.asked:
        values = {name: reading.inputs[slot] for name, slot in asked.inputs.items() if slot in reading.inputs}
        scales = {name: blueprint.slots_by_id[asked.inputs[name]].max for name in asked.rule.marks()}
        marks = ((values.get(name), scale) for name, scale in scales.items())
        below = any(scale and isinstance(mark, float) and mark < scale for mark, scale in marks)
        if below or asked.rule.falls_short(values, asked.criterion.points):
            found.add(f"{asked.criterion.id}.remark")
    return found


def _form(issue: Issue) -> Form:
    return issue.employee_id, issue.scheme_id, issue.rater


def _about(issue: Issue) -> tuple[str, str, str]:
    return issue.period, issue.employee_id, issue.scheme_id


def _filler(issue: Issue) -> str:
    """Return the name of whoever fills a form in."""
    return issue.name if issue.rater == "self" else issue.supervisor


def _targets(blueprint: Blueprint) -> Iterator[tuple[Slot, bool]]:
    """Yield the inputs of targets that somebody sets, and whether a lower one is harder.

    Not what there was to do, which rises and falls by itself, nor what a log gives.
    """
    scheme = blueprint.form
    for criterion in scheme.criteria:
        pairs = [pair for rule in criterion.rules for pair in rule.compared() if not pair.part and not pair.common]
        for rater in scheme.markers(criterion) if criterion.feed is None else ():
            for pair in pairs:
                slot = blueprint.slots_by_id.get(scheme.slot(f"{criterion.id}.{pair.target}", rater))
                if slot is not None:
                    yield slot, pair.lower
