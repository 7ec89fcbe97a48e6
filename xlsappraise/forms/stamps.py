"""The texts stamped into each person's form, in the scheme's language; the ledger stores them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from itertools import zip_longest

from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.forms.layout.foot import CARRIED
from xlsappraise.schemes import Scheme

_NOTHING: Mapping[str, str] = {}
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Stamps:
    """One person's texts. The names of the fields are those that ``CellPlan.stamp`` and the ledger use."""

    token: str
    number: str
    organisation: str
    ratee: str
    post: str
    raters: str
    employee_id: str
    name: str
    carried_1: str = ""
    carried_2: str = ""
    carried_3: str = ""
    line: str = ""
    """Department, position and raters, as layouts from version 4 on show them"""

    def texts(self) -> dict[str, str]:
        """Return the texts by field name."""
        return asdict(self)


PLACEHOLDERS = Stamps(**{field.name: "{{" + field.name + "}}" for field in fields(Stamps)})
"""The texts of a master that are replaced by stamped ones"""


@dataclass(frozen=True, slots=True)
class Ratee:
    """The person rated by a form, and the names of the raters by rater id."""

    person: Person
    raters: Mapping[str, str]


def stamps_for(
    scheme: Scheme,
    ratee: Ratee,
    period: Period,
    organisation: str,
    token: str,
    last: Mapping[str, str] = _NOTHING,
) -> Stamps:
    """Return the texts stamped into one person's form; ``last``: the texts of the last period's fields."""
    say, person = scheme.say, ratee.person
    names = say(" / ").join(
        ratee.raters[r.id] + say(" ({title})").format(title=r.title) if ratee.raters.get(r.id) else r.title
        for r in scheme.raters
    )
    post = [person.department, person.position]
    texts = {
        "token": token,
        "number": token,
        "organisation": say(" · ").join(filter(None, (organisation, period.title(say)))),
        "ratee": say("{name} ({number})").format(name=person.name, number=person.employee_id),
        "post": say(" · ").join(text for text in post if text) or " ",
        "raters": say("Rater: {names}").format(names=names),
        "employee_id": person.employee_id,
        "name": person.name,
    }
    texts["line"] = "　".join(filter(None, (texts["post"].strip(), texts["raters"])))
    carried = [extra for extra in scheme.fields if extra.carry]
    for stamp, extra in zip_longest(CARRIED, carried):
        texts[stamp] = (last.get(f"field.{extra.id}") or say("(nothing)")) if extra else ""
    return Stamps(**{name: clean(text) for name, text in texts.items()})


def clean(text: str) -> str:
    """Remove characters that XML 1.0 does not allow."""
    return _FORBIDDEN.sub("", text)
