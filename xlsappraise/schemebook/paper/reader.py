"""Read a scheme from the sheet that was filled in as on paper; report every mistake with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsappraise.base.i18n import N_, joined, phrase, words
from xlsappraise.schemebook.cells import Content
from xlsappraise.schemebook.draft import Path, SchemeDraft, Where
from xlsappraise.schemebook.paper.details import ScoredItem
from xlsappraise.schemebook.paper.details.entry import LONGEST_LINE, NUMBER, entries
from xlsappraise.schemebook.paper.ids import Ids, TakenNames
from xlsappraise.schemebook.paper.settings import read_settings
from xlsappraise.schemebook.paper.sheet import EXAMPLE, PAPER, SHEET, in_every_language
from xlsappraise.schemebook.paper.ways import WAYS, Way, shown, way_of
from xlsappraise.schemebook.table import SchemeTable, closest
from xlsappraise.schemes.ids import RESERVED
from xlsappraise.typed import HeadedTable
from xlsappraise.typed.words import key
from xlsappraise.xlsx.book import Book, SheetEntry

MOST_LINES, MOST_LETTERS = 200, 50_000
"""So many lines of details one criterion may have, and so many letters all of them together"""
NEEDED = {"title", "points", "way"}
_FIGURE = re.compile(rf"^({NUMBER})\s*(分|%|points?)?$", re.IGNORECASE)
_SUMS = frozenset(map(key, ("合计", "总计", "小计", "总分", "Total", "Sum")))
_ASIDE = re.compile(r"^(?:注|备注|说明|填表说明|note)\s*[:：]?", re.IGNORECASE)
_WITH_ID = ("rating", "levels", "bands")
"""Rule kinds whose only input may have another id"""
_NOTHING = {"attainment": "no_target", "share": "no_count", "checklist": "all_na"}
"""The parameter that says what is earned when there is nothing to measure, by rule kind"""


def paper_sheets(reading: Book) -> Iterator[SheetEntry]:
    """Yield the visible sheets that have the headings of the table."""
    for entry in reading.entries:
        if entry.state == "visible" and HeadedTable("", PAPER, reading, entry).columns.keys() >= NEEDED:
            yield entry


def read_paper(draft: SchemeDraft, reading: Book, sheets: Sequence[SheetEntry], taken: TakenNames) -> None:
    """Fill the draft from the first of the sheets; name the others."""
    entry, *others = sheets
    for other in others:
        draft.note("scheme-paper-other-sheet", Where(other.name, (0, 0), other.name), entry.name)
    table = SchemeTable(draft, PAPER, reading, entry)
    draft.set(("language",), _language(table))
    points = read_settings(draft, table, taken)
    rows = _Rows(draft, table, points)
    draft.places[("section",)] = table.corner
    for row, cells in table.contents():
        rows.read(row, cells)
    rows.finish()
    _settle_nothing(draft)
    if not draft.criteria:
        draft.report("scheme-book-none", table.corner, expected=phrase(SHEET))


def _language(table: SchemeTable) -> str:
    """Return the language of the form: that of the headings."""
    heading = table.headings.get("way")
    ours = heading is not None and key(heading.text) == key(words("en")(PAPER["way"].title))
    return "en" if ours else "zh_CN"


@dataclass
class _Rows:
    """The rows of criteria: a section and a criterion go on until the next one begins."""

    draft: SchemeDraft
    table: SchemeTable
    total: float | None
    ids: Ids = field(default_factory=lambda: Ids(*RESERVED))
    section: str = ""
    section_row: int | None = None
    """The row of a section that has no criterion yet"""
    path: Path | None = None
    letters: int = 0
    """Of the details so far"""
    item: ScoredItem = field(default_factory=lambda: ScoredItem("", 0.0))

    def read(self, row: int, cells: Mapping[str, Content]) -> None:
        """Take a row: a section alone, a criterion, or a further way of scoring the criterion above."""
        texts = {name: self.table.text(row, name) for name in cells}
        if self._is_help(texts) or self._is_sum(cells, texts) or self._is_example(row, cells, texts):
            return
        aside = set(cells) == {"section"} and _ASIDE.match(texts.get("section", "")) is not None
        if "section" in texts and not aside and (texts["section"] != self.section or self.path is None):
            self.section, self.section_row = texts["section"], row
        if "title" in cells:
            self._begin(row, cells, texts)
        elif set(cells) - {"section"}:
            self._go_on(row, cells, texts)

    def finish(self) -> None:
        """Report a section without criteria at the end."""
        if self.section_row is not None:
            self.draft.report("scheme-book-blank", self.table.where(self.section_row, "title"))

    def _is_help(self, texts: Mapping[str, str]) -> bool:
        return any(key(text) in in_every_language(PAPER[name].help) for name, text in texts.items())

    def _is_sum(self, cells: Mapping[str, Content], texts: Mapping[str, str]) -> bool:
        first = texts.get("section") or texts.get("title") or ""
        return "way" not in cells and key(first) in _SUMS

    def _is_example(self, row: int, cells: Mapping[str, Content], texts: Mapping[str, str]) -> bool:
        """Return whether a row is the worked example; report one that was changed but is still marked as it."""
        if key(texts.get("section", "")) not in in_every_language(EXAMPLE.section):
            return False
        way = way_of(texts.get("way", ""))
        same = (
            cells.get("points") == EXAMPLE.points
            and way is not None
            and way.id == EXAMPLE.way
            and key(texts.get("title", "")) in in_every_language(EXAMPLE.title)
            and key(texts.get("standard", "")) in in_every_language(EXAMPLE.standard)
            and key(texts.get("details", "")) in in_every_language(*EXAMPLE.details)
        )
        where = self.table.where(row, "section")
        if same:
            self.draft.note("scheme-paper-example", where)
        else:
            self.draft.report("scheme-paper-example-changed", where, texts.get("section"))
        return True

    def _begin(self, row: int, cells: Mapping[str, Content], texts: Mapping[str, str]) -> None:
        """Begin a criterion, and a section where one is named or none is open."""
        draft, table = self.draft, self.table
        count = len(draft.get(("section",)) or ())
        if self.section_row is not None or not count:
            at = row if self.section_row is None else self.section_row
            draft.places[("section", count)] = draft.places[("section", count, "title")] = table.where(at, "section")
            unnamed = words(draft.data["language"])(N_("Appraisal criteria"))
            draft.set(("section", count), {"title": self.section or unnamed})
            self.section_row = None
            count += 1
        above: Path = ("section", count - 1, "criterion")
        self.path = (*above, len(draft.get(above) or ()))
        title = texts["title"]
        way = way_of(texts.get("way", ""))
        points = self._points(row, cells, extra=way is not None and way.kind == "tally")
        self.item = ScoredItem(title, points or 0.0)
        name = self.ids.make(title)
        standard = texts.get("standard") or texts.get("details") or texts.get("way", "")
        draft.set(self.path, {"id": name, "title": title, "standard": standard})
        for part, column in (
            ("id", "title"),
            ("title", "title"),
            ("standard", "standard"),
            ("points", "points"),
            ("rules", "way"),
        ):
            draft.places[(*self.path, part)] = table.where(row, column)
        draft.places[self.path] = table.where(row, "title")
        if points is not None:
            draft.set((*self.path, "points"), points)
        draft.criteria.setdefault(name, []).append(self.path)
        self._rule(row, cells, texts)

    def _go_on(self, row: int, cells: Mapping[str, Content], texts: Mapping[str, str]) -> None:
        """Take a further way of scoring of the criterion above."""
        if self.path is None or "points" in cells or "way" not in cells:
            self.draft.report("scheme-book-blank", self.table.where(row, "title"))
            return
        self._rule(row, cells, texts)

    def _points(self, row: int, cells: Mapping[str, Content], *, extra: bool) -> float | None:
        """Return the points; a share is one of the full points, and extra points need none."""
        where = self.table.where(row, "points")
        content = cells.get("points")
        if content is None:
            if extra:
                return 0.0
            self.draft.report("scheme-book-blank", where)
            return None
        share = isinstance(content, float) and "%" in self.table.code(self.table.raw(row, "points"))
        if isinstance(content, str):
            figure = _FIGURE.match(key(content))
            if figure is None:
                self.draft.report("scheme-book-not-a-number", where, content)
                return None
            share = figure[2] == "%"
            content = float(figure[1]) / (100 if share else 1)
        if isinstance(content, bool):
            self.draft.report("scheme-book-not-a-number", where, content)
            return None
        return round(content * (self.total or 100), 9) if share else content

    def _rule(self, row: int, cells: Mapping[str, Content], texts: Mapping[str, str]) -> None:
        """Read how the criterion is scored."""
        draft, table = self.draft, self.table
        assert self.path is not None
        path: Path = (*self.path, "rules", len(draft.get((*self.path, "rules")) or ()))
        draft.places[path] = table.where(row, "details")
        if "way" not in cells:
            draft.report("scheme-book-blank", table.where(row, "way"))
            return
        text = texts["way"]
        way = way_of(text)
        if way is None:
            meant = closest(text, {way.id: way.sentence for way in WAYS})
            example = phrase(WAYS[0].sentence) if isinstance(meant, tuple) else meant
            draft.report("scheme-paper-unknown-way", table.where(row, "way"), text, example)
            return
        draft.set(path, {"kind": way.kind, **self._parameters(row, way, texts, path)})

    def _parameters(self, row: int, way: Way, texts: Mapping[str, str], path: Path) -> dict[str, Any]:
        """Read the details; report what is missing, not understood, or wrong in them."""
        draft, where = self.draft, self.table.where(row, "details")
        lines = entries(texts.get("details", ""))
        self.letters += sum(map(len, lines))
        most = MOST_LINES if self.letters <= MOST_LETTERS else 0
        lines, others = lines[:most], lines[most:]
        if not lines and not others and not way.optional:
            draft.report("scheme-paper-details-blank", where, phrase(way.sentence), shown(way.example))
        understood = way.read([line for line in lines if len(line) <= LONGEST_LINE], self.item)
        unread = (*understood.unread, *(f"{line[:40]}…" for line in lines if len(line) > LONGEST_LINE), *others)
        if unread:
            draft.report("scheme-paper-unread", where, unread, shown(way.example))
        elif understood.faults:
            draft.report("scheme-book-fault", where, detail=joined(understood.faults, "; "))
        parameters = dict(understood.parameters)
        further = path[-1] != 0
        if further and way.kind in _WITH_ID:
            parameters["id"] = f"{way.kind}_{int(path[-1]) + 1}"
        return parameters


def _settle_nothing(draft: SchemeDraft) -> None:
    """Fill in what is earned when there is nothing to measure and nothing is written about it.

    A criterion is left out of the total. Where several ways make one criterion, or several raters give marks, nothing
    can be left out, and the rule earns all its points.
    """
    one_rater = len(draft.get(("raters",)) or ()) < 2
    for path in (path for paths in draft.criteria.values() for path in paths):
        rules = draft.get((*path, "rules")) or ()
        for rule in rules:
            if rule["kind"] in _NOTHING:
                rule.setdefault(_NOTHING[rule["kind"]], "excluded" if one_rater and len(rules) == 1 else "full")
