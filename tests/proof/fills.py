"""Fills of a form: random ones, each input at each of its boundaries, all lowest, all highest."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

Fill = dict[str, Any]
_LARGE = 400
_NEAR = (0.8, 0.9, 0.8999999, 0.95, 1.0)
EPOCH = date(1899, 12, 30)
DAY = (date(2026, 11, 30) - EPOCH).days


def scored(item: dict[str, Any]) -> bool:
    """Tell whether an input may change the score."""
    return item["criterion"] is not None and item["type"] != "text"


def completing(item: dict[str, Any]) -> Any:
    """Return a value that makes an input complete, None where it may stay blank."""
    if not item["required"]:
        return None
    return {"choice": (item["choices"] or [""])[0], "text": "李建国", "date": DAY}.get(item["type"])


def some_value(item: dict[str, Any], rng: random.Random) -> Any:
    """Return a random legal value."""
    if item["type"] == "choice":
        return rng.choice(item["choices"])
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


def boundaries(item: dict[str, Any]) -> list[Any]:
    """Return every boundary of an input; blank too where it may stay blank."""
    if item["type"] == "choice":
        return list(item["choices"])
    step = item["step"] or (0.01 if item["type"] == "percent" else 1)
    high = item["max"] if item["max"] is not None else _LARGE
    found = [item["min"], item["min"] + step, high, high - step]
    if item["type"] == "percent":
        found += [v for v in _NEAR if v <= high]
    return [*found, None] if not item["required"] else found


def fills(form: dict[str, Any], count: int, seed: int) -> Iterator[Fill]:
    """Yield ``count`` random fills, then the boundary fills; every fill is complete."""
    rng = random.Random(seed)
    inputs = [i for i in form["inputs"] if scored(i)]
    fixed = {i["id"]: completing(i) for i in form["inputs"] if not scored(i) and completing(i) is not None}
    adjustments = [i for i in form["inputs"] if i["id"].startswith("adjustment.")]

    def adjusted(fill: Fill) -> Fill:
        for item in adjustments:
            if item["id"].endswith(".points"):
                value = some_value(item, rng) if rng.random() < 0.5 else None
                fill[item["id"]] = value
                fill[item["id"].replace("points", "reason")] = None if value is None else "事由"
        return fill

    for _ in range(count):
        fill = {i["id"]: some_value(i, rng) if i["required"] or rng.random() < 0.7 else None for i in inputs}
        yield adjusted({**fixed, **fill})
    plain = {i["id"]: None for i in adjustments}
    middle = {**fixed, **plain, **{i["id"]: some_value(i, rng) for i in inputs}}
    for item in inputs:
        for value in boundaries(item):
            yield {**middle, item["id"]: value}
    for pick in (min_of, max_of):
        extreme = {i["id"]: pick(i) for i in inputs}
        yield {**fixed, **plain, **extreme}
        bounds = {i["id"]: pick(i) if i["id"].endswith("points") else "事由" for i in adjustments}
        yield {**fixed, **extreme, **bounds}


def min_of(item: dict[str, Any]) -> Any:
    """Return the lowest value, the last choice."""
    return item["choices"][-1] if item["type"] == "choice" else item["min"]


def max_of(item: dict[str, Any]) -> Any:
    """Return the highest value, the first choice."""
    if item["type"] == "choice":
        return item["choices"][0]
    return item["max"] if item["max"] is not None else _LARGE
