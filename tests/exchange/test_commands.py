"""``schemes export``, ``import`` and ``diff`` through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_help import run
from xlsappraise.schemes import Library, load_scheme

NAME = "furniture-callback"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    assert run("init", "考核", cwd=tmp_path).returncode == 0
    return tmp_path / "考核"


def test_the_whole_loop(workspace: Path) -> None:
    done = run("schemes", "export", NAME, "回访 方案.xlsx", cwd=workspace)
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(workspace / "回访 方案.xlsx")
    next(c for row in book.worksheets[1].iter_rows() for c in row if c.value == Library()[NAME].title).value = "新表"
    book.save(workspace / "回访 方案.xlsx")

    told = run("schemes", "diff", NAME, "回访 方案.xlsx", cwd=workspace)
    assert told.returncode == 0
    assert told.stdout == f"Title of the form: “{Library()[NAME].title}” → “新表”\n"

    target = workspace / "schemes" / f"{NAME}.toml"
    done = run("schemes", "import", "回访 方案.xlsx", cwd=workspace)
    assert done.returncode == 0 and f"{NAME}.toml" in done.stdout, done.stderr
    assert load_scheme(target).title == "新表"
    assert "新表" in run("schemes", "show", NAME, cwd=workspace).stdout
    again = run("schemes", "import", "回访 方案.xlsx", cwd=workspace)
    assert again.returncode == 0 and "nothing was changed" in again.stdout

    shipped = workspace / "shipped.toml"
    shipped.write_bytes((Path(__file__).parents[2] / "templates" / f"{NAME}.toml").read_bytes())
    rows = json.loads(run("schemes", "diff", str(shipped), NAME, "--json", cwd=workspace).stdout)
    assert [(r["change"], r["new"]) for r in rows] == [("changed", "“新表”")]
    same = run("schemes", "diff", NAME, NAME, cwd=workspace)
    assert (same.returncode, same.stdout) == (0, f"{NAME} and {NAME} are the same.\n")


def test_a_different_file_is_only_replaced_when_asked(workspace: Path) -> None:
    run("schemes", "export", NAME, "a.xlsx", cwd=workspace)
    own = workspace / "schemes" / "mine.toml"
    own.write_text(f'id = "{NAME}"\n', encoding="utf-8")
    refused = run("schemes", "import", "a.xlsx", cwd=workspace)
    assert refused.returncode == 2 and "[scheme-file-exists]" in refused.stderr and "mine.toml" in refused.stderr
    assert own.read_text(encoding="utf-8") == f'id = "{NAME}"\n'
    assert run("schemes", "import", "a.xlsx", "--replace", cwd=workspace).returncode == 0
    assert load_scheme(own).canonical() == Library()[NAME].canonical()
    assert [p.name for p in (workspace / "schemes").iterdir()] == ["mine.toml"]


def test_without_a_workspace_the_file_is_written_beside_the_workbook(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    assert run("schemes", "export", NAME, "sub/a.xlsx", cwd=tmp_path).returncode == 0
    assert run("schemes", "import", "sub/a.xlsx", cwd=tmp_path).returncode == 0
    assert load_scheme(tmp_path / "sub" / f"{NAME}.toml").canonical() == Library()[NAME].canonical()
    assert run("schemes", "import", "sub/a.xlsx", "--out", "b.toml", cwd=tmp_path).returncode == 0
    assert (tmp_path / "b.toml").is_file()


def test_export_neither_overwrites_nor_writes_other_kinds(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"mine")
    refused = run("schemes", "export", NAME, "a.xlsx", cwd=tmp_path)
    assert refused.returncode == 2 and "[scheme-file-exists]" in refused.stderr
    assert (tmp_path / "a.xlsx").read_bytes() == b"mine"
    assert run("schemes", "export", NAME, "a.xlsx", "--replace", cwd=tmp_path).returncode == 0
    named = run("schemes", "export", NAME, "a.ods", cwd=tmp_path)
    assert named.returncode == 2 and "[scheme-book-name]" in named.stderr
    unknown = run("schemes", "export", "furniture-calback", "b.xlsx", cwd=tmp_path)
    assert unknown.returncode == 2 and NAME in unknown.stderr


def test_mistakes_are_printed_and_nothing_is_written(workspace: Path) -> None:
    run("schemes", "export", NAME, "a.xlsx", cwd=workspace)
    book = openpyxl.load_workbook(workspace / "a.xlsx")
    book.worksheets[1]["B5"] = "每周"
    book.save(workspace / "a.xlsx")
    done = run("schemes", "import", "a.xlsx", cwd=workspace)
    assert done.returncode == 1
    assert "[scheme-book-not-in-list]" in done.stderr and "B5" in done.stderr and "month, quarter, year" in done.stderr
    assert list((workspace / "schemes").iterdir()) == []
    text = run("schemes", "import", "appraise.toml", cwd=workspace)
    assert text.returncode == 2 and "[scheme-book-unreadable]" in text.stderr
