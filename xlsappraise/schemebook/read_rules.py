"""Read the rules from their sheet: a rule begins with the row that names a kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlsappraise.base.text import nearest, tidy
from xlsappraise.schemebook.cells import Content, decode
from xlsappraise.schemebook.draft import Path, SchemeDraft, Where
from xlsappraise.schemebook.rows import single
from xlsappraise.schemebook.shapes import entry_fields_of, parameters_of
from xlsappraise.schemebook.table import SchemeTable, as_phrases, closest
from xlsappraise.schemebook.words import NAMES, choice_names, kind_names
from xlsappraise.typed.words import key, understood


@dataclass
class _Rules:
    draft: SchemeDraft
    table: SchemeTable
    criteria: tuple[Path, ...] = ()
    """Where the rules of the current criterion go; more than one only when an id was given twice"""
    rules: tuple[Path, ...] = ()
    begun: bool = False
    """Whether a criterion was named in any row so far"""
    kind: str | None = None

    def read(self, row: int, cells: Mapping[str, Content]) -> None:
        """Take a row."""
        if "criterion" in cells:
            self._begin_criterion(row, tidy(str(cells["criterion"])))
            for path in self.criteria if "kind" not in cells else ():
                self.draft.places[(*path, "rules")] = self.table.where(row, "kind")
        if "kind" in cells:
            self._begin_rule(row, tidy(str(cells["kind"])))
        rest = {name: cell for name, cell in cells.items() if name not in ("criterion", "kind")}
        if rest and self.rules and self.kind is not None:
            self._take_parameter(row, rest)

    def _begin_criterion(self, row: int, text: str) -> None:
        criteria = self.draft.criteria
        self.begun = True
        self.criteria, self.rules, self.kind = tuple(criteria.get(text, ())), (), None
        if not self.criteria:
            meant = nearest(text, criteria) or ", ".join(criteria)
            self.draft.report("scheme-book-unknown-criterion", self.table.where(row, "criterion"), text, meant)

    def _begin_rule(self, row: int, text: str) -> None:
        where = self.table.where(row, "kind")
        kinds = kind_names()
        self.kind = understood(kinds).get(key(text))
        if self.kind is None:
            self.draft.report("scheme-book-unknown-kind", where, text, closest(text, kinds, ids=True))
        if not self.begun:
            self.draft.report("scheme-book-blank", self.table.where(row, "criterion"))
        self.rules = tuple((*p, "rules", len(self.draft.get((*p, "rules")) or ())) for p in self.criteria)
        for path in self.rules:
            self.draft.set(path, {"kind": self.kind if self.kind is not None else text})
            self.draft.places[path] = self.draft.places[(*path, "kind")] = where

    def _take_parameter(self, row: int, cells: Mapping[str, Content]) -> None:
        assert self.kind is not None
        at = self.table.where(row, "parameter")
        if "parameter" not in cells:
            self.draft.report("scheme-book-blank", at)
            return
        text = tidy(str(cells["parameter"]))
        names = choice_names(parameters_of(self.kind), NAMES)
        name = understood(names).get(key(text))
        if name is None:
            self.draft.report("scheme-book-unknown-name", at, text, closest(text, names, ids=True))
            return
        spec = parameters_of(self.kind)[name]
        if not spec.shape.many and name in self.draft.get(self.rules[0]):
            self.draft.report("scheme-book-twice", at, text)
            return
        for rule in self.rules:
            path: Path = (*rule, name)
            self.draft.places.setdefault(path, at)
            if spec.shape.many:
                path = (*path, len(self.draft.get(path) or ()))
            if spec.shape.model is None:
                self._take_value(row, path, name, text, cells)
            else:
                self._take_entry(row, path, name, text, cells)

    def _take_value(self, row: int, path: Path, name: str, label: str, cells: Mapping[str, Content]) -> None:
        assert self.kind is not None
        where = Where(self.table.name, self.table.where(row, "value").place, label)
        self.draft.places[path] = where
        for column in cells:
            if column.startswith("entry/"):
                self.draft.report("scheme-book-wrong-column", self.table.where(row, column), label, where.label)
        if "value" in cells:
            self.draft.set(path, decode(cells["value"], single(parameters_of(self.kind)[name].shape)))

    def _take_entry(self, row: int, path: Path, name: str, label: str, cells: Mapping[str, Content]) -> None:
        assert self.kind is not None
        fields = entry_fields_of(self.kind, name)
        self.draft.places[path] = self.table.where(row, "parameter")
        self.draft.set(path, {})
        for own, spec in fields.items():
            self.draft.places[(*path, *spec.path)] = self.table.where(row, f"entry/{own}")
            if f"entry/{own}" in cells:
                self.draft.set((*path, *spec.path), decode(cells[f"entry/{own}"], spec.shape))
        allowed = {"parameter", *(f"entry/{own}" for own in fields)}
        for column in cells.keys() - allowed:
            shown = as_phrases(choice_names(fields, NAMES))
            self.draft.report("scheme-book-wrong-column", self.table.where(row, column), label, shown)


def read_rules(draft: SchemeDraft, table: SchemeTable) -> None:
    """Read every rule into its criterion."""
    rules = _Rules(draft, table)
    for row, cells in table.contents():
        rules.read(row, cells)
