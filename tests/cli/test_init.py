"""What ``init`` asks where somebody is there to answer, and that it asks nothing else and nobody else."""

from __future__ import annotations

from pathlib import Path

import click
import openpyxl
import pytest

from tests.cli.test_help import run
from xlsappraise.store.workspace import Workspace


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Somebody is at the terminal; the questions are kept."""
    asked: list[str] = []

    def prompt(text: str, **_more: object) -> str:
        asked.append(text)
        return "en" if "type" in _more else "Example Ltd"

    monkeypatch.setattr("xlsappraise.cli.commands.attended", lambda: True)
    monkeypatch.setattr(click, "prompt", prompt)
    return asked


def test_organisation_and_language_are_asked_and_kept(answers: list[str], tmp_path: Path) -> None:
    assert run("init", "desk", cwd=tmp_path).returncode == 0
    settings = Workspace(tmp_path / "desk").settings
    assert (settings.organisation, settings.language) == ("Example Ltd", "en") and len(answers) == 2
    book = openpyxl.load_workbook(tmp_path / "desk" / "roster.xlsx")
    assert "Settings" in book.sheetnames and book.worksheets[0]["A1"].value == "Employee ID"


@pytest.mark.parametrize("given", [("--organisation", "甲公司"), ("--quiet",)])
def test_what_is_given_is_not_asked(answers: list[str], given: tuple[str, ...], tmp_path: Path) -> None:
    assert run("init", "desk", *given, cwd=tmp_path).returncode == 0 and answers == []


def test_a_language_that_is_given_is_not_asked_for(answers: list[str], tmp_path: Path) -> None:
    assert run("init", "desk", "--lang", "zh_CN", cwd=tmp_path).returncode == 0 and len(answers) == 1
    assert Workspace(tmp_path / "desk").settings.language == "zh_CN"


def test_a_script_is_asked_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(click, "prompt", lambda *_all, **_more: pytest.fail("asked"))
    assert run("init", "desk", cwd=tmp_path).returncode == 0
    assert Workspace(tmp_path / "desk").settings.language == "zh_CN"
