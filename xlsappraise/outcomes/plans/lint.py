"""What is wrong with a plan file, each with its path: ``rule[1].bands[0].rate``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from xlsappraise.i18n import _
from xlsappraise.outcomes.pay import KINDS
from xlsappraise.outcomes.plans.model import Plan, SettingType
from xlsappraise.problems import Problem, problem
from xlsappraise.rules.base import Strict
from xlsappraise.text import nearest

if TYPE_CHECKING:
    from pydantic import ValidationError

Found = Iterator[tuple[str, str]]


def validation_problems(error: ValidationError, file: str) -> Iterator[Problem]:
    """Turn pydantic's errors into problems with paths."""
    kinds = {kind.model_fields["kind"].annotation.__args__[0] for kind in KINDS}  # type: ignore[union-attr]
    for item in error.errors(include_url=False):
        path = _path(item["loc"], kinds)
        if item["type"] == "union_tag_invalid":
            found = item["input"].get("kind") if isinstance(item["input"], dict) else item["input"]
            meant = nearest(str(found), kinds) or ", ".join(sorted(kinds))
            detail = _("there is no rule kind “{found}”; did you mean “{meant}”?").format(found=found, meant=meant)
        elif item["type"] in ("missing", "union_tag_not_found"):
            detail = _("this key is missing")
        elif item["type"] == "extra_forbidden":
            detail = _("this key is not known")
        else:
            detail = f"{item['input']!r}: {item['msg']}"
        yield problem("plan-fault", file=file, path=path, detail=detail)


def _path(location: Iterable[Any], kinds: set[str]) -> str:
    path = ""
    for part in location:
        if isinstance(part, int):
            path += f"[{part}]"
        elif part not in kinds:
            path += f".{part}" if path else str(part)
    return path


def faults(plan: Plan, file: str) -> Iterator[Problem]:
    """Yield what only the whole plan shows."""
    for path, detail in (*_ids(plan), *_references(plan), *_scheme(plan)):
        yield problem("plan-fault", file=file, path=path, detail=detail)


def _ids(plan: Plan) -> Found:
    for group, ids in (
        ("setting", [s.key for s in plan.settings]),
        ("fact", [f.id for f in plan.facts]),
        ("incident", [i.id for i in plan.incidents]),
        ("rule", [r.id for r in plan.rules]),
    ):
        for index, name in enumerate(ids):
            if name in ids[:index]:
                yield f"{group}[{index}]", _("the id “{id}” is taken").format(id=name)


def _references(plan: Plan) -> Found:
    facts, incidents = {f.id for f in plan.facts}, {i.id for i in plan.incidents}
    settings = {s.key for s in plan.settings}
    done: set[str] = set()
    for index, rule in enumerate(plan.rules):
        where = f"rule[{index}]"
        for fact in rule.person_facts():
            if fact not in facts:
                yield where, _("there is no fact “{id}”").format(id=fact)
        for kind in rule.incident_kinds():
            if kind not in incidents:
                yield where, _("there is no incident “{id}”").format(id=kind)
        for key in references(rule):
            if key not in settings:
                yield where, _("there is no setting “{id}”").format(id=key)
        for before in rule.rules_before():
            if before not in done:
                yield where, _("there is no rule “{id}” above it").format(id=before)
        done.add(rule.id)


def references(part: Any) -> Iterator[str]:
    """Yield the keys of the settings that a rule, or a part of one, names."""
    if isinstance(part, str):
        if part.startswith("@"):
            yield part[1:]
    elif isinstance(part, Strict):
        for name in type(part).model_fields:
            yield from references(getattr(part, name))
    elif isinstance(part, list | tuple):
        for item in part:
            yield from references(item)


def _scheme(plan: Plan) -> Found:
    for index, rule in enumerate(plan.rules):
        if rule.needs_score and plan.scheme is None:
            yield f"rule[{index}]", _("it looks at results, so the plan needs a scheme")
    if plan.scheme is not None and plan.scheme.startswith("@"):
        kinds: dict[str, SettingType] = {s.key: s.type for s in plan.settings}
        if kinds.get(plan.scheme[1:]) != "scheme":
            yield "scheme", _("there is no setting “{id}”").format(id=plan.scheme[1:])
        if plan.automatic:
            yield "automatic", _("an automatic plan names its scheme itself")


def clashes(plans: Iterable[Plan]) -> Iterator[Problem]:
    """Yield facts of one title that two plans take for different things."""
    known: dict[str, tuple[str, str]] = {}
    for plan in plans:
        for index, fact in enumerate(plan.facts):
            kind, owner = known.setdefault(fact.title, (fact.type, plan.id))
            if kind != fact.type:
                detail = _("“{title}” is of another type in the plan {plan}").format(title=fact.title, plan=owner)
                yield problem("plan-fault", file=f"{plan.id}.toml", path=f"fact[{index}].type", detail=detail)
