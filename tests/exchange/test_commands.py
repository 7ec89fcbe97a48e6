"""``schemes export``, ``import`` and ``diff`` through the command line."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

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
    own = f"schemes/{NAME}.toml"
    same = run("schemes", "diff", own, NAME, cwd=workspace)
    assert (same.returncode, same.stdout) == (0, f"{own} and {NAME} are the same.\n")


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
    book.worksheets[1]["B5"] = "每旬"
    book.save(workspace / "a.xlsx")
    done = run("schemes", "import", "a.xlsx", cwd=workspace)
    assert done.returncode == 1
    assert "[scheme-book-not-in-list]" in done.stderr and "B5" in done.stderr and "month, quarter, year" in done.stderr
    assert list((workspace / "schemes").iterdir()) == []
    text = run("schemes", "import", "appraise.toml", cwd=workspace)
    assert text.returncode == 2 and "[scheme-book-unreadable]" in text.stderr


def test_an_id_is_first_the_shipped_edition_even_when_it_is_replaced(workspace: Path) -> None:
    title = Library()[NAME].title
    text = (Path(__file__).parents[2] / "templates" / f"{NAME}.toml").read_text(encoding="utf-8")
    (workspace / "schemes" / f"{NAME}.toml").write_text(text.replace(title, "新表"), encoding="utf-8")
    changed = f"Title of the form: “{title}” → “新表”\n"
    for arguments in ((NAME,), (NAME, NAME), (NAME, f"schemes/{NAME}.toml"), (title, "新表")):
        done = run("schemes", "diff", *arguments, cwd=workspace)
        assert done.returncode == 0
        assert done.stdout.endswith(changed) and "shipped edition" in done.stdout, arguments
    [row] = json.loads(run("schemes", "diff", NAME, "--json", cwd=workspace).stdout)
    assert (row["change"], row["old"], row["new"]) == ("changed", f"“{title}”", "“新表”")
    alone = run("schemes", "diff", "callback-qa", cwd=workspace)
    assert (alone.returncode, alone.stdout) == (0, "callback-qa and callback-qa are the same.\n")


def test_hidden_sheets_of_other_programs_are_ignored_and_visible_ones_are_not(workspace: Path) -> None:
    run("schemes", "export", NAME, "a.xlsx", cwd=workspace)
    book = openpyxl.load_workbook(workspace / "a.xlsx")
    for number, state in enumerate(("hidden", "veryHidden")):
        book.create_sheet(f"WpsReserved_{number}").sheet_state = state
    book.save(workspace / "a.xlsx")
    assert run("schemes", "import", "a.xlsx", cwd=workspace).returncode == 0
    book.create_sheet("Notes")
    book.save(workspace / "a.xlsx")
    refused = run("schemes", "import", "a.xlsx", "--replace", cwd=workspace)
    assert refused.returncode == 1 and "[scheme-book-unknown-sheet]" in refused.stderr and "Notes" in refused.stderr


def test_only_the_columns_that_the_rule_kinds_use_are_shown(workspace: Path) -> None:
    run("schemes", "export", NAME, "a.xlsx", language="zh_CN", cwd=workspace)
    page = openpyxl.load_workbook(workspace / "a.xlsx")["计分规则"]
    hidden = {c.value for c in page[1] if page.column_dimensions[c.column_letter].hidden}
    used = {c.value for c in page[1] if any(page.cell(row, c.column).value for row in range(2, page.max_row + 1))}
    assert used and not used & hidden
    assert {"不含下限"} <= hidden or hidden


def test_the_command_to_go_on_with_can_be_pasted(workspace: Path) -> None:
    (workspace / "子 夹").mkdir()
    done = run("schemes", "export", NAME, "子 夹/回访 方案.xlsx", cwd=workspace)
    assert 'xlsappraise schemes import "子 夹/回访 方案.xlsx"' in done.stdout


def _numbers(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("Index/Document.iwa", "x")
        package.writestr("Metadata/Properties.plist", "x")


def _locked(path: Path) -> None:
    plain = path.with_name("plain.xlsx")
    openpyxl.Workbook().save(plain)
    with plain.open("rb") as source, path.open("wb") as target:
        OOXMLFile(source).encrypt("pw", target)


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("空 表.xlsx", lambda path: path.write_bytes(b""), "文件是空的"),
        ("a.xlsx", lambda path: path.write_bytes(b"a,b\n1,2\n"), "CSV"),
        ("a.xlsx", _locked, "密码"),
        ("a.numbers", _numbers, "Apple Numbers"),
        ("a.xlsx", _numbers, "Apple Numbers"),
        ("a.xlsx", lambda path: path.mkdir(), "文件夹"),
    ],
)
def test_what_cannot_be_read_is_said_in_words_with_the_command(
    tmp_path: Path, name: str, make: Callable[[Path], object], words: str
) -> None:
    make(tmp_path / name)
    done = run("schemes", "import", name, language="zh_CN", cwd=tmp_path)
    assert done.returncode == 2
    assert "[scheme-book-unreadable]" in done.stderr and words in done.stderr
    assert "file-" not in done.stderr and "。。" not in done.stderr and "inbox" not in done.stderr
    again = f'"{name}"' if " " in name else name
    assert done.stderr.rstrip().endswith(f"xlsappraise schemes import {again}")
