"""Parcels in the inbox: what is inside is read as if it lay there, one level deep, each under its own name."""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.conftest import WORKED_EXAMPLE, Bench, message_of, person
from tests.pipeline.states import FILES
from xlsappraise.base.problems import Refusal, say
from xlsappraise.base.workers import FORM
from xlsappraise.returned import collect
from xlsappraise.returned import examine as examine_room
from xlsappraise.returned.accept import accept
from xlsappraise.returned.examine import Examiner
from xlsappraise.returned.inbox import Candidate
from xlsappraise.returned.inspect import check_files
from xlsappraise.store.ledger import FileReading
from xlsappraise.xlsx.limits import RETURNED


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members:
            made.writestr(name, data)
    return out.getvalue()


def mailed(name: str, data: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "li@example.com", "hr@example.com", "考核表"
    mail.set_content("请查收")
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def form(bench: Bench, number: str = "E001", **changes: object) -> bytes:
    path = bench.fill({**WORKED_EXAMPLE, **changes}, number)
    data = path.read_bytes()
    path.unlink()
    return data


def states(bench: Bench) -> dict[str, tuple[str, list[str]]]:
    """Return the state and the codes of every file, and see that they add up."""
    collection = bench.collect()
    counts = collection.file_counts()
    assert counts["seen"] == len(collection.files) == sum(counts[state] for state in FILES)
    return {file.name: (file.state, [p.code for p in file.problems]) for file in collection.files}


@pytest.fixture
def two(bench: Bench) -> Bench:
    bench.issue(person("E001"), person("E002", name="李梅"))
    return bench


def test_forms_in_an_archive_count_and_each_file_inside_is_told(two: Bench) -> None:
    data = zipped(
        ("部门/一.xlsx", form(two)),
        ("二.xlsx", form(two, "E002")),
        ("说明.pdf", b"%PDF-1"),
        ("__MACOSX/._一.xlsx", b"x"),
    )
    (two.inbox / "打包 1.zip").write_bytes(data)
    assert states(two) == {
        "打包 1.zip": ("ignored", ["archive-opened"]),
        "打包 1.zip › 部门/一.xlsx": ("accepted", []),
        "打包 1.zip › 二.xlsx": ("accepted", []),
        "打包 1.zip › 说明.pdf": ("refused", ["file-wrong-type"]),
        "打包 1.zip › __MACOSX/._一.xlsx": ("ignored", ["file-ignored"]),
    } | {name: found for name, found in states(two).items() if "structure" in str(found)}
    assert {r["total"] for r in two.settle().as_dict()["results"]} == {76.0}


def test_an_attachment_of_a_mail_counts(one: Bench) -> None:
    (one.inbox / "回复.eml").write_bytes(mailed("表.xlsx", form(one)))
    assert states(one)["回复.eml › 表.xlsx"][0] == "accepted"


def test_a_parcel_inside_a_parcel_is_not_opened(one: Bench) -> None:
    inner = zipped(("a.xlsx", form(one)))
    (one.inbox / "外.zip").write_bytes(zipped(("内.zip", inner)))
    (one.inbox / "信.eml").write_bytes(mailed("内.zip", inner))
    found = states(one)
    assert found["外.zip › 内.zip"] == ("refused", ["archive-nested"])
    assert found["信.eml › 内.zip"] == ("refused", ["archive-nested"])


def test_a_form_inside_and_beside_a_parcel_is_one_and_a_duplicate(one: Bench) -> None:
    data = form(one)
    (one.inbox / "a.zip").write_bytes(zipped(("a.xlsx", data)))
    (one.inbox / "a.xlsx").write_bytes(data)
    found = states(one)
    assert (found["a.xlsx"][0], found["a.zip › a.xlsx"]) == ("accepted", ("duplicate", ["file-duplicate"]))


def test_the_same_parcel_twice_is_a_duplicate(one: Bench) -> None:
    data = zipped(("a.xlsx", form(one)))
    for name in ("a.zip", "a (1).zip"):
        (one.inbox / name).write_bytes(data)
    found = states(one)
    assert {name: state for name, (state, _codes) in found.items()} == {
        "a (1).zip": "duplicate", "a.zip": "ignored", "a.zip › a.xlsx": "accepted",
    }  # fmt: skip


def test_a_damaged_parcel_is_refused_and_stops_no_other(two: Bench) -> None:
    data = zipped(("a.xlsx", form(two)), ("b.xlsx", form(two, "E002")))
    (two.inbox / "坏.zip").write_bytes(data[: len(data) // 2])
    (two.inbox / "好.zip").write_bytes(data)
    found = states(two)
    assert found["坏.zip"] == ("refused", ["file-truncated"])
    assert found["好.zip › a.xlsx"][0] == found["好.zip › b.xlsx"][0] == "accepted"


def test_a_second_look_says_the_same_and_reads_nothing_twice(one: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    (one.inbox / "a.zip").write_bytes(zipped(("a.xlsx", form(one))))
    before = states(one)
    examined: list[str] = []
    original = Examiner.examine
    monkeypatch.setattr(Examiner, "examine", lambda self, c: examined.append(c.name) or original(self, c))
    assert states(one) == before
    assert examined == ["a.zip"]


def test_a_version_inside_a_parcel_can_be_accepted_by_the_name_it_is_shown_under(one: Bench) -> None:
    (one.inbox / "a.zip").write_bytes(zipped(("甲.xlsx", form(one)), ("乙.xlsx", form(one, **{"ability.rating": 9}))))
    assert {s for n, (s, _c) in states(one).items() if "›" in n} == {"set_aside"}
    with one.open() as office:
        with pytest.raises(Refusal) as caught:
            accept(office, one.inbox / "a.zip › 丙.xlsx", "x")
        assert [p.code for p in caught.value.problems] == ["file-not-found"]
        done = accept(office, one.inbox / "a.zip › 乙.xlsx", "主管确认")
    assert (done.chosen.inputs["ability.rating"], [v.inputs["ability.rating"] for v in done.others]) == (9, [7])
    assert [r["total"] for r in one.settle().as_dict()["results"]] == [78.0]


@pytest.mark.workers
def test_a_refused_member_crosses_from_the_worker_and_stops_nothing(two: Bench) -> None:
    data = zipped(("好.xlsx", form(two)), ("内.zip", zipped(("x.xlsx", b"PK"))))
    (two.inbox / "p.zip").write_bytes(data)
    found = states(two)
    assert found["p.zip › 内.zip"] == ("refused", ["archive-nested"])
    assert found["p.zip › 好.xlsx"][0] == "accepted"


def test_a_parcel_itself_cannot_be_accepted(one: Bench) -> None:
    (one.inbox / "p.zip").write_bytes(zipped(("好.xlsx", form(one))))
    with one.open() as office, pytest.raises(Refusal) as caught:
        accept(office, one.inbox / "p.zip", "x")
    (found,) = caught.value.problems
    assert (found.code, found.expected) == ("parcel-not-accepted", ("p.zip › 好.xlsx",))
    assert 'xlsappraise accept "p.zip › 好.xlsx" --reason …' in message_of(found)


def test_check_looks_into_parcels_and_records_nothing(one: Bench) -> None:
    (one.inbox / "a.zip").write_bytes(zipped(("甲.xlsx", form(one)), ("b.txt", b"hello"), (".DS_Store", b"")))
    with one.open() as office:
        found = check_files(office, [one.inbox])
    assert [(c.name, c.outcome.complete) for c in found] == [("a.zip › b.txt", False), ("a.zip › 甲.xlsx", True)]
    assert not one.workspace.archive.exists()


def test_members_are_kept_in_the_archive_like_files(one: Bench) -> None:
    data = form(one)
    parcel = zipped(("a.xlsx", data))
    (one.inbox / "a.zip").write_bytes(parcel)
    one.collect()
    kept = {path.read_bytes() for path in one.workspace.archive.rglob("*") if path.is_file()}
    assert kept == {data, parcel}
    assert isinstance(one.inbox, Path)


@pytest.fixture
def slow(one: Bench, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A parcel of files that take too long, then a form; returns the list of what was begun to be read."""
    begun = one.workspace.root / "begun.txt"
    original = Examiner.examine

    def examine(self: Examiner, candidate: Candidate) -> FileReading:
        with begun.open("a", encoding="utf-8") as out:
            out.write(f"{candidate.path.name}\n")
        while candidate.path.name.startswith("慢"):
            pass
        return original(self, candidate)

    monkeypatch.setattr(Examiner, "examine", examine)
    for room in (collect, examine_room):
        monkeypatch.setattr(room, "FORM", replace(FORM, seconds=0.2))
    members = [(f"慢{n}.xlsx", f"PK {n}".encode()) for n in range(3)]
    (one.inbox / "a.zip").write_bytes(zipped(*members, ("表.xlsx", form(one))))
    return begun


def with_budget(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    monkeypatch.setattr(collect, "PARCEL", seconds)


@pytest.mark.workers
@pytest.mark.skipif(sys.platform != "linux", reason="the limits are those of Linux")
def test_the_files_of_a_parcel_have_a_budget_of_time_together(
    one: Bench, slow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_budget(monkeypatch, 0.3)
    found = states(one)
    assert found["a.zip › 慢0.xlsx"] == found["a.zip › 慢1.xlsx"] == ("refused", ["file-too-costly"])
    assert found["a.zip › 慢2.xlsx"] == found["a.zip › 表.xlsx"] == ("refused", ["archive-too-costly"])
    [told] = next(file for file in one.collect().files if file.name == "a.zip › 表.xlsx").problems
    assert "more than 60 seconds to read together, so this one was not read. Take it out of the arch" in say(told, "en")
    assert "合计读取时间超过 60 秒，因此未读取本文件。请把它从压缩包中取出" in say(told, "zh_CN")
    assert slow.read_text(encoding="utf-8").split() == ["a.zip", "慢0.xlsx", "慢1.xlsx", "a.zip"]


@pytest.mark.workers
@pytest.mark.skipif(sys.platform != "linux", reason="the limits are those of Linux")
def test_what_took_too_long_is_not_tried_again_until_a_limit_changes(
    one: Bench, slow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_budget(monkeypatch, 60)
    before = states(one)
    assert {name for name, (_state, codes) in before.items() if codes == ["file-too-costly"]} == {
        f"a.zip › 慢{n}.xlsx" for n in range(3)
    }
    assert before["a.zip › 表.xlsx"] == ("accepted", [])
    slow.unlink()
    assert states(one) == before
    assert slow.read_text(encoding="utf-8").split() == ["a.zip"]
    slow.unlink()
    monkeypatch.setattr(collect, "RETURNED", replace(RETURNED, cells=7))
    assert states(one) == before
    assert set(slow.read_text(encoding="utf-8").split()) == {"a.zip", "慢0.xlsx", "慢1.xlsx", "慢2.xlsx", "表.xlsx"}


@pytest.mark.workers
@pytest.mark.skipif(sys.platform != "linux", reason="the limits are those of Linux")
def test_a_parcel_that_takes_too_long_to_open_is_not_opened_again(one: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = one.workspace.root / "opened.txt"

    def members(_self: Examiner, candidate: Candidate) -> list[object]:
        with opened.open("a", encoding="utf-8") as out:
            out.write(candidate.name)
        while True:
            pass

    monkeypatch.setattr(Examiner, "members", members)
    monkeypatch.setattr(examine_room, "FORM", replace(FORM, seconds=0.2))
    (one.inbox / "a.zip").write_bytes(zipped(("表.xlsx", b"x")))
    assert states(one) == states(one) == {"a.zip": ("refused", ["file-too-costly"])}
    assert opened.read_text(encoding="utf-8") == "a.zip"
