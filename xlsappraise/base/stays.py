"""What is said of people who were there for a part of a period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlsappraise.base.causes import PEOPLE, together_named
from xlsappraise.base.form_rules import Stay
from xlsappraise.base.i18n import Phrase, phrase
from xlsappraise.base.problems import Problem, as_phrase, problem


def stay_problems(stays: Iterable[tuple[str, str, Stay | None]]) -> Iterator[Problem]:
    """Yield a note for each part of a period, on the people (number, name) who were there for it."""
    groups: dict[Stay, dict[str, str]] = {}
    for number, name, stay in stays:
        if stay is not None:
            groups.setdefault(stay, {})[number] = name
    for stay, people in groups.items():
        alone = next(iter(people)) if len(people) == 1 else None
        named = together_named(list(people.items()), len(people))
        yield _problem(stay, alone).with_facts(**{PEOPLE: named})


def stay_text(stay: Stay) -> Phrase:
    """Describe a part of a period: when somebody joined or left, the days, what the targets are."""
    return as_phrase(_problem(stay, None))


def _problem(stay: Stay, number: str | None) -> Problem:
    return problem(
        "part-of-period", employee_id=number, found=_days(stay), days=stay.days, whole=stay.whole,
        targets=_targets(stay),
    )  # fmt: skip


def _days(stay: Stay) -> Phrase:
    days = {name: day.isoformat() for name, day in (("joined", stay.joined), ("left", stay.left)) if day is not None}
    if len(days) == 2:
        return phrase("joined on {joined} and left on {left}", **days)
    return phrase("joined on {joined}", **days) if "joined" in days else phrase("left on {left}", **days)


def _targets(stay: Stay) -> Phrase:
    if stay.scales:
        return phrase("targets known to HR are scaled to {days}/{whole}", days=stay.days, whole=stay.whole)
    return phrase("targets are those of the whole period")
