"""Small schemes for tests: a legal one, and changes to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.conftest import message_of
from xlsappraise.base.problems import Refusal
from xlsappraise.schemes import Criterion, Scheme, load_scheme

Raw = dict[str, Any]


def criterion(name: str = "effort", points: float = 10, rules: Sequence[Raw] | None = None, **changes: Any) -> Raw:
    """Return a criterion as a scheme file would give it; a plain rating unless rules are given."""
    given = list(rules) if rules is not None else [{"kind": "rating"}]
    return {
        "id": name,
        "title": f"项目{name}",
        "standard": "按标准",
        "points": points,
        "rules": given,
        **changes,
    }


def section(*criteria: Raw, **changes: Any) -> Raw:
    """Return a section of these criteria."""
    return {"title": "工作业绩", "criterion": list(criteria), **changes}


def raw_scheme(*sections: Raw, **changes: Any) -> Raw:
    """Return a scheme as tomllib would read it; the full points fit the sections."""
    parts = list(sections) or [section(criterion(points=100))]
    points = sum(s.get("weight", 1) * sum(c["points"] for c in s["criterion"]) for s in parts if not s.get("bonus"))
    return {
        "id": "trial",
        "title": "试用考核表",
        "role": "客服",
        "period": "month",
        "source": "test",
        "raters": [{"id": "supervisor", "title": "直接主管", "weight": 1.0}],
        "total": {"points": points},
        "section": parts,
        **changes,
    }


def scheme(*sections: Raw, **changes: Any) -> Scheme:
    """Return a scheme that was not linted."""
    return Scheme.model_validate(raw_scheme(*sections, **changes))


def column(name: str, kind: str = "integer", **facts: Any) -> Raw:
    """Return a column of a table."""
    return {"id": name, "label": f"栏{name}", "type": kind, **facts}


def chosen(name: str, *worths: tuple[str, float | None], **facts: Any) -> Raw:
    """Return a column of a table that is a dropdown of words with worths; None for a word that does not count."""
    choices = [{"label": label, **({} if worth is None else {"worth": worth})} for label, worth in worths]
    return column(name, "choice", choices=choices, **facts)


def table(*columns: Raw, **facts: Any) -> Raw:
    """Return a table that may stay empty."""
    return {"id": "answers", "title": "客户评价", "rows": 4, "least": 0, "columns": list(columns), **facts}


def one_criterion(points: float, *rules: Raw, **changes: Any) -> tuple[Scheme, Criterion]:
    """Return a scheme with one criterion, and the criterion; one of 0 points stands in a bonus section."""
    own = section(criterion(points=points, rules=rules), bonus=points == 0)
    rest = [section(criterion("plain", 100))] if points == 0 else []
    made = scheme(own, *rest, **changes)
    return made, made.criteria[0]


def toml(value: Any) -> str:
    """Write a value as TOML; tables are written inline."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {toml(item)}" for key, item in value.items() if item is not None) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return repr(value)


def write_scheme(path: Path, raw: Mapping[str, Any]) -> Path:
    """Write a scheme file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{key} = {toml(value)}\n" for key, value in raw.items()), encoding="utf-8")
    return path


def complaints(folder: Path, raw: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (code, message) of every problem that loading the scheme file reports."""
    try:
        load_scheme(write_scheme(folder / "trial.toml", raw))
    except Refusal as refusal:
        return [(p.code, message_of(p)) for p in refusal.problems]
    return []
