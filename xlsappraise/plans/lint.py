"""Checks of a plan file; a problem names the path of its key: ``rule[1].bands[0].rate``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xlsappraise.base.i18n import N_, Text, phrase
from xlsappraise.base.misfit import expected, misfits, path_of
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import nearest
from xlsappraise.plans.model import Plan
from xlsappraise.plans.terms import SettingType
from xlsappraise.schemes.rules.base import Strict

if TYPE_CHECKING:
    from pydantic import ValidationError

    from xlsappraise.plans.rules import PayRule

Found = Iterator[tuple[str, Text]]

TAGGED = ("rule", "all_of", "any_of", "told")
"""Keys whose entries have a kind, which pydantic includes in error locations"""

NUMBERS: tuple[SettingType, ...] = ("money", "number", "percent")
"""The types of a setting that may replace a parameter of a rule, unless the rule declares a list"""


def validation_problems(error: ValidationError, file: str) -> Iterator[Problem]:
    """Turn pydantic's errors into problems with paths, each mistake once."""
    for path, detail in misfit_parts(error):
        yield problem("plan-fault", file=file, path=path, detail=detail)


def misfit_parts(error: ValidationError) -> Found:
    """Yield (path, detail) of pydantic's errors, each mistake once."""
    for item in misfits(error):
        path = path_of(item["loc"], TAGGED)
        if item["type"] == "union_tag_invalid":
            path += ".kind"
            found = str(item["input"].get("kind"))
            kinds = re.findall(r"'([^']+)'", item["ctx"]["expected_tags"])
            suggestion = nearest(found, kinds) or tuple(sorted(kinds))
            detail: Text = phrase("there is no rule kind “{found}”; expected: {meant}", found=found, meant=suggestion)
        elif item["type"] in ("missing", "union_tag_not_found"):
            path += ".kind" if item["type"] == "union_tag_not_found" else ""
            detail = phrase("this key is missing")
        elif item["type"] == "extra_forbidden":
            detail = phrase("this key is unknown")
        else:
            due = expected(item)
            misfit = phrase("{found} does not fit; expected: {expected}", found=_shown(item["input"]), expected=due)
            detail = due if isinstance(item["input"], dict) else misfit
        yield path, detail


def _shown(value: Any) -> str:
    """Return a value as text in TOML syntax."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_shown, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key} = {_shown(part)}' for key, part in value.items())}}}"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, Decimal) else repr(value)


def faults(plan: Plan, file: str) -> Iterator[Problem]:
    """Yield the faults that only the whole plan shows."""
    for path, detail in faulty_parts(plan):
        yield problem("plan-fault", file=file, path=path, detail=detail)


def faulty_parts(plan: Plan) -> Found:
    """Yield (path, detail) of each fault that only the whole plan shows."""
    for part in (_ids, _checklists, _earlier_titles, _references, _settings, _scheme):
        yield from part(plan)


def _ids(plan: Plan) -> Found:
    for group, ids in (
        ("setting", [s.key for s in plan.settings]),
        ("fact", [f.id for f in plan.facts]),
        ("incident", [i.id for i in plan.incidents]),
        ("rule", [r.id for r in plan.rules]),
    ):
        for index, name in enumerate(ids):
            if name in ids[:index]:
                yield f"{group}[{index}]", phrase("the id “{id}” is taken", id=name)


def _checklists(plan: Plan) -> Found:
    """Yield lines that occur twice, and lists that no rule uses or that have no lines."""
    used = {one.list for rule in plan.rules for one in rule.step_lists()}
    seen = set()
    for index, line in enumerate(plan.checklist):
        if (line.list, line.id) in seen:
            yield f"checklist[{index}]", phrase("the id “{id}” is taken", id=line.id)
        elif line.list not in used:
            yield f"checklist[{index}].list", phrase("no rule uses the checklist “{id}”", id=line.list)
        seen.add((line.list, line.id))
    there = {line.list for line in plan.checklist}
    for index, rule in enumerate(plan.rules):
        for name in dict.fromkeys(one.list for one in rule.step_lists() if one.list not in there):
            yield f"rule[{index}]", phrase("there is no checklist “{id}”", id=name)


def _earlier_titles(plan: Plan) -> Found:
    """Yield earlier titles of incidents that mean another kind too."""
    for index, one in enumerate(plan.incidents):
        others = (other for other in plan.incidents if other.id != one.id)
        taken = {title for other in others for title in (other.title, *other.formerly)}
        for title in taken.intersection(one.formerly):
            yield f"incident[{index}].formerly", phrase("“{title}” is a title of another incident", title=title)


def _references(plan: Plan) -> Found:
    done: set[str] = set()
    for index, rule in enumerate(plan.rules):
        where = f"rule[{index}]"
        for detail in (*_facts(plan, rule), *_incidents(plan, rule)):
            yield where, detail
        for before in rule.rules_before():
            if before not in done:
                yield where, phrase("there is no rule “{id}” above it", id=before)
        done.add(rule.id)


def _facts(plan: Plan, rule: PayRule) -> Iterator[Text]:
    types = {fact.id: fact.type for fact in plan.facts}
    scopes = {fact.id: fact.scope for fact in plan.facts}
    for fact in rule.facts():
        if fact not in types:
            yield phrase("there is no fact “{id}”", id=fact)
        elif fact in rule.yes_facts() and types[fact] != "yesno":
            yield phrase("the fact “{id}” has to be of the type {types}", id=fact, types="yesno")
        elif fact in rule.figures() and types[fact] == "yesno":
            yield phrase("the fact “{id}” has to be a number", id=fact)
        elif fact in rule.department_facts() and scopes[fact] != "department":
            yield phrase("the fact “{id}” has to have {key} = {value}", id=fact, key="scope", value="department")
        elif fact in rule.person_facts() and scopes[fact] != "person" and not rule.of_departments:
            yield phrase("the fact “{id}” is of departments, and the rule needs one of each person", id=fact)


def _incidents(plan: Plan, rule: PayRule) -> Iterator[Text]:
    incidents = {incident.id: incident for incident in plan.incidents}
    for kind in rule.incident_kinds():
        if kind not in incidents:
            yield phrase("there is no incident “{id}”", id=kind)
            continue
        for need in rule.incident_needs():
            if not getattr(incidents[kind], need):
                yield phrase("the incident “{id}” needs {key} = true", id=kind, key=need)


def _settings(plan: Plan) -> Found:
    """Yield references of rules to settings that do not exist or have another type."""
    types = {s.key: s.type for s in plan.settings}
    for index, rule in enumerate(plan.rules):
        for name, key in _named(rule):
            wanted = rule.lists.get(name)
            allowed = NUMBERS if wanted is None else (wanted,)
            if key not in types:
                yield f"rule[{index}].{name}", phrase("there is no setting “{id}”", id=key)
            elif types[key] not in allowed:
                text = N_("the setting “{id}” has to be of the type {types}")
                yield f"rule[{index}].{name}", phrase(text, id=key, types=tuple(allowed))


def references(part: Any) -> Iterator[str]:
    """Yield the keys of the settings that a rule, or a part of one, refers to."""
    yield from (key for _name, key in _named(part))


def _named(part: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield (parameter of the rule, key of the setting that it refers to)."""
    if isinstance(part, str):
        if part.startswith("@"):
            yield name, part[1:]
    elif isinstance(part, Strict):
        for field in type(part).model_fields:
            yield from _named(getattr(part, field), field)
    elif isinstance(part, list | tuple):
        for item in part:
            yield from _named(item, name)


def _scheme(plan: Plan) -> Found:
    for index, rule in enumerate(plan.rules):
        if rule.needs_scheme and plan.scheme is None:
            yield f"rule[{index}]", phrase("it uses results, so the plan needs a scheme")
    if plan.scheme is not None and plan.scheme.startswith("@"):
        kinds: dict[str, SettingType] = {s.key: s.type for s in plan.settings}
        if kinds.get(plan.scheme[1:]) != "scheme":
            yield "scheme", phrase("there is no setting “{id}”", id=plan.scheme[1:])
        if plan.automatic:
            yield "automatic", phrase("an automatic plan names its scheme itself")


def clashes(plans: Iterable[Plan]) -> Iterator[Problem]:
    """Yield facts of the same scope and title but different types in two plans."""
    declared: dict[tuple[str, str], tuple[str, str]] = {}
    for plan in plans:
        for index, fact in enumerate(plan.facts):
            kind, owner = declared.setdefault((fact.scope, fact.title), (fact.type, plan.id))
            if kind != fact.type:
                detail = phrase("“{title}” is of another type in the plan {plan}", title=fact.title, plan=owner)
                yield problem("plan-fault", file=f"{plan.id}.toml", path=f"fact[{index}].type", detail=detail)
