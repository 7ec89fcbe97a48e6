"""What a condition of a ladder's move answers for a person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a condition is ``met``, and the evidence.

    ``unconfirmed``: lines of a checklist that are blank, which do not prevent a proposal. ``begun``: the condition is
    a checklist of which a line is confirmed, or it is met by results, so that there is something to propose.
    ``undated``: it would be met if periods counted that may lie before the day on which the grade was reached.
    """

    met: bool
    shown: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    begun: bool = False
    undated: bool = False
