"""Convert a list of people to bytes and back; schemes are named by their digests.

Fields are written by the type of their value, and new ones only where they differ from their default, so that a new
field of ``Employee`` needs no line here and a list without it stays the same. A field that a later version no longer
has is ignored; one that an earlier version did not record gets its default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import Any, TypeVar

from xlsappraise.base.person import Person
from xlsappraise.base.problems import Problem
from xlsappraise.roster import Employee, Roster
from xlsappraise.roster.blank import SheetSettings
from xlsappraise.roster.people import Understood
from xlsappraise.schemes import Scheme
from xlsappraise.store.ledger.wire import pack, problem_in, problem_out, unpack

T = TypeVar("T", Employee, Person, Roster, Understood)
FindScheme = Callable[[str], Scheme | None]
_NAMES = {
    kind.__name__: tuple(field.name for field in fields(kind) if field.init)
    for kind in (Roster, Employee, Person, Understood)
}
_ALWAYS = frozenset(
    (
        *("employees", "problems", "loose", "notes", "understood"),
        *("person", "status", "schemes", "email", "indirect", "hired", "confirmed", "level"),
        *("peers", "hidden", "plans", "level_since", "found_at"),
        *("employee_id", "name", "department", "position", "supervisor"),
        *("file", "sheet", "columns", "ignored", "statuses"),
    )
)
"""The fields that the first version wrote, whatever they held"""
_DEFAULTS = {
    kind.__name__: {field.name: field.default for field in fields(kind)}
    for kind in (Roster, Employee, Person, Understood)
}
_PLAIN = frozenset((str, bool, int, float, type(None)))
_KINDS: dict[str, type[Any]] = {"employee": Employee, "person": Person, "understood": Understood}


def settings_out(settings: SheetSettings) -> bytes:
    """Return what the list's sheet of settings says, as the workspace keeps it; nothing where it says nothing."""
    written = {name: row.text for name, row in sorted(settings.by_id.items())}
    return pack(written) if written else b""


def roster_out(roster: Roster) -> bytes:
    """Return a list of people as the workspace keeps it."""
    return pack(_fields_out(roster))


def roster_in(data: bytes, find: FindScheme) -> Roster:
    """Undo ``roster_out``; a scheme that ``find`` does not return is left out of its person's schemes."""
    return _fields_in(Roster, unpack(data), find)


def _fields_out(record: Employee | Person | Roster | Understood) -> dict[str, Any]:
    kind = type(record).__name__
    values = ((name, getattr(record, name)) for name in _NAMES[kind])
    return {name: _out(value) for name, value in values if name in _ALWAYS or value != _DEFAULTS[kind][name]}


def _fields_in(kind: type[T], data: Mapping[str, Any], find: FindScheme) -> T:
    given = {}
    for field in fields(kind):
        if field.init and field.name in data:
            given[field.name] = _in(data[field.name], find)
        else:
            assert field.default is not MISSING or field.default_factory is not MISSING, f"{field.name} was recorded"
    return kind(**given)


def _out(value: Any) -> Any:
    if type(value) in _PLAIN:
        return value
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Scheme):
        return {"scheme": value.digest}
    if isinstance(value, Problem):
        return {"problem": problem_out(value)}
    if isinstance(value, tuple):
        return [_out(item) for item in value]
    if isinstance(value, Mapping):
        return {"map": {name: _out(item) for name, item in value.items()}}
    for name, kind in _KINDS.items():
        if isinstance(value, kind):
            return {name: _fields_out(value)}
    raise TypeError(f"a list of people cannot keep a {type(value).__name__}")


def _in(data: Any, find: FindScheme) -> Any:
    if isinstance(data, list):
        found = (_in(item, find) for item in data)
        return tuple(item for item in found if item is not None)
    if not isinstance(data, dict):
        return data
    ((name, value),) = data.items()
    if name == "date":
        return date.fromisoformat(value)
    if name == "scheme":
        return find(value)
    if name == "problem":
        return problem_in(value)
    if name == "map":
        return {key: _in(item, find) for key, item in value.items()}
    return _fields_in(_KINDS[name], value, find)
