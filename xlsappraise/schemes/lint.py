"""Find what is wrong with a scheme file, each with its path: ``section[1].criterion[0].points``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, get_args

from xlsappraise.base.i18n import phrase
from xlsappraise.base.misfit import expected, misfits, path_of
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import nearest
from xlsappraise.schemes.criteria import full_points
from xlsappraise.schemes.ids import RESERVED, is_cell_address
from xlsappraise.schemes.lint_criteria import criteria_faults
from xlsappraise.schemes.lint_rollup import rollup_faults
from xlsappraise.schemes.lint_tables import Found, table_faults
from xlsappraise.schemes.model import Scheme
from xlsappraise.schemes.rules import AnyRule, Strict

if TYPE_CHECKING:
    from pydantic import ValidationError

TAGGED = ("rules",)
"""The lists whose entries have a kind, which pydantic puts into its locations"""
LIST_LIMIT = 255
CARRIED_LIMIT = 3


def validation_problems(error: ValidationError, file: str) -> Iterator[Problem]:
    """Turn pydantic's errors into problems with paths and suggestions."""
    for item in misfits(error):
        path = path_of(item["loc"], TAGGED)
        if item["type"] == "extra_forbidden":
            key = str(item["loc"][-1])
            known = _keys_at(item["loc"])
            meant = nearest(key, known) or tuple(sorted(known))
            yield problem("scheme-unknown-key", file=file, path=path, found=key, expected=meant)
        elif item["type"] == "union_tag_invalid":
            kinds = [_kind(model) for model in _rule_models()]
            found = str(item["input"].get("kind")) if isinstance(item["input"], dict) else str(item["input"])
            yield problem(
                "scheme-unknown-kind",
                file=file,
                path=f"{path}.kind",
                found=found,
                expected=nearest(found, kinds) or kinds,
            )
        elif item["type"] in ("missing", "union_tag_not_found"):
            yield problem("scheme-missing-key", file=file, path=path)
        else:
            yield problem("scheme-bad-value", file=file, path=path, found=item["input"], expected=expected(item))


def _rule_models() -> tuple[type[Strict], ...]:
    union = get_args(AnyRule)[0]
    return get_args(union)


def _kind(model: type[Strict]) -> str:
    return str(get_args(model.model_fields["kind"].annotation)[0])


def _keys_at(location: Sequence[Any]) -> set[str]:
    """Return the keys that are allowed in the part of a scheme file that a pydantic location points into."""
    kinds = {_kind(rule): rule for rule in _rule_models()}
    model: type[Strict] = Scheme
    for part in location[:-1]:
        field = next((f for name, f in model.model_fields.items() if part in (f.alias, name)), None)
        if part in kinds and field is None:
            model = kinds[part]
        elif field is not None:
            model = next(_models_in(field.annotation), model)
    return {field.alias or name for name, field in model.model_fields.items()}


def _models_in(annotation: Any) -> Iterator[type[Strict]]:
    """Yield the parts that an annotation is made of."""
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


def faults(scheme: Scheme, file: str) -> Iterator[Problem]:
    """Yield the faults that only the whole scheme shows."""
    for path, message in faulty_parts(scheme):
        yield problem("scheme-fault", file=file, path=path, detail=message)


def faulty_parts(scheme: Scheme) -> Found:
    """Yield (path, message) of each fault that only the whole scheme shows."""
    yield from _points(scheme)
    yield from _raters(scheme)
    yield from criteria_faults(scheme)
    yield from _grades(scheme)
    yield from _ids(scheme)
    yield from table_faults(scheme)
    yield from rollup_faults(scheme)
    yield from _parts(scheme)
    for s, section in enumerate(scheme.sections):
        for c, criterion in enumerate(section.criteria):
            where = f"section[{s}].criterion[{c}]"
            for r, rule in enumerate(criterion.rules):
                for fault in rule.faults(criterion.points):
                    yield f"{where}.rules[{r}].{fault.path}", fault.message
                for item in rule.inputs(criterion.points, scheme.say):
                    yield from _choices(f"{where}.rules[{r}]", item.choices)
    yield from _fields(scheme)


def _fields(scheme: Scheme) -> Found:
    """Yield faults of the extra fields."""
    for f, field in enumerate(scheme.fields):
        if field.id in {other.id for other in scheme.fields[:f]}:
            yield f"field[{f}].id", phrase("the id “{id}” is taken", id=field.id)
        if (field.type == "choice") != (field.choices is not None):
            yield f"field[{f}].choices", phrase("choices go with type choice, and only with it")
        yield from _choices(f"field[{f}].choices", field.choices)
        if field.max is not None and field.type not in ("number", "integer"):
            yield f"field[{f}].max", phrase("a largest value is for numbers")
        dates = {other.id for other in scheme.fields if other.type == "date" and other is not field}
        if field.after is not None and (field.type != "date" or field.after not in dates):
            yield f"field[{f}].after", phrase("a date comes after the date of another field")


def _parts(scheme: Scheme) -> Found:
    """Yield faulty references to criteria and fields, and parts that need forms of their own."""
    known = {criterion.id for criterion in scheme.criteria}
    for v, variant in enumerate(scheme.variants):
        for name in variant.standards.keys() - known:
            yield f"variant[{v}].standards.{name}", phrase("there is no criterion “{id}”", id=name)
    if sum(field.carry for field in scheme.fields) > CARRIED_LIMIT:
        yield "field", phrase("at most {limit} fields can be carried over", limit=CARRIED_LIMIT)
    counted = {
        f"{criterion.id}.{item.id}"
        for criterion in scheme.criteria
        for item in criterion.inputs(scheme.say)
        if item.type in ("integer", "number")
    }
    for s, section in enumerate(scheme.sections):
        for c, criterion in enumerate(section.criteria):
            for r, rule in enumerate(criterion.rules):
                for whole in rule.parts().values():
                    if whole not in counted:
                        where = f"section[{s}].criterion[{c}].rules[{r}]"
                        yield where, phrase("there is no input “{id}”", id=whole)
            inputs = {item.id for item in criterion.inputs(scheme.say)}
            for name in criterion.feed.counts.keys() - inputs if criterion.feed else ():
                where = f"section[{s}].criterion[{c}].feed.counts.{name}"
                yield where, phrase("there is no input “{id}”", id=name)
    yield from _own_forms(scheme)


def _own_forms(scheme: Scheme) -> Found:
    """Yield parts that need a form of their own for each rater."""
    raters = {rater.id for rater in scheme.raters}
    for f, field in enumerate(scheme.fields):
        if field.rater is not None and (field.rater not in raters or not scheme.own):
            yield f"field[{f}].rater", phrase("a rater of this scheme, and only where each has a form of their own")
    for r, rater in enumerate(scheme.raters):
        if rater.several and not scheme.own:
            yield f"raters[{r}].several", phrase("several people of a kind need forms of their own")
        if rater.weight == 0 and scheme.own:
            yield f"raters[{r}].weight", phrase("a form of its own must count")


def _points(scheme: Scheme) -> Found:
    counted = full_points(scheme.sections, mean=scheme.total.mean)
    if all(section.bonus for section in scheme.sections):
        yield "section", phrase("at least one section must count towards the full points")
    elif abs(counted - scheme.total.points) > 1e-9:
        yield (
            "total.points",
            phrase(
                "the sections add up to {found} points instead of {expected}",
                found=plain(counted),
                expected=plain(scheme.total.points),
            ),
        )
    if scheme.total.max is not None and scheme.total.max < scheme.total.points:
        yield "total.max", phrase("the cap is below the full points")
    bounds = scheme.adjustments
    if bounds is not None and bounds.min > bounds.max:
        yield "adjustments", phrase("the smallest is above the largest")
    if bounds is not None and bounds.net and not bounds.min <= 0 <= bounds.max:
        yield "adjustments", phrase("the bounds must include 0")


def _raters(scheme: Scheme) -> Found:
    for r, rater in enumerate(scheme.raters):
        if rater.id in {other.id for other in scheme.raters[:r]}:
            yield f"raters[{r}].id", phrase("the id “{id}” is taken", id=rater.id)
    weights = sum(r.weight for r in scheme.raters)
    if abs(weights - 1) > 1e-9:
        yield "raters", phrase("the weights add up to {found} instead of 1", found=plain(weights))


def _grades(scheme: Scheme) -> Found:
    for g, (upper, lower) in enumerate(zip(scheme.grades, scheme.grades[1:], strict=False)):
        if lower.from_ >= upper.from_:
            yield f"grades[{g + 1}].from", phrase("grades must fall from the best to the worst")
    last = len(scheme.grades) - 1
    if scheme.grades[last].from_ != 0:
        yield f"grades[{last}].from", phrase("a gap below: the last grade must begin at 0")


def _ids(scheme: Scheme) -> Found:
    if is_cell_address(scheme.id):
        yield "id", phrase("“{id}” is a cell address in a spreadsheet; choose another id", id=scheme.id)
    seen: Counter[str] = Counter()
    titles: Counter[str] = Counter()
    for s, section in enumerate(scheme.sections):
        for c, criterion in enumerate(section.criteria):
            path = f"section[{s}].criterion[{c}].id"
            seen[criterion.id] += 1
            titles[criterion.title] += 1
            if seen[criterion.id] > 1 or criterion.id in RESERVED:
                yield path, phrase("the id “{id}” is taken", id=criterion.id)
            if titles[criterion.title] > 1:
                yield f"section[{s}].criterion[{c}].title", phrase("two criteria have the same title")
            yield from _input_ids(scheme, s, c)
            if is_cell_address(criterion.id):
                yield (
                    path,
                    phrase("“{id}” is a cell address in a spreadsheet; choose another id", id=criterion.id),
                )


def _input_ids(scheme: Scheme, s: int, c: int) -> Found:
    inputs = Counter(item.id for item in scheme.sections[s].criteria[c].inputs(scheme.say))
    for name, count in inputs.items():
        if count > 1 or name == "remark":
            yield f"section[{s}].criterion[{c}].rules", phrase("the id “{id}” is taken", id=name)


def _choices(path: str, choices: tuple[str, ...] | None) -> Found:
    if choices is None:
        return
    for choice in choices:
        if "," in choice or choice != " ".join(choice.split()) or not choice:
            yield (
                path,
                phrase("the dropdown item “{choice}” is blank, or has a comma or outer blanks", choice=choice),
            )
    if len(",".join(choices)) > LIST_LIMIT:
        yield path, phrase("the dropdown list is longer than {limit} characters", limit=LIST_LIMIT)
