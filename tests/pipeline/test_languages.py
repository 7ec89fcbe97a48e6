"""Findings are data: each reader gets them in one language, and no language is remembered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.cli.test_help import run
from tests.conftest import SIGNED, WORKED_EXAMPLE, Bench, message_of, person
from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned import checks, collect
from xlsappraise.returned.returned_form import Returned

CHINESE = re.compile(r"[\u4e00-\u9fff]+")


def spoil(sheet: Any) -> None:
    """Change points, delete a formula, write beside the form: findings with texts of every kind."""
    sheet.protection.disable()
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == 20:
                cell.value = 30
    sheet["M40"] = "note"


@pytest.fixture
def mixed(bench: Bench) -> Bench:
    """A period with a valid, an incomplete, a refused, a tampered and a foreign file."""
    bench.issue(*(person(f"E00{n}", name=name) for n, name in enumerate(("甲一", "乙二", "丙三", "丁四"), 1)))
    bench.fill(WORKED_EXAMPLE)
    bench.fill({"ability.rating": 7}, "E002")
    bench.fill({**WORKED_EXAMPLE, "ability.rating": "８分", "attitude.rating": 99, "signoff.done": SIGNED}, "E003")
    bench.edit(bench.fill(WORKED_EXAMPLE, "E004"), spoil)
    (bench.inbox / "空.xlsx").write_bytes(b"")
    (bench.inbox / "别的.pdf").write_bytes(b"%PDF-1.4")
    return bench


def texts(path: Path) -> dict[str, list[list[Any]]]:
    """Return every cell of a workbook by sheet."""
    with CalamineWorkbook.from_path(path) as book:
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def known(bench: Bench) -> str:
    """Return all that the files and forms themselves say in Chinese, which is quoted in every language."""
    said = [p.name for p in bench.workspace.root.rglob("*")]
    books = (path for path in (*bench.outbox.rglob("*.xlsx"), *bench.inbox.glob("*.xlsx")) if path.stat().st_size)
    said += (str(texts(path)) for path in books)
    return "\n".join([*said, str(bench.workspace.root)])


def test_an_english_run_writes_a_chinese_workbook_and_prints_english_lines(mixed: Bench) -> None:
    english = run("summarize", "2026-11", language="en", cwd=mixed.workspace.root)
    written_by_english = texts(mixed.workspace.summary(mixed.period))
    chinese = run("summarize", "2026-11", language="zh_CN", cwd=mixed.workspace.root)
    assert written_by_english == texts(mixed.workspace.summary(mixed.period))
    quoted = known(mixed)
    assert [run for run in CHINESE.findall(english.output) if run not in quoted] == []
    lines = [re.sub(r"“[^”]*”", "", line) for line in chinese.output.splitlines()]
    assert len([line for line in lines if CHINESE.search(line)]) >= 8
    assert [line for line in lines if re.search(r"[a-z]+ [a-z]+ [a-z]+", line)] == []


def test_the_problems_sheet_holds_no_english_sentence(mixed: Bench) -> None:
    run("summarize", "2026-11", language="en", cwd=mixed.workspace.root)
    messages = [str(row[-1]) for row in texts(mixed.workspace.summary(mixed.period))["问题"][1:]]
    assert len(messages) >= 8
    assert [text for text in messages if re.search(r"[a-z]+ [a-z]+ [a-z]+", text)] == []


def test_a_change_of_language_reads_no_file_again(mixed: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    first = mixed.collect()
    read = []
    examine_all = collect.examine_all

    def counted(candidates: Any, *known: Any) -> Iterator[Any]:
        read.extend(candidate.name for candidate in candidates)
        return examine_all(candidates, *known)

    monkeypatch.setattr(collect, "examine_all", counted)
    run("summarize", "2026-11", language="zh_CN", cwd=mixed.workspace.root)
    run("status", "2026-11", language="en", cwd=mixed.workspace.root)
    assert read == []
    assert mixed.collect().problems == first.problems


def nosy(returned: Returned) -> Iterator[Problem]:
    """Find something in every form."""
    yield problem("cell-added", sheet=returned.name, cell="A1", found="nosy")


def test_a_check_that_is_new_reads_an_inbox_again(mixed: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not [p for p in mixed.collect().problems if p.found == "nosy"]
    monkeypatch.setattr(checks, "CHECKS", (*checks.CHECKS, nosy))
    found = [p for p in mixed.collect().problems if p.found == "nosy"]
    assert {(p.code, p.cell, p.employee_id) for p in found} == {
        ("cell-added", "A1", number) for number in ("E001", "E002", "E003", "E004")
    }
    monkeypatch.undo()
    assert not [p for p in mixed.collect().problems if p.found == "nosy"]


def test_the_same_finding_in_both_languages(mixed: Bench) -> None:
    from xlsappraise.cli import i18n

    (found,) = [p for p in mixed.collect().problems if p.code == "out-of-range"]
    english = message_of(found)
    i18n.use("zh_CN")
    assert found.cell in english and found.cell in message_of(found)
    assert CHINESE.search(message_of(found)) and "Allowed" in english
