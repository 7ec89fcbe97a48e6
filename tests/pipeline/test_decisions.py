"""Decisions can be undone, are told, and keep the history of every form of a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import NOVEMBER, WORKED_EXAMPLE, Bench, person, text_of
from tests.spots import at
from xlsappraise.base.problems import Refusal
from xlsappraise.product.returned import withdraw
from xlsappraise.results.explain import explain
from xlsappraise.returned.accept import accept


def decide(bench: Bench, name: str, reason: str) -> None:
    with bench.open() as office:
        accept(office, bench.inbox / name, reason)


def test_a_declined_version_is_noted_and_can_be_chosen_after_all(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE, name="a.xlsx")
    one.fill({**WORKED_EXAMPLE, "ability.rating": 9}, name="b.xlsx")
    decide(one, "a.xlsx", "主管确认")
    first = one.settle().as_dict()
    assert (first["results"][0]["total"], first["counts"]["valid"]) == (76.0, 1)
    assert [(p["code"], p["file"]) for p in first["problems"] if p["code"] == "version-declined"] == [
        ("version-declined", "b.xlsx")
    ]
    decide(one, "b.xlsx", "更正")
    assert one.settle().as_dict()["results"][0]["total"] == 78.0
    with pytest.raises(Refusal) as settled:
        decide(one, "b.xlsx", "再来一次")
    assert [(p.code, text_of(p.found)) for p in settled.value.problems] == [("already-accepted", "更正")]


def test_accept_needs_no_summary_before(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE, name="a.xlsx")
    one.fill({**WORKED_EXAMPLE, "ability.rating": 9}, name="b.xlsx")
    decide(one, "b.xlsx", "主管确认")
    assert one.settle().as_dict()["results"][0]["total"] == 78.0


def test_what_came_back_for_a_replaced_form_answers_nothing(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE)
    one.settle()
    again = one.issue(reissue=["E001"], yes=True)
    assert [i.filename for i in again.replaced] == ["E001_王小燕_furniture-callback_2026-11.xlsx"]
    assert [i.filename for i in again.issued] == ["E001_王小燕_furniture-callback_2026-11_2.xlsx"]
    result = one.settle().as_dict()
    assert result["results"][0]["state"] == "missing" and result["missing"] == ["E001"]
    assert [p["code"] for p in result["problems"]] == ["form-replaced", "book-corrected"]


def test_the_history_goes_back_through_replaced_forms(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE)
    one.settle()
    one.issue(reissue=["E001"], yes=True)
    with one.open() as office:
        (found,) = explain(office, "E001", NOVEMBER)
    assert [event.kind for event in found.history] == ["issued", "accepted", "replaced", "issued"]


def test_two_forms_of_one_person_are_explained_apart(bench: Bench) -> None:
    bench.issue(person(schemes="furniture-callback、presales-weighted"))
    furniture = next(bench.outbox.rglob("*furniture*.xlsx"))
    places = {i["id"]: i for i in bench.describe(furniture)["inputs"]}
    assert places["ability.rating"]["cell"] == at("ability.rating")
    (bench.inbox / "presales.xlsx").write_bytes(next(bench.outbox.rglob("*presales*.xlsx")).read_bytes())
    with bench.open() as office:
        found = {e.form.issue.scheme_id: [p.code for p in e.problems] for e in explain(office, "E001", NOVEMBER)}
    assert found == {"furniture-callback": [], "presales-weighted": ["untouched"]}


def test_a_form_is_withdrawn_once(one: Bench) -> None:
    with one.open() as office:
        withdraw(office, "E001", NOVEMBER, reason="离职")
        with pytest.raises(Refusal) as again:
            withdraw(office, "Ｅ００１", NOVEMBER, reason="离职")
    assert [(p.code, text_of(p.expected)) for p in again.value.problems] == [("already-withdrawn", "离职")]


def test_a_duplicate_says_whose_it_is(one: Bench) -> None:
    path = one.fill(WORKED_EXAMPLE)
    (one.inbox / f"{path.stem} - 副本 (1).xlsx").write_bytes(path.read_bytes())
    twin = next(f for f in one.collect().files if f.state == "duplicate")
    assert (twin.name.endswith("副本 (1).xlsx"), twin.employee_id) == (True, "E001")


def test_a_summary_that_is_open_elsewhere_is_written_beside(one: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    target = one.workspace.summary(NOVEMBER)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(b"open in Excel")
    replace = Path.replace

    def locked(self: Path, other: Path) -> Path:
        if Path(other) == target:
            raise PermissionError(13, "Permission denied")
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", locked)
    done = one.summarize()
    assert done.workbook.name == "summary (2).xlsx"
    assert done.workbook.read_bytes().startswith(b"PK") and target.read_bytes() == b"open in Excel"


@pytest.mark.parametrize(
    ("name", "code"), [("none/summary.xlsx", "folder-not-found"), ("summary.pdf", "not-a-workbook-name")]
)
def test_a_summary_goes_only_where_it_can_be_found(one: Bench, tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        one.summarize(out=tmp_path / name)
    assert [p.code for p in refused.value.problems] == [code]
    assert not (tmp_path / name).exists() and not (tmp_path / "none").exists()
