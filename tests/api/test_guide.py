"""Does docs/api.md say what the API does? Its Python blocks run in order; text blocks are what they print."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import click
import pytest

import xlsappraise as xa
from xlsappraise.cli import cli

GUIDE = Path(__file__).parents[2] / "docs" / "api.md"
_BLOCK = re.compile(r"^```python\n(?P<code>.*?)^```\n(?:\n```text\n(?P<shown>.*?)^```\n)?", re.MULTILINE | re.DOTALL)
BY_COMMAND = {
    "keys rotate": "rotate_keys",
    "roster check": "check_roster",
    "history import": "import_history",
    "retention list": "list_retention",
    **{f"schemes {verb}": f"{verb}_schemes" for verb in ("list", "check", "diff")},
    **{f"schemes {verb}": f"{verb}_scheme" for verb in ("show", "new", "export", "import")},
    **{f"plans {verb}": f"{verb}_plans" for verb in ("list", "check")},
    **{f"plans {verb}": f"{verb}_plan" for verb in ("show", "export", "import")},
}
"""The function of a command of two words; that of a command of one word has its name"""


def test_every_example_runs_and_prints_what_the_guide_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = GUIDE.read_text(encoding="utf-8")
    names: dict[str, object] = {}
    blocks = list(_BLOCK.finditer(text))
    for block in blocks:
        line = text.count("\n", 0, block.start("code"))
        printed = io.StringIO()
        code = compile("\n" * line + block["code"], str(GUIDE), "exec")
        with contextlib.redirect_stdout(printed):
            exec(code, names)
        if block["shown"] is not None:
            assert printed.getvalue() == block["shown"], f"line {line}"
    assert len(blocks) >= 10


def test_the_guide_shows_the_whole_month() -> None:
    used = set(re.findall(r"\bxa\.(\w+)", GUIDE.read_text(encoding="utf-8")))
    assert {"init", "open_workspace", "generate", "inspect", "check", "summarize", "say", "explain"} <= used
    assert used <= set(xa.__all__)


def test_the_guide_names_every_public_function() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    functions = [name for name in xa.PUBLIC if name[0].islower()]
    assert [name for name in functions if not re.search(rf"`{name}\(|`{name}`", text)] == []


def test_every_command_has_a_function_of_the_api() -> None:
    def names(group: click.Group, before: str = "") -> list[str]:
        return [
            name
            for word, command in group.commands.items()
            for name in (
                names(command, f"{before}{word} ") if isinstance(command, click.Group) else [f"{before}{word}"]
            )
        ]

    commands = names(cli)
    assert set(BY_COMMAND) <= set(commands)
    assert [name for name in commands if not callable(getattr(xa, BY_COMMAND.get(name, name), None))] == []
