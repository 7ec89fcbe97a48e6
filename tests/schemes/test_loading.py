"""Loading a scheme file: what cannot be read, and where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import message_of, text_of
from tests.rules.cases import bands, deduction, levels
from tests.schemes.build import Raw, complaints, criterion, raw_scheme, section, write_scheme
from xlsappraise.base.problems import Problem, Refusal, say
from xlsappraise.base.resources import resource
from xlsappraise.schemes import load_scheme


def refused(path: Path) -> list[Problem]:
    with pytest.raises(Refusal) as refusal:
        load_scheme(path)
    return list(refusal.value.problems)


def changed(path: str, value: Any) -> Raw:
    """Return a legal scheme with one value changed; None takes the key away."""
    raw = raw_scheme(section(criterion(points=100)))
    *way, last = path.split(".")
    place: Any = raw
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return raw


def with_rule(rule: Raw) -> Raw:
    return raw_scheme(section(criterion(points=100, rules=[rule])))


def test_a_legal_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    made = load_scheme(write_scheme(tmp_path / "a.toml", raw_scheme(title="甲表")))
    assert (made.id, made.title, made.total.points, made.criteria[0].points) == ("trial", "甲表", 100, 100)


def test_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    path = write_scheme(tmp_path / "a.toml", raw_scheme())
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_scheme(path).id == "trial"


TOP_KEYS = {
    "adjustments", "assumptions", "explain_additions", "explain_ends", "explain_losses", "field", "forms", "grades",
    "id", "instructions", "language", "method_heading", "missing_rater", "not_checked", "period", "raters", "role",
    "rollup", "section", "signoff", "source", "table", "title", "total", "variant",
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "key", "meant", "where"),
    [
        ("titel", "titel", "title", "titel"),
        ("section.0.criterion.0.point", "point", "points", "section[0].criterion[0].point"),
        ("section.0.criterion.0.rules.0.anchor", "anchor", "anchors", "section[0].criterion[0].rules[0].anchor"),
        ("raters.0.wieght", "wieght", "weight", "raters[0].wieght"),
        ("total.maxi", "maxi", "max", "total.maxi"),
    ],
)
def test_an_unknown_key_is_told_with_the_one_that_was_meant(
    path: str, key: str, meant: str, where: str, tmp_path: Path
) -> None:
    (found,) = refused(write_scheme(tmp_path / "a.toml", changed(path, 1)))
    assert (found.code, found.file, text_of(found.found), text_of(found.expected)) == (
        "scheme-unknown-key",
        "a.toml",
        key,
        meant,
    )
    assert message_of(found) == f"a.toml: {where}: unknown key “{key}”. Expected: {meant}."


def test_a_key_like_no_other_is_answered_with_those_there_are(tmp_path: Path) -> None:
    (found,) = refused(write_scheme(tmp_path / "a.toml", changed("zzzzzz", 1)))
    assert (found.code, text_of(found.found), text_of(found.expected)) == (
        "scheme-unknown-key",
        "zzzzzz",
        ", ".join(sorted(TOP_KEYS)),
    )


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("title", "title"),
        ("raters", "raters"),
        ("section.0.criterion.0.standard", "section[0].criterion[0].standard"),
        ("total.points", "total.points"),
        ("raters.0.weight", "raters[0].weight"),
    ],
)
def test_a_key_that_is_missing_is_told_with_its_place(path: str, where: str, tmp_path: Path) -> None:
    assert complaints(tmp_path, changed(path, None)) == [
        ("scheme-missing-key", f"trial.toml: {where} is missing. Add it.")
    ]


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("period", "decade", "period"),
        ("id", "Trial 1", "id"),
        ("id", "-x", "id"),
        ("title", "", "title"),
        ("title", "长" * 61, "title"),
        ("raters", [], "raters"),
        ("raters.0.weight", 1.5, "raters[0].weight"),
        ("raters.0.weight", -0.1, "raters[0].weight"),
        ("section.0.criterion.0.points", -1, "section[0].criterion[0].points"),
        ("section.0.criterion.0.points", "many", "section[0].criterion[0].points"),
        ("section.0.criterion.0.id", "1st", "section[0].criterion[0].id"),
        ("section.0.criterion.0.rules", [], "section[0].criterion[0].rules"),
        ("section.0.criterion.0.rules.0.step", 0, "section[0].criterion[0].rules[0].step"),
        ("section.0.weight", 0, "section[0].weight"),
        ("section.0.weight", 1.01, "section[0].weight"),
        ("adjustments", {"rows": 21, "min": 0, "max": 1}, "adjustments.rows"),
        ("adjustments", {"rows": 0, "min": 0, "max": 1}, "adjustments.rows"),
        ("grades", [], "grades"),
    ],
)
def test_a_value_that_does_not_fit_is_told_with_its_place(path: str, value: Any, where: str, tmp_path: Path) -> None:
    ((code, message),) = complaints(tmp_path, changed(path, value))
    assert code == "scheme-bad-value"
    assert message.startswith(f"trial.toml: {where}: ")


@pytest.mark.parametrize(
    ("rule", "where"),
    [
        (levels(("甲", 5), ("乙", "much")), "rules[0].levels[1].points"),
        (bands((0.9, 20), (0, "little")), "rules[0].bands[1].points"),
        (deduction(("a", 1, None), ("b", 0, None)), "rules[0].lapses[1].points"),
    ],
)
def test_the_place_inside_a_rule_is_told_whole(rule: Raw, where: str, tmp_path: Path) -> None:
    ((code, message),) = complaints(tmp_path, with_rule(rule))
    assert (code, message.split(": ")[1]) == ("scheme-bad-value", f"section[0].criterion[0].{where}")


@pytest.mark.parametrize(("value", "means"), [(True, 1), ("100", 100)])
def test_a_figure_is_not_guessed_from_something_else(value: Any, means: float, tmp_path: Path) -> None:
    raw = {**changed("section.0.criterion.0.points", value), "total": {"points": means}}
    found = [(code, message.split(": ")[1]) for code, message in complaints(tmp_path, raw)]
    assert found == [("scheme-bad-value", "section[0].criterion[0].points")]


def test_several_mistakes_are_told_at_once(tmp_path: Path) -> None:
    raw = {**changed("titel", 1), "period": "decade"}
    assert sorted(code for code, _message in complaints(tmp_path, raw)) == ["scheme-bad-value", "scheme-unknown-key"]


def test_a_mistake_in_the_toml_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('id = "a"\ntitle = "b\n', encoding="utf-8")
    (found,) = refused(path)
    assert (found.code, found.file) == ("scheme-not-toml", "a.toml")
    assert "line 2" in message_of(found)


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("id = =", "line 1, column 6: Invalid value", "第 1 行第 6 列：值的写法不正确"),
        ("id = [1", "at the end of the file: Unclosed array", "文件末尾：列表缺少右方括号"),
        ("id = 1\nid = 2\n", "line 2, column 7: Cannot overwrite a value", "第 2 行第 7 列：同一项写了两次"),
    ],
)
def test_a_mistake_in_the_toml_reads_in_both_languages(text: str, english: str, chinese: str, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    (found,) = refused(path)
    assert english in say(found, "en") and chinese in say(found, "zh_CN")


@pytest.mark.parametrize(
    ("content", "code"), [("标题".encode("gbk"), "scheme-unreadable"), (b"\xff\xfe", "scheme-unreadable")]
)
def test_a_file_that_is_not_utf8_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    assert [(p.code, p.file) for p in refused(path)] == [(code, "a.toml")]


def test_a_folder_and_a_file_that_is_not_there_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    assert [p.code for p in refused(tmp_path / "folder.toml")] == ["scheme-unreadable"]
    assert [(p.code, p.file) for p in refused(tmp_path / "no.toml")] == [("file-not-found", str(tmp_path / "no.toml"))]


@pytest.mark.parametrize(
    ("line", "wrong", "meant"),
    [
        ('kind = "deduction", lapses', "rates", "kind, lapses, penalty, points"),
        ('kind = "rating", step', "anchor", "anchors"),
        ('kind = "attainment", actual', "targets", "target"),
    ],
)
def test_only_keys_of_the_same_place_are_suggested(tmp_path: Path, line: str, wrong: str, meant: str) -> None:
    text = (resource("templates") / "furniture-callback.toml").read_text(encoding="utf-8")
    head, _comma, tail = line.partition(",")
    path = tmp_path / "own.toml"
    path.write_text(text.replace(line, f"{head}, {wrong} = 1,{tail}", 1), encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        load_scheme(path)
    found = [(text_of(p.found), text_of(p.expected)) for p in refused.value.problems if p.code == "scheme-unknown-key"]
    assert found == [(wrong, meant)]
