"""``generate --reissue`` and ``withdraw`` at the command line: the question, ``--yes``, what is printed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.test_help import Done, run
from tests.conftest import WORKED_EXAMPLE, Bench, person

OLD, NEW = "E001_王小燕_furniture-callback_2026-11.xlsx", "E001_王小燕_furniture-callback_2026-11_2.xlsx"
REISSUE = ("generate", "2026-11", "--reissue", "E001")
WITHDRAW = ("withdraw", "E001,E002", "2026-11", "--reason", "调岗")


@pytest.fixture
def back(bench: Bench) -> Bench:
    """Two people; the form of the first has come back complete and nobody has looked yet."""
    bench.issue(person(), person("E002", name="李梅"))
    bench.fill(WORKED_EXAMPLE)
    return bench


def given(bench: Bench, *arguments: str, language: str = "en") -> Done:
    return run(*arguments, language=language, cwd=bench.workspace.root)


def held(bench: Bench) -> tuple[list[str], list[str]]:
    """Return the names in the outbox and in voided."""
    folders = (bench.outbox, bench.workspace.voided(bench.period))
    outbox, voided = ([path.name for path in sorted(folder.rglob("*.xlsx"))] for folder in folders)
    return outbox, voided


def pasted(output: str) -> list[str]:
    """Return the arguments of the command that a message ends with."""
    line = next(line for line in output.splitlines() if "--yes" in line)
    return line.partition("xlsappraise ")[2].split()


@pytest.mark.parametrize(
    ("language", "text"), [("en", "Nothing was done: complete forms"), ("zh_CN", "没有执行：已有填写完整的考核表收回")]
)
@pytest.mark.parametrize(("command", "code"), [(REISSUE, "reissue-voids-valid"), (WITHDRAW, "withdraw-voids-valid")])
def test_the_command_of_the_refusal_does_what_was_refused(
    back: Bench, language: str, text: str, command: tuple[str, ...], code: str
) -> None:
    before = held(back)
    refused = given(back, *command, language=language)
    assert refused.returncode == 1 and f"[{code}] {text}" in refused.output and "E001 王小燕" in refused.output
    assert "E002 李梅" not in refused.output and held(back) == before
    done = given(back, *pasted(refused.output), language=language)
    assert done.returncode == 0 and OLD not in held(back)[0] and OLD in held(back)[1]


def test_the_list_of_people_and_other_options_are_part_of_the_command(back: Bench, tmp_path: Path) -> None:
    other = tmp_path / "旧 花名册.xlsx"
    other.write_bytes(back.workspace.roster.read_bytes())
    refused = given(back, *REISSUE, "--roster", str(other), "--sheet", "Sheet", "--out", "新的")
    assert f'--reissue E001 --out 新的 --roster "{other}" --sheet Sheet --yes' in refused.output


def test_reissue_says_what_was_replaced_and_where_it_is(back: Bench) -> None:
    done = given(back, *REISSUE, "--yes")
    assert "Replaced, do not send these again: E001 王小燕" in done.output
    assert f"1 files moved from the outbox to {back.workspace.voided(back.period)}." in done.output
    assert held(back) == ([NEW, "E002_李梅_furniture-callback_2026-11.xlsx"], [OLD])


def test_withdraw_says_it_in_chinese(back: Bench) -> None:
    done = given(back, *WITHDRAW, "--yes", language="zh_CN")
    voided = back.workspace.voided(back.period)
    assert done.returncode == 0 and f"2 个文件已从发件文件夹移到 {voided}。" in done.output
    assert not any(back.outbox.iterdir())


def test_unknown_numbers_are_named_together(back: Bench) -> None:
    done = given(back, "withdraw", "E001,E007，E008", "2026-11", "--reason", "离职", "--yes")
    assert (
        done.returncode == 2
        and "No form was issued to E007, E008 in 2026-11. Check the employee number or name, and the period.\n"
        in done.output
    )
    assert held(back)[1] == []


class Terminal:
    """A stream that somebody is sitting at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "code", "voided"), [(True, 0, [OLD]), (False, 1, [])])
@pytest.mark.parametrize("command", [REISSUE, (*WITHDRAW[:1], "E001", *WITHDRAW[2:])])
def test_at_a_terminal_it_is_asked(
    back: Bench, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], answer: bool, code: int, voided: list[str]
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("xlsappraise.cli.commands.attended", lambda: True)
    monkeypatch.setattr("xlsappraise.cli.commands.agreed", lambda text: asked.append(text) or answer)
    done = given(back, *command)
    assert len(asked) == 1 and "E001 王小燕" in done.output
    assert (done.returncode, held(back)[1]) == (code, voided)


def test_nobody_is_asked_in_ci_nor_for_json(back: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    from xlsappraise.cli.commands import attended

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.delenv("CI", raising=False)
    assert attended()
    monkeypatch.setenv("CI", "true")
    assert not attended()
    monkeypatch.undo()
    monkeypatch.setattr("xlsappraise.cli.commands.attended", lambda: True)
    assert "[reissue-voids-valid]" in given(back, *REISSUE, "--json").output


def test_a_name_of_one_person_is_withdrawn_as_a_number_is(bench: Bench) -> None:
    bench.issue(person("0001"), person("0002", name="李娜"), person("0003", name="李娜"), person("0004", name="赵强"))
    several = given(bench, "withdraw", "王小燕,李娜", "2026-11", "--reason", "OK", language="zh_CN")
    assert (several.returncode, held(bench)[1]) == (2, [])
    assert "[name-of-several] 叫“李娜”的有好几位：0002 李娜、0003 李娜。" in several.output
    done = given(bench, "withdraw", "王小燕，0004", "2026-11", "--reason", "OK", language="zh_CN")
    assert done.returncode == 0, done.output
    assert [name.split("_")[0] for name in held(bench)[1]] == ["0001", "0004"]
    again = given(bench, "withdraw", "王小燕", "2026-11", "--reason", "OK")
    assert again.returncode == 2 and "[already-withdrawn]" in again.output and "0001" in again.output


def test_numbers_without_their_zeros_are_suggested_with_them(bench: Bench) -> None:
    bench.issue(person("0002"), person("0003", name="李梅"), person("0020", name="赵强"))
    refused = given(bench, "withdraw", "2,3", "2026-11", "--reason", "OK", language="zh_CN")
    assert (refused.returncode, held(bench)[1]) == (2, [])
    assert "没有给 2、3 发过考核表" in refused.output and "您要找的是不是0002,0003？" in refused.output
    asked = given(bench, "explain", "2", "2026-11")
    assert asked.returncode == 2 and "[form-not-found]" in asked.output and "Did you mean 0002?" in asked.output
