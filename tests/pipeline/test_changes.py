"""What ``generate`` says of people who are gone, at leave, or have another scheme, and what its commands do."""

from __future__ import annotations

import pytest

from tests.cli.test_help import run
from tests.conftest import Bench, message_of, person
from xlsappraise.base.problems import Problem

FURNITURE, PRESALES = "furniture-callback", "presales-weighted"


def crew(second: dict[str, object] | None) -> list[dict[str, object]]:
    return [person(), *([] if second is None else [person("E002", name="李梅", **second)])]


def command(found: Problem, number: int = 0) -> list[str]:
    """Return the arguments of a command in a message."""
    return message_of(found).split("“xlsappraise ")[number + 1].split("”")[0].split()


def counting(bench: Bench) -> set[tuple[str, str]]:
    with bench.open() as office:
        issues = office.ledger.issues(str(bench.period))
    return {(one.employee_id, one.scheme_id) for one in issues if one.state == "issued"}


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (None, "change-gone"),
        ({"status": "离职"}, "change-status"),
        ({"status": "休假"}, "change-status"),
        ({"schemes": "owner-survey"}, "change-scheme"),  # for another kind of period
    ],
)
def test_whoever_gets_no_form_any_more_is_named_with_the_command_that_withdraws_it(
    bench: Bench, second: dict[str, object] | None, code: str
) -> None:
    bench.issue(*crew({}))
    made = bench.issue(*crew(second))
    (found,) = [one for one in made.problems if one.code.startswith("change-")]
    assert (found.code, found.severity, found.employee_id) == (code, "warning", "E002")
    assert "E002 李梅" in message_of(found) and counting(bench) == {("E001", FURNITURE), ("E002", FURNITURE)}
    assert run(*command(found), cwd=bench.workspace.root).returncode == 0
    assert counting(bench) == {("E001", FURNITURE)}
    assert [one for one in bench.issue().problems if one.code.startswith("change-")] == []


def test_a_transfer_is_asked_about_and_both_answers_are_commands(bench: Bench) -> None:
    bench.issue(*crew({}))
    moved: dict[str, object] = {"schemes": PRESALES}
    (found,) = [one for one in bench.issue(*crew(moved)).problems if one.code == "transfer-undecided"]
    assert (found.severity, found.employee_id) == ("error", "E002") and ("E002", PRESALES) not in counting(bench)
    root = bench.workspace.root
    assert run(*command(found, 2), cwd=root).returncode == 0
    assert counting(bench) == {("E001", FURNITURE), ("E002", FURNITURE), ("E002", PRESALES)}
    assert "transfer-undecided" not in {one.code for one in bench.issue().problems}  # a decision is not asked again


def test_a_transfer_whose_first_form_is_withdrawn(bench: Bench) -> None:
    bench.issue(*crew({}))
    moved: dict[str, object] = {"schemes": PRESALES}
    (found,) = [one for one in bench.issue(*crew(moved)).problems if one.code == "transfer-undecided"]
    root = bench.workspace.root
    assert [run(*command(found, at), cwd=root).returncode for at in (0, 1)] == [0, 0]
    assert counting(bench) == {("E001", FURNITURE), ("E002", PRESALES)}
