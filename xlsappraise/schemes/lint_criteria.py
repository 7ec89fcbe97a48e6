"""Find what is wrong with the methods of criteria, and with the raters that criteria name."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.schemes.model import Scheme

Found = Iterator[tuple[str, Text]]


def criteria_faults(scheme: Scheme) -> Found:
    """Yield (path, message) of what is wrong."""
    yield from _methods(scheme)
    yield from _named_raters(scheme)
    if scheme.missing_rater == "none" and not scheme.own:
        yield "missing_rater", phrase("only where each rater has a form of their own; one for all waits by itself")


def _methods(scheme: Scheme) -> Found:
    described = [c for c in scheme.criteria if c.method is not None]
    if scheme.method_heading is not None and not described:
        yield "method_heading", phrase("heads a column in which no criterion has a text")
    if scheme.method_heading is None and described:
        yield "method_heading", phrase("is missing: “{title}” has a method", title=described[0].title)


def _named_raters(scheme: Scheme) -> Found:
    raters = {rater.id: rater for rater in scheme.raters}
    for s, section in enumerate(scheme.sections):
        for c, criterion in enumerate(section.criteria):
            path = f"section[{s}].criterion[{c}].rater"
            if criterion.rater is None:
                continue
            if criterion.rater not in raters:
                yield path, phrase("there is no rater “{id}”", id=criterion.rater)
            elif raters[criterion.rater].weight == 0:
                yield path, phrase("the marks of rater “{id}” do not count: weight 0", id=criterion.rater)
    if all(criterion.rater is not None for criterion in scheme.criteria):
        named = {criterion.rater for criterion in scheme.criteria}
        for r, rater in enumerate(scheme.raters):
            if rater.weight > 0 and rater.id not in named:
                yield f"raters[{r}].id", phrase("no criterion is left for rater “{id}”", id=rater.id)
