"""Validate what was read by the scheme's own model, and report its errors with their cells."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Container, Sequence
from typing import Any

from pydantic import ValidationError

from xlsappraise.base.i18n import N_, Fact, Text, phrase
from xlsappraise.base.misfit import Item, misfit_text, misfits
from xlsappraise.base.rounding import plain
from xlsappraise.schemebook.draft import Path, SchemeDraft, Where
from xlsappraise.schemebook.plan import GridSheet, headings, sheets
from xlsappraise.schemebook.table import as_phrases
from xlsappraise.schemebook.words import CHOICES, NAMES, TRUTH, choice_names
from xlsappraise.schemes import Scheme
from xlsappraise.schemes.lint import faulty_parts

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def validated(draft: SchemeDraft, present: Container[str]) -> Scheme | None:
    """Return the scheme; None where the model refuses the data, each error reported with its cell.

    ``present``: the ids of the sheets that were read.
    """
    try:
        scheme = Scheme.model_validate(draft.data)
    except ValidationError as error:
        faulty = set()
        for item in misfits(error):
            path = _path(item["loc"], draft.data, missing=item["type"] == "missing")
            _report(draft, item, path, present)
            faulty.add(path)
        _report_others(draft, faulty)
        return None
    _report_faults(draft, scheme)
    return scheme


def _report_faults(draft: SchemeDraft, scheme: Scheme, besides: Container[Path] = ()) -> None:
    """Report the faults that only the whole scheme shows; ``besides``: the criteria that are left out."""
    for path_text, message in faulty_parts(scheme):
        path = tuple(int(number) if number else name for name, number in _STEP.findall(path_text))
        if path[:4] not in besides:
            draft.report("scheme-book-fault", draft.where(path), detail=message)


_STUB = {
    "id": "stub", "title": "stub", "role": "stub", "period": "month", "source": "",
    "raters": [{"id": "stub", "title": "stub", "weight": 1}], "total": {"points": 100},
}  # fmt: skip
"""What stands in for faulty settings"""


def _report_others(draft: SchemeDraft, faulty: Collection[Path]) -> None:
    """Report the faults that the sound parts show, so that all mistakes are reported together.

    Faulty criteria are replaced by a plain rating of the same points, faulty settings by ``_STUB``.
    """
    data = copy.deepcopy(draft.data)
    criteria = {path[:4] for path in faulty if len(path) > 3 and path[0] == "section" and path[2] == "criterion"}
    sums = all(isinstance(draft.get((*path, "points")), float | int) for path in criteria)
    for s, section in enumerate(data.get("section", ())):
        for c, criterion in enumerate(section.get("criterion", ())):
            if ("section", s, "criterion", c) in criteria:
                points = criterion.get("points")
                section["criterion"][c] = {
                    "id": f"stub_{s}_{c}", "title": f"stub {s} {c}", "standard": "",
                    "points": points if isinstance(points, float | int) and points >= 0 else 0,
                    "rules": [{"kind": "rating"}],
                }  # fmt: skip
    settings = {str(path[0]) for path in faulty if path and path[0] != "section"}
    for name in settings:
        data.pop(name, None)
    data.update({name: part for name, part in _STUB.items() if name in settings})
    try:
        scheme = Scheme.model_validate(data)
    except ValidationError:
        return
    besides = set(criteria)
    if not sums or "total" in settings:
        besides.add(("total", "points"))
    _report_faults(draft, scheme, besides)


def _path(location: Sequence[str | int], data: Any, *, missing: bool) -> Path:
    """Follow a pydantic location through the data; names of rule kinds and of types in it are skipped."""
    path: list[str | int] = []
    for index, part in enumerate(location):
        if index > 1 and location[index - 2] == "rules" and isinstance(part, str):
            continue
        there = part in data if isinstance(data, dict) else isinstance(data, list) and isinstance(part, int)
        if there:
            data = data[part]
            path.append(part)
        elif part == "[key]" or (missing and index == len(location) - 1):
            path.append(part)
    return tuple(path)


def _report(draft: SchemeDraft, item: Item, path: Path, present: Container[str]) -> None:
    where = draft.where(path)
    kind = item["type"]
    if kind in ("missing", "union_tag_not_found") or (kind == "too_short" and not item["input"]):
        if not path or not _missing_sheet(path, present):
            _report_missing(draft, where, path)
        return
    found = item["input"]
    shown = plain(found) if isinstance(found, float) else found
    if kind in ("literal_error", "bool_parsing", "bool_type"):
        draft.report("scheme-book-not-in-list", where, shown, _options(item))
    elif kind in ("float_type", "float_parsing", "int_parsing", "int_type"):
        draft.report("scheme-book-not-a-number", where, shown)
    elif kind == "int_from_float":
        draft.report("scheme-book-not-whole", where, shown)
    elif kind != "union_tag_invalid":  # an unknown kind was reported, with a suggestion, when it was read
        shown = len(found) if kind == "too_short" else shown
        draft.report("scheme-book-bad-value", where, shown, _reason(item))


def _missing_sheet(path: Path, present: Container[str]) -> bool:
    """Return whether a part is missing because its sheet is, which is reported already."""
    for sheet in sheets():
        first = sheet.levels[0].name if isinstance(sheet, GridSheet) else None
        if path[0] == first or (path[-1] == "rules" and sheet.id == "rules"):
            return sheet.id not in present
    return "settings" not in present


def _report_missing(draft: SchemeDraft, where: Where, path: Path) -> None:
    """Report what is missing: a value, or any entry at all."""
    exact = path in draft.places
    lists = {"rules", *(level.name for s in sheets() if isinstance(s, GridSheet) for level in s.levels)}
    if path and str(path[-1]) in lists and (not exact or len(path) == 1 or path[-1] == "rules"):
        title = next((s.title for s in sheets() if path[-1] == "rules" and s.id == "rules"), None)
        missing = as_phrases({"": title})[0] if title is not None else where.sheet
        draft.report("scheme-book-none", where, expected=missing)
    elif exact:
        draft.report("scheme-book-blank", where)
    else:
        label = _called(path)
        draft.report("scheme-book-missing", where, expected=label)


def _called(path: Path) -> Text:
    """Return the name of a part."""
    for sheet in sheets():
        for name, heading in headings(sheet).items():
            if isinstance(sheet, GridSheet) and name.partition("/")[2] == path[-1]:
                return as_phrases({name: heading})[0]
    for model in ("Scheme", "Total", "Adjustments"):
        if f"{model}.{path[-1]}" in NAMES:
            return as_phrases({"": NAMES[f"{model}.{path[-1]}"]})[0]
    return as_phrases({"": NAMES.get(str(path[-1]), str(path[-1]))})[0]


def _options(item: Item) -> Fact:
    """Return what may be chosen."""
    if item["type"] != "literal_error":
        return tuple(as_phrases(TRUTH))
    options = re.findall(r"'([^']*)'", str(item["ctx"]["expected"]))
    return tuple(as_phrases(choice_names(options, CHOICES)))


_REASONS: dict[str, str] = {
    "greater_than": N_("more than {gt}"),
    "greater_than_equal": N_("at least {ge}"),
    "less_than": N_("less than {lt}"),
    "less_than_equal": N_("at most {le}"),
    "string_too_short": N_("at least {min_length} characters"),
    "string_too_long": N_("at most {max_length} characters"),
    "string_type": N_("a text"),
    "string_pattern_mismatch": N_("written as {pattern}"),
    "too_short": N_("at least {min_length} entries"),
    "dict_type": N_("lines such as “name = text”"),
}


def _reason(item: Item) -> Text:
    """Return what was expected."""
    reason = _REASONS.get(item["type"])
    if reason is None:
        return misfit_text(item)
    facts = {
        name: plain(fact) if isinstance(fact, (int, float)) else fact for name, fact in item.get("ctx", {}).items()
    }
    if item["type"] == "string_pattern_mismatch" and facts["pattern"].startswith("^[a-z]"):
        return phrase("lower-case letters, digits and underscores (hyphens in scheme ids), a letter first")
    return phrase(reason, **facts)
