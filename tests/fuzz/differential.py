"""Structure-aware mutants of real forms: what is accepted in silence, all readers that open the file read alike."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from tests.conftest import message_of
from tests.fuzz.elements import Draft
from tests.fuzz.forms import Saved
from tests.fuzz.others import differences
from tests.fuzz.package import CHANGES
from tests.hostile.form import examine

State = Literal["silent", "findings", "refused"]
KEPT = Path("build/fuzz")
"""Where mutants that are read otherwise are left"""


def mutant(forms: Sequence[Saved], seed: int) -> tuple[Draft, str]:
    """Return the mutant of a seed, and what was done to which form."""
    rng = random.Random(seed)
    draft = Draft(rng.choice(forms), forms, rng)
    changes = [rng.choice(CHANGES) for _ in range(rng.choice((1, 1, 1, 2)))]
    for change in changes:
        change(draft)
    return draft, f"{draft.form.name}: {', '.join(change.__name__ for change in changes)}"


def judged(forms: Sequence[Saved], seed: int, path: Path) -> tuple[State, str | None]:
    """Examine the mutant of a seed, written to ``path``; return its state, and what is wrong with it."""
    draft, done = mutant(forms, seed)
    data = draft.packed()
    path.write_bytes(data)
    outcome = examine(draft.form.examiner, path)
    strange = [message_of(p) for p in outcome.problems if p.code in ("file-not-understood", "unexpected")]
    if strange:
        return "refused", f"{done}: {strange[0]}"
    if not draft.form.silent(outcome):
        return ("refused" if outcome.disposition == "refused" else "findings"), None
    found = differences(draft.form, data)
    if not found:
        return "silent", None
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = KEPT / f"{seed}.xlsx"
    kept.write_bytes(data)
    return "silent", f"{done}: {found[0]} ({len(found)} such, see {kept})"
