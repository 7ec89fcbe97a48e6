"""Find what is wrong with the methods of criteria, and with the raters that criteria name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xlsappraise.base.i18n import Text, phrase
from xlsappraise.schemes.model import Scheme
from xlsappraise.schemes.parts import Rater
from xlsappraise.schemes.rules.checklist import Checklist

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
            if criterion.rater is not None:
                yield from _counting(raters, criterion.rater, f"section[{s}].criterion[{c}].rater")
    for v, variant in enumerate(scheme.variants):
        if variant.rater is not None:
            yield from _counting(raters, variant.rater, f"variant[{v}].rater")
    for r, rater in enumerate(scheme.raters):
        mine = [c for c in scheme.criteria if c.rater in (None, rater.id)]
        if rater.weight > 0 and not mine:
            yield f"raters[{r}].id", phrase("no criterion is left for rater “{id}”", id=rater.id)
        elif scheme.divided and scheme.form_of(rater.id).total.points == 0:
            yield f"raters[{r}].id", phrase("the criteria of rater “{id}” have no points", id=rater.id)
    if scheme.divided:
        yield from _caps(scheme)


def _caps(scheme: Scheme) -> Found:
    """Yield caps on the total, which a form with a part of the criteria cannot keep."""
    for s, section in enumerate(scheme.sections):
        for c, criterion in enumerate(section.criteria):
            for r, rule in enumerate(criterion.rules):
                if isinstance(rule, Checklist) and rule.fail_cap is not None:
                    path = f"section[{s}].criterion[{c}].rules[{r}].fail_cap"
                    yield path, phrase("a cap on the total needs forms with all criteria")


def _counting(raters: Mapping[str, Rater], name: str, path: str) -> Found:
    """Yield a fault where a name is none of a rater whose marks count."""
    if name not in raters:
        yield path, phrase("there is no rater “{id}”", id=name)
    elif raters[name].weight == 0:
        yield path, phrase("the marks of rater “{id}” do not count: weight 0", id=name)
