"""Find what is wrong with how a scheme's results are rolled up."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.base.rounding import plain
from xlsappraise.schemes.model import Scheme
from xlsappraise.schemes.parts import RollUpPart

Found = Iterator[tuple[str, Text]]


def rollup_faults(scheme: Scheme) -> Found:
    """Yield (path, message) of what is wrong."""
    parts = scheme.rollup.parts
    if not parts:
        return
    if scheme.period == "month":
        yield "rollup.parts", phrase("only a quarter or a year can be made of parts")
    weights = sum(part.weight for part in parts)
    if abs(weights - 1) > 1e-9:
        yield "rollup.parts", phrase("the weights add up to {found} instead of 1", found=plain(weights))
    for p, part in enumerate(parts):
        where = f"rollup.parts[{p}]"
        if len(_sources(part)) != 1:
            yield where, phrase("a part comes from just one of checks, a scheme and the period's own form")
        if any(_sources(part) & _sources(other) for other in parts[:p]):
            yield where, phrase("the same source is in two parts")
        if part.title in {other.title for other in parts[:p]}:
            yield f"{where}.title", phrase("two parts have the same title")
        if part.scheme == scheme.id:
            yield f"{where}.scheme", phrase("a scheme cannot be a part of itself")


def _sources(part: RollUpPart) -> set[str]:
    """Name what a part comes from."""
    found = {"checks"} if part.checks else set()
    found |= {"own"} if part.own else set()
    return found | ({f"scheme {part.scheme}"} if part.scheme is not None else set())
