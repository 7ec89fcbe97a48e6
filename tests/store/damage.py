"""A small ledger with records of every kind, what is read of it, and damage; ``python -m tests.store.damage`` is long.

It flips a bit of every byte of the file in turn, or of every n-th with ``damage n``: with the checksum of
the whole file beside it, and without.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.test_ledger import issue, master, reading, version
from xlsappraise.base.problems import Refusal
from xlsappraise.store.ledger import (
    Acknowledgement,
    BookSource,
    Correction,
    Figure,
    FindingKey,
    Ledger,
    PastResult,
    Payment,
    PublishedBook,
    WithheldPay,
)

MONTH = "2026-11"
UNREADABLE = "ledger-unreadable"


def filled(path: Path) -> None:
    """Make a ledger with a few records in every table."""
    ledger = Ledger(path)
    made = [issue(ledger, str(number), employee_id=f"E{number:03}", name=f"员工{number}") for number in range(1, 13)]
    issue(ledger, "q", master_id=master(ledger, period="2026-Q4"), period="2026-Q4")
    ledger.put_versions([version(f"s{one.id}", one.id, "set_aside" if one.id == "2" else "accepted") for one in made])
    ledger.add_readings("v1", [reading(f"s{one.id}", one.id) for one in made])
    ledger.close_issue(made[3], "withdrawn", "离职")
    ledger.put_past_results([PastResult("E001", "2026-10", "x", "甲", "客服部", 88.5, "良好", "旧.xlsx")])
    pay = Payment(MONTH, "E001", "team-pay", "bonus", "奖金", "全勤奖", "120.00", {"days": 22, "share": 0.5}, "满勤")
    held = WithheldPay(MONTH, "E002", "team-pay", "bonus", "奖金", "没有成绩")
    ledger.put_payments(MONTH, [replace(pay, employee_id=one.employee_id) for one in made], [held])
    ledger.put_basis(MONTH, "summarize", {"roster": "a" * 64, "settings": "b" * 64})
    figures = tuple(Figure(one.employee_id, one.name, "total", "总分", "76.0") for one in made)
    book = PublishedBook(MONTH, "summary", 1, "c" * 64, figures, (BookSource("pay", "2026-10"),))
    ledger.put_book(book, [Correction("E001", "员工1", "total", "总分", None, "76.0")])
    seen = frozenset((FindingKey("locked-cell-changed", "考核表", "F8"),))
    ledger.put_acknowledgement(Acknowledgement(MONTH, "s1", made[0].id, "a.xlsx", "acknowledged", seen, "已核对"))
    ledger.put_book(replace(book, edition=2), [Correction("E001", "员工1", "total", "总分", "76.0", "80.0", "改正")])
    ledger.close()


def told(path: Path) -> Any:
    """Return everything that commands read of a ledger, or the code of the refusal."""
    try:
        ledger = Ledger(path, existing=True)
    except Refusal as refusal:
        return refusal.problems[0].code
    try:
        issues = ledger.issues()
        numbers = [one.id for one in issues]
        return (
            issues, ledger.issues(MONTH), [ledger.history(number) for number in numbers], ledger.versions(MONTH),
            ledger.masters({one.master_id for one in issues}), [ledger.workbook(n) for n in (1, 2, 3)],
            ledger.readings("v1", [f"s{number}" for number in numbers]), ledger.readings_of("v1", numbers),
            [ledger.arrivals(number) for number in numbers], ledger.past_results(), ledger.payments(),
            ledger.withheld(MONTH), ledger.people(), ledger.people([MONTH]), ledger.basis(MONTH, "summarize"),
            ledger.basis_times("roster"), ledger.latest_books(), ledger.editions("summary", MONTH),
            ledger.corrections("summary", MONTH), ledger.last_book(), ledger.acknowledgements(MONTH),
        )  # fmt: skip
    except Refusal as refusal:
        return refusal.problems[0].code
    finally:
        ledger.close()


class Sick:
    """A ledger that is damaged and made whole again."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "ledger.sqlite"
        self.sum = folder / "ledger.sum"
        filled(self.path)
        self.whole, self.left = self.path.read_bytes(), self.sum.read_bytes()
        self.answer = told(self.path)

    def heal(self) -> None:
        """Leave the ledger as the program left it."""
        self.path.write_bytes(self.whole)
        self.sum.write_bytes(self.left)

    def told(self, content: bytes, *, witness: bool) -> Any:
        """Return what is read of another content, with or without the checksum that a command left beside it."""
        self.path.write_bytes(content)
        self.sum.write_bytes(self.left if witness else b"")
        return told(self.path)

    def flipped(self, place: int, mask: int) -> bytes:
        """Return the content with bits of one byte flipped."""
        content = bytearray(self.whole)
        content[place] ^= mask
        return bytes(content)

    def wrong(self, places: Iterator[tuple[int, int]] | list[tuple[int, int]], *, witness: bool) -> list[str]:
        """Return the flips after which something else is told than before, and no refusal."""
        found = []
        for place, mask in places:
            try:
                answer = self.told(self.flipped(place, mask), witness=witness)
            except Exception as error:  # every exception is what the test looks for
                answer = repr(error)
            if answer not in (UNREADABLE, self.answer):
                found.append(f"byte {place} ^ {mask:#x}: {str(answer)[:200]}")
        return found


def everywhere(sick: Sick, step: int = 1) -> Iterator[tuple[int, int]]:
    """Yield every byte of the ledger with a random bit, the same in every run."""
    chance = random.Random(14)
    for place in range(0, len(sick.whole), step):
        yield place, 1 << chance.randrange(8)


def main() -> int:
    """Flip every byte."""
    with tempfile.TemporaryDirectory() as name:
        sick = Sick(Path(name))
        step = int(sys.argv[1]) if len(sys.argv) > 1 else 1
        wrong = [text for witness in (True, False) for text in sick.wrong(everywhere(sick, step), witness=witness)]
    print(*wrong, f"{len(sick.whole)} bytes, {len(wrong)} wrong", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
