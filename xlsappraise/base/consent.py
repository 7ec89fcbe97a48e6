"""Whether something good may be lost: agreed to beforehand, or asked of whoever is at the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xlsappraise.base.problems import Problem, Refusal

Ask = Callable[[Sequence[Problem]], bool]
"""Called once with everything that would be lost; returns whether to go on"""


@dataclass(frozen=True)
class Consent:
    """Hold the answer of ``--yes``, and whom to ask where it was not given; nobody in a script."""

    yes: bool = False
    ask: Ask | None = None

    def require(self, losses: Sequence[Problem], *others: Problem) -> None:
        """Raise Refusal with the other findings and the losses unless these are agreed to."""
        if self.yes or not losses:
            return
        if self.ask is None or not self.ask(losses):
            raise Refusal(*others, *losses)


REFUSE = Consent()
"""Nothing may be lost and nobody can be asked"""
