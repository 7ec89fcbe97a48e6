"""Forms of several raters about one person: who gets which, who stays unnamed, what they come to together."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import (
    QUARTERLY,
    Bench,
    beside,
    message_of,
    new_workspace,
    own_edition,
    person,
    text_of,
    write_roster,
)
from tests.pipeline.flow import ordered, people, returned, told
from tests.pipeline.states import FORMS, without_editions
from tests.steps import Steps
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Refusal
from xlsappraise.product.returned import withdraw
from xlsappraise.results.explain import explain
from xlsappraise.returned.accept import accept
from xlsappraise.roster import PEER_NUMBER, PEERS, RATEE_NUMBER
from xlsappraise.schemes import Library

AUTUMN = Period("quarter", 2026, 4)
SCHEME = "supervisor-360-quarterly"
FULL = {
    "punctuality": 8, "responsibility": 8, "service_mind": 9, "knowledge": 8, "communication": 8, "learning": 9,
    "teamwork": 8, "motivation": 8, "assignment": 9, "customer_voice": 8, "customer_needs": 8, "complaint_follow_up": 9,
}  # fmt: skip
PEER_NAMES = {"E002": "欧阳甲", "E003": "司马乙", "E004": "诸葛丙", "E005": "上官丁"}
REPORT = {"field.self_report": "本季度主要工作：排班与投诉跟进。"}


def marks(total: float) -> dict[str, float]:
    """Return the marks of a form that come to a total: full ones, lowered from the first on."""
    left, found = 100 - total, {}
    for name, full in FULL.items():
        less = min(left, full)
        found[f"{name}.rating"] = full - less
        left -= less
    return found


def crew(peers: str = "E002、E003、E004", **changes: Any) -> list[dict[str, Any]]:
    """Return the person who is appraised, with these peers, and the colleagues."""
    rated = person(schemes=SCHEME, **{PEERS: peers, **changes})
    return [rated, *(person(n, name=name, schemes="owner-survey") for n, name in PEER_NAMES.items())]


@pytest.fixture
def autumn(tmp_path: Path, steps: Steps | None) -> Bench:
    """A workspace in the fourth quarter, with nothing issued."""
    workspace = new_workspace(steps, tmp_path / "考核 资料")
    own_edition(workspace, "owner-survey", QUARTERLY)
    return Bench(workspace, AUTUMN, steps=steps)


@pytest.fixture
def rated(autumn: Bench) -> Bench:
    """E001 王小燕 rated by herself, 李建国 and three peers."""
    people(autumn, *crew())
    assert ordered(autumn, schemes=[SCHEME]).problems == []
    return autumn


def form(bench: Bench, rater: str) -> Path:
    """Return the form of a part (self, supervisor), or of the peer of this name."""
    if rater in ("self", "supervisor"):
        (found,) = bench.outbox.rglob(f"E001_*_{rater}.xlsx")
    else:
        (found,) = (bench.outbox / rater).glob("E001_*_peer*.xlsx")
    return found


def give(bench: Bench, **totals: float) -> None:
    """Return forms with these totals; keys are parts or the names of peers."""
    for rater, total in totals.items():
        report = REPORT if rater == "self" else {}
        returned(bench, form(bench, rater), {**marks(total), **report})


def outcome(bench: Bench) -> dict[str, Any]:
    """Return the JSON of a summary, made twice and the same both times."""
    first, again = without_editions(bench.settle().as_dict()), bench.results().as_dict()
    assert first == again
    assert first["counts"]["issued"] == sum(first["counts"][state] for state in FORMS)
    return first


def everything_in(path: Path) -> str:
    """Return all that stands in the parts of a workbook."""
    with zipfile.ZipFile(path) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def line(bench: Bench) -> dict[str, Any]:
    """Return the one result of E001."""
    (found,) = (r for r in outcome(bench)["results"] if r["employee_id"] == "E001")
    return dict(found)


def findings(bench: Bench) -> list[tuple[str, str, str | None, str | None]]:
    """Return (severity, code, found, expected) of all that is said above a note."""
    return [
        (p["severity"], p["code"], p["found"], p["expected"])
        for p in outcome(bench)["problems"]
        if p["severity"] != "note"
    ]


def texts(path: Path) -> str:
    """Return every part of a workbook, as text."""
    with zipfile.ZipFile(path) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


# Who gets which


def test_each_rater_gets_a_form_in_a_folder_of_their_own(rated: Bench) -> None:
    stem = f"E001_王小燕_{SCHEME}_2026-Q4"
    found = {p.parent.name: p.name for p in rated.outbox.rglob("*.xlsx")}
    peers = {name: found.pop(name) for name in ("欧阳甲", "司马乙", "诸葛丙")}
    assert found == {"王小燕": f"{stem}_self.xlsx", "李建国": f"{stem}_supervisor.xlsx"}
    assert sorted(peers.values()) == [f"{stem}_peer.xlsx", f"{stem}_peer_2.xlsx", f"{stem}_peer_3.xlsx"]


def test_a_second_sheet_names_peers_by_number_and_by_name(autumn: Bench) -> None:
    write_roster(autumn.workspace.roster, crew(peers=""))
    book = openpyxl.load_workbook(autumn.workspace.roster)
    sheet = book.create_sheet(PEERS)
    for row in (
        [RATEE_NUMBER, "备注", PEER_NUMBER],
        ["E001", "", "E002"],
        ["Ｅ001", "", "司马乙"],
        ["E001", "", "E005"],
    ):
        sheet.append(row)
    book.save(autumn.workspace.roster)
    made = ordered(autumn, schemes=[SCHEME])
    assert made.problems == []
    assert sorted(i.supervisor for i in made.issued if i.rater == "peer") == ["上官丁", "司马乙", "欧阳甲"]


def test_column_and_sheet_add_up(autumn: Bench) -> None:
    people(autumn, *crew("E002，司马乙"))
    book = openpyxl.load_workbook(autumn.workspace.roster)
    sheet = book.create_sheet(PEERS)
    for row in ([RATEE_NUMBER, PEER_NUMBER], ["E001", "E004"]):
        sheet.append(row)
    book.save(autumn.workspace.roster)
    made = ordered(autumn, schemes=[SCHEME])
    assert sorted(i.supervisor for i in made.issued if i.rater == "peer") == ["司马乙", "欧阳甲", "诸葛丙"]


def test_a_form_shows_one_rater_and_only_the_self_form_asks_for_a_report(rated: Bench) -> None:
    for rater, part in (("self", "self"), ("supervisor", "supervisor"), ("欧阳甲", "peer")):
        described = rated.describe(form(rated, rater))
        ids = [i["id"] for i in described["inputs"]]
        assert described["rater"] == part
        assert {i["rater"] for i in described["inputs"]} == {part}
        assert [i for i in ids if "@" in i] == []
        assert ("field.self_report" in ids) == (part == "self")
        assert [i for i in ids if i.endswith(".rating")] == [f"{name}.rating" for name in FULL]


def test_a_peers_form_bears_no_peers_name_anywhere(rated: Bench) -> None:
    for own in ("欧阳甲", "司马乙", "诸葛丙"):
        path = form(rated, own)
        for name in PEER_NAMES.values():
            assert name not in path.name
            assert name not in texts(path)
        assert "王小燕" in texts(path)
    supervisors = texts(form(rated, "supervisor"))
    assert "李建国" in supervisors
    assert not any(name in supervisors for name in PEER_NAMES.values())


def test_peers_forms_differ_in_nothing_but_their_number(rated: Bench) -> None:
    plain = set()
    for name in ("欧阳甲", "司马乙", "诸葛丙"):
        text = texts(form(rated, name))
        token = rated.describe(form(rated, name))["document"]
        assert token in text
        plain.add(text.replace(token, "№"))
    assert len(plain) == 1


# What they come to


def test_three_peers_count_30_percent(rated: Bench) -> None:
    give(rated, self=100, supervisor=80, 欧阳甲=70, 司马乙=85, 诸葛丙=82)
    found = line(rated)
    # 0.2 × 100 + 0.5 × 80 + 0.3 × (70 + 85 + 82) ÷ 3 = 20 + 40 + 23.7
    assert (found["total"], found["grade"], found["state"], found["rank"]) == (83.7, "良好", "valid", 1)
    assert findings(rated) == []


def test_four_peers_are_averaged_and_rounded_once(autumn: Bench) -> None:
    people(autumn, *crew("E002、E003、E004、E005"))
    ordered(autumn, schemes=[SCHEME])
    give(autumn, self=90.5, supervisor=81, 欧阳甲=70, 司马乙=85, 诸葛丙=82, 上官丁=76.5)
    # 18.1 + 40.5 + 0.3 × 313.5 ÷ 4 = 58.6 + 23.5125
    assert line(autumn)["total"] == 82.11


def test_the_criteria_of_a_composite_are_weighted_like_the_total(rated: Bench) -> None:
    give(rated, self=100, supervisor=98, 欧阳甲=94, 司马乙=97, 诸葛丙=100)
    criteria = line(rated)["criteria"]
    # 8 points: 0.2 × 8 + 0.5 × 6 + 0.3 × (2 + 5 + 8) ÷ 3
    assert criteria["punctuality"] == 6.1
    assert criteria["responsibility"] == 8
    assert list(criteria) == list(FULL)


@pytest.mark.parametrize(
    ("given", "total", "missing"),
    [
        # (0.5 × 80 + 0.3 × 79) ÷ 0.8
        ({"supervisor": 80, "欧阳甲": 70, "司马乙": 85, "诸葛丙": 82}, 79.63, [("rater-missing", None, None)]),
        # (0.2 × 100 + 0.3 × 79) ÷ 0.5
        ({"self": 100, "欧阳甲": 70, "司马乙": 85, "诸葛丙": 82}, 87.4, [("rater-missing", None, None)]),
        # (0.2 × 100 + 0.5 × 80) ÷ 0.7
        ({"self": 100, "supervisor": 80}, 85.71, [("peers-withheld", "0", "3")]),
        ({"self": 100, "supervisor": 80, "欧阳甲": 10, "司马乙": 0}, 85.71, [("peers-withheld", "2", "3")]),
        ({"supervisor": 80, "欧阳甲": 10}, 80.0, [("rater-missing", None, None), ("peers-withheld", "1", "3")]),
    ],
)  # fmt: skip
def test_a_part_that_is_missing_is_never_0_and_always_told(
    rated: Bench, given: Mapping[str, float], total: float, missing: Sequence[tuple[str, str, str]]
) -> None:
    give(rated, **given)
    found = line(rated)
    assert (found["state"], found["total"]) == ("valid", total)
    assert [f[1:] for f in findings(rated)] == missing
    assert {f[0] for f in findings(rated)} == {"warning"}


def test_two_peers_alone_give_no_result_and_it_is_told_why(rated: Bench) -> None:
    give(rated, 欧阳甲=70, 司马乙=85)
    assert {f[1] for f in findings(rated)} == {"rater-missing", "peers-withheld"}
    found = line(rated)
    assert (found["state"], found["total"], found["grade"], found["rank"], found["criteria"]) == (
        "missing", None, None, None, {},
    )  # fmt: skip


def test_marks_of_zero_are_marks(rated: Bench) -> None:
    give(rated, self=0, supervisor=0, 欧阳甲=0, 司马乙=0, 诸葛丙=0)
    assert line(rated)["total"] == 0.0


# What goes wrong


def test_what_a_peer_wrote_is_not_told_in_the_summary_when_versions_differ(rated: Bench) -> None:
    give(rated, self=100, supervisor=80)
    for number, remark in enumerate(("没有意见", "他骂过我"), 1):
        told = {**marks(70 + number), f"{Library()['supervisor-360-quarterly'].criteria[0].id}.remark": remark}
        returned(rated, form(rated, "欧阳甲"), told, f"甲 {number}.xlsx")
    texts = everything_in(rated.summarize().workbook)
    assert "他骂过我" not in texts and "没有意见" not in texts
    assert "versions-differ" in texts


def test_a_peer_who_returns_two_versions_waits_for_a_decision(rated: Bench) -> None:
    give(rated, self=100, supervisor=80, 司马乙=85, 诸葛丙=82)
    returned(rated, form(rated, "欧阳甲"), marks(70), "甲 1.xlsx")
    kept = returned(rated, form(rated, "欧阳甲"), marks(73), "甲 2.xlsx")
    result = outcome(rated)
    assert result["files"]["set_aside"] == 2
    assert result["counts"]["invalid"] == 1
    codes = [p["code"] for p in result["problems"] if p["severity"] != "note"]
    assert sorted(codes) == ["peers-withheld", "versions-differ", "versions-differ"]
    assert line(rated)["total"] == 85.71
    with rated.open() as office:
        accept(office, kept, "本人确认")
    # 20 + 40 + 0.3 × (73 + 85 + 82) ÷ 3
    assert line(rated)["total"] == 84.0
    assert findings(rated) == []


def test_a_self_form_signed_by_the_supervisor_is_told_with_its_cell(rated: Bench) -> None:
    give(rated, supervisor=80, 欧阳甲=70, 司马乙=85, 诸葛丙=82)
    path = form(rated, "self")
    cell = next(i["cell"] for i in rated.describe(path)["inputs"] if i["id"] == "signoff.name")
    returned(rated, path, {**marks(100), **REPORT, "signoff.name": "李建国"}, "自评.xlsx")
    (found,) = [p for p in outcome(rated)["problems"] if p["severity"] != "note"]
    assert (found["severity"], found["code"], found["file"], found["cell"]) == (
        "warning", "signed-by-another", "自评.xlsx", cell,
    )  # fmt: skip
    assert (found["found"], found["expected"], found["employee_id"]) == ("李建国", "自评", "E001")
    assert line(rated)["state"] == "valid"


def test_the_supervisors_copy_returned_for_the_self_form_is_not_taken_for_it(rated: Bench) -> None:
    give(rated, supervisor=80)
    path = returned(rated, form(rated, "supervisor"), marks(97), form(rated, "self").name)
    result = outcome(rated)
    assert {p["code"] for p in result["problems"] if p["file"] == path.name} == {"versions-differ"}
    assert result["counts"]["valid"] == 0
    assert result["missing"] == ["E001"] * 4


def test_copied_marks_are_told_and_different_ones_are_not(rated: Bench) -> None:
    give(rated, self=99, supervisor=80, 欧阳甲=70, 司马乙=85, 诸葛丙=80)
    (found,) = [p for p in outcome(rated)["problems"] if p["code"] == "marks-copied"]
    pair = {found["file"], found["expected"]}
    assert pair == {f"{n}/{form(rated, n if n != '李建国' else 'supervisor').name}" for n in ("李建国", "诸葛丙")}
    assert found["severity"] == "warning"


# Later


def test_a_second_run_issues_nothing_and_peers_may_be_added_later(rated: Bench) -> None:
    before = {p.relative_to(rated.outbox): p.read_bytes() for p in rated.outbox.rglob("*.xlsx")}
    again = ordered(rated, schemes=[SCHEME])
    assert (again.issued, again.already, again.problems) == ([], 5, [])
    people(rated, *crew("E005、E002、E003、E004"))
    more = ordered(rated, schemes=[SCHEME])
    assert [(i.rater, i.supervisor, i.folder) for i in more.issued] == [("peer", "上官丁", "上官丁")]
    after = {p.relative_to(rated.outbox): p.read_bytes() for p in rated.outbox.rglob("*.xlsx")}
    assert len(after) == 6
    assert {name: after[name] for name in before} == before


def test_too_few_peers_are_told_when_forms_go_out(autumn: Bench) -> None:
    people(autumn, *crew("E002、E003"))
    made = ordered(autumn, schemes=[SCHEME])
    assert [(p.severity, p.code, p.employee_id, text_of(p.found), text_of(p.expected)) for p in made.problems] == [
        ("warning", "too-few-peers-named", "E001", "2", "3")
    ]
    assert len(made.issued) == 4


def test_reissue_replaces_every_raters_form(rated: Bench) -> None:
    give(rated, self=100, 欧阳甲=70)
    old = form(rated, "欧阳甲")
    made = ordered(rated, schemes=[SCHEME], reissue=["E001"], yes=True)
    assert sorted(i.rater for i in made.issued) == ["peer", "peer", "peer", "self", "supervisor"]
    assert len(made.replaced) == 5
    result = outcome(rated)
    assert [p["code"] for p in result["problems"]] == ["form-replaced", "form-replaced"]
    assert (result["counts"]["issued"], result["counts"]["missing"], result["files"]["refused"]) == (5, 5, 2)
    new = {i.supervisor: i.token for i in made.issued}
    (told_peer,) = [p for p in result["problems"] if "peer" in p["file"]]
    assert told_peer["expected"] == new["欧阳甲"]
    assert not old.exists() and (rated.workspace.voided(AUTUMN) / old.relative_to(rated.outbox)).exists()


def test_an_old_form_of_one_peer_is_not_forgotten_when_another_answers(rated: Bench) -> None:
    returned(rated, form(rated, "欧阳甲"), marks(70), "旧.xlsx")
    made = ordered(rated, schemes=[SCHEME], reissue=["E001"], yes=True)
    (new,) = [i for i in made.issued if i.supervisor == "司马乙"]
    returned(rated, rated.outbox / new.folder / new.filename, marks(85), "新.xlsx")
    found = {(p["file"], p["code"]) for p in outcome(rated)["problems"] if p["file"]}
    assert found == {("旧.xlsx", "form-replaced")}


@pytest.mark.parametrize("who", ["欧阳甲", "supervisor"])
def test_one_raters_form_may_be_withdrawn_alone(rated: Bench, who: str) -> None:
    with rated.open() as office:
        (gone,) = withdraw(office, "E001", AUTUMN, reason="不再评价", rater=who).forms
        assert who in (gone.file.split("/")[0], gone.rater)
        with pytest.raises(Refusal) as refused:
            withdraw(office, "E001", AUTUMN, reason="不再评价", rater=who)
    assert [p.code for p in refused.value.problems] == ["already-withdrawn"]
    counts = outcome(rated)["counts"]
    assert (counts["issued"], counts["missing"], counts["withdrawn"]) == (4, 4, 1)


def test_withdraw_takes_every_raters_form_out(rated: Bench) -> None:
    give(rated, self=100, supervisor=80)
    with rated.open() as office:
        with pytest.raises(Refusal) as refused:
            withdraw(office, "E001", AUTUMN, reason="调岗")
        assert [p.code for p in refused.value.problems] == ["withdraw-voids-valid"]
        gone = withdraw(office, "E001", AUTUMN, reason="调岗", yes=True).forms
    assert len(gone) == 5
    result = outcome(rated)
    assert (result["counts"]["issued"], result["counts"]["withdrawn"], result["results"]) == (0, 5, [])
    assert {p["code"] for p in result["problems"]} == {"form-withdrawn"}


def test_the_json_has_one_result_per_person_and_counts_forms(autumn: Bench) -> None:
    rows = crew()
    rows[1] = {**rows[1], "schemes": SCHEME, PEERS: "E001、E003、E004"}
    people(autumn, *rows)
    ordered(autumn, schemes=[SCHEME])
    give(autumn, self=100, supervisor=80, 司马乙=90)
    result = outcome(autumn)
    assert result["counts"] == {
        "issued": 10, "valid": 3, "incomplete": 0, "invalid": 0, "missing": 7, "withdrawn": 0,
    }  # fmt: skip
    assert [(r["employee_id"], r["scheme"], r["state"]) for r in result["results"]] == [
        ("E001", SCHEME, "valid"), ("E002", SCHEME, "missing"),
    ]  # fmt: skip
    assert sorted(result["missing"]) == ["E001"] * 2 + ["E002"] * 5
    assert set(result["results"][0]) == {"employee_id", "scheme", "state", "total", "grade", "rank", "criteria"}


def test_people_with_several_results_are_ranked_by_the_composite(autumn: Bench) -> None:
    rows = crew()
    rows[1] = {**rows[1], "schemes": SCHEME}
    people(autumn, *rows)
    ordered(autumn, schemes=[SCHEME])
    give(autumn, self=100, supervisor=60)
    (path,) = autumn.outbox.rglob("E002_*_supervisor.xlsx")
    returned(autumn, path, marks(90))
    ranks = {r["employee_id"]: (r["rank"], r["total"]) for r in outcome(autumn)["results"]}
    # (0.2 × 100 + 0.5 × 60) ÷ 0.7
    assert ranks == {"E002": (1, 90.0), "E001": (2, 71.43)}


def test_no_summary_sheet_bears_a_peers_name(rated: Bench) -> None:
    give(rated, self=99, supervisor=80, 欧阳甲=70, 司马乙=80)
    returned(rated, form(rated, "诸葛丙"), marks(80))
    summed = rated.summarize()
    assert "marks-copied" in {p.code for p in summed.problems}
    shown = texts(summed.workbook)
    assert "李建国" in shown
    assert [name for name in PEER_NAMES.values() if name in shown] == []


def test_explain_tells_each_form_of_a_person_and_what_they_make_together(rated: Bench) -> None:
    give(rated, self=100, supervisor=80, 欧阳甲=70)
    rated.settle()
    with rated.open() as office:
        *found, together = explain(office, "E001", AUTUMN)
    assert len(found) == 5
    totals = {
        e.form.issue.supervisor: [one.score for one in e.lines if message_of(one.title) == "Total"] for e in found
    }
    assert totals == {"王小燕": ["100.00"], "李建国": ["80.00"], "欧阳甲": ["70.00"], "司马乙": [], "诸葛丙": []}
    histories = {e.form.issue.supervisor: [event.kind for event in e.history] for e in found}
    assert histories["欧阳甲"] == ["issued", "accepted"]
    assert histories["司马乙"] == ["issued"]
    # (0.2 × 100 + 0.5 × 80) ÷ 0.7; one peer of three at least
    assert [(message_of(one.title), message_of(one.score)) for one in together.lines] == [
        ("自评", "100.00"), ("上级", "80.00"), ("同事", "does not count"), ("Total", "85.71"), ("Grade", "良好"),
    ]  # fmt: skip
    assert [p.code for p in together.problems] == ["peers-withheld"]


# Mistakes in the roster


def mistakes(bench: Bench, peers: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """Return (code, cell, found, expected) of what is wrong with a cell of peers; nothing may be issued."""
    people(bench, *crew(peers))
    made = ordered(bench, schemes=[SCHEME])
    assert made.issued == []
    assert {p.sheet for p in made.problems} == {"Sheet"}
    assert not bench.outbox.exists()
    return [(p.code, p.cell, text_of(p.found), text_of(p.expected)) for p in made.problems]


PEER_CELL = beside(2)


@pytest.mark.parametrize(
    ("peers", "expected"),
    [
        ("E002、E003、E044", ("roster-unknown-peer", PEER_CELL, "E044", "E004")),
        ("E002、E003、王小燕", ("roster-peer-not-possible", PEER_CELL, "王小燕", "the person who is appraised")),
        ("E002、E003、E001", ("roster-peer-not-possible", PEER_CELL, "E001", "the person who is appraised")),
        ("E002、E003、欧阳甲", ("roster-peer-not-possible", PEER_CELL, "欧阳甲", "named already")),
    ],
)
def test_each_mistake_is_told_by_its_cell(autumn: Bench, peers: str, expected: tuple[str, str, str, str]) -> None:
    assert mistakes(autumn, peers) == [expected]


def test_the_supervisor_is_no_peer(autumn: Bench) -> None:
    people(autumn, *crew("E002、E003、E006"), person("E006", name="李建国", schemes="owner-survey"))
    made = ordered(autumn, schemes=[SCHEME])
    assert [(p.code, p.cell, text_of(p.found), text_of(p.expected), p.employee_id) for p in made.problems] == [
        ("roster-peer-not-possible", PEER_CELL, "E006", "the direct supervisor", "E001")
    ]


def test_a_name_that_several_bear_names_nobody(autumn: Bench) -> None:
    people(autumn, *crew("E002、E003、上官丁"), person("E006", name="上官丁", schemes="owner-survey"))
    assert told(ordered(autumn, schemes=[SCHEME]).problems) == [("roster-unknown-peer", PEER_CELL)]


def test_all_mistakes_of_the_second_sheet_are_told_at_once(autumn: Bench) -> None:
    write_roster(autumn.workspace.roster, crew(peers=""))
    book = openpyxl.load_workbook(autumn.workspace.roster)
    sheet = book.create_sheet(PEERS)
    rows = [
        ["", RATEE_NUMBER, PEER_NUMBER], ["", "E001", "E002"], ["", "E001", "E044"], ["", "E099", "E002"],
        ["", "E001", "E001"], ["", "E001", "E002"], ["", "E001", ""], ["", "", "E003"],
    ]  # fmt: skip
    for row in rows:
        sheet.append(row)
    book.save(autumn.workspace.roster)
    made = ordered(autumn, schemes=[SCHEME])
    assert made.issued == []
    assert {p.sheet for p in made.problems} == {PEERS}
    assert sorted((p.cell, p.code, text_of(p.found)) for p in made.problems) == [
        ("B4", "roster-unknown-peer", "E099"),
        ("B8", "roster-unknown-peer", ""),
        ("C3", "roster-unknown-peer", "E044"),
        ("C5", "roster-peer-not-possible", "E001"),
        ("C6", "roster-peer-not-possible", "E002"),
        ("C7", "roster-unknown-peer", ""),
    ]


def test_a_second_sheet_without_its_headings_is_not_passed_over(autumn: Bench) -> None:
    write_roster(autumn.workspace.roster, crew(peers=""))
    book = openpyxl.load_workbook(autumn.workspace.roster)
    sheet = book.create_sheet(PEERS)
    for row in ([RATEE_NUMBER, "评价人"], ["E001", "E002"]):
        sheet.append(row)
    book.save(autumn.workspace.roster)
    made = ordered(autumn, schemes=[SCHEME])
    assert [(p.code, p.sheet, text_of(p.expected)) for p in made.problems] == [
        ("roster-missing-column", PEERS, PEER_NUMBER),
        ("too-few-peers-named", None, "3"),
    ]
    assert "peer" not in {issue.rater for issue in made.issued}


def test_a_formula_in_the_second_sheet_is_not_believed(autumn: Bench) -> None:
    write_roster(autumn.workspace.roster, crew(peers=""))
    book = openpyxl.load_workbook(autumn.workspace.roster)
    sheet = book.create_sheet(PEERS)
    for row in ([RATEE_NUMBER, PEER_NUMBER], ["E001", '="E00"&2']):
        sheet.append(row)
    book.save(autumn.workspace.roster)
    made = ordered(autumn, schemes=[SCHEME])
    assert [(p.code, p.sheet, p.cell) for p in made.problems] == [
        ("roster-formula", PEERS, "B2"),
        ("too-few-peers-named", None, None),
    ]
    assert "peer" not in {issue.rater for issue in made.issued}


def test_a_peer_on_leave_gets_no_form(autumn: Bench) -> None:
    rows = crew("E002、E003、E004")
    rows[3] = {**rows[3], "status": "休假"}
    people(autumn, *rows)
    made = ordered(autumn, schemes=[SCHEME])
    assert sorted(i.supervisor for i in made.issued if i.rater == "peer") == ["司马乙", "欧阳甲"]
    assert [p.code for p in made.problems] == ["too-few-peers-named"]


def test_the_frozen_record_of_a_peers_form_holds_no_name(rated: Bench) -> None:
    with rated.open() as office:
        issues = [i for i in office.ledger.issues("2026-Q4") if i.rater == "peer"]
    assert len(issues) == 3
    for issue in issues:
        stamped = "\n".join(issue.stamps.texts().values())
        assert not any(name in stamped for name in PEER_NAMES.values())
        assert "王小燕" in stamped
