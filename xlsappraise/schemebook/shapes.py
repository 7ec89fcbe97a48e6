"""Derive what the parts of a scheme take from their pydantic models, so that a new rule kind needs no code here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from xlsappraise.schemes.rules import AnyRule, Rule, Strict

Kind = Literal["text", "number", "whole", "yes", "word", "mixed", "part", "other"]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field takes: ``word`` one of its options, ``mixed`` a number or a text, ``part`` a model of its own.

    ``many``: any number of them; ``mapping``: texts by names; ``other``: anything else, written as JSON.
    """

    kind: Kind
    options: tuple[str, ...] = ()
    many: bool = False
    mapping: bool = False
    model: type[Strict] | None = None


@dataclass(frozen=True, slots=True)
class Spec:
    """A field: its path below the part it is listed with, the model that has it, its shape and default."""

    path: tuple[str, ...]
    owner: str
    shape: Shape
    required: bool = False
    default: Any = None
    title: str = ""
    """The model's own name for it, in English; else ``words`` names it"""

    @property
    def name(self) -> str:
        """Return the field's own name."""
        return self.path[-1]


def bare_types(annotation: Any) -> tuple[Any, ...]:
    """Return the types that an annotation allows, None and metadata left out."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return bare_types(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return tuple(t for inner in get_args(annotation) for t in bare_types(inner) if t is not NoneType)
    return (annotation,)


_PLAIN: dict[frozenset[Any], Kind] = {
    frozenset({bool}): "yes",
    frozenset({int}): "whole",
    frozenset({float}): "number",
    frozenset({int, float}): "number",
    frozenset({str}): "text",
    frozenset({str, float}): "mixed",
}


def shape_of(annotation: Any) -> Shape:
    """Return what an annotation takes."""
    types = bare_types(annotation)
    first = types[0]
    if get_origin(first) is tuple:
        return replace(shape_of(get_args(first)[0]), many=True)
    if get_origin(first) is dict and all(shape_of(t).kind == "text" for t in get_args(first)):
        return Shape("text", mapping=True)
    if isinstance(first, type) and issubclass(first, Strict):
        return Shape("part", model=first)
    if all(get_origin(t) is Literal for t in types):
        return Shape("word", options=tuple(str(word) for t in types for word in get_args(t)))
    plain = frozenset(types) if all(isinstance(t, type) for t in types) else frozenset()
    return Shape(_PLAIN.get(plain, "other"))


@cache
def fields_of(model: type[Strict]) -> dict[str, Spec]:
    """Return a model's fields by the names that scheme files use."""
    return {
        name: Spec(
            (name,), model.__name__, shape_of(info.annotation), info.is_required(), _default(info), info.title or ""
        )
        for name, info in _named(model)
    }


def _named(model: type[Strict]) -> Iterator[tuple[str, FieldInfo]]:
    for name, info in model.model_fields.items():
        yield info.alias or name, info


def _default(info: FieldInfo) -> Any:
    return None if info.is_required() else info.get_default()


def columns_of(model: type[Strict], path: tuple[str, ...] = ()) -> Iterator[Spec]:
    """Yield the fields that fit a cell; those of single parts follow in place, lists of parts are left out."""
    for name, spec in fields_of(model).items():
        if spec.shape.kind != "part":
            yield replace(spec, path=(*path, name))
        elif spec.shape.model is not None and not spec.shape.many:
            yield from columns_of(spec.shape.model, (*path, name))


@cache
def rule_models() -> dict[str, type[Rule]]:
    """Return the rule kinds by name."""
    models: tuple[type[Rule], ...] = get_args(get_args(AnyRule)[0])
    return {str(get_args(model.model_fields["kind"].annotation)[0]): model for model in models}


@cache
def parameters_of(kind: str) -> dict[str, Spec]:
    """Return the parameters of a rule kind, those that it must have first, ``points`` last."""
    found = [spec for name, spec in fields_of(rule_models()[kind]).items() if name != "kind"]
    found.sort(key=lambda spec: spec.owner == "Rule" or spec.name == "points")
    return {spec.name: spec for spec in found}


@cache
def entry_fields_of(kind: str, parameter: str) -> dict[str, Spec]:
    """Return the fields of one entry of a parameter that lists parts; none for other parameters."""
    model = parameters_of(kind)[parameter].shape.model
    return {".".join(spec.path): spec for spec in columns_of(model)} if model is not None else {}


@cache
def entry_columns() -> dict[str, tuple[Spec, ...]]:
    """Return every field that an entry of some rule kind may have, the commonest first."""
    found: dict[str, list[Spec]] = {}
    for kind in rule_models():
        for parameter in parameters_of(kind):
            for name, spec in entry_fields_of(kind, parameter).items():
                found.setdefault(name, []).append(spec)
    order = sorted(found, key=lambda name: (name not in ("id", "label"), -len(found[name])))
    return {name: tuple(found[name]) for name in order}
