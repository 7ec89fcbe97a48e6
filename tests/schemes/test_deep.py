"""Files that a parser of TOML cannot take block the id of their own, in words, and nothing else."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_help import run
from tests.conftest import message_of
from xlsappraise.base.problems import Refusal, say
from xlsappraise.plans import PlanLibrary
from xlsappraise.schemes import Library

DEEP = "a = " + "[" * 100_000
CLOSED = "a = " + "[" * 100_000 + "]" * 100_000
TABLES = "a = " + "{b = " * 100_000
LONG = "a = " + "9" * 5_000
HEX = "a = 0x" + "f" * 4_000
POWER = "a = 1e999999"
DOTTED = "a" + ".b" * 10_000 + " = 1"
LARGE = "a = 1\n" * 60_000
BLANK_LINES = "\n" * 41
TEXTS = pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        (DEEP, "line 42: nested more than 24 deep", "第 42 行：嵌套超过 24 层"),
        (CLOSED, "line 42: nested more than 24 deep", "第 42 行：嵌套超过 24 层"),
        (TABLES, "it has 488 KB, at most 256 KB are read", "文件有 488 KB，最多读取 256 KB"),
        (TABLES[:9_000], "line 42: nested more than 24 deep", "第 42 行：嵌套超过 24 层"),
        (LONG, "line 42: a number of 5000 digits; at most 40", "第 42 行：数字长达 5000 位，最多 40 位"),
        (HEX, "line 42: a number of 4002 digits; at most 40", "第 42 行：数字长达 4002 位，最多 40 位"),
        (POWER, "line 42: a number with too large an exponent: 1e999999", "第 42 行：数字的指数过大：1e999999"),
        (DOTTED, "line 42: a key of more than 16 parts", "第 42 行：键名超过 16 段"),
        (LARGE, "it has 351 KB, at most 256 KB are read", "文件有 351 KB，最多读取 256 KB"),
    ],
    ids=["deep", "closed", "tables", "inline", "long", "hex", "power", "dotted", "large"],
)


@TEXTS
def test_a_scheme_file_blocks_its_own_id(tmp_path: Path, text: str, english: str, chinese: str) -> None:
    (tmp_path / "any.toml").write_text(f'id = "furniture-callback"{BLANK_LINES}{text}\n', encoding="utf-8")
    library = Library(tmp_path)
    [found] = library.problems
    assert (found.code, found.file) == ("scheme-not-toml", "any.toml")
    assert english in message_of(found) and chinese in say(found, "zh_CN")
    assert library.blocked == {"furniture-callback"}
    assert "furniture-callback" not in library.schemes and "callback-qa" in library.schemes


@TEXTS
def test_a_plan_file_blocks_its_own_id(tmp_path: Path, text: str, english: str, chinese: str) -> None:
    (tmp_path / "bonus-pool.toml").write_text(f'id = "bonus-pool"{BLANK_LINES}{text}\n', encoding="utf-8")
    library = PlanLibrary(tmp_path)
    [found] = library.problems
    assert (found.code, found.file) == ("plan-unreadable", "bonus-pool.toml")
    assert english in message_of(found) and chinese in say(found, "zh_CN")
    assert "bonus-pool" not in library.plans and "pk-ranking" in library.plans


@pytest.mark.parametrize("digits", [400, 4_000])
def test_a_long_number_that_can_be_parsed_is_judged_as_a_value(tmp_path: Path, digits: int) -> None:
    scheme = (Path(__file__).parents[2] / "templates" / "furniture-callback.toml").read_text(encoding="utf-8")
    text = scheme.replace("points = 20", f"points = {'9' * digits}", 1)
    (tmp_path / "furniture-callback.toml").write_text(text, encoding="utf-8")
    library = Library(tmp_path)
    assert library.blocked == {"furniture-callback"} and library.problems


@TEXTS
def test_settings_are_refused_in_words(tmp_path: Path, text: str, english: str, chinese: str) -> None:
    assert run("init", "w", cwd=tmp_path).returncode == 0
    (tmp_path / "w" / "appraise.toml").write_text(BLANK_LINES + text, encoding="utf-8")
    done = run("schemes", "list", cwd=tmp_path / "w")
    assert done.returncode != 0
    assert "[settings-invalid]" in done.stderr and english in done.stderr and "unexpected" not in done.stderr


def test_the_others_get_their_forms(tmp_path: Path) -> None:
    assert run("init", "w", cwd=tmp_path).returncode == 0
    here = tmp_path / "w"
    (here / "schemes" / "furniture-callback.toml").write_text(DEEP, encoding="utf-8")
    book = openpyxl.load_workbook(here / "roster.xlsx")
    page = book.worksheets[0]
    columns = {cell.value: cell.column for cell in page[1]}
    for row, scheme in enumerate(("callback-qa", "furniture-callback"), 2):
        person = {"工号": f"E00{row}", "姓名": f"张{row}", "部门": "售后部", "岗位": "回访", "考核方案": scheme,
                  "直接主管": "王主管", "状态": "正式"}  # fmt: skip
        for name, value in person.items():
            page.cell(row, columns[name]).value = value
    book.save(here / "roster.xlsx")
    done = run("generate", "2026-11", cwd=here)
    assert done.returncode == 1 and "unexpected" not in done.stderr
    assert "[scheme-not-toml]" in done.stderr and "furniture-callback" in done.stderr
    [form] = (here / "2026-11" / "outbox").rglob("*.xlsx")
    assert "callback-qa" in form.name
    assert "[roster-scheme-faulty]" in done.stderr and "花名册 E3: " in done.stderr


def test_what_if_takes_a_value_too_long_for_a_text(tmp_path: Path) -> None:
    from xlsappraise.payroll.what_if import value_of

    assert value_of("[" * 100_000) == "[" * 100_000
    with pytest.raises(Refusal):
        Library(tmp_path).get("no-such-scheme")
