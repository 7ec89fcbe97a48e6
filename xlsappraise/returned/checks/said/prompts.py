"""Check what entries say while they are filled in: the prompts and refusals of their data validations.

Programs drop prompts, cut long ones, break their lines and change quotation marks; Google has a prompt of its own.
What says something else is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import islice

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.returned.checks.said.corrections_list import others_of_ours
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import MAX_COLUMN, MAX_ROW, Place, address, place
from xlsappraise.xlsx.book import SheetEntry
from xlsappraise.xlsx.display.prompts import Prompt
from xlsappraise.xlsx.sheet import SheetReading

LISTED = 20
_CUT = 32
"""Characters below which no program cuts a text"""
_AREAS = 500
"""Areas of one validation above which it counts as one for the whole sheet"""
_SHEET = ((0, 0), (MAX_ROW - 1, MAX_COLUMN - 1))
_MARKS = re.compile(r"""[\s"'“”‘’「」『』…]+""")
_GOOGLE = re.compile(r"Click and enter a value from (?:the list of items|range '[^']*'![A-Z$0-9:]+)")
_TEXTS = tuple(one.name for one in fields(Prompt))[1:]
Area = tuple[Place, Place]


def prompts(returned: Returned) -> Iterator[Problem]:
    """Yield the first twenty prompts and refusals that say something else than the issued ones of their cells."""
    around = returned.issued.blueprint.surroundings
    if around is None:
        return
    for entry in (*returned.instructions, *others_of_ours(returned)):
        yield from islice(_added(entry, returned.reading.sheet(entry)), LISTED)
    issued = around.prompts
    known = frozenset(() if returned.moved else issued)
    strange = [one for one in dict.fromkeys(returned.sheet.prompts) if one not in known]
    if strange:
        comparing = _Comparing(returned, issued)
        yield from islice((found for one in strange for found in comparing.different(one)), LISTED)


def _added(entry: SheetEntry, sheet: SheetReading) -> Iterator[Problem]:
    """Yield every prompt of a sheet that was issued without."""
    for one in dict.fromkeys(sheet.prompts):
        text = next(text for text in (one.text, one.error, *one.texts) if text)
        first, _last = next(_areas(one.cells))
        yield problem(
            "prompt-changed", sheet=entry.name, cell=address(first), found=_joined(text), expected=phrase("(nothing)")
        )


class _Comparing:
    """Holds where each issued prompt is shown now, and the cells that have none."""

    def __init__(self, returned: Returned, issued: tuple[Prompt, ...]) -> None:
        self.sheet = returned.name
        self.issued = issued
        self.moved = returned.moved
        self.due = {
            now: prompt
            for prompt in issued
            for first, last in _areas(prompt.cells)
            for row in range(first[0], last[0] + 1)
            for column in range(first[1], last[1] + 1)
            if (now := returned.now((row, column))) is not None
        }
        locked = (returned.now(at) for at in returned.issued.locked)
        self.silent = [at for at in locked if at is not None and at not in self.due]

    def different(self, found: Prompt) -> Iterator[Problem]:
        """Yield a problem for the first cell where a prompt says something else than it should."""
        areas = list(_areas(found.cells))
        for name in _TEXTS:
            text = getattr(found, name)
            if not text or _GOOGLE.fullmatch(text):
                continue
            at, due = self._wrong(text, areas)
            if at is not None:
                expected = getattr(due, name) if due is not None else ""
                yield problem(
                    "prompt-changed", sheet=self.sheet, cell=address(at), found=_joined(text),
                    expected=_joined(expected) or phrase("(nothing)"),
                )  # fmt: skip
                return

    def _wrong(self, text: str, areas: list[Area]) -> tuple[Place | None, Prompt | None]:
        """Return the first cell that must not say this, with its issued prompt.

        Where rows were inserted or sorted, programs leave the prompts behind, so that any cell may have any of them.
        """
        ours = any(_same(text, one) for due in self.issued for one in due.texts)
        if ours and self.moved:
            return None, None
        for at, due in self.due.items():
            if _inside(at, areas) and not any(_same(text, one) for one in due.texts):
                return at, due
        silent = next((at for at in self.silent if _inside(at, areas)), None)
        return (areas[0][0] if silent is None and not ours else silent), None


def _joined(text: str) -> str:
    """Return a text of several lines in one."""
    return " ".join(text.split())


def _inside(at: Place, areas: list[Area]) -> bool:
    return any(first[0] <= at[0] <= last[0] and first[1] <= at[1] <= last[1] for first, last in areas)


def _areas(cells: str) -> Iterator[Area]:
    """Yield the areas of a validation; the whole sheet where programs may take them for anything."""
    written = cells.replace("$", "").split()
    try:
        found = [(place(one.partition(":")[0]), place(one.rpartition(":")[2])) for one in written[:_AREAS]]
    except Refusal:
        found = []
    yield from found if found and len(written) <= _AREAS else [_SHEET]


def _same(found: str, issued: str) -> bool:
    """Return whether two texts say the same; ``found`` may be cut off."""
    one, other = _MARKS.sub("", found), _MARKS.sub("", issued)
    return one == other or (len(found) >= _CUT and other.startswith(one.removesuffix("...")))
