"""Explanations of a person's results in a period: of forms, and of what was rolled up from shorter periods."""

from __future__ import annotations

from xlsappraise.base.i18n import phrase
from xlsappraise.base.naming import number_of
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Refusal
from xlsappraise.report.rolled_up import RollUps, roll
from xlsappraise.results.explain import explain
from xlsappraise.results.explain_parts import rolled_lines
from xlsappraise.results.explained import Explanation
from xlsappraise.results.rollup import Rolled
from xlsappraise.returned.states import FormState
from xlsappraise.store.office import Office


def explain_all(office: Office, who: str, period: Period) -> list[Explanation]:
    """Explain all results of a person, a number or a name; raise Refusal where there is none."""
    rolled = roll(office, period)
    every = [(key, one) for key, group in rolled.groups.items() for one in group]
    issued = bool(office.ledger.issues(str(period)))
    if not every:
        return explain(office, who, period)
    found: list[Explanation] = []
    missing: Refusal | None = None
    if issued:
        try:
            found = explain(office, who, period)
        except Refusal as refusal:
            if refusal.problems[0].code != "form-not-found":
                raise
            missing = refusal
    people = [one.person for _key, one in every]
    try:
        number = found[0].person.employee_id if found else number_of(who, people, period)
    except Refusal as refusal:
        raise missing or refusal from None
    return [*found, *(_rolled_up(rolled, key, one) for key, one in every if one.person.employee_id == number)]


def _rolled_up(rolled: RollUps, key: str, one: Rolled) -> Explanation:
    state: FormState = "incomplete" if one.total is None else "valid"
    problems = tuple(found for found in rolled.problems if found.employee_id == one.person.employee_id)
    title = phrase("{title}, rolled up", title=rolled.titles[key])
    return Explanation(one.person, one.period, None, state, title, tuple(rolled_lines(one)), problems, ())
