"""Has every hostile file its code, within the limits of time and memory, and does none change a mark?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.catalogue import SHAPES, hostile_files
from tests.hostile.form import Form, examine
from tests.hostile.limits import CPU, SPACE, Answer, answers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the limits and their measures are those of Linux")
TOO_COSTLY = "file-too-costly"
"""The code of a file that exceeds a worker's limits"""


class Answered:
    """The form, and the answers to all hostile files made from it."""

    def __init__(self, folder: Path) -> None:
        self.form = Form(folder)
        path = folder / "原.xlsx"
        path.write_bytes(self.form.data)
        self.whole = examine(self.form.examiner, path)
        self.answers = list(answers(self.form, hostile_files(self.form), folder))


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answered]:
    yield Answered(tmp_path_factory.mktemp("hostile"))


def codes(answer: Answer, *severities: str) -> set[str]:
    """Return the codes of these severities; TOO_COSTLY for a file that the limits stopped."""
    if answer.outcome is None:
        return {TOO_COSTLY}
    return {p.code for p in answer.outcome.problems if p.severity in severities}


def test_there_are_many_and_each_has_its_own_name(answered: Answered) -> None:
    names = [answer.hostile.name for answer in answered.answers]
    assert len(names) == len(set(names)) >= 150
    assert len(SHAPES) >= 10


def test_the_form_they_hide_in_is_complete(answered: Answered) -> None:
    assert answered.whole.complete
    assert [p.code for p in answered.whole.problems] == []


def test_each_is_answered_with_its_code(answered: Answered) -> None:
    due = {answer.hostile.name: {answer.hostile.code} - {""} for answer in answered.answers}
    found = {answer.hostile.name: codes(answer, "error", "tampering", "warning") for answer in answered.answers}
    assert {name: found[name] for name in found if not due[name] <= found[name]} == {}
    hard = {answer.hostile.name: codes(answer, "error", "tampering") for answer in answered.answers}
    assert {name: hard[name] for name in hard if not hard[name] <= due[name]} == {}


def test_each_is_refused_at_its_cell_where_it_has_one(answered: Answered) -> None:
    cells = [
        (answer.hostile.name, answer.hostile.cell)
        for answer in answered.answers
        if answer.hostile.cell
        and answer.outcome
        and answer.hostile.cell not in {p.cell for p in answer.outcome.problems}
    ]
    assert cells == []


def test_no_mark_is_ever_another_one(answered: Answered) -> None:
    whole = answered.whole.inputs
    changed = [
        (answer.hostile.name, name, value, whole.get(name))
        for answer in answered.answers
        if answer.outcome
        for name, value in answer.outcome.inputs.items()
        if value != whole.get(name) and not answer.hostile.name.startswith("text-")
    ]
    assert changed == []


def test_what_is_read_as_if_nothing_were_is_complete(answered: Answered) -> None:
    for answer in answered.answers:
        if not answer.hostile.code:
            assert answer.outcome is not None, answer.hostile.name
            assert answer.outcome.complete, answer.hostile.name


def test_each_stays_within_the_limits_of_a_worker(answered: Answered) -> None:
    stopped = {answer.hostile.name for answer in answered.answers if answer.outcome is None}
    assert stopped == {a.hostile.name for a in answered.answers if a.hostile.code == TOO_COSTLY}
    for answer in answered.answers:
        assert answer.seconds < CPU, answer.hostile.name
        assert answer.space < SPACE, answer.hostile.name


def test_each_is_told_in_both_languages(answered: Answered) -> None:
    for answer in answered.answers:
        assert answer.hostile.english.isascii(), answer.hostile.name
        assert any("一" <= letter <= "鿿" for letter in answer.hostile.chinese), answer.hostile.name
