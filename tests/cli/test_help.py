"""Every command is found, explained with an example, in the reader's language, and starts light."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from xlsappraise.cli import cli, i18n
from xlsappraise.cli.language import choose_language

HEAVY = ("pandas", "numpy", "openpyxl", "xlsxwriter", "pydantic", "sqlalchemy", "rich")


def commands(group: click.Group = cli, prefix: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, command in group.commands.items():
        found.append((*prefix, name))
        if isinstance(command, click.Group):
            found += commands(command, (*prefix, name))
    return found


class Done(Result):
    """What a command came to, named as ``subprocess`` names it."""

    @property
    def returncode(self) -> int:
        return self.exit_code


def run(*arguments: str, language: str = "en", cwd: Path | None = None) -> Done:
    """Run a command in this process, as ``main`` does; what it does not answer itself is raised."""
    before = i18n.active()
    try:
        with contextlib.chdir(cwd or Path.cwd()), pytest.MonkeyPatch.context() as patch:
            patch.setenv("XLSAPPRAISE_LANG", language)
            choose_language(list(arguments))
            done = CliRunner().invoke(cli, arguments, prog_name="xlsappraise")
    finally:
        i18n.use(before)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    done.__class__ = Done
    return done


def script(*arguments: str, language: str = "en", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    code = "import sys; from xlsappraise.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "XLSAPPRAISE_LANG": language, "PYTHONUTF8": "1", "PYTHONWARNINGS": "error"},
    )


def test_the_commands_are_those_of_the_contract() -> None:
    assert set(commands()) == {
        ("init",), ("keys",), ("keys", "rotate"), ("schemes",), ("schemes", "list"), ("schemes", "show"),
        ("schemes", "check"), ("schemes", "new"),
        ("schemes", "export"), ("schemes", "import"), ("schemes", "diff"), ("generate",),
        ("roster",), ("roster", "check"),
        ("inspect",), ("check",), ("status",), ("accept",), ("acknowledge",), ("withdraw",), ("summarize",),
        ("rollup",), ("explain",), ("facts",), ("retention",), ("retention", "list"),
        ("history",), ("history", "import"),
        ("demo",), ("pay",), ("promote",), ("plans",), ("plans", "list"), ("plans", "show"), ("plans", "check"),
        ("plans", "export"), ("plans", "import"),
    }  # fmt: skip


@pytest.mark.parametrize("command", commands())
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_each_command_has_help_with_an_example(command: tuple[str, ...], language: str, tmp_path: Path) -> None:
    done = run(*command, "--help", language=language, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    example = {"en": "Example: xlsappraise ", "zh_CN": "示例：xlsappraise "}[language]
    assert f"{example}{command[0]}" in done.stdout
    assert "--lang" in done.stdout
    if language == "zh_CN":
        assert "用法：" in done.stdout and "选项" in done.stdout


def test_help_loads_no_heavy_library(tmp_path: Path) -> None:
    code = f"""
import json, sys
from xlsappraise.cli import main
sys.argv = ["xlsappraise", "--help"]
try:
    main()
except SystemExit:
    pass
print("LOADED" + json.dumps([m for m in {HEAVY!r} if m in sys.modules]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path)
    assert json.loads(done.stdout.rpartition("LOADED")[2]) == []


def test_generate_loads_neither_pandas_nor_openpyxl(tmp_path: Path) -> None:
    from tests.conftest import Bench, person, write_roster
    from xlsappraise.store.start import start

    bench = Bench(start(tmp_path / "w"))
    write_roster(bench.workspace.roster, [person()])
    code = """
import json, sys
from xlsappraise.cli import main
sys.argv = ["xlsappraise", "generate", "2026-11"]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("LOADED" + json.dumps([m for m in ("pandas", "openpyxl") if m in sys.modules]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=bench.workspace.root)
    assert json.loads(done.stdout.rpartition("LOADED")[2]) == []
    assert bench.form().is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("generate",), "Missing argument"),
        (("nonsense",), "No such command"),
        (("generate", "2026-11", "--nonsense"), "No such option"),
        (("withdraw", "E001", "2026-11"), "--reason"),
        (("withdraw", "E001", "2026-11", "--reason", " "), "A reason is needed"),
    ],
)
def test_usage_errors_exit_2(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = script(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("generate", "2026-13"), "period-invalid"),
        (("status", "26-1"), "period-invalid"),
        (("generate", "2026-11"), "workspace-missing"),
        (("check", "nothing.xlsx"), "file-not-found"),
        (("inspect", "nothing.xlsx"), "file-not-found"),
        (("accept", "nothing.xlsx", "--reason", "x"), "file-not-found"),
        (("schemes", "show", "furniture-calback"), "scheme-unknown"),
        (("schemes", "check", "nothing.toml"), "file-not-found"),
    ],
)
def test_what_a_command_cannot_work_with_exits_2_with_a_code(
    arguments: tuple[str, ...], code: str, tmp_path: Path
) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert (done.returncode, f"[{code}]" in done.stderr) == (2, True), done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_scheme_name_suggests_the_right_one(tmp_path: Path) -> None:
    assert "furniture-callback" in run("schemes", "show", "furniture-calback", cwd=tmp_path).stderr


def test_messages_are_chinese_by_default_in_a_workspace(tmp_path: Path) -> None:
    assert run("init", "考核", cwd=tmp_path).returncode == 0
    code = "from xlsappraise.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "status", "2026-11"],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path / "考核",
        env={k: v for k, v in os.environ.items() if k != "XLSAPPRAISE_LANG"} | {"LANG": "C.UTF-8", "PYTHONUTF8": "1"},
    )
    assert done.returncode == 2
    assert "错误 [period-not-issued]" in done.stderr
    assert "error [period-not-issued]" in run("status", "2026-11", "--lang", "en", cwd=tmp_path / "考核").stderr


def test_init_speaks_the_language_that_was_asked_for(tmp_path: Path) -> None:
    assert "The workspace is ready" in run("init", "a", "--lang", "en", language="zh_CN", cwd=tmp_path).stdout
    assert "The workspace is ready" in run("--lang", "en", "init", "b", language="zh_CN", cwd=tmp_path).stdout


def test_a_reader_that_has_seen_enough_is_no_fault(tmp_path: Path) -> None:
    code = "from xlsappraise.cli import main; main()"
    shown = subprocess.Popen(
        [sys.executable, "-u", "-c", code, "schemes", "show", "furniture-callback", "--lang", "en"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    )
    assert shown.stdout is not None and shown.stderr is not None
    shown.stdout.readline()
    shown.stdout.close()
    said = shown.stderr.read().decode()
    shown.stderr.close()
    shown.wait()
    assert "unexpected" not in said and "Traceback" not in said


def test_an_unknown_rule_kind_suggests_the_right_one(tmp_path: Path) -> None:
    from xlsappraise.base.resources import resource

    text = (resource("templates") / "furniture-callback.toml").read_text(encoding="utf-8")
    (tmp_path / "own.toml").write_text(text.replace('kind = "rating"', 'kind = "ratting"', 1), encoding="utf-8")
    done = run("schemes", "check", "own.toml", cwd=tmp_path)
    assert done.returncode == 1
    assert "section[1].criterion[1].rules[0].kind: there is no rule kind “ratting”. Expected: rating." in done.stderr
