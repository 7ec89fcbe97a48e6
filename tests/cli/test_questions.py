"""Questions at the terminal: which answers are taken, and what is said to others, in the reader's language."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from xlsappraise.cli import cli, i18n
from xlsappraise.cli.language import use_language
from xlsappraise.cli.questions import LanguageChoice, agreed
from xlsappraise.store.workspace import Workspace


def typed(monkeypatch: pytest.MonkeyPatch, language: str, command: click.Command, *words: str, keys: str) -> str:
    """Return what a command prints while somebody types; it ends well."""
    before = i18n.active()
    monkeypatch.setenv("XLSAPPRAISE_LANG", language)
    try:
        use_language(language)
        done = CliRunner().invoke(command, words, input=keys)
    finally:
        use_language(before)
    assert done.exception is None, done.output
    return done.output


def answered(monkeypatch: pytest.MonkeyPatch, language: str, *answers: str) -> tuple[bool, str]:
    """Return what the question came to, and all that was printed."""
    found: list[bool] = []
    command = click.Command("ask", callback=lambda: found.append(agreed("仍要撤回吗？")))
    said = typed(monkeypatch, language, command, keys="".join(f"{answer}\n" for answer in answers))
    return found[0], said


@pytest.mark.parametrize("answer", ["y", "Y", "yes", "YES", "是", " 是 ", "ｙ", "是的"])
def test_yes_in_either_language(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    assert answered(monkeypatch, "zh_CN", answer)[0] is True
    assert answered(monkeypatch, "en", answer)[0] is True


@pytest.mark.parametrize("answer", ["n", "N", "no", "否", "", "不"])
def test_no_in_either_language(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    assert answered(monkeypatch, "zh_CN", answer)[0] is False


def test_other_answers_are_asked_again_in_the_language_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    agreed_to, said = answered(monkeypatch, "zh_CN", "好吧", "是")
    assert agreed_to and "Error" not in said
    assert said.count("仍要撤回吗？ [是/否]") == 2 and "请回答“是”或“否”（也可以写 y 或 n）。" in said
    assert "Answer y (yes) or n (no)." in answered(monkeypatch, "en", "perhaps", "no")[1]


@pytest.mark.parametrize(("answer", "code"), [("中文", "zh_CN"), ("English", "en"), ("zh_CN", "zh_CN"), ("英文", "en")])
def test_a_language_is_chosen_by_its_name_or_code(answer: str, code: str) -> None:
    assert LanguageChoice().convert(answer, None, None) == code


def test_a_language_that_there_is_not_is_asked_for_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("xlsappraise.cli.commands.attended", lambda: True)
    said = typed(monkeypatch, "zh_CN", cli, "init", str(tmp_path / "desk"), keys="示例公司\n法语\n中文\n")
    assert "Error" not in said and "错误：'法语' 不在可选范围内，请从 'zh_CN', 'en' 中选一个。" in said
    assert Workspace(tmp_path / "desk").settings.language == "zh_CN"
