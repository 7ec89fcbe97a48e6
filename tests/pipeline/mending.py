"""Files with mistakes, their marked copies, and what is sent back."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import openpyxl

from tests.conftest import WORKED_EXAMPLE, Bench
from tests.proof.fills import some_value
from tests.shipped import Shipped
from xlsappraise.base.i18n import words
from xlsappraise.returned.marked_copies import Copies, write_corrections
from xlsappraise.store.office import opened

MISTAKES = {
    **WORKED_EXAMPLE,
    "callback_rate.actual": "45户",
    "callback_rate.target": None,
    "records.slight": "１.5",
    "ability.rating": 99,
    "attitude.rating": None,
    "adjustment.1.reason": None,
}
MARKED = ("callback_rate.actual", "callback_rate.target", "records.slight", "ability.rating", "attitude.rating",
          "adjustment.1.reason")  # fmt: skip
LIST, CARD = words("zh_CN")("Corrections"), "考核表"


def write(bench: Bench) -> Copies:
    """Collect the inbox and write the copies."""
    collection = bench.collect()
    with bench.open() as office:
        return write_corrections(office, collection)


def entered(bench: Bench, path: Path) -> dict[str, Any]:
    """Return what a form holds, without the name and the day with which every test signs."""
    values = {i["id"]: i["value"] for i in bench.describe(path)["inputs"] if i["value"] is not None}
    return {name: value for name, value in values.items() if not name.startswith(("signoff.name", "signoff.date"))}


def send_back(bench: Bench, copy: Path, values: dict[str, Any]) -> Path:
    """Fill a copy in with openpyxl and return it, alone in the inbox."""
    places = {item["id"]: item for item in bench.describe(copy)["inputs"]}
    book = openpyxl.load_workbook(copy)
    for name, value in values.items():
        book[places[name]["sheet"]][places[name]["cell"]] = value
    shutil.rmtree(bench.inbox)
    target = bench.inbox / copy.name
    book.save(target)
    return target


class Spoiled:
    """Every shipped form filled in, some entries of it spoiled, and its marked copy."""

    def __init__(self, shipped: Shipped) -> None:
        self.shipped = shipped
        self.copies: dict[str, Path] = {}
        self.missing: dict[str, dict[str, Any]] = {}
        for scheme in self.shipped.numbers:
            self._spoil(scheme)
        for bench in self.shipped.benches.values():
            for path in write(bench).paths:
                number = path.name.partition("_")[0]
                scheme = next(s for s, n in self.shipped.numbers.items() if n == number)
                self.copies[scheme] = path
        self.described = {s: self.shipped.bench(s).describe(path) for s, path in self.copies.items()}

    def _spoil(self, scheme: str) -> None:
        rng = random.Random(scheme)
        path, bench = self.shipped.path(scheme), self.shipped.bench(scheme)
        inputs = bench.describe(path)["inputs"]
        values = {i["id"]: some_value(i, rng) for i in inputs if (i["row"] or 1) <= 3}
        for item in inputs:  # a part must not exceed its whole
            values.setdefault(item["id"], None)
        slots = {s.id: s for s in self._slots(bench, path)}
        for name, slot in slots.items():
            if slot.at_most and values.get(slot.at_most) is not None:
                values[name] = min(values[name], values[slot.at_most])
        scored = [i for i in inputs if i["criterion"] or i["table"]]
        numbers = [
            i["id"] for i in scored if i["type"] in ("integer", "number", "percent") and values[i["id"]] is not None
        ]
        required = [i["id"] for i in scored if i["required"] and values[i["id"]] is not None]
        wrong = dict.fromkeys(rng.sample(numbers, min(2, len(numbers))), "三分")
        wrong |= {name: None for name in rng.sample(required, min(2, len(required))) if name not in wrong}
        signoff = [i["id"] for i in inputs if i["id"].startswith("signoff.done") and i["required"]]
        self.missing[scheme] = {n: values[n] for n in (*wrong, *signoff)}
        book = openpyxl.load_workbook(path)
        for item in inputs:
            book[item["sheet"]][item["cell"]] = {**values, **wrong}[item["id"]]
        book.save(bench.inbox / path.name)

    def _slots(self, bench: Bench, path: Path) -> Any:
        token = bench.describe(path)["document"]
        with opened(bench.workspace) as office:
            issue = next(i for i in office.ledger.issues() if i.token == token)
            return office.blueprints([issue])[issue.master_id].slots

    def found_in(self, folder: Path) -> dict[str, list[tuple[str, str | None]]]:
        """Return (code, cell) of what is found when the copies in a folder come back, notes left out, by file."""
        found: dict[str, list[tuple[str, str | None]]] = {}
        for bench in self.shipped.benches.values():
            shutil.rmtree(bench.inbox)
            for scheme in (s for s in self.copies if self.shipped.bench(s) is bench):
                shutil.copy(folder / self.copies[scheme].name, bench.inbox / self.copies[scheme].name)
            for problem in bench.collect().problems:
                if problem.severity != "note":
                    found.setdefault(problem.file or "", []).append((problem.code, problem.cell))
        return found
