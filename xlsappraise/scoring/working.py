"""The calculation of a formula with its figures, as a person writes it down, and its value."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from xlsappraise.base.text import tidy
from xlsappraise.scoring.formula_tree import Call, Constant, Node, Operation, Reference, parsed
from xlsappraise.scoring.terms import (
    PRODUCT,
    SINGLE,
    Condition,
    Term,
    added,
    bounded,
    compared,
    constant,
    decided,
    divided,
    entry,
    multiplied,
    rounded,
)
from xlsappraise.xlsx.address import address, place

_LISTED = 30
"""Number of cells from which a sum is shown as one figure"""


@dataclass(frozen=True, slots=True)
class Held:
    """What a cell holds; ``percent``: a fraction that is shown as a percentage."""

    value: float | str
    label: str = ""
    percent: bool = False


Sheet = Mapping[str, Held]
"""The filled cells by address; every other one is blank"""


@dataclass(frozen=True, slots=True)
class Worked:
    """A calculation: ``text`` in figures, ``why`` what had to hold for it; ``single``: one figure alone."""

    value: float
    text: str
    why: tuple[str, ...]
    single: bool

    def shown(self, score: str) -> str:
        """Return the calculation with its result; blank where the score says all there is to say."""
        before = f"{', '.join(self.why)} → " if self.why else ""
        score = score.replace("-", "−")
        if self.single:
            return f"{before}{score}" if before else ""
        return f"{before}{self.text} = {score}"


def work(formula: str, sheet: Sheet) -> Worked:
    """Return the calculation that a formula does with the cells of a sheet."""
    term = _Calculator(sheet).term(parsed(formula.removeprefix("=")))
    single = term.binds == SINGLE and not term.text.endswith(")")
    return Worked(term.number, term.text, term.why, single)


class _Calculator:
    """Evaluates trees with the cells of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def term(self, node: Node) -> Term:
        """Return a node's value and how it is written."""
        if isinstance(node, Constant):
            return constant(node.value)
        if isinstance(node, Reference):
            return self._cell(node.first)
        if isinstance(node, Operation):
            return self._operation(node)
        return _FUNCTIONS[node.name](self, node.arguments)

    def _cell(self, at: str) -> Term:
        held = self.sheet.get(at)
        return entry("", "") if held is None else entry(held.value, held.label, percent=held.percent)

    def _operation(self, node: Operation) -> Term:
        left, right = self.term(node.left), self.term(node.right)
        if node.sign in "+-":
            return added(left, right, minus=node.sign == "-")
        return multiplied(left, right) if node.sign == "*" else divided(left, right)

    def cells(self, node: Node) -> list[Held]:
        """Return the filled cells of an area."""
        assert isinstance(node, Reference), "a function of areas gets one"
        (top, left), (bottom, right) = place(node.first), place(node.last)
        places = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        found = (self.sheet.get(address(at)) for at in places)
        return [held for held in found if held is not None]

    def condition(self, node: Node) -> Condition:
        """Return whether a condition holds, and how that is written."""
        if isinstance(node, Operation):
            return self._comparison(node)
        assert isinstance(node, Call), "a condition is a comparison or a function"
        if node.name == "ISTEXT":
            return Condition(isinstance(self.term(node.arguments[0]).value, str), "", "", given=False)
        parts = [self.condition(part) for part in node.arguments]
        holds = all(part.holds for part in parts) if node.name == "AND" else any(part.holds for part in parts)
        said = ", ".join(dict.fromkeys(part.said for part in parts if part.said and part.holds == holds))
        return Condition(holds, said if holds else "", "" if holds else said, any(part.given for part in parts))

    def _comparison(self, node: Operation) -> Condition:
        if isinstance(node.left, Call) and node.left.name == "LEN":
            text = self.term(node.left.arguments[0])
            return Condition(bool(text.value), f"{text.label} = {text.text}", "", given=True)
        return compared(node.sign, self.term(node.left), self.term(node.right))


def _if(worker: _Calculator, arguments: Sequence[Node]) -> Term:
    condition = worker.condition(arguments[0])
    return decided(condition, worker.term(arguments[1 if condition.holds else 2]))


def _bound(name: str, choose: Callable[[Sequence[float]], float]) -> Callable[[_Calculator, Sequence[Node]], Term]:
    return lambda worker, arguments: bounded(name, choose, [worker.term(one) for one in arguments])


def _round(worker: _Calculator, arguments: Sequence[Node]) -> Term:
    return rounded(worker.term(arguments[0]), int(worker.term(arguments[1]).number))


def _written(name: str, compute: Callable[..., float]) -> Callable[[_Calculator, Sequence[Node]], Term]:
    """Return a function of numbers that is written with its name, as in the cell."""

    def term(worker: _Calculator, arguments: Sequence[Node]) -> Term:
        terms = [worker.term(one) for one in arguments]
        value = compute(*(one.number for one in terms))
        if not any(one.given for one in terms):
            return constant(value)
        why = tuple(text for one in terms for text in one.why)
        return Term(value, f"{name}({', '.join(one.text for one in terms)})", given=True, why=why)

    return term


def _cut(value: float, digits: float = 0.0) -> float:
    return math.trunc(value * 10**digits) / 10**digits


def _trim(worker: _Calculator, arguments: Sequence[Node]) -> Term:
    term = worker.term(arguments[0])
    return entry(tidy(str(term.value)), term.label) if isinstance(term.value, str) else term


def _number(worker: _Calculator, arguments: Sequence[Node]) -> Term:
    term = worker.term(arguments[0])
    return replace(term, value=0.0, text="0", binds=PRODUCT) if term.number == 0 else term


def _sum(worker: _Calculator, arguments: Sequence[Node]) -> Term:
    numbers = [held for held in worker.cells(arguments[0]) if not isinstance(held.value, str)]
    terms = [entry(held.value, "", percent=held.percent) for held in numbers]
    if not terms or len(terms) > _LISTED:
        return entry(sum(term.number for term in terms), "")
    total = terms[0]
    for term in terms[1:]:
        total = added(total, term, minus=False)
    return total


def _count(worker: _Calculator, arguments: Sequence[Node]) -> Term:
    return entry(float(sum(not isinstance(held.value, str) for held in worker.cells(arguments[0]))), "")


def _matches(worker: _Calculator, arguments: Sequence[Node]) -> Term:
    """Count the cells that hold a text: SUMPRODUCT(--(TRIM(area)="text"))."""
    test = arguments[0]
    while isinstance(test, Operation) and test.sign == "-":
        test = test.right
    assert isinstance(test, Operation) and isinstance(test.left, Call), "an area is compared with a text"
    wanted = worker.term(test.right).value
    return entry(float(sum(tidy(str(held.value)) == wanted for held in worker.cells(test.left.arguments[0]))), "")


_FUNCTIONS: Mapping[str, Callable[[_Calculator, Sequence[Node]], Term]] = {
    "IF": _if,
    "MAX": _bound("MAX", max),
    "MIN": _bound("MIN", min),
    "ROUND": _round,
    "INT": _written("INT", lambda value: float(math.floor(value))),
    "ROUNDDOWN": _written("ROUNDDOWN", _cut),
    "ABS": _written("ABS", abs),
    "TRIM": _trim,
    "N": _number,
    "SUM": _sum,
    "COUNT": _count,
    "SUMPRODUCT": _matches,
}
