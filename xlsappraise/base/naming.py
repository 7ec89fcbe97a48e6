"""Which person of a period a number or a name at the command line means."""

from __future__ import annotations

from collections.abc import Sequence

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.base.text import fold, nearest


def number_of(who: str, people: Sequence[Person], period: Period) -> str:
    """Return the employee number of whom a number, a name, or both name; raise Refusal unless it is one person."""
    wanted = fold(who)
    numbers = {one.employee_id for one in people if wanted in (fold(one.employee_id), fold(one.employee_id + one.name))}
    found = numbers or {one.employee_id for one in people if fold(one.name) == wanted}
    if not found:
        meant = likely(who, people)
        raise Refusal(problem("form-not-found", found=who, expected=period, hint=suggested(meant or "")))
    if len(found) > 1:
        same = {one.employee_id: f"{one.employee_id} {one.name}" for one in people if one.employee_id in found}
        raise Refusal(problem("name-of-several", found=who, expected=sorted(same.values()), example=min(found)))
    return found.pop()


def likely(who: str, people: Sequence[Person]) -> str | None:
    """Return the number that differs by leading zeros alone, else the most similar name, or None."""
    plain = fold(who).lstrip("0")
    zeros = {one.employee_id for one in people if plain.isalnum() and fold(one.employee_id).lstrip("0") == plain}
    return zeros.pop() if len(zeros) == 1 else nearest(who, [one.name for one in people])


def suggested(name: str) -> Text:
    """Return the question whether a name or several numbers were meant; nothing for none."""
    return phrase(" Did you mean {name}?", name=name) if name else ""
