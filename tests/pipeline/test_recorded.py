"""What does the ledger alone know of a period: accepted forms and imports, ranked together?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.conftest import NOVEMBER, WORKED_EXAMPLE, Bench, person
from tests.pipeline.test_history import SCHEME, imported
from xlsappraise.product.returned import withdraw
from xlsappraise.results.recorded import Recorded, recorded
from xlsappraise.returned.accept import accept
from xlsappraise.schemes import Library

BETTER = {**WORKED_EXAMPLE, "attitude.rating": 15}
"""Two points more than the worked example: 78.00"""


def known(bench: Bench, *, imports: bool = True, **options: Any) -> Recorded:
    with bench.open() as office:
        past = office.ledger.past_results() if imports else ()
        return recorded(office, [NOVEMBER], past, **options)[NOVEMBER]


def totals(found: Recorded, scheme: str = SCHEME) -> dict[str, tuple[float, str, int, str]]:
    return {n: (s.total, s.grade, s.rank, s.source) for n, s in found.scores.get(scheme, {}).items()}


def test_an_accepted_form_counts_as_it_was_scored(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE)
    one.settle()
    found = known(one)
    assert totals(found) == {"E001": (76.0, "合格", 1, "form")}
    score = found.scores[SCHEME]["E001"]
    assert (score.name, score.person.department, score.person.position, score.person.supervisor) == (
        "王小燕", "客服一部", "客服回访专员", "李建国",
    )  # fmt: skip
    assert found.schemes[SCHEME].digest == Library()[SCHEME].digest


def test_what_has_only_been_put_into_the_inbox_is_not_recorded(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE)
    found = known(one)
    assert (totals(found), [form.state for form in found.forms]) == ({}, ["missing"])
    assert [who.name for who in found.people[SCHEME].values()] == ["王小燕"]


def test_forms_and_imports_are_ranked_together_and_equal_totals_share_a_rank(bench: Bench) -> None:
    everybody = [person(number, name=f"员工{number}") for number in ("E001", "E002", "E003", "E004")]
    bench.issue(*everybody, only=["E001", "E002"])
    for number in ("E001", "E002"):
        bench.fill(WORKED_EXAMPLE, number)
    bench.settle()
    imported(bench, ("E003", "2026-11", SCHEME, 90, None), ("E004", "2026-11", SCHEME, 60.5, None))
    assert {n: (total, rank, source) for n, (total, _grade, rank, source) in totals(known(bench)).items()} == {
        "E001": (76.0, 2, "form"), "E002": (76.0, 2, "form"), "E003": (90.0, 1, "history"),
        "E004": (60.5, 4, "history"),
    }  # fmt: skip
    assert {score.of for score in known(bench).scores[SCHEME].values()} == {4}


def test_versions_that_wait_leave_no_result_until_one_is_accepted(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE, name="a.xlsx")
    second = one.fill(BETTER, name="b.xlsx")
    one.settle()
    assert (totals(known(one)), [form.state for form in known(one).forms]) == ({}, ["invalid"])
    with one.open() as office:
        accept(office, second, "主管确认")
    assert totals(known(one)) == {"E001": (78.0, "合格", 1, "form")}


def test_the_same_entries_in_another_file_do_not_wait(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE, name="a.xlsx")
    one.settle()
    _saved_again(one, one.inbox / "a.xlsx")
    one.settle()
    assert totals(known(one)) == {"E001": (76.0, "合格", 1, "form")}


def _saved_again(bench: Bench, path: Path) -> None:
    copy = bench.inbox / "b.xlsx"
    copy.write_bytes(path.read_bytes())
    bench.edit(copy, lambda sheet: setattr(sheet.sheet_view, "zoomScale", 90))


def test_withdrawn_and_replaced_forms_are_not_there(bench: Bench) -> None:
    bench.issue(person(), person("E002", name="张伟"))
    for number in ("E001", "E002"):
        bench.fill(WORKED_EXAMPLE, number)
    bench.settle()
    with bench.open() as office:
        withdraw(office, "E002", NOVEMBER, reason="离职", yes=True)
    bench.issue(reissue=["E001"], yes=True)
    found = known(bench)
    assert (totals(found), len(found.forms), list(found.people[SCHEME])) == ({}, 1, ["E001"])


def test_only_some_schemes_or_no_imports_at_all(bench: Bench) -> None:
    bench.issue(person(), person("E002", name="张伟", schemes="presales-weighted"))
    imported(bench, ("E002", "2026-11", SCHEME, 90, None))
    assert list(known(bench, only={"presales-weighted"}).people) == ["presales-weighted"]
    assert totals(known(bench, imports=False)) == {}
    assert totals(known(bench)) == {"E002": (90.0, "优秀", 1, "history")}


def test_nothing_is_known_of_a_period_without_anything(bench: Bench) -> None:
    assert known(bench) == Recorded(NOVEMBER)
