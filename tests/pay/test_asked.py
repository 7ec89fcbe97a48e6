"""Is whoever is at the terminal asked before figures of the last run are lost, and a script refused?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.facts.desk import PEOPLE
from tests.pay.test_kept import amounts, book
from tests.pay.test_paid import through
from tests.pay.till import Till


def no_sales(till: Till) -> None:
    till.enter(PEOPLE, "E002", 销售额=None)


def no_facts(till: Till) -> None:
    till.path.unlink()


LOSSES = [(no_sales, ["book-less"]), (no_facts, ["facts-missing", "book-less"])]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Somebody is at the terminal and says no; the questions."""
    questions: list[str] = []
    monkeypatch.setattr("xlsappraise.cli.commands.attended", lambda: True)
    monkeypatch.setattr("xlsappraise.cli.commands.agreed", lambda text: bool(questions.append(text)))
    return questions


@pytest.mark.parametrize(("lose", "codes"), LOSSES)
def test_no_leaves_the_last_payroll(
    till: Till, asked: list[str], lose: Callable[[Till], None], codes: list[str]
) -> None:
    till.pay()
    good = book(till), amounts(till)
    lose(till)
    code, said, wrong = through(till)
    assert (code, said) == (1, "") and f"[{codes[0]}]" in wrong
    assert asked == ["Go on all the same?"] and (book(till), amounts(till)) == good


@pytest.mark.parametrize(("lose", "codes"), LOSSES)
def test_yes_pays_without_them(
    till: Till, monkeypatch: pytest.MonkeyPatch, asked: list[str], lose: Callable[[Till], None], codes: list[str]
) -> None:
    monkeypatch.setattr("xlsappraise.cli.commands.agreed", lambda text: asked.append(text) is None)
    till.pay()
    lose(till)
    code, _said, wrong = through(till, language="zh_CN")
    assert asked == ["仍要继续吗？"] * len(codes) and [f"[{name}]" in wrong for name in codes] == [True] * len(codes)
    assert code == 1 and ("E002", "commission") not in {(p.employee_id, p.rule) for p in till.recorded()}


@pytest.mark.parametrize("command", ["pay", "promote"])
def test_a_script_is_refused(till: Till, command: str) -> None:
    assert through(till, command=command)[0] == 0
    no_facts(till)
    code, said, wrong = through(till, command=command)
    assert (code, said) == (1, "") and "[facts-missing]" in wrong and f"xlsappraise {command} 2026-11 --yes" in wrong
