"""Does any pattern that is held against what people write take time with the square of its length?

All patterns of the modules that read lists, schemes, plans and facts are tried, on the repetitions that make a careless
one slow. A linear one takes a few milliseconds for such a text, a careless one much longer.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import xlsappraise
from xlsappraise.plans.book.values import LONGEST_LABEL
from xlsappraise.roster.form_settings import LONGEST_VALUE
from xlsappraise.schemebook.paper.details.entry import LONGEST_LINE
from xlsappraise.typed.words import heading_keys

LENGTH, MOST = 12_000, 0.25
ROOMS = ("typed", "roster", "schemebook", "plans", "factbook", "issuing", "results", "schemes")
BOUNDED = {
    "xlsappraise.schemebook.paper": LONGEST_LINE,
    "xlsappraise.plans.book.values._SEGMENT": LONGEST_LABEL,
    "xlsappraise.roster.form_settings._ADDRESS": LONGEST_VALUE,
}
"""How long a text may be where its reader cuts it before"""
APART = ("xlsappraise.typed.words._NOTES", "xlsappraise.results.shown._COUNTED")
"""Looked for where it surely ends, see the test of opening brackets; held against texts of our own"""
LOOKED_FOR = ("search", "sub", "finditer", "findall", "split")
SEEDS = (
    " ", "\u3000", "\u2028", "\n", "a", "A1", "1", "1.", "1,", ",111", "1%", "(", ")", "(a", "[", "【", "\"", "\\", "-",
    "9~", "王", "王 ", "每次", "扣1", "加1分", "以上", "÷", "、", ":", "x.", "=", "@", "a@", "1年", "1月", "_",
)  # fmt: skip
ENDS = ("", "x", "王")


def patterns() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """Yield the patterns of the rooms with their names, and whether their module looks for them within a text."""
    for module in pkgutil.walk_packages(xlsappraise.__path__, "xlsappraise."):
        if module.name.split(".")[1] in ROOMS and not module.name.endswith("__main__"):
            found = importlib.import_module(module.name)
            source = inspect.getsource(found)
            for name, value in vars(found).items():
                for index, one in enumerate(value if isinstance(value, tuple) else (value,)):
                    if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                        sought = any(f"{name}.{way}(" in source for way in LOOKED_FOR) or isinstance(value, tuple)
                        yield f"{module.name}.{name}" + (f"[{index}]" if isinstance(value, tuple) else ""), one, sought


PATTERNS = {found[0]: found for found in patterns() if found[0] not in APART}


def costs(pattern: re.Pattern[str], length: int, *, sought: bool, folded: bool) -> Iterator[tuple[str, float]]:
    """Yield the repetitions for which a pattern takes long, with the seconds.

    ``sought``: it is looked for within a text; ``folded``: blanks are single there.
    """
    for seed in SEEDS:
        for start in ("", "王"):
            for end in ENDS:
                text = (start + seed * length)[:length] + end
                text = " ".join(text.split()) if folded else text
                began = time.process_time()
                pattern.match(text)
                pattern.fullmatch(text)
                if sought:
                    pattern.search(text)
                if (taken := time.process_time() - began) > MOST:
                    yield repr((start, seed, end)), taken


def test_there_are_patterns_to_try() -> None:
    assert len(PATTERNS) > 30


@pytest.mark.parametrize(("name", "pattern", "sought"), PATTERNS.values(), ids=list(PATTERNS))
def test_a_pattern_takes_time_with_the_length_of_a_text(name: str, pattern: re.Pattern[str], sought: bool) -> None:
    length = next((most for room, most in BOUNDED.items() if name.startswith(room)), LENGTH)
    assert list(costs(pattern, length, sought=sought, folded="paper" in name)) == []


@pytest.mark.parametrize("text", ["(" * 30_000, "（" * 30_000, "姓名" + "【" * 30_000, "(《" * 15_000 + "x"])
def test_opening_brackets_without_end_are_no_notes(text: str) -> None:
    began = time.process_time()
    assert len(list(heading_keys(text))) == 6
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("heading", "bare"),
    [
        ("姓名（必填）", "姓名"),
        ("姓名(a(b)", "姓名"),
        ("姓名【见(说明)】", "姓名】"),
        ("直接主管（原）", "直接主管(原)"),
        ("姓名(", "姓名("),
    ],
)
def test_notes_in_brackets_are_left_out_unless_they_tell(heading: str, bare: str) -> None:
    assert bare in list(heading_keys(heading))
