"""Fills of a form: random ones, each input at each of its boundaries, all lowest, all highest."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

Fill = dict[str, Any]
Item = dict[str, Any]
_LARGE = 400
_LONG, _ROWS = 50, 8
"""Of a table that is longer, so many rows and the last one are filled in"""
_NEAR = (0.8, 0.9, 0.8999999, 0.95, 1.0)
EPOCH = date(1899, 12, 30)
DAY = (date(2026, 11, 30) - EPOCH).days


def scored(item: Item) -> bool:
    """Tell whether an input of a criterion may change the score."""
    return item["criterion"] is not None and not item["id"].endswith(".remark")


def completing(item: Item) -> Any:
    """Return a value that makes an input complete, None where it may stay blank."""
    if not item["required"] or item["table"]:
        return None
    return {"choice": (item["choices"] or [""])[0], "text": "李建国", "date": DAY}.get(item["type"])


def day_number(text: str) -> int:
    return (date.fromisoformat(text) - EPOCH).days


def some_value(item: Item, rng: random.Random) -> Any:
    """Return a random legal value."""
    if item["type"] == "choice":
        return rng.choice(item["choices"])
    if item["type"] == "text":
        return "警告一次"
    if item["type"] == "date":
        low, high = (day_number(item[b]) if item[b] else DAY for b in ("min", "max"))
        return rng.randint(low, high)
    low = item["min"] or 0
    high = item["max"] if item["max"] is not None else rng.choice((3, 20, _LARGE))
    if item["type"] == "percent":
        return rng.choice(
            (round(rng.uniform(low, min(high, 1.2)), rng.choice((2, 3, 4))), *(v for v in _NEAR if v <= high))
        )
    step = item["step"]
    if step:
        return low + step * rng.randint(0, round((high - low) / step))
    return round(rng.uniform(low, high), 2)


def boundaries(item: Item) -> list[Any]:
    """Return every boundary of an input; blank too where it may stay blank."""
    if item["type"] == "choice":
        return list(item["choices"]) + ([] if item["required"] else [None])
    if item["type"] == "text":
        return ["警告一次", None]
    if item["type"] == "date":
        return [day_number(item[b]) for b in ("min", "max") if item[b]]
    step = item["step"] or (0.01 if item["type"] == "percent" else 1)
    high = item["max"] if item["max"] is not None else _LARGE
    found = [item["min"], item["min"] + step, high, high - step]
    if item["type"] == "percent":
        found += [v for v in _NEAR if v <= high]
    return [*found, None] if not item["required"] else found


class Filler:
    """Makes fills for one form; ``chains`` are ids of counts each of which is a part of the one before."""

    def __init__(self, form: Item, seed: int, chains: list[list[str]]) -> None:
        self.rng = random.Random(seed)
        items = form["inputs"]
        self.chains = chains
        self.inputs = [i for i in items if scored(i)]
        self.fixed = {i["id"]: completing(i) for i in items if not scored(i) and completing(i) is not None}
        self.adjustments = [i for i in items if i["id"].startswith("adjustment.")]
        self.rows: dict[tuple[str, int], list[Item]] = {}
        lasts = {item["table"]: item["row"] for item in items if item["table"]}
        for item in items:
            last = lasts.get(item["table"], 0)
            if item["table"] and (last < _LONG or item["row"] <= _ROWS or item["row"] == last):
                self.rows.setdefault((item["table"], item["row"]), []).append(item)
        self.tables = sorted({table for table, _row in self.rows})

    def adjusted(self, fill: Fill) -> Fill:
        for item in self.adjustments:
            if item["id"].endswith(".points"):
                value = some_value(item, self.rng) if self.rng.random() < 0.5 else None
                fill[item["id"]] = value
                fill[item["id"].replace("points", "reason")] = None if value is None else "事由"
        return fill

    def row(self, items: list[Item]) -> Fill:
        return {i["id"]: some_value(i, self.rng) if i["required"] or self.rng.random() < 0.5 else None for i in items}

    def blank_row(self, items: list[Item]) -> Fill:
        return {i["id"]: None for i in items}

    def table_rows(self, most: int | None = None) -> Fill:
        """Fill some rows of each table, perhaps leaving gaps between them; at least the first."""
        fill: Fill = {}
        for (_table, number), items in self.rows.items():
            begun = number == 1 or (self.rng.random() < 0.4 and (most is None or number <= most))
            fill.update(self.row(items) if begun else self.blank_row(items))
        return fill

    def whole(self, fill: Fill) -> Fill:
        """Make each count of a chain at most the one before."""
        for chain in self.chains:
            most = float("inf")
            for name in chain:
                if fill.get(name) is not None:
                    fill[name] = most = min(fill[name], most)
        return fill

    def random(self) -> Fill:
        rng = self.rng
        chosen = {i["id"]: some_value(i, rng) if i["required"] or rng.random() < 0.7 else None for i in self.inputs}
        return self.whole(self.adjusted({**self.fixed, **chosen, **self.table_rows()}))

    def edges(self) -> Iterator[Fill]:
        """Yield each input at each boundary with the others fixed, then everything lowest and highest."""
        plain = {i["id"]: None for i in self.adjustments}
        usual = {i["id"]: some_value(i, self.rng) if i["type"] != "text" else None for i in self.inputs}
        middle = {**self.fixed, **plain, **usual, **self.table_rows(most=3)}
        ends = {1, max((row for _table, row in self.rows), default=0)}
        for item in [*self.inputs, *(i for (_t, n), row in self.rows.items() if n in ends for i in row)]:
            mates = self.rows.get((item["table"], item["row"]), [])
            for value in boundaries(item):
                yield self.whole({**middle, **self.row(mates), item["id"]: value})
        for pick in (min_of, max_of):
            every = [*self.inputs, *(i for row in self.rows.values() for i in row)]
            extreme = {i["id"]: pick(i) for i in every}
            yield self.whole({**self.fixed, **plain, **extreme})
            bounds = {i["id"]: pick(i) if i["id"].endswith("points") else "事由" for i in self.adjustments}
            yield self.whole({**self.fixed, **extreme, **bounds})


def fills(form: Item, count: int, seed: int, chains: list[list[str]] | None = None) -> Iterator[Fill]:
    """Yield ``count`` random fills, then the boundary fills; every fill is complete."""
    filler = Filler(form, seed, chains or [])
    for _ in range(count):
        yield filler.random()
    yield from filler.edges()


def chains(scheme: Any) -> list[list[str]]:
    """Return the chains of counts in a scheme's form."""
    return [
        [f"{criterion.id}.{count.id}" for count in rule.counts]
        for criterion in scheme.criteria
        for rule in criterion.rules
        if rule.kind == "share"
    ]


def min_of(item: Item) -> Any:
    """Return the lowest value, the last choice."""
    if item["type"] == "text":
        return "警告一次"
    if item["type"] == "date":
        return day_number(item["min"]) if item["min"] else DAY
    return item["choices"][-1] if item["type"] == "choice" else item["min"]


def max_of(item: Item) -> Any:
    """Return the highest value, the first choice."""
    if item["type"] == "text":
        return "客户" if item["table"] else None
    if item["type"] == "date":
        return day_number(item["max"]) if item["max"] else DAY
    if item["type"] == "choice":
        return item["choices"][0]
    return item["max"] if item["max"] is not None else _LARGE
