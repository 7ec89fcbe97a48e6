"""What a person decides at the command line: proposals, versions side by side, passwords, keys."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import WORKED_EXAMPLE, Bench, person, rewrite
from xlsappraise.base.text import units
from xlsappraise.cli import cli


def run(bench: Bench, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.chdir(bench.workspace.root)
    monkeypatch.setenv("COLUMNS", "200")
    return CliRunner().invoke(cli, list(arguments))


def codes(done: Result) -> list[str]:
    return [found["code"] for found in json.loads(done.stdout)["problems"]]


def test_status_proposes_and_accept_as_confirms(one: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    path = one.fill(WORKED_EXAMPLE, name="a.xlsx")
    token = one.describe(one.form())["document"]
    rewrite(path, {r".*\.xml": lambda data: re.sub(rb"XA1-[0-9A-Z-]+", b"", data)})
    told = run(one, monkeypatch, "status", "2026-11")
    assert told.exit_code == 1
    assert f'xlsappraise accept "a.xlsx" --as {token} --reason …' in told.stderr
    done = run(one, monkeypatch, "accept", "a.xlsx", "--as", token, "--reason", "主管确认")
    assert (done.exit_code, "E001 王小燕" in done.stdout) == (0, True)
    assert run(one, monkeypatch, "status", "2026-11").exit_code == 0


def test_accept_finds_the_name_of_a_message_in_the_inboxes(one: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    one.fill(WORKED_EXAMPLE, name="a.xlsx")
    path = one.fill({**WORKED_EXAMPLE, "ability.rating": 9}, name="b c.xlsx")
    told = run(one, monkeypatch, "status", "2026-11")
    assert 'xlsappraise accept "b c.xlsx" --reason …' in told.stderr
    assert run(one, monkeypatch, "accept", "c.xlsx", "--reason", "x").exit_code == 2
    assert run(one, monkeypatch, "generate", "2026-12").exit_code == 0
    other = one.workspace.root / "2026-12" / "inbox" / path.name
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_bytes(path.read_bytes())
    several = run(one, monkeypatch, "accept", "b c.xlsx", "--reason", "x")
    assert several.exit_code == 2 and "[file-in-several-inboxes]" in several.stderr
    other.unlink()
    assert run(one, monkeypatch, "accept", "b c.xlsx", "--reason", "x").exit_code == 0


def test_accept_shows_the_differing_cells_side_by_side(one: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    one.fill(WORKED_EXAMPLE, name="a.xlsx")
    path = one.fill({**WORKED_EXAMPLE, "ability.rating": 9}, name="b.xlsx")
    done = run(one, monkeypatch, "accept", str(path), "--reason", "x")
    assert done.exit_code == 0
    (line,) = [line for line in done.stdout.splitlines() if one.cell("ability.rating") in line]
    assert re.search(r"\D9\D+7\D", line)
    assert "Accepted: b.xlsx" in done.stdout and "a.xlsx" in done.stdout
    quiet = run(one, monkeypatch, "accept", str(one.inbox / "a.xlsx"), "--reason", "y", "--quiet")
    assert (quiet.exit_code, len(quiet.stdout.splitlines())) == (0, 1)


def test_accept_names_a_file_that_is_not_there(one: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("weg.xlsx", "weg.zip › a.xlsx"):
        done = run(one, monkeypatch, "accept", str(one.inbox / name), "--reason", "x")
        assert (done.exit_code, "[file-not-found]" in done.stderr) == (2, True)


def test_a_password_file_opens_protected_forms(one: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    path = one.fill(WORKED_EXAMPLE, name="a.xlsx")
    plain = tmp_path / "plain.xlsx"
    plain.write_bytes(path.read_bytes())
    with plain.open("rb") as source, path.open("wb") as target:
        OOXMLFile(source).encrypt("考核2026", target)
    secrets = tmp_path / "密码.txt"
    assert codes(run(one, monkeypatch, "check", str(path), "--json")) == ["file-encrypted"]
    secrets.write_text("wrong\n", encoding="utf-8")
    wrong = run(one, monkeypatch, "check", str(path), "--json", "--password-file", str(secrets))
    assert codes(wrong) == ["password-wrong"]
    secrets.write_text("wrong\n考核2026\n", encoding="utf-8")
    for arguments in (("check", str(path)), ("status", "2026-11"), ("summarize", "2026-11"), ("inspect", str(path))):
        done = run(one, monkeypatch, *arguments, "--password-file", str(secrets))
        assert (arguments[0], done.exit_code) == (arguments[0], 0), done.stderr
    missing = run(one, monkeypatch, "status", "2026-11", "--password-file", str(tmp_path / "none"))
    assert (missing.exit_code, "[password-file-unreadable]" in missing.stderr) == (2, True)


def test_keys_are_rotated_and_said_to_be_backed_up(one: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(one, monkeypatch, "keys", "rotate")
    assert done.exit_code == 0
    assert "key 02; 1 older" in done.stdout
    assert str(one.workspace.keys) in done.stdout


def test_a_protected_form_that_was_read_before_needs_its_password_no_more(
    one: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    path = one.fill(WORKED_EXAMPLE, name="a.xlsx")
    plain = tmp_path / "plain.xlsx"
    plain.write_bytes(path.read_bytes())
    with plain.open("rb") as source, path.open("wb") as target:
        OOXMLFile(source).encrypt("考核2026", target)
    secrets = tmp_path / "密码.txt"
    secrets.write_text("考核2026", encoding="utf-8")
    assert run(one, monkeypatch, "summarize", "2026-11", "--password-file", str(secrets)).exit_code == 0
    run(one, monkeypatch, "keys", "rotate")
    assert run(one, monkeypatch, "status", "2026-11").exit_code == 0


def test_a_narrow_status_table_wraps_names_and_cuts_none(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    supervisors = ["欧阳建国（客户服务中心华东大区运营管理部）", "Alexandra-Montgomery-Featherstonehaugh-Smith"]
    bench.issue(*(person(f"CS-2026-{n:05d}", supervisor=supervisors[n % 2]) for n in range(6)))
    monkeypatch.chdir(bench.workspace.root)
    monkeypatch.setenv("COLUMNS", "80")
    told = CliRunner().invoke(cli, ["status", "2026-11", "--lang", "en"])
    rows = [line for line in told.stdout.splitlines() if line.startswith("│")]
    columns = [line.split("│") for line in rows]
    names = "".join(cells[1].strip() for cells in columns)
    waiting = re.sub(r"\s", "", "".join(cells[-2].strip() for cells in columns))
    assert {units(line.replace("│", "|")) for line in rows} <= set(range(81))
    assert all(name in names for name in supervisors)
    assert all(f"CS-2026-{n:05d}王小燕" in waiting for n in range(6))
    assert "…" not in "".join(rows)
