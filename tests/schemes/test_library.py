"""All schemes together: shipped ones, the organisation's own, found by id or title."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import text_of
from tests.schemes.build import raw_scheme, write_scheme
from xlsappraise.base.problems import Refusal
from xlsappraise.schemes import Library

TITLE = "家具客服回访专员月度考核表"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "schemes").mkdir()
    return tmp_path / "schemes"


def test_an_own_scheme_replaces_a_shipped_one_of_the_same_id(own: Path) -> None:
    write_scheme(own / "ours.toml", raw_scheme(id="furniture-callback", title="我们的考核表"))
    library = Library(own)
    assert library["furniture-callback"].title == "我们的考核表"
    assert library.find(TITLE) is None
    assert (len(library.schemes), library.problems) == (len(Library().schemes), [])


def test_an_own_scheme_of_another_id_is_added(own: Path) -> None:
    write_scheme(own / "ours.toml", raw_scheme(id="ours"))
    assert set(Library(own).schemes) == {*Library().schemes, "ours"}


def test_a_file_that_cannot_be_used_is_told_and_never_half_loaded(own: Path) -> None:
    write_scheme(own / "a.toml", raw_scheme(id="good-one"))
    write_scheme(own / "b.toml", raw_scheme(id="bad-one", total={"points": 1}))
    (own / "c.toml").write_text("=", encoding="utf-8")
    (own / "notes.txt").write_text("=", encoding="utf-8")
    library = Library(own)
    assert [(p.code, p.file) for p in library.problems] == [("scheme-fault", "b.toml"), ("scheme-not-toml", "c.toml")]
    assert library["good-one"].id == "good-one"
    assert "bad-one" not in library.schemes


def test_two_own_files_of_one_id_are_told(own: Path) -> None:
    """Which of the two is used would hang on their file names."""
    for name in ("a", "b"):
        write_scheme(own / f"{name}.toml", raw_scheme(id="ours", title=f"{name}表"))
    assert [p.file for p in Library(own).problems] == ["b.toml"]


def test_no_folder_of_own_schemes_is_fine(own: Path) -> None:
    assert set(Library(own / "nowhere").schemes) == set(Library().schemes)


@pytest.mark.parametrize(
    "name",
    ["furniture-callback", TITLE, f" {TITLE}　", "ｆｕｒｎｉｔｕｒｅ－ｃａｌｌｂａｃｋ",
     "家具客服 回访专员\u200b月度考核表", "furniture-callback\n"],
)  # fmt: skip
def test_a_scheme_is_found_by_id_or_title_however_wide_it_was_typed(name: str) -> None:
    found = Library().find(name)
    assert found is not None
    assert found.id == "furniture-callback"


def test_a_title_with_odd_widths_of_its_own_is_found_as_people_type_it(own: Path) -> None:
    write_scheme(own / "a.toml", raw_scheme(title="客服（Ａ 组）考核"))
    found = Library(own).find("客服(A组)考核")
    assert found is not None
    assert found.id == "trial"


@pytest.mark.parametrize("name", ["", "furniture", "考核表"])
def test_part_of_a_name_is_no_name(name: str) -> None:
    assert Library().find(name) is None


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("furniture-calback", "furniture-callback"),
        ("家具客服回访专员考核表", TITLE),
        (" furniture_callback", "furniture-callback"),
    ],
)
def test_an_unknown_name_is_refused_with_a_suggestion(name: str, meant: str) -> None:
    with pytest.raises(Refusal) as refusal:
        Library().get(name)
    (found,) = refusal.value.problems
    assert (found.code, text_of(found.found), text_of(found.expected)) == ("scheme-unknown", name, meant)


def test_a_name_like_no_other_is_answered_with_all_ids() -> None:
    library = Library()
    assert library.suggest("zzzz") == ", ".join(library.titles)
