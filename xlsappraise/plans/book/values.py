"""Convert the values of plans to cells and back, by what their models take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from xlsappraise.base.i18n import Words, phrase
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import nearest
from xlsappraise.plans.book.names import PARAMETERS, TYPES
from xlsappraise.plans.terms import SPANS
from xlsappraise.schemebook.cells import Content, decode, encode
from xlsappraise.schemebook.draft import Path, SchemeDraft, Where
from xlsappraise.schemebook.shapes import Shape, bare_types
from xlsappraise.schemes.rules import Strict
from xlsappraise.typed.words import key, understood

Leaf = tuple[Content | None, Where]
Tree = dict[str | int, "Tree | Leaf"]
"""What was read of a part: names or numbers lead to cells"""
_WORDS = ("type", "on", "scope")
"""Fields that take one of a few words; ids are written as they are"""
STEP = " › "
_SEGMENT = re.compile(r"^(?P<name>.*?)\s*(?P<number>\d+)?$")
PAIR = "="
LONGEST_LABEL = 200
"""A longer text names no parameter; the pattern is made for short ones"""


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield the values of a part that fit a cell, with their paths; lists of plain values fit one."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from leaves(part, (*path, str(name)))
    elif isinstance(value, list | tuple) and any(isinstance(part, Mapping | list | tuple) for part in value):
        for number, part in enumerate(value):
            yield from leaves(part, (*path, number))
    elif value is not None:
        yield path, value


def label(path: Path, say: Words) -> str:
    """Write a path in words: Move 2 › All of these conditions 1 › Months."""
    parts: list[str] = []
    for step in path:
        if isinstance(step, int):
            parts[-1] += f" {step + 1}"
        else:
            parts.append(say(PARAMETERS.get(step, step)))
    return STEP.join(parts)


def path_of_label(text: str) -> Path | None:
    """Read a path in words of any language; None where a name is none of a parameter."""
    if len(text) > LONGEST_LABEL:
        return None
    names = understood(PARAMETERS)
    path: list[str | int] = []
    for part in re.split(r"[›>]", text):
        found = _SEGMENT.match(part.strip())
        name = names.get(key(found["name"])) if found else None
        if found is None or name is None:
            return None
        path += [name] if found["number"] is None else [name, int(found["number"])]
    return tuple(path)


def cell_value(name: str, value: Any, say: Words) -> float | str:
    """Return what is written for the value of a field; tiers a line each."""
    if isinstance(value, list | tuple):
        if value and isinstance(value[0], list | tuple):
            return "\n".join(f"{plain(float(start))} {PAIR} {plain(float(rate) * 100)}%" for start, rate in value)
        items = [cell_value(name, item, say) for item in value]
        return "\n".join(plain(item) if isinstance(item, float) else item for item in items)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, str):
        worded = (name in _WORDS and value in TYPES) or (name == "value" and value in SPANS)
        return encode(say(TYPES[value]) if worded else value, Shape("mixed"), say)
    return encode(value, Shape("yes"), say)


def built(draft: SchemeDraft, annotation: Any, tree: Tree | Leaf, path: Path) -> Any:
    """Return the data of a part as a plan file has it, and note the cell of each value."""
    if isinstance(tree, tuple):
        content, draft.places[path] = tree
        return None if content is None else _scalar(content, annotation)
    types = bare_types(annotation)
    inner = next((get_args(t)[0] for t in types if get_origin(t) is tuple), None)
    if inner is not None and all(isinstance(step, int) for step in tree):
        ordered = sorted(tree, key=lambda step: int(step))
        return [built(draft, inner, tree[step], (*path, number)) for number, step in enumerate(ordered)]
    model = _model(types, tree)
    if model is None:
        _report_kind(draft, types, tree, path)
        return {}
    fields = _fields(model)
    found = {}
    for name, part in tree.items():
        field = fields.get(str(name))
        if field is None:
            where = _first(part)
            draft.report("scheme-book-unknown-name", where, where.label, tuple(fields))
            continue
        value = built(draft, field.annotation, part, (*path, str(name)))
        if value is not None:
            found[str(name)] = value
    return found


def _report_kind(draft: SchemeDraft, types: tuple[Any, ...], tree: Tree, path: Path) -> None:
    """Report that a part has no kind, or an unknown one."""
    models = [t for t in types if isinstance(t, type) and issubclass(t, Strict)]
    kinds = tuple(str(get_args(model.model_fields["kind"].annotation)[0]) for model in models)
    kind = tree.get("kind")
    where = _first(tree)
    draft.places[(*path, "kind")] = where
    if isinstance(kind, tuple) and kind[0] is not None:
        draft.report("scheme-book-unknown-kind", kind[1], kind[0], nearest(str(kind[0]), kinds) or kinds)
    else:
        draft.report("scheme-book-missing", where, expected=phrase(PARAMETERS["kind"]))


def _first(tree: Tree | Leaf) -> Where:
    """Return the first cell of a part."""
    while not isinstance(tree, tuple):
        tree = next(iter(tree.values()))
    return tree[1]


def _fields(model: type[Strict]) -> dict[str, FieldInfo]:
    return {info.alias or name: info for name, info in model.model_fields.items()}


def _model(types: tuple[Any, ...], tree: Tree) -> type[Strict] | None:
    """Return the model of a part: the only one, or that of its kind."""
    models = [t for t in types if isinstance(t, type) and issubclass(t, Strict)]
    if len(models) < 2:
        return models[0] if models else None
    kind = tree.get("kind")
    wanted = kind[0] if isinstance(kind, tuple) else None
    return next((m for m in models if wanted in get_args(m.model_fields["kind"].annotation)), None)


def _scalar(content: Content, annotation: Any) -> Any:
    """Return what a cell means for a field."""
    types = bare_types(annotation)
    listed = next((get_args(t)[0] for t in types if get_origin(t) is tuple), None)
    if listed is not None and not (isinstance(content, str) and content.startswith("@")):
        parts = [content] if not isinstance(content, str) else re.split(r"[\n、，；;]", content)
        return [_scalar(part, listed) for part in parts if not isinstance(part, str) or part.strip()]
    literals = [t for t in types if get_origin(t) is Literal]
    if literals:
        return _word(content, tuple(str(word) for t in literals for word in get_args(t)))
    if bool in types:
        return decode(content, Shape("yes"))
    if int in types:
        return decode(content, Shape("whole"))
    if Decimal in types:
        return decode(content, Shape("mixed"))
    return decode(content, Shape("text"))


def _word(content: Content, options: tuple[str, ...]) -> Any:
    if not isinstance(content, str):
        return content
    return understood({option: TYPES.get(option, option) for option in options}).get(key(content), content.strip())


def setting_cell(kind: str | None, content: Content) -> Any:
    """Return what the value of a setting means, by the setting's type."""
    if kind == "tiers" and isinstance(content, str):
        pairs = [line.replace("＝", PAIR).partition(PAIR) for line in content.split("\n") if line.strip()]
        return [[decode(start, Shape("number")), decode(rate, Shape("number"))] for start, _sign, rate in pairs]
    if kind in ("amounts", "shares"):
        parts = re.split(r"[\n、，；;/]", content) if isinstance(content, str) else [content]
        return [decode(part, Shape("number")) for part in parts if not isinstance(part, str) or part.strip()]
    if kind == "span":
        return _word(content, tuple(SPANS))
    return decode(content, Shape("text" if kind == "scheme" else "number"))
