"""Steps of a period beyond those of the bench: orders with options, single forms filled in, known figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.conftest import SIGNED, Bench, write_roster, write_rows
from xlsappraise.base.problems import Problem
from xlsappraise.issuing.generate import Generated, Order, generate
from xlsappraise.roster import COLUMNS, PEERS


def people(bench: Bench, *rows: Mapping[str, Any]) -> None:
    """Write the roster, with the column of peers."""
    write_roster(bench.workspace.roster, rows, [*COLUMNS.values(), PEERS])


def ordered(bench: Bench, **options: Any) -> Generated:
    """Generate with any options of an order; ``prefill`` may be one file."""
    files = options.get("prefill", ())
    prefill = (files,) if isinstance(files, Path) else files

    def order() -> Generated:
        with bench.open() as office:
            return generate(office, Order(bench.period, bench.outbox, **{**options, "prefill": prefill}))

    inside = {k: v.relative_to(bench.workspace.root) if _is_inside(bench, v) else v for k, v in options.items()}
    shared = all(isinstance(v, list | tuple) or options[k] is not v for k, v in inside.items())
    return bench.once("ordered", order, inside) if shared else order()


def _is_inside(bench: Bench, value: Any) -> bool:
    return isinstance(value, Path) and value.is_relative_to(bench.workspace.root)


def returned(bench: Bench, source: Path, values: Mapping[str, Any], name: str | None = None) -> Path:
    """Fill one form of the outbox in, sign it, and put it into the inbox."""
    target = bench.inbox / (name or source.relative_to(bench.outbox).as_posix())
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(bench.filled(source, {"signoff.done": SIGNED, **values}))
    return target


def places(bench: Bench, source: Path) -> dict[str, str]:
    """Return the address of each input of a form."""
    return {item["id"]: item["cell"] for item in bench.describe(source)["inputs"]}


def write_figures(path: Path, *rows: Sequence[Any]) -> Path:
    """Write a workbook of known figures; the first row holds the headings."""
    write_rows(path, rows)
    return path


def told(problems: Sequence[Problem], *codes: str) -> list[tuple[str, str | None]]:
    """Return (code, cell) of problems: all above a note, or those of some codes."""
    return [(p.code, p.cell) for p in problems if (p.code in codes if codes else p.severity != "note")]
