"""Details and settings of a sheet as on paper that are longer than anybody writes: answered, and not gone through."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.exchange.paper import FIRST, blank, fill, sentence
from tests.exchange.test_paper import findings
from xlsappraise.base.problems import Refusal, say
from xlsappraise.schemebook import read_scheme_book, write_scheme_book
from xlsappraise.schemebook.paper.details.entry import LONGEST_LINE
from xlsappraise.schemebook.paper.reader import MOST_LINES
from xlsappraise.schemebook.paper.ways import WAYS, Way
from xlsappraise.schemes import Library
from xlsappraise.typed import longest
from xlsappraise.typed.column import LONGEST


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.id)
@pytest.mark.parametrize(
    "details",
    ["a\n" * 1_999, "每" * 199 + "\n", "9~" * 90 + "\n", "1%" * 99 + "\n"],
    ids=["lines", "every", "ranges", "shares"],
)
def test_details_of_any_way_take_little_time(tmp_path: Path, way: Way, details: str) -> None:
    text = (details * LONGEST)[: LONGEST - 1]
    path = fill(blank(tmp_path), [("业绩", "满意度", None, 20, sentence(way.id), text)], {"points": 20})
    began = time.process_time()
    with suppress(Refusal):
        read_scheme_book(path)
    assert time.process_time() - began < 8


def test_more_lines_than_anybody_writes_are_not_understood(tmp_path: Path) -> None:
    for count, code in ((MOST_LINES, None), (MOST_LINES + 1, "scheme-paper-unread")):
        path = fill(blank(tmp_path), [("业绩", "满意度", None, 20, sentence("levels"), "\n".join(
            f"级{n} {20 - n / 20:g}分" for n in range(count)))], {"points": 20})  # fmt: skip
        found = [] if code is None else findings(path)
        assert [one[0] for one in found if one[0] == "scheme-paper-unread"] == ([] if code is None else [code])


@pytest.mark.parametrize("column", ["details", "standard", "title"])
def test_a_text_beyond_the_limit_is_answered_with_its_cell(tmp_path: Path, column: str) -> None:
    row = {"title": "满意度", "standard": "标准", "details": "优秀 20分\n差 0分"} | {column: "长" * (LONGEST + 1)}
    path = fill(
        blank(tmp_path),
        [("业绩", row["title"], row["standard"], 20, sentence("levels"), row["details"])],
        {"points": 20},
    )
    with pytest.raises(Refusal) as refusal:
        read_scheme_book(path)
    [found] = [one for one in refusal.value.problems if one.code == "cell-too-long"]
    assert (found.cell, found.found, found.expected) == (
        "BCF"[list(row).index(column)] + str(FIRST), str(LONGEST + 1), LONGEST,
    )  # fmt: skip
    assert "at most 4000 are read here. Shorten it." in say(found, "en")
    assert "请缩短" in say(found, "zh_CN")


@pytest.mark.parametrize(("setting", "cell"), [("raters", "B6"), ("grades", "B7"), ("title", "B2")])
def test_a_line_of_a_setting_beyond_the_limit_is_answered_with_its_cell(
    tmp_path: Path, setting: str, cell: str
) -> None:
    rows = [("业绩", "满意度", None, 20, sentence("levels"), "优秀 20分\n差 0分")]
    path = fill(blank(tmp_path), rows, {"points": 20, setting: "甲" * (LONGEST_LINE + 1)})
    assert ("cell-too-long", "考核方案", cell, "201") in findings(path)


def test_a_sheet_of_an_exported_scheme_has_a_bound_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "方案.xlsx"
    write_scheme_book(Library()["furniture-callback"], path)
    assert read_scheme_book(path).id == "furniture-callback"
    monkeypatch.setattr(longest, "BOOK", 500)
    with pytest.raises(Refusal) as refusal:
        read_scheme_book(path)
    [found] = refusal.value.problems
    assert found.code == "scheme-book-unreadable"
    assert "more than 500 characters in its cells; at most 500). Copy the rows" in say(found, "en")
    assert "单元格里的字符超过 500 个" in say(found, "zh_CN")
