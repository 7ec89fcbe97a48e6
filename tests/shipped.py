"""A workspace with one form of every shipped scheme, in a period of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.conftest import SHORT, Bench, new_workspace, own_edition, person, write_roster
from tests.steps import Steps
from xlsappraise.base.period import Period
from xlsappraise.schemes import Library

LIBRARY = Library()
SCHEMES = sorted(LIBRARY.schemes)
LONGEST = "installation-follow-up"
INSTALLERS = ("张伟",)  # of the worked example, besides 王小燕, who is among the others
PERIODS = {"week": "2026-W45", "month": "2026-11", "quarter": "2026-Q4", "year": "2026"}


class Shipped:
    """A workspace with one employee per scheme; of schemes with several raters' forms, the supervisor's.

    The tables of the longest log are short unless ``whole``: 500 rows cost more than all other forms together.
    """

    def __init__(
        self, folder: Path, schemes: Sequence[str] = SCHEMES, *, whole: bool = False, steps: Steps | None = None
    ) -> None:
        workspace = new_workspace(steps, folder)
        if not whole:
            own_edition(workspace, LONGEST, *SHORT)
        self.benches = {kind: Bench(workspace, Period.parse(text), steps=steps) for kind, text in PERIODS.items()}
        self.numbers = {scheme: f"E{n:03d}" for n, scheme in enumerate(schemes, 1)}
        names = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章"
        rows = [
            person(number, schemes=scheme, name=f"{names[n]}小燕", 同级评价人="E001、E002、E003")
            for n, (scheme, number) in enumerate(self.numbers.items())
        ]
        rows += [person(f"E9{n}", name=name, status="休假") for n, name in enumerate(INSTALLERS)]
        for row in rows:
            if row["schemes"] != "supervisor-360-quarterly":
                row.pop("同级评价人", None)
        from xlsappraise.roster import COLUMNS

        write_roster(workspace.roster, rows, [*COLUMNS.values(), "同级评价人"])
        for bench in self.benches.values():
            assert bench.issue().problems == []

    def bench(self, scheme: str) -> Bench:
        return self.benches[LIBRARY[scheme].period]

    def path(self, scheme: str) -> Path:
        number, suffix = self.numbers[scheme], "_supervisor" if LIBRARY[scheme].own else ""
        (found,) = self.bench(scheme).outbox.rglob(f"{number}_*{suffix}.xlsx")
        return found

    def describe(self, scheme: str) -> dict[str, Any]:
        return self.bench(scheme).describe(self.path(scheme))


def form_scheme(scheme: str) -> Any:
    """Return the scheme as the supervisor's form shows it."""
    found = LIBRARY[scheme]
    return found.for_position("客服回访专员").form_of("supervisor" if found.own else found.lead.id)
