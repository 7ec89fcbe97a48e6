"""Faster loading of workbooks with openpyxl, where tests spend much time."""

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
"""The most workbooks in the cache"""
_EDGES = ("top", "left", "right", "bottom")


class Loaded:
    """Caches loaded workbooks as pickles; each call returns a new workbook."""

    def __init__(self, load: Callable[..., Any]) -> None:
        self.load = load
        self.pickles: OrderedDict[tuple[bytes, bool], bytes | None] = OrderedDict()

    def __call__(self, filename: Any, **options: Any) -> Any:
        """Load a workbook as openpyxl's ``load_workbook`` does."""
        if not isinstance(filename, str | os.PathLike) or options.keys() - {"data_only"}:
            return self.load(filename, **options)
        key = (hashlib.sha256(Path(filename).read_bytes()).digest(), bool(options.get("data_only")))
        found = self.pickles.get(key)
        if found is not None:
            return pickle.loads(found)
        book = self.load(filename, **options)
        self.pickles[key] = _pickled(book) if key in self.pickles else None  # many are loaded only once
        if len(self.pickles) > MOST:
            self.pickles.popitem(last=False)
        return book


class _Pickler(pickle.Pickler):
    """Pickles openpyxl's dictionaries with their attributes, which a defaultdict's pickle leaves out."""

    def reducer_override(self, obj: Any) -> Any:
        if isinstance(obj, BoundDictionary):
            state = (obj.default_factory, vars(obj))
            return type(obj).__new__, (type(obj),), state, None, iter(list(obj.items())), _restore
        return NotImplemented


def _restore(made: BoundDictionary, state: tuple[Any, dict[str, Any]]) -> None:
    made.default_factory, attributes = state
    vars(made).update(attributes)


def _pickled(book: Any) -> bytes:
    file = io.BytesIO()
    _Pickler(file).dump(book)
    return file.getvalue()


class Merges:
    """Formats merged cells as ``MergedCellRange`` does, but caches the result by combination of styles."""

    def __init__(self) -> None:
        self.borders: WeakKeyDictionary[Workbook, dict[tuple[int, int, str], int]] = WeakKeyDictionary()

    def begin(self, merged: MergedCellRange) -> None:
        """Give the first cell the right and bottom border of the last one."""
        first, last = (merged.min_row, merged.min_col), (merged.max_row, merged.max_col)
        merged.start_cell = start = merged.ws._cells.get(first) or merged.ws.cell(*first)
        if last not in merged.ws._cells:
            return
        end, ids = _cell(merged, last), self.borders.setdefault(merged.ws.parent, {})
        key = (_cell(merged, first)._style.borderId, end._style.borderId, "last")
        if key not in ids:
            start.border += Border(right=end.border.right, bottom=end.border.bottom)
            ids[key] = start._style.borderId
        start._style.borderId = ids[key]

    def format(self, merged: MergedCellRange) -> None:
        """Set the borders of cells at the edges, and the protection of all cells to that of the first."""
        start, ids = merged.start_cell, self.borders.setdefault(merged.ws.parent, {})
        for name in _EDGES:
            side = getattr(start.border, name)
            if side and side.style is None:
                continue
            at_start = start._style.borderId
            for at in getattr(merged, name):
                cell = _cell(merged, at)
                key = (at_start, cell._style.borderId, name)
                if key not in ids:
                    cell.border += Border(**{name: side})
                    ids[key] = cell._style.borderId
                cell._style.borderId = ids[key]
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


def speed_up(patch: pytest.MonkeyPatch) -> None:
    """Make openpyxl load workbooks faster until ``patch`` is undone."""
    import openpyxl

    patch.setattr(openpyxl, "load_workbook", Loaded(openpyxl.load_workbook))
    merges = Merges()
    patch.setattr(MergedCellRange, "_get_borders", lambda merged: merges.begin(merged))
    patch.setattr(MergedCellRange, "format", lambda merged: merges.format(merged))
