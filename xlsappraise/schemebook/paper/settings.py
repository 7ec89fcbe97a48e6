"""Read the settings above the table: period, points, raters, grades, adjustments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xlsappraise.base.i18n import phrase
from xlsappraise.base.text import tidy
from xlsappraise.schemebook.draft import SchemeDraft, Where
from xlsappraise.schemebook.paper.details.entry import LONGEST_LINE, NUMBER, entries, pieces, trimmed
from xlsappraise.schemebook.paper.ids import Ids, TakenNames
from xlsappraise.schemebook.paper.sheet import SETTINGS
from xlsappraise.schemebook.table import SchemeTable
from xlsappraise.schemebook.words import CHOICES, choice_names
from xlsappraise.typed.long_text import TOO_LONG
from xlsappraise.typed.values import holds, text_of
from xlsappraise.typed.words import key, understood
from xlsappraise.xlsx.address import Place

PERIODS = ("week", "month", "quarter", "year")
_PERIOD_WORDS = (
    *(
        (word, period)
        for period, sign in zip(PERIODS, "周月季年", strict=True)
        for word in (sign, f"{sign}度", f"每{sign}", f"按{sign}", f"按{sign}度", f"每{sign}一次", f"{sign}度考核")
    ),
    *(("每星期", "week"), ("一周一次", "week")),
    *(("每个月", "month"), ("每季度", "quarter"), ("每个季度", "quarter")),
)
_FIGURE = re.compile(rf"^({NUMBER})\s*(?:分|points?)?$", re.IGNORECASE)
_GRADE = re.compile(
    rf"^(?P<title>.*?[^\d\s.,:=(≥>-])\s*(?:[:=(≥>,]|>=)*\s*(?P<from>{NUMBER})\s*分?\s*(?:及?以上|起|以下|\))*$"
)
_RATER = re.compile(rf"^(?P<title>.*?[^\d\s.,:=(])\s*[:=(]?\s*(?:(?P<weight>{NUMBER})\s*%\s*\)?)?$")
_MORE, _LESS = re.compile(rf"(?:加|[+±])\D*?({NUMBER})"), re.compile(rf"(?:[扣减]|[-±])\D*?({NUMBER})")
_NONE = frozenset({"无", "没有", "不设", "none", "no"})
ROWS_OF_ADJUSTMENTS, STEP = 3, 0.5


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of the settings: what each holds as a text, and where it is."""

    texts: Mapping[str, str]
    places: Mapping[str, Where]


def read_settings(draft: SchemeDraft, table: SchemeTable, taken: TakenNames) -> float | None:
    """Put the settings into the draft; return the full points, None where they cannot be read."""
    cells = _cells(draft, table)
    for name in ("title", "role"):
        draft.places[(name,)] = cells.places[name]
        if name in cells.texts:
            draft.set((name,), cells.texts[name])
    draft.places[("id",)] = cells.places["title"]
    title = cells.texts.get("title", "")
    if title and (shipped := taken.shipped_with(title)) is not None:
        draft.report("scheme-paper-title-taken", cells.places["title"], title, shipped)
    draft.set(("id",), taken.scheme_id(title) if title else "blank")
    _read_period(draft, cells)
    _read_raters(draft, cells)
    _read_grades(draft, cells)
    _read_adjustments(draft, cells)
    return _read_points(draft, cells)


def _cells(draft: SchemeDraft, table: SchemeTable) -> _Cells:
    """Return the settings above the headings: a name, and the first filled cell on its right."""
    names = understood(
        {setting.id: setting.title for setting in SETTINGS},
        [(alias, setting.id) for setting in SETTINGS for alias in setting.aliases],
    )
    top = table.heading_row or 0
    corner = Where(table.name, (0, 0), table.name)
    places: dict[str, Where] = {s.id: Where(table.name, (0, 0), phrase(s.title)) for s in SETTINGS}
    texts: dict[str, str] = {}
    for (row, column), cell in sorted(table.cells.items()):
        name = names.get(key(text_of(cell)).rstrip(":*")) if row < top and isinstance(cell.value, str) else None
        if name is None:
            continue
        setting = next(s for s in SETTINGS if s.id == name)
        at = _value_at(table, row, column)
        if places[name].place != corner.place:
            draft.report("scheme-book-twice", Where(table.name, (row, column), phrase(setting.title)), text_of(cell))
            continue
        places[name] = Where(table.name, at, phrase(setting.title))
        content = table.cells.get(at)
        if content is None or not holds(content):
            continue
        fault = table.headed.codes.no_value(content)
        if fault is not None:
            draft.report(fault.code, places[name], fault.found, fault.expected)
        text = tidy(text_of(content))
        longest = max(map(len, entries(text)), default=0)
        if longest > LONGEST_LINE:
            draft.report(TOO_LONG, places[name], str(longest), LONGEST_LINE)
        else:
            texts[name] = text
    missing = [phrase(s.title) for s in SETTINGS if s.id != "adjustments" and places[s.id].place == corner.place]
    if missing:
        draft.report("scheme-book-missing", corner, expected=tuple(missing))
    return _Cells(texts, places)


def _value_at(table: SchemeTable, row: int, column: int) -> Place:
    """Return the place of a setting's value: the next cell, or the one behind it where only that is filled in."""
    nearby = [(row, column + step) for step in (1, 2)]
    return next((at for at in nearby if at in table.cells and holds(table.cells[at])), nearby[0])


def _read_period(draft: SchemeDraft, cells: _Cells) -> None:
    draft.places[("period",)] = cells.places["period"]
    text = cells.texts.get("period")
    if text is not None:
        words = understood(choice_names(PERIODS, CHOICES), [*_PERIOD_WORDS, *((name, name) for name in PERIODS)])
        draft.set(("period",), words.get(key(text), text))


def _read_points(draft: SchemeDraft, cells: _Cells) -> float | None:
    where = draft.places[("total", "points")] = cells.places["points"]
    draft.places[("total",)] = where
    text = cells.texts.get("points")
    figure = None if text is None else _FIGURE.match(key(text))
    if figure is not None:
        draft.set(("total", "points"), float(figure[1]))
        return float(figure[1])
    draft.set(("total",), {})
    if text is not None:
        draft.report("scheme-book-not-a-number", where, text)
    return None


def _read_raters(draft: SchemeDraft, cells: _Cells) -> None:
    where = draft.places[("raters",)] = cells.places["raters"]
    found = list(pieces(entries(cells.texts.get("raters", "")), _RATER, ",、/"))
    matches = [_RATER.match(entry) for entry in found]
    unread = [entry for entry, match in zip(found, matches, strict=True) if match is None]
    if unread:
        draft.report("scheme-paper-unread", where, tuple(unread), phrase("supervisor 70%, self 30%"))
        return
    ids = Ids()
    for index, match in enumerate(match for match in matches if match is not None):
        alone = len(matches) == 1 and match["weight"] is None
        weight = 1.0 if alone else round(float(match["weight"] or 0) / 100, 9)
        title = trimmed(match["title"])
        draft.places[("raters", index)] = where
        draft.set(
            ("raters", index), {"id": "supervisor" if index == 0 else ids.make(title), "title": title, "weight": weight}
        )


def _read_grades(draft: SchemeDraft, cells: _Cells) -> None:
    where = draft.places[("grades",)] = cells.places["grades"]
    found = list(pieces(entries(cells.texts.get("grades", "")), _GRADE))
    matches = [_GRADE.match(entry) for entry in found]
    unread = [entry for entry, match in zip(found, matches, strict=True) if match is None]
    if unread:
        draft.report("scheme-paper-unread", where, tuple(unread), phrase(_setting("grades").initial))
        return
    grades: list[dict[str, Any]] = [
        {"title": trimmed(match["title"]), "from": 0.0 if "以下" in match[0] else float(match["from"])}
        for match in matches
        if match is not None
    ]
    if not grades:
        draft.report("scheme-book-blank", where)
    for index, grade in enumerate(sorted(grades, key=lambda grade: -float(grade["from"]))):
        draft.places[("grades", index)] = where
        draft.set(("grades", index), grade)


def _read_adjustments(draft: SchemeDraft, cells: _Cells) -> None:
    where = draft.places[("adjustments",)] = cells.places["adjustments"]
    text = cells.texts.get("adjustments", "")
    if not text or key(text) in _NONE:
        return
    folded = " ".join(entries(text.replace("~", " ")))
    more, less = _MORE.search(folded), _LESS.search(folded)
    if more is None and less is None:
        draft.report("scheme-paper-unread", where, text, phrase("at most +10, at most −10"))
        return
    bounds = {"max": float(more[1]) if more else 0.0, "min": -float(less[1]) if less else 0.0}
    draft.set(("adjustments",), {"rows": ROWS_OF_ADJUSTMENTS, "step": STEP, **bounds})


def _setting(name: str) -> Any:
    return next(setting for setting in SETTINGS if setting.id == name)
