"""What a period comes to: run twice, counted both ways."""

from __future__ import annotations

from typing import Any

from tests.conftest import Bench

FILES = ("accepted", "refused", "set_aside", "duplicate", "ignored")
FORMS = ("valid", "incomplete", "invalid", "missing")


def without_editions(result: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON of a summary without the finding that its workbook is a new edition; results have none."""
    return {**result, "problems": [p for p in result["problems"] if p["code"] != "book-corrected"]}


def settled(bench: Bench) -> dict[str, Any]:
    """Summarise, look at the results again; return them, which must be the same and add up both ways."""
    first, again = without_editions(bench.settle().as_dict()), bench.results().as_dict()
    assert first == again
    assert first["files"]["seen"] == sum(first["files"][state] for state in FILES)
    assert first["files"]["seen"] == sum(1 for p in bench.inbox.rglob("*") if p.is_symlink() or not p.is_dir())
    assert first["counts"]["issued"] == sum(first["counts"][state] for state in FORMS)
    assert len(first["results"]) == first["counts"]["issued"]
    for state in FORMS:
        assert first["counts"][state] == sum(r["state"] == state for r in first["results"])
    for line in first["results"]:
        assert (line["total"] is None) == (line["state"] != "valid") == (line["criteria"] == {})
    return first


def files(result: dict[str, Any]) -> dict[str, int]:
    """Return the file states that occur."""
    return {state: result["files"][state] for state in FILES if result["files"][state]}


def forms(result: dict[str, Any]) -> dict[str, str]:
    """Return the state of each employee's form."""
    return {line["employee_id"]: line["state"] for line in result["results"]}


def codes(result: dict[str, Any], file: str | None = None) -> list[str]:
    """Return the codes of all problems, or of one file's."""
    return [p["code"] for p in result["problems"] if file is None or p["file"] == file]


def total(result: dict[str, Any], number: str = "E001") -> float | None:
    """Return an employee's total."""
    (line,) = [r for r in result["results"] if r["employee_id"] == number]
    return None if line["total"] is None else float(line["total"])
