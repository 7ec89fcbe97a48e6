"""Nothing complete is voided without a question; voided forms leave the outbox and are answered when they come back."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import NOVEMBER, WORKED_EXAMPLE, Bench, message_of, person, text_of
from xlsappraise.base.problems import Problem, Refusal, say
from xlsappraise.issuing.generate import Generated, Order, generate
from xlsappraise.product.returned import WithdrawnForms, withdraw
from xlsappraise.results.explain import explain
from xlsappraise.returned.accept import accept

BOTH = "furniture-callback、presales-weighted"
FURNITURE, PRESALES = "furniture-callback", "presales-weighted"


def reissued(bench: Bench, *numbers: str, **more: Any) -> Generated:
    with bench.open() as office:
        return generate(office, Order(bench.period, more.pop("out", bench.outbox), reissue=numbers, **more))


def gone(bench: Bench, *numbers: str, **more: Any) -> WithdrawnForms:
    with bench.open() as office:
        return withdraw(office, numbers, bench.period, reason="离职", **more)


def refused(bench: Bench, *numbers: str, **more: Any) -> Sequence[Problem]:
    """Return why forms are not withdrawn."""
    with pytest.raises(Refusal) as caught:
        gone(bench, *numbers, **more)
    return caught.value.problems


def asked(bench: Bench, *numbers: str, **more: Any) -> Problem:
    """Return the question that is asked before forms are reissued."""
    with pytest.raises(Refusal) as caught:
        reissued(bench, *numbers, **more)
    (found,) = caught.value.problems
    return found


def states(bench: Bench) -> list[tuple[str, str, str]]:
    with bench.open() as office:
        return [(i.employee_id, i.scheme_id, i.state) for i in office.ledger.issues(str(bench.period))]


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def voided(bench: Bench) -> set[str]:
    return files(bench.workspace.voided(bench.period))


def named(number: str = "E001", name: str = "王小燕", scheme: str = FURNITURE, more: str = "") -> str:
    return f"李建国/{number}_{name}_{scheme}_2026-11{more}.xlsx"


def crew(bench: Bench) -> Bench:
    """Issue forms to three people; of the first an accepted file, of the second one that nobody has looked at."""
    bench.issue(person(), person("E002", name="李梅"), person("E003", name="赵强"))
    bench.fill(WORKED_EXAMPLE, "E001", "一.xlsx")
    bench.settle()
    bench.fill(WORKED_EXAMPLE, "E002", "二.xlsx")
    return bench


def test_a_reissue_that_voids_complete_forms_names_people_and_command(bench: Bench) -> None:
    crew(bench)
    before = (states(bench), files(bench.outbox))
    found = asked(bench, "E001", "E002", "E003", schemes=[FURNITURE], hidden=True)
    assert (found.code, found.severity) == ("reissue-voids-valid", "error")
    command = f"xlsappraise generate 2026-11 --reissue E001,E002,E003 --scheme {FURNITURE} --hidden --yes"
    assert say(found, "en").endswith(f": {command}") and "count (2: E001 王小燕, E002 李梅)." in say(found, "en")
    assert say(found, "zh_CN").endswith(f"：{command}") and "（共 2 个：E001 王小燕、E002 李梅）。" in say(
        found, "zh_CN"
    )
    assert (states(bench), files(bench.outbox), voided(bench)) == (*before, set())


def test_a_form_of_which_nothing_complete_came_back_is_reissued_without_a_question(bench: Bench) -> None:
    crew(bench)
    bench.fill({"ability.rating": 5}, "E003", "三.xlsx")
    made = reissued(bench, "E003")
    assert [i.employee_id for i in made.replaced] == ["E003"]
    assert voided(bench) == {named("E003", "赵强")}


def test_versions_that_wait_for_a_decision_are_at_stake_too(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE, name="a.xlsx")
    one.fill({**WORKED_EXAMPLE, "ability.rating": 9}, name="b.xlsx")
    assert asked(one, "E001").code == "reissue-voids-valid"
    assert [p.code for p in refused(one, "E001")] == ["withdraw-voids-valid"]


def test_the_answer_of_who_is_asked_counts(bench: Bench) -> None:
    crew(bench)
    seen: list[str] = []
    no = lambda found: bool(seen.extend(p.code for p in found))  # noqa: E731
    assert asked(bench, "E001", ask=no).code == "reissue-voids-valid"
    assert [p.code for p in refused(bench, "E001", ask=no)] == ["withdraw-voids-valid"]
    assert seen == ["reissue-voids-valid", "withdraw-voids-valid"]
    assert [f.person.employee_id for f in gone(bench, "E001", ask=lambda _: True).forms] == ["E001"]
    assert [i.employee_id for i in reissued(bench, "E002", ask=lambda _: True).issued] == ["E002"]


def test_what_was_voided_knowingly_has_its_line_in_the_history(bench: Bench) -> None:
    crew(bench)
    reissued(bench, "E001", "E002", yes=True)
    with bench.open() as office:
        lines = [[(e.kind, e.detail) for e in explain(office, n, NOVEMBER)[0].history[1:3]] for n in ("E001", "E002")]
    assert lines == [
        [("accepted", "一.xlsx"), ("replaced", "reissue --yes: 一.xlsx")],
        [("accepted", "二.xlsx"), ("replaced", "reissue --yes: 二.xlsx")],
    ]


def test_reissue_all_leaves_withdrawn_and_hidden_people_alone(bench: Bench) -> None:
    bench.issue(person(), person("E002", name="李梅"), person("E003", name="赵强"))
    gone(bench, "E002")
    book = openpyxl.load_workbook(bench.workspace.roster)
    book.active.row_dimensions[4].hidden = True
    book.save(bench.workspace.roster)
    made = reissued(bench, "全部")
    assert [i.employee_id for i in made.replaced] == ["E001"]
    assert [(s.employee_id, s.why) for s in made.skipped] == [("E003", "hidden"), ("E002", "withdrawn")]
    assert states(bench) == [
        ("E001", FURNITURE, "replaced"), ("E002", FURNITURE, "withdrawn"), ("E003", FURNITURE, "issued"),
        ("E001", FURNITURE, "issued"),
    ]  # fmt: skip
    again = reissued(bench, "ALL", only=["E002"])
    assert (again.replaced, again.issued, again.already) == ([], [], 0)
    assert [i.employee_id for i in reissued(bench, "E002").issued] == ["E002"]


def test_a_month_that_was_withdrawn_as_a_whole_is_issued_anew_by_one_command(bench: Bench) -> None:
    bench.issue(person(), person("E002", name="李梅", schemes=PRESALES), person("E003", name="赵强", schemes=BOTH))
    with bench.open() as office:
        withdraw(office, ["all"], NOVEMBER, reason="月份写错")
    made = bench.issue()
    assert (made.issued, made.already, {s.why for s in made.skipped}) == ([], 0, {"withdrawn"})
    (found,) = made.problems
    assert (found.code, found.severity) == ("forms-withdrawn-before", "warning")
    command = "xlsappraise generate 2026-11 --reissue all"
    assert say(found, "en") == (
        f"these people: all forms were withdrawn (月份写错), so none are issued. For new ones, run “{command}”."
        " (3: E001 王小燕, E002 李梅, E003 赵强)"
    )
    assert "考核表已全部撤回（月份写错），所以没有再发" in say(found, "zh_CN") and f"“{command}”" in say(found, "zh_CN")
    anew = reissued(bench, "all")
    assert [(i.employee_id, i.scheme_id) for i in anew.issued] == [
        ("E001", FURNITURE), ("E002", PRESALES), ("E003", FURNITURE), ("E003", PRESALES)
    ]  # fmt: skip
    assert anew.problems == []


def test_people_without_any_form_left_are_in_one_command_apart_from_those_with_another(bench: Bench) -> None:
    crew = (person(), person("E002", name="李梅", schemes=PRESALES), person("E003", name="赵强", schemes=BOTH))
    bench.issue(*crew, person("E004", name="周敏"))
    gone(bench, "E001", "E002")
    gone(bench, "E003", schemes=[PRESALES])
    assert [(p.code, text_of(p.facts["number"]), p.facts.get("scheme")) for p in bench.issue().problems] == [
        ("forms-withdrawn-before", "E001,E002", None), ("form-withdrawn-before", "E003", PRESALES)
    ]  # fmt: skip


def test_reissue_of_one_scheme_leaves_the_other_form_and_restores_it(bench: Bench) -> None:
    bench.issue(person(schemes=BOTH))
    (bench.outbox / named(scheme=PRESALES)).unlink()
    made = reissued(bench, "E001", schemes=[FURNITURE])
    assert [i.scheme_id for i in made.replaced] == [FURNITURE]
    assert [i.scheme_id for i in made.restored] == [PRESALES]
    assert files(bench.outbox) == {named(more="_2"), named(scheme=PRESALES)}
    assert voided(bench) == {named()}


def test_withdraw_takes_lists_and_schemes_all_or_nothing(bench: Bench) -> None:
    bench.issue(person(schemes=BOTH), person("E002", name="李梅"), person("E003", name="赵强"))
    gone(bench, "E003")
    before = states(bench)
    found = refused(bench, "E001", "E007", "E002", "E003", "E008")
    assert [(p.code, text_of(p.found), text_of(p.expected)) for p in found] == [
        ("form-not-found", "E007, E008", "2026-11"), ("already-withdrawn", "E003", "离职"),
    ]  # fmt: skip
    assert [(p.code, text_of(p.found)) for p in refused(bench, "E007", schemes=["none", "也没有"])] == [
        ("scheme-unknown", "none"), ("scheme-unknown", "也没有"), ("form-not-found", "E007"),
    ]  # fmt: skip
    (other,) = refused(bench, "E001", "E002", schemes=[PRESALES])
    assert (other.code, text_of(other.found), text_of(other.expected)) == (
        "form-of-other-scheme",
        "E002",
        "家具客服回访专员月度考核表",
    )
    (other,) = refused(bench, "E001", rater="周敏")
    assert (other.code, text_of(other.expected)) == ("rater-not-found", "周敏")
    assert states(bench) == before and voided(bench) == {named("E003", "赵强")}
    done = gone(bench, "Ｅ００１", "E002", "E001", schemes=[FURNITURE])
    assert [(f.person.employee_id, f.scheme) for f in done.forms] == [("E001", FURNITURE), ("E002", FURNITURE)]
    assert files(bench.outbox) == {named(scheme=PRESALES)}


def test_a_withdrawal_that_voids_complete_forms_names_people_and_command(bench: Bench) -> None:
    crew(bench)
    with bench.open() as office, pytest.raises(Refusal) as caught:
        withdraw(office, ["E003", "E002"], NOVEMBER, reason="调 岗", schemes=[FURNITURE], rater="李建国")
    (found,) = caught.value.problems
    command = f'withdraw E003,E002 2026-11 --scheme {FURNITURE} --rater 李建国 --reason "调 岗" --yes'
    assert (found.code, found.employee_id) == ("withdraw-voids-valid", "E002")
    assert say(found, "en").endswith(f"xlsappraise {command}") and "count (1: E002 李梅)." in say(found, "en")
    assert say(found, "zh_CN").endswith(f"xlsappraise {command}") and "（共 1 个：E002 李梅）。" in say(found, "zh_CN")
    assert {state for _number, _scheme, state in states(bench)} == {"issued"}


def test_voided_files_are_numbered_never_overwritten_and_empty_folders_vanish(bench: Bench) -> None:
    bench.issue(person(), person("E002", name="李梅", supervisor="周敏"))
    target = bench.workspace.voided(NOVEMBER) / named()
    target.parent.mkdir(parents=True)
    target.write_bytes(b"mine")
    done = gone(bench, "E001")
    assert [path.relative_to(target.parents[1]).as_posix() for path in done.moved] == [named(more=" (2)")]
    assert target.read_bytes() == b"mine"
    assert [folder.name for folder in bench.outbox.iterdir()] == ["周敏"]


@pytest.mark.parametrize("finish", ["generate", "withdraw"])
def test_what_a_killed_run_left_is_moved_by_the_next(bench: Bench, finish: str) -> None:
    bench.issue(person(), person("E002", name="李梅"), person("E003", name="赵强"))
    with bench.open() as office:  # the ledger is first, and the run was killed before it moved anything
        for issue in office.ledger.issues(str(NOVEMBER))[:2]:
            office.ledger.close_issue(issue, "withdrawn", "离职")
    if finish == "generate":
        made = bench.issue()
        assert (made.issued, made.restored) == ([], [])
    else:
        assert [p.code for p in refused(bench, "E001")] == ["already-withdrawn"]
    assert voided(bench) == {named(), named("E002", "李梅")}
    assert files(bench.outbox) == {named("E003", "赵强")}


def test_a_file_that_cannot_be_moved_is_named_and_moved_later(one: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def held(self: Path, target: Path) -> Path:
        if "voided" in Path(target).parts:
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", held)
    done = gone(one, "E001")
    assert [(p.code, text_of(p.found)) for p in done.problems] == [("voided-not-moved", "no permission")]
    assert named() in message_of(done.problems[0]) and "xlsappraise generate 2026-11" in message_of(done.problems[0])
    monkeypatch.setattr(Path, "rename", rename)
    assert [p.code for p in one.issue().problems] == ["form-withdrawn-before"]
    assert voided(one) == {named()}


def test_forms_in_a_folder_of_ones_own_are_left_there_and_it_is_said(one: Bench, tmp_path: Path) -> None:
    elsewhere = tmp_path / "别处"
    reissued(one, "E001", out=elsewhere)
    made = reissued(one, "E001", out=elsewhere)
    found = [p for p in made.problems if p.code == "voided-file-elsewhere"]
    assert [message_of(p).endswith("do not send it: (1: E001 王小燕)") for p in found] == [True]
    assert files(elsewhere) == {named(more="_2"), named(more="_3")}
    assert voided(one) == {named()}


def test_the_old_form_that_comes_back_names_the_new_one_and_its_entries_are_carried_over(bench: Bench) -> None:
    bench.issue(person(schemes=BOTH))
    old = bench.filled(bench.outbox / named(), WORKED_EXAMPLE)
    reissued(bench, "E001", schemes=[FURNITURE])
    (bench.inbox / "旧.xlsx").write_bytes(old)
    (found,) = bench.problems()
    command = f"xlsappraise generate 2026-11 --reissue E001 --scheme {FURNITURE}"
    assert (found.code, found.file) == ("form-replaced", "旧.xlsx")
    assert say(found, "en").endswith(
        f"Fill that one in: {named(more='_2')}. To carry the entries of this file over into a new form: {command}"
    )
    carry = f"要把本文件的内容带入新表，请运行：{command}"
    assert say(found, "zh_CN").endswith(f"请填写新表：{named(more='_2')}。{carry}")
    made = reissued(bench, "E001", schemes=[FURNITURE])
    assert [(p.code, text_of(p.found)) for p in made.problems] == [("entries-carried-over", "13")]
    entered = {i["id"]: i["value"] for i in bench.describe(bench.outbox / named(more="_3"))["inputs"]}
    unsigned = {name: value for name, value in WORKED_EXAMPLE.items() if name != "signoff.done"}
    assert {name: value for name, value in entered.items() if value is not None} == unsigned


def test_an_old_form_changed_after_the_reissue_outweighs_what_was_accepted_before(one: Bench) -> None:
    form = one.form()
    later = one.filled(form, {**WORKED_EXAMPLE, "ability.rating": 9})
    one.fill(WORKED_EXAMPLE, name="一.xlsx")
    one.settle()
    reissued(one, "E001", yes=True)
    (one.inbox / "二.xlsx").write_bytes(later)
    offered = {p.file: "--reissue" in message_of(p) for p in one.problems()}
    assert offered == {"一.xlsx": False, "二.xlsx": True}
    reissued(one, "E001")
    place = one.describe(one.form())["inputs"]
    assert {i["id"]: i["value"] for i in place}["ability.rating"] == 9


def test_an_old_form_is_superseded_once_the_newer_one_is_valid(one: Bench) -> None:
    old = one.filled(one.form(), WORKED_EXAMPLE)
    one.issue(reissue=["E001"])
    (one.inbox / "旧.xlsx").write_bytes(old)
    one.fill({**WORKED_EXAMPLE, "ability.rating": 9}, name="新.xlsx")
    assert one.problems() == []
    assert asked(one, "E001").code == "reissue-voids-valid"


def test_accept_names_the_form_to_use_instead(one: Bench) -> None:
    old = one.fill(WORKED_EXAMPLE, name="旧.xlsx")
    reissued(one, "E001", yes=True)
    with one.open() as office, pytest.raises(Refusal) as caught:
        accept(office, old, "就用这份")
    (found,) = caught.value.problems
    assert found.code == "form-replaced" and named(more="_2") in message_of(found)


def test_a_withdrawn_form_that_comes_back_says_how_it_counts_after_all(one: Bench) -> None:
    sent = one.filled(one.form(), WORKED_EXAMPLE)
    gone(one, "E001")
    (one.inbox / "旧.xlsx").write_bytes(sent)
    (found,) = one.problems()
    command = "xlsappraise generate 2026-11 --reissue E001"
    assert (found.code, text_of(found.expected)) == ("form-withdrawn", "离职")
    assert say(found, "en").endswith(f"this issues a new form with its entries: {command}")
    assert say(found, "zh_CN").endswith(
        f"如仍要计入，请先确认花名册中有此人且方案相符，再换发新表（内容自动带入）：{command}"
    )
    made = reissued(one, "E001")
    assert [(p.code, text_of(p.found)) for p in made.problems if p.severity == "note"] == [
        ("entries-carried-over", "13")
    ]


ORDERS: dict[str, dict[str, Any]] = {
    "nothing": {}, "everybody": {"reissue": ["all"]}, "list": {"reissue": ["E003", "E001"]},
    "scheme": {"reissue": ["all"], "schemes": [FURNITURE]}, "only": {"only": ["E001"], "reissue": ["all"]},
    "hidden": {"reissue": ["E002"], "hidden": True}, "both": {"reissue": ["E001"], "both": ["E001"]},
}  # fmt: skip
WITHDRAWALS: dict[str, dict[str, Any]] = {
    "all": {}, "scheme": {"schemes": [FURNITURE]}, "rater": {"rater": "李建国"}, "part": {"rater": "supervisor"},
}  # fmt: skip


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    from xlsappraise.store.start import start

    bench = crew(Bench(start(tmp_path_factory.mktemp("month") / "考核", "示例家居有限公司")))
    bench.issue(
        person(schemes=BOTH, position="售前客服"),
        person("E002", name="李小梅"),
        person("E003", name="赵强", supervisor="周敏"),
    )
    return bench


def valid(bench: Bench) -> dict[str, Any]:
    """Return the entries that count, by form."""
    return {f.issue.id: dict(f.version.inputs) for f in bench.collect().forms if f.version is not None}


@pytest.mark.parametrize(
    ("command", "options"),
    [*product(["generate"], ORDERS), *product(["withdraw"], WITHDRAWALS)],
)
def test_without_yes_no_command_changes_a_valid_result(
    month: Bench, tmp_path: Path, command: str, options: str
) -> None:
    shutil.copytree(month.workspace.root, tmp_path / "考核")
    bench = Bench(type(month.workspace)(tmp_path / "考核"))
    before = valid(bench)
    assert len(before) == 2
    for numbers in (("E001",), ("E002",), ("E003",), ("E003", "E002"), ("E001", "E002", "E003")):
        try:
            if command == "withdraw":
                gone(bench, *numbers, **WITHDRAWALS[options])
            else:
                with bench.open() as office:
                    generate(office, Order(bench.period, bench.outbox, **ORDERS[options]))
        except Refusal as refusal:
            assert {p.code for p in refusal.problems} <= {
                "withdraw-voids-valid", "reissue-voids-valid", "rater-not-found", "already-withdrawn",
            }  # fmt: skip
        assert valid(bench) == before
