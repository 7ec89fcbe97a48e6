"""How lists of employee numbers are written at the command line, and all of them at once."""

from __future__ import annotations

import pytest

from tests.cli.test_help import run
from tests.cli.test_voided import given, held, pasted
from tests.conftest import WORKED_EXAMPLE, Bench, person
from xlsappraise.base.pasting import listed
from xlsappraise.cli.commands import split_list

FURNITURE, PRESALES = "furniture-callback", "presales-weighted"


def split(*values: str) -> list[str]:
    return split_list(None, None, values)  # type: ignore[arg-type]  # click's own arguments, which it does not use


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        (("E001,E002；E003",), ["E001", "E002", "E003"]),
        (("E001、 E002", "E003"), ["E001", "E002", "E003"]),
        (("A,,1,B",), ["A,1", "B"]),
        (("A；；1；B，，2",), ["A；1", "B，2"]),
        (("E001,",), ["E001"]),
        ((",",), []),
        ((), []),
    ],
)
def test_a_separator_that_is_written_twice_belongs_to_the_number(values: tuple[str, ...], numbers: list[str]) -> None:
    assert split(*values) == numbers


@pytest.mark.parametrize("numbers", [["A,1", "B"], ["A；1"], ["客、1", "x;y", "E001"], ["E001"]])
def test_what_a_message_writes_is_read_as_it_was_meant(numbers: list[str]) -> None:
    assert split(listed(numbers)) == numbers


def test_a_number_with_a_comma_can_be_withdrawn_by_the_command_of_the_message(bench: Bench) -> None:
    bench.issue(person("A,1"), person("B"))
    gone = given(bench, "withdraw", "A,1", "2026-11", "--reason", "离职")
    assert gone.returncode == 2 and "A, 1" in gone.output
    bench.fill(WORKED_EXAMPLE, "A,1")
    refused = given(bench, "withdraw", "A,,1", "2026-11", "--reason", "离职")
    assert "xlsappraise withdraw A,,1 2026-11" in refused.output
    assert given(bench, *pasted(refused.output)).returncode == 0
    assert [name[0] for name in held(bench)[1]] == ["A"]


def test_all_of_them_are_withdrawn_or_those_of_a_scheme(bench: Bench) -> None:
    bench.issue(person(schemes=f"{FURNITURE}、{PRESALES}"), person("E002", name="李梅"))
    done = given(bench, "withdraw", "all", "2026-11", "--scheme", PRESALES, "--reason", "停用")
    assert done.returncode == 0 and done.output.count("Withdrawn:") == 1
    assert "Withdrawn: E001 王小燕, " in done.output and PRESALES not in done.output.split("\n")[0]
    done = given(bench, "withdraw", "全部", "2026-11", "--reason", "停用", language="zh_CN")
    assert done.returncode == 0 and held(bench)[0] == []
    nothing = given(bench, "withdraw", "all", "2026-11", "--reason", "停用")
    assert nothing.returncode == 2 and "[withdraw-nothing]" in nothing.output


def test_withdrawing_all_asks_for_the_complete_ones(bench: Bench) -> None:
    bench.issue(person(), person("E002", name="李梅"))
    bench.fill(WORKED_EXAMPLE)
    refused = given(bench, "withdraw", "all", "2026-11", "--reason", "停用")
    assert refused.returncode == 1 and "[withdraw-voids-valid]" in refused.output and "E001 王小燕" in refused.output
    assert "xlsappraise withdraw all 2026-11" in refused.output and held(bench)[1] == []
    assert given(bench, *pasted(refused.output)).returncode == 0 and len(held(bench)[1]) == 2


def test_people_read_the_titles_of_schemes(bench: Bench) -> None:
    bench.issue(person(), person("E002", name="李梅"))
    wrong = given(bench, "withdraw", "E001", "2026-11", "--scheme", PRESALES, "--reason", "停用")
    assert "[scheme-unknown]" in wrong.output and "家具" in wrong.output and FURNITURE not in wrong.output
    form = run("inspect", str(bench.form()), "--quiet", cwd=bench.workspace.root)
    assert "家具" in form.output and f"Scheme: {FURNITURE}" not in form.output
