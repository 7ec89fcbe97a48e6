"""What is printed to a terminal: control, escape and bidirectional characters are shown escaped, never obeyed."""

from __future__ import annotations

import json

import pytest

from xlsappraise.base.problems import problem, say
from xlsappraise.base.text import printable
from xlsappraise.cli.commands import echo_json
from xlsappraise.cli.i18n import Template
from xlsappraise.cli.screen import echo, print_table

HOSTILE = "王\x1b[31m小\u202e燕\x9b2J\n共 3 人，全部有效\r\x07\udcff"
SHOWN = "王\\x1b[31m小\\u202e燕\\x9b2J\\n共 3 人，全部有效\\r\\x07\\udcff"


def test_each_character_that_a_terminal_obeys_is_escaped() -> None:
    assert printable(HOSTILE) == SHOWN


@pytest.mark.parametrize("text", ["张丽华", "a b", "甲\u3000乙", "甲\u00a0乙", "“引号”—…", "😀"])
def test_what_a_terminal_shows_stays(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize("fact", ["file", "sheet", "cell", "found", "expected"])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_message_is_one_line_whatever_is_in_it(fact: str, language: str) -> None:
    facts = {"file": "a.xlsx", "sheet": "表", "cell": "A1", "found": "x", "expected": "y", "label": "z"} | {
        fact: HOSTILE
    }
    assert say(problem("locked-cell-changed", **facts), language).isprintable()


def test_a_fact_makes_no_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    echo(Template("{name}\n{count}").format(name=HOSTILE, count=3))
    assert capsys.readouterr().out == f"{SHOWN}\n3\n"


def test_a_table_escapes_headings_and_cells(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([HOSTILE[:3], "人"], [(HOSTILE[:9], ("甲[red]", "乙"))])
    out = capsys.readouterr().out
    assert "\x1b" not in out and "[red]" in out and "\\x1b" in out


def test_json_keeps_its_value(capsys: pytest.CaptureFixture[str]) -> None:
    echo_json({"name": HOSTILE[:-1], "more": ["甲\u3000乙"]})
    out = capsys.readouterr().out
    assert all(printable(line) == line for line in out.splitlines())
    assert json.loads(out) == {"name": HOSTILE[:-1], "more": ["甲\u3000乙"]}
