"""Compare two schemes part by part and describe the differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from xlsappraise.base.i18n import N_, SOURCE, Fact, Phrase, Text, joined, phrase, words, written
from xlsappraise.base.rounding import plain
from xlsappraise.schemebook.shapes import Shape, Spec, columns_of, fields_of, rule_models
from xlsappraise.schemebook.words import CHOICES, NAMES, TRUTH, kind_names, name_of
from xlsappraise.schemes import Criterion, Scheme, Section
from xlsappraise.schemes.rules import Strict

Data = Mapping[str, Any]
ChangeKind = Literal["changed", "added", "removed", "moved"]
_IDENTITY = ("id", "title", "label")
_PARTS = {
    "raters": N_("Rater"),
    "grades": N_("Grade"),
    "field": N_("Extra field"),
    "table": N_("Table"),
    "variant": N_("Variant"),
    "section": N_("Section"),
    "criterion": N_("Criterion"),
    "choices": N_("Choice"),
    "adjustments": N_("Adjustments"),
    "feed": N_("Log"),
    "rollup": N_("Roll-up"),
    "parts": N_("Part of the roll-up"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: where, of what, from what to what."""

    change: ChangeKind
    where: tuple[Text, ...]
    what: Text | None
    old: Fact | None
    new: Fact | None

    def described(self) -> Phrase:
        """Return the change in one line."""
        where = joined((*self.where, *([self.what] if self.what else [])), N_(" › "))
        if self.change == "added":
            change = phrase("added") if self.new is None else phrase("added: {new}", new=self.new)
        elif self.change == "removed":
            change = phrase("removed") if self.old is None else phrase("removed: {old}", old=self.old)
        elif self.change == "moved":
            change = phrase("moved from {old} to {new}", old=self.old, new=self.new)
        else:
            change = phrase("{old} → {new}", old=self.old, new=self.new)
        return phrase("{rule}: {details}", rule=where, details=change)

    def as_dict(self, language: str = SOURCE) -> dict[str, Any]:
        """Return the JSON shape, its texts in a language."""
        what, old, new = (
            None if fact is None else written(fact, words(language)) for fact in (self.what, self.old, self.new)
        )
        where = [written(text, words(language)) for text in self.where]
        return {"change": self.change, "where": where, "what": what, "old": old, "new": new}


def differences(old: Scheme, new: Scheme) -> list[Difference]:
    """Return every change from one scheme to another, in the order of the form."""
    before, after = (s.model_dump(mode="json", by_alias=True) for s in (old, new))
    found = list(_model((), Scheme, before, after, besides=("section",)))
    return [*found, *_sections(before["section"], after["section"])]


def _model(
    where: tuple[Text, ...], model: type[Strict], old: Data, new: Data, besides: Sequence[str] = ()
) -> Iterator[Difference]:
    """Compare two parts of the same model field by field."""
    for spec in columns_of(model):
        if spec.path[0] not in (*besides, "kind"):
            part = _PARTS.get(spec.path[0]) if len(spec.path) > 1 else None
            inside: tuple[Text, ...] = (*where, phrase(part)) if part else where
            yield from _values(inside, spec, _at(old, spec.path), _at(new, spec.path))
    for name, spec in fields_of(model).items():
        inner = spec.shape.model
        if inner is None or name in besides:
            continue
        if spec.shape.many:
            yield from _parts(where, spec, inner, old.get(name) or (), new.get(name) or ())
        else:
            yield from _lists_in(
                (*where, phrase(_PARTS.get(name, name))), inner, old.get(name) or {}, new.get(name) or {}
            )


def _lists_in(where: tuple[Text, ...], model: type[Strict], old: Data, new: Data) -> Iterator[Difference]:
    """Compare the lists of parts that a single part holds."""
    for name, spec in fields_of(model).items():
        inner = spec.shape.model
        if inner is not None and spec.shape.many:
            yield from _parts(where, spec, inner, old.get(name) or (), new.get(name) or ())


def _at(data: Data, path: Sequence[str]) -> Any:
    value: Any = data
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _values(where: tuple[Text, ...], spec: Spec, old: Any, new: Any) -> Iterator[Difference]:
    if old == new:
        return
    what = phrase(name_of(spec))
    if spec.shape.mapping:
        before, after = old or {}, new or {}
        for name in [*before, *(n for n in after if n not in before)]:
            yield from _one((*where, what), name, before.get(name), after.get(name))
    elif spec.shape.many and spec.shape.kind == "text":
        before, after = old or (), new or ()
        yield from (Difference("removed", where, what, quoted(text), None) for text in before if text not in after)
        yield from (Difference("added", where, what, None, quoted(text)) for text in after if text not in before)
        if sorted(before) == sorted(after):
            yield Difference("changed", where, what, shown(old, spec.shape), shown(new, spec.shape))
    else:
        yield Difference("changed", where, what, shown(old, spec.shape), shown(new, spec.shape))


def _one(where: tuple[Text, ...], what: Text, old: Any, new: Any) -> Iterator[Difference]:
    if old is None:
        yield Difference("added", where, what, None, quoted(new))
    elif new is None:
        yield Difference("removed", where, what, quoted(old), None)
    elif old != new:
        yield Difference("changed", where, what, quoted(old), quoted(new))


def shown(value: Any, shape: Shape) -> Fact:
    """Show a value to a reader."""
    if value is None:
        return phrase("not given")
    if isinstance(value, bool):
        return phrase(TRUTH["yes" if value else "no"])
    if isinstance(value, (int, float)):
        return plain(value)
    if isinstance(value, (list, tuple)):
        return tuple(shown(item, shape) for item in value) or phrase("not given")
    if shape.kind == "word":
        return phrase(CHOICES.get(value, value))
    return quoted(str(value))


def quoted(text: str) -> Phrase:
    """Show a text in quotes."""
    return phrase("“{text}”", text=text)


def _parts(
    where: tuple[Text, ...], spec: Spec, model: type[Strict], old: Sequence[Data], new: Sequence[Data]
) -> Iterator[Difference]:
    """Compare lists of parts: by what identifies them, by position when nothing does."""
    word = phrase(_PARTS.get(spec.name) or NAMES.get(spec.name, spec.name))
    by = next((n for n in _IDENTITY if _unique(n, old) and _unique(n, new)), None)
    before, after = _indexed(old, by), _indexed(new, by)
    for key, part in before.items():
        if key not in after:
            yield Difference("removed", where, _called(word, part, key), None, None)
    for key, part in after.items():
        here = _called(word, before.get(key, part), key)
        if key in before:
            yield from _model((*where, here), model, before[key], part)
        else:
            yield Difference("added", where, here, None, added_values(model, part))
    if by is not None:
        yield from _order(where, word, [k for k in before if k in after], [k for k in after if k in before])


def _unique(name: str, parts: Sequence[Data]) -> bool:
    values = [part.get(name) for part in parts]
    return all(values) and len(set(values)) == len(values)


def _indexed(parts: Sequence[Data], by: str | None) -> dict[Any, Data]:
    return {part[by] if by is not None else number: part for number, part in enumerate(parts, 1)}


def _called(word: Text, part: Data, key: Any) -> Phrase:
    name = part.get("title") or part.get("label") or key
    return phrase("{part} {name}", part=word, name=quoted(name) if isinstance(name, str) else name)


def _order(where: tuple[Text, ...], word: Text, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Difference]:
    if list(old) != list(new):
        what = phrase("order of “{part}”", part=word)
        yield Difference("changed", where, what, tuple(map(str, old)), tuple(map(str, new)))


def added_values(model: type[Strict], part: Data) -> Fact | None:
    """Return the values of an added part that are not the defaults, its name left out."""
    facts = []
    for spec in columns_of(model):
        value = _at(part, spec.path)
        if spec.name not in _IDENTITY and value is not None and value != spec.default and not spec.shape.mapping:
            facts.append(phrase("{what} {value}", what=phrase(name_of(spec)), value=shown(value, spec.shape)))
    return tuple(facts) or None


def _sections(old: Sequence[Data], new: Sequence[Data]) -> Iterator[Difference]:
    """Compare sections, then criteria, in whichever section these are now."""
    pairs = _paired(old, new)
    word = phrase(_PARTS["section"])
    for number, section in enumerate(old):
        if number not in pairs:
            yield Difference("removed", (), _called(word, section, ""), None, None)
    matched = {n: o for o, n in pairs.items()}
    for number, section in enumerate(new):
        here = _called(word, section, "")
        if number not in matched:
            yield Difference("added", (), here, None, added_values(Section, section))
        else:
            before = old[matched[number]]
            yield from _model((_called(word, before, ""),), Section, before, section, besides=("criterion",))
    yield from _order(
        (), word, [old[o]["title"] for o in sorted(pairs)], [old[matched[n]]["title"] for n in sorted(matched)]
    )
    yield from _criteria(old, new, pairs)


def _paired(old: Sequence[Data], new: Sequence[Data]) -> dict[int, int]:
    """Return which section became which: by title, else the one that shares most criteria."""
    pairs: dict[int, int] = {}
    for o, section in enumerate(old):
        same = next((n for n, s in enumerate(new) if s["title"] == section["title"] and n not in pairs.values()), None)
        if same is not None:
            pairs[o] = same
    for o, section in enumerate(old):
        free = [n for n in range(len(new)) if n not in pairs.values()]
        best = max(free, key=lambda n: len(_ids(section) & _ids(new[n])), default=None)
        if o not in pairs and best is not None and _ids(section) & _ids(new[best]):
            pairs[o] = best
    return pairs


def _ids(section: Data) -> set[str]:
    return {c["id"] for c in section["criterion"]}


def _criteria(old: Sequence[Data], new: Sequence[Data], pairs: Mapping[int, int]) -> Iterator[Difference]:
    before = {c["id"]: (n, c) for n, s in enumerate(old) for c in s["criterion"]}
    after = {c["id"]: (n, c) for n, s in enumerate(new) for c in s["criterion"]}
    word = phrase(_PARTS["criterion"])
    for name, (_n, criterion) in before.items():
        if name not in after:
            points = phrase("{points} points", points=plain(criterion["points"]))
            yield Difference("removed", (), _called(word, criterion, name), points, None)
    for name, (n, criterion) in after.items():
        if name not in before:
            values = added_values(Criterion, criterion)
            yield Difference(
                "added", (_called(phrase(_PARTS["section"]), new[n], ""),), _called(word, criterion, name), None, values
            )
            continue
        o, was = before[name]
        here = _called(word, was, name)
        if pairs.get(o) != n:
            yield Difference("moved", (), here, quoted(old[o]["title"]), quoted(new[n]["title"]))
        yield from _model((here,), Criterion, was, criterion, besides=("rules",))
        yield from _rules((here,), was["rules"], criterion["rules"])
    for o, n in pairs.items():
        both = _ids(old[o]) & _ids(new[n])
        orders = [[c["title"] for c in s["criterion"] if c["id"] in both] for s in (old[o], new[n])]
        ids = [[c["id"] for c in s["criterion"] if c["id"] in both] for s in (old[o], new[n])]
        if ids[0] != ids[1]:
            yield from _order((_called(phrase(_PARTS["section"]), old[o], ""),), word, *orders)


def _rules(where: tuple[Text, ...], old: Sequence[Data], new: Sequence[Data]) -> Iterator[Difference]:
    """Compare the rules of a criterion one by one, in their order."""
    for number in range(max(len(old), len(new))):
        here = phrase("Rule {number}", number=number + 1) if max(len(old), len(new)) > 1 else phrase("Rule")
        if number >= len(new):
            yield Difference("removed", where, here, _kind(old[number]), None)
        elif number >= len(old):
            yield Difference("added", where, here, None, _kind(new[number]))
        elif old[number]["kind"] != new[number]["kind"]:
            yield Difference("changed", where, here, _kind(old[number]), _kind(new[number]))
        else:
            model = rule_models()[old[number]["kind"]]
            yield from _model((*where, here), model, old[number], new[number])


def _kind(rule: Data) -> Phrase:
    kind = str(rule["kind"])
    return phrase(kind_names().get(kind, kind))
