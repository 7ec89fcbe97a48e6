"""A workbook of HR's own that cannot be read: the cause and the remedy in words, never a code."""

from __future__ import annotations

import ast

import pytest

from tests.translations import ROOT
from xlsappraise.base.problems import problem, say
from xlsappraise.xlsx.own import REASONS, reason

WRAPPERS = ("roster-unreadable", "prefill-unreadable", "history-unreadable", "facts-unreadable",
            "scheme-book-unreadable")  # fmt: skip
READERS = ("container", "limits", "reading", "relations", "sheet", "cell", "formulas", "surroundings", "unzip", "xml",
           "old/__init__")  # fmt: skip


def raised(module: str) -> set[str]:
    """Return the codes of the problems that a module makes."""
    tree = ast.parse((ROOT / "xlsappraise" / "xlsx" / f"{module}.py").read_text(encoding="utf-8"))
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "problem"]
    return {c.args[0].value for c in calls if isinstance(c.args[0], ast.Constant) and isinstance(c.args[0].value, str)}


def test_each_code_of_the_readers_has_its_words() -> None:
    codes = {code for module in READERS for code in raised(module)}
    assert "file-encrypted" in codes and codes <= {*REASONS, "file-not-found"}


@pytest.mark.parametrize("code", REASONS)
@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_a_message_names_the_cause_in_words_and_the_remedy(wrapper: str, code: str) -> None:
    found = reason(problem(code, file="a.xlsx", found="甲", expected="乙"))
    whole = problem(wrapper, file="a.xlsx", found=found, period="2026-11")
    english, chinese = say(whole, "en"), say(whole, "zh_CN")
    assert code not in english and code not in chinese
    assert "a.xlsx" in english and ".." not in english.replace(".xlsx.", "") and english.endswith(".")
    assert "a.xlsx" in chinese and "。。" not in chinese and "。请" in chinese and chinese.endswith("。")
