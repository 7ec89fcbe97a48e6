"""Loading workbooks with openpyxl, faster: what tests do most after running the program itself."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Border
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils.bound_dictionary import BoundDictionary
from openpyxl.worksheet.merge import MergedCellRange

MOST = 200
"""How many workbooks are kept pickled"""
_EDGES = ("top", "left", "right", "bottom")


class Loaded:
    """Loads a workbook that was loaded before from a pickle: always a workbook of its own, in a tenth of the time."""

    def __init__(self, load: Callable[..., Any]) -> None:
        self.load = load
        self.kept: OrderedDict[tuple[bytes, bool], bytes | None] = OrderedDict()

    def __call__(self, filename: Any, **options: Any) -> Any:
        """Do what openpyxl's ``load_workbook`` does."""
        if not isinstance(filename, str | os.PathLike) or options.keys() - {"data_only"}:
            return self.load(filename, **options)
        key = (hashlib.sha256(Path(filename).read_bytes()).digest(), bool(options.get("data_only")))
        found = self.kept.get(key)
        if found is not None:
            return pickle.loads(found)
        book = self.load(filename, **options)
        self.kept[key] = _pickled(book) if key in self.kept else None  # many are loaded only once
        if len(self.kept) > MOST:
            self.kept.popitem(last=False)
        return book


class _Pickler(pickle.Pickler):
    """Keeps what openpyxl's dictionaries know besides their items, which a defaultdict's own pickle leaves out."""

    def reducer_override(self, obj: Any) -> Any:
        if isinstance(obj, BoundDictionary):
            known = (obj.default_factory, vars(obj))
            return type(obj).__new__, (type(obj),), known, None, iter(list(obj.items())), _know
        return NotImplemented


def _know(made: BoundDictionary, known: tuple[Any, dict[str, Any]]) -> None:
    made.default_factory, attributes = known
    vars(made).update(attributes)


def _pickled(book: Any) -> bytes:
    file = io.BytesIO()
    _Pickler(file).dump(book)
    return file.getvalue()


class Merges:
    """Formats merged cells as ``MergedCellRange.format`` does, asking openpyxl once for each combination of styles."""

    def __init__(self) -> None:
        self.borders: WeakKeyDictionary[Workbook, dict[tuple[int, int, str], int]] = WeakKeyDictionary()

    def format(self, merged: MergedCellRange) -> None:
        """Give the cells at the edges their borders, and all cells the protection of the first one."""
        start, known = merged.start_cell, self.borders.setdefault(merged.ws.parent, {})
        for name in _EDGES:
            side = getattr(start.border, name)
            if side and side.style is None:
                continue
            at_start = start._style.borderId
            for at in getattr(merged, name):
                cell = _cell(merged, at)
                key = (at_start, cell._style.borderId, name)
                if key not in known:
                    cell.border += Border(**{name: side})
                    known[key] = cell._style.borderId
                cell._style.borderId = known[key]
        protection = start._style.protectionId
        for at in merged.cells:
            _cell(merged, at)._style.protectionId = protection


def _cell(merged: MergedCellRange, at: tuple[int, int]) -> Any:
    cells = merged.ws._cells
    if at not in cells:
        cells[at] = MergedCell(merged.ws, row=at[0], column=at[1])
    cell = cells[at]
    if not cell._style:
        cell._style = StyleArray()
    return cell


def hurry(patch: pytest.MonkeyPatch) -> None:
    """Have openpyxl load workbooks faster while ``patch`` holds."""
    import openpyxl

    patch.setattr(openpyxl, "load_workbook", Loaded(openpyxl.load_workbook))
    merges = Merges()
    patch.setattr(MergedCellRange, "format", lambda merged: merges.format(merged))
