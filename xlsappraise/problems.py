"""Problems are data: a code, a severity, a place, what was found, what was expected, the remedy.

``CATALOGUE`` is the one list of codes; ``docs/problems.md`` is generated from it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from xlsappraise.i18n import _
from xlsappraise.problem_catalogue import CATALOGUE, Severity

__all__ = ["CATALOGUE", "Problem", "Refusal", "Severity", "problem"]

SEVERITIES: tuple[Severity, ...] = ("error", "tampering", "warning", "note")


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding, in the order and with the names of the JSON contract."""

    code: str
    severity: Severity
    file: str | None
    employee_id: str | None
    sheet: str | None
    cell: str | None
    found: str | None
    expected: str | None
    message: str

    def at(self, *, file: str | None = None, employee_id: str | None = None) -> Problem:
        """Return the same finding with the file and the employee it belongs to filled in."""
        return replace(self, file=file or self.file, employee_id=employee_id or self.employee_id)

    def as_dict(self) -> dict[str, str | None]:
        """Return the JSON shape."""
        return asdict(self)


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """Nothing can go on; ``problems`` says why. Raised by commands and guards, printed by the cli."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(p.message for p in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[Any, ...]:
        """Come out of a worker process as it went in."""
        return type(self), self.problems


def problem(
    code: str,
    *,
    file: str | None = None,
    employee_id: str | None = None,
    sheet: str | None = None,
    cell: str | None = None,
    found: object = None,
    expected: object = None,
    **facts: Any,
) -> Problem:
    """Make a problem from its catalogue entry; the message is said in the reader's language now."""
    entry = CATALOGUE[code]
    found_text = None if found is None else visible(str(found))
    expected_text = None if expected is None else str(expected)
    message = _(entry.message).format(
        found=found_text, expected=expected_text, cell=cell, sheet=sheet, file=file, **facts
    )
    return Problem(code, entry.severity, file, employee_id, sheet, cell, found_text, expected_text, message)


def visible(text: str, limit: int = 200) -> str:
    """Show control, bidi and lone-surrogate characters escaped, and cut what is too long to print."""
    text = text if len(text) <= limit else text[: limit + 1]  # what is cut away need not be escaped first
    shown = "".join(
        c if c.isprintable() or c == " " else c.encode("unicode_escape", "surrogatepass").decode() for c in text
    )
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"
