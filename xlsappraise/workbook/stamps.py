"""The texts that differ from person to person, in the scheme's language; the ledger keeps them as stamped."""

from __future__ import annotations

from dataclasses import dataclass

from xlsappraise.period import Period
from xlsappraise.scheme import Scheme
from xlsappraise.workbook.stamper import clean


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a form is about, and who rates: names by rater id."""

    employee_id: str
    name: str
    department: str
    position: str
    raters: dict[str, str]


def stamps_for(scheme: Scheme, person: Person, period: Period, organisation: str, token: str) -> dict[str, str]:
    """Return what is stamped into one person's form."""
    say = scheme.say
    names = say(" / ").join(
        person.raters[r.id] + say(" ({title})").format(title=r.title) if person.raters.get(r.id) else r.title
        for r in scheme.raters
    )
    post = [person.department, person.position]
    texts = {
        "token": token,
        "number": say("Form number {token}").format(token=token),
        "organisation": say(" · ").join(filter(None, (organisation, period.title(say)))),
        "ratee": say("{name} ({number})").format(name=person.name, number=person.employee_id),
        "post": say(" · ").join(text for text in post if text) or " ",
        "raters": say("Rater: {names}").format(names=names),
        "employee_id": person.employee_id,
        "name": person.name,
    }
    return {name: clean(text) for name, text in texts.items()}
