"""What is written into a workbook or a TOML file is what is read from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.books import read_changed, trial, write
from tests.office.office import run_jobs
from tests.schemes.build import criterion, raw_scheme, section
from xlsappraise.base.catalogue.plausibility import Implausible
from xlsappraise.base.i18n import LANGUAGES, words
from xlsappraise.schemebook import read_scheme_book, scheme_toml, write_scheme_book
from xlsappraise.schemebook.cells import decode, encode
from xlsappraise.schemebook.plan import GridSheet, PairSheet, headings, sheets
from xlsappraise.schemebook.shapes import Shape, columns_of, entry_fields_of, fields_of, parameters_of, rule_models
from xlsappraise.schemebook.words import CHOICES, NAMES, TRUTH, choice_names, kind_names, name_of
from xlsappraise.schemes import Library, Scheme, load_scheme
from xlsappraise.typed.words import understood

LIBRARY = Library()
EVERYTHING = raw_scheme(
    section(
        criterion(
            "one",
            40,
            [
                {"kind": "rating", "points": 20, "min": 0, "anchors": [{"from": 0, "to": 20, "label": "全部"}]},
                {"kind": "deduction", "lapses": [{"id": "late", "label": "1-2", "points": 0.5, "max": 3}],
                 "penalty": "=1"},
            ],
            prefill="locked", method="翻查台账，问两位住户", rater="peer",
            feed={"scheme": "log", "table": "visits", "counts": {"late": "done", "other": "seen"}},
        ),
        criterion("two", 40, [{"kind": "attainment", "ratios": [
            {"id": "a", "actual": "做了", "target": "目标"}, {"id": "b", "actual": " 做 ", "target": 0.95}],
            "full_at": "90", "required": 1.5, "no_target": "excluded", "lower": True}]),
        weight=0.5,
    ),
    section(
        criterion("three", 60, [{"kind": "norm", "by": "户数", "label": "率", "norms": [
            {"up_to": 600, "norm": "2/3"}, {"norm": "1/2"}]}]),
        criterion("four", 0, [{"kind": "rank", "label": "销量", "places": [3, 2.5, 1], "others": 0}]),
        criterion("five", 0, [{"kind": "survey", "table": "answers", "columns": ["kind", "score"], "no_rows": "full"}]),
        title="额外", bonus=True,
    ),
    language="en",
    assumptions=["甲，乙", '"引号"', ""],
    instructions=["第一\n第二"],
    raters=[{"id": "self", "title": "自评", "weight": 0},
            {"id": "peer", "title": "同事", "weight": 1, "several": True, "least": 4}],
    grades=[{"title": "好", "from": 80, "action": "表扬"}, {"title": "差", "from": 0}],
    adjustments={"rows": 3, "min": -5, "max": 5, "net": False},
    signoff={"dated": True},
    forms="own", missing_rater="none", method_heading="检查方法",
    field=[{"id": "mood", "label": "心情", "type": "choice", "choices": ["好、极好"]},
           {"id": "note", "label": "说明", "lines": 3, "carry": True, "asked": True, "rater": "self"}],
    table=[{"id": "answers", "title": "记录", "rows": 9, "least": 0, "columns": [
        {"id": "kind", "label": "种类", "type": "choice", "choices": [{"label": "是", "worth": 1}, {"label": "否"}]},
        {"id": "score", "label": "分", "type": "integer", "min": 1, "max": 10, "measured": False, "group": True}]},
        {"id": "second", "title": "记录二", "rows": 1, "columns": [
            {"id": "day", "label": "日", "type": "date", "within": True}]}],
    variant=[{"id": "lead", "title": "主管表", "positions": ["主管、经理"], "rater": "self",
              "standards": {"one": "甲", "two": "乙"}},
             {"id": "rest", "title": "其他", "positions": ["员", "工"], "standards": {"three": "丙"}}],
    rollup={"missing": "none", "above": {"points": 99.5, "title": "优秀员工"}, "parts": [
        {"title": "检查", "weight": 0.2, "checks": True}, {"title": "月", "weight": 0.3, "scheme": "other"},
        {"title": "年", "weight": 0.5, "own": True}]},
)  # fmt: skip


@pytest.mark.parametrize("name", sorted(LIBRARY.schemes))
def test_every_shipped_scheme_comes_back(name: str, tmp_path: Path) -> None:
    scheme = LIBRARY[name]
    write_scheme_book(scheme, tmp_path / "a.xlsx")
    assert read_scheme_book(tmp_path / "a.xlsx").canonical() == scheme.canonical()


@pytest.mark.parametrize("name", sorted(LIBRARY.schemes))
def test_every_shipped_scheme_is_the_same_in_toml(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(scheme_toml(LIBRARY[name]), encoding="utf-8")
    assert load_scheme(path).canonical() == LIBRARY[name].canonical()


def test_everything_that_a_scheme_may_say_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "xlsappraise.schemebook.validation.faulty_parts", lambda scheme: iter(())
    )  # it need make no sense
    scheme = Scheme.model_validate(EVERYTHING)
    write_scheme_book(scheme, tmp_path / "a.xlsx")
    assert json.loads(read_scheme_book(tmp_path / "a.xlsx").canonical()) == json.loads(scheme.canonical())
    assert "2/3" in scheme_toml(scheme)


@pytest.mark.office
def test_workbooks_saved_by_libreoffice_say_the_same(tmp_path: Path) -> None:
    names = sorted(LIBRARY.schemes)[::6]
    jobs = []
    for name in names:
        write_scheme_book(LIBRARY[name], tmp_path / f"{name}.xlsx")
        jobs.append({"open": str(tmp_path / f"{name}.xlsx"), "steps": [], "save": str(tmp_path / f"{name}-saved.xlsx")})
    run_jobs(jobs)
    for name in names:
        assert read_scheme_book(tmp_path / f"{name}-saved.xlsx").canonical() == LIBRARY[name].canonical()


def test_a_change_is_all_that_changes(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["Sections and criteria"]["G2"] = "30"
        book["Settings"]["B3"] = "新表"

    assert read_changed(tmp_path, change).canonical() == trial(title="新表").canonical()


def test_texts_are_text_cells_and_figures_numbers(tmp_path: Path) -> None:
    scheme = trial(source="003")
    book = openpyxl.load_workbook(write(tmp_path, scheme))
    source = next(row[1] for row in book["Settings"].iter_rows() if row[1].value == "003")
    assert (source.data_type, source.number_format) == ("s", "@")
    points = next(row[1] for row in book["Settings"].iter_rows() if row[0].value == "Full points")
    assert (points.data_type, points.value) == ("n", 100)


def test_there_are_dropdowns(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write(tmp_path, trial()))
    found = {
        sheet.title: {rule.formula1 for rule in sheet.data_validations.dataValidation} for sheet in book.worksheets
    }
    assert '"week,month,quarter,year"' in found["Settings"]
    assert '"yes,no"' in found["Raters"]
    assert any("Rule kinds" in source for source in found["Rules"])
    assert '"text,date,choice,number,percentage,whole number"' in found["Extra fields"]
    assert any("Raters" in source for source in found["Extra fields"])


def test_every_field_of_a_scheme_has_its_sheet() -> None:
    told = {"adjustments"}
    for sheet in sheets():
        if isinstance(sheet, PairSheet):
            told |= {spec.path[0] for spec in sheet.fields}
        elif isinstance(sheet, GridSheet):
            told.add(sheet.levels[0].name)
    assert told >= set(fields_of(Scheme))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_headings_names_or_choices_are_the_same_word(language: str) -> None:
    say = words(language)
    groups = [list(headings(sheet).values()) for sheet in sheets()]
    groups += [[name_of(s) for s in sheet.fields] for sheet in sheets() if isinstance(sheet, PairSheet)]
    groups += [[NAMES.get(p, p) for p in parameters_of(kind)] for kind in rule_models()]
    groups += [[s.title for s in sheets()], [kind_names().get(k, k) for k in rule_models()], list(TRUTH.values())]
    for kind in rule_models():
        for parameter in parameters_of(kind):
            groups.append([NAMES.get(f, f) for f in entry_fields_of(kind, parameter)])
    groups += [[CHOICES.get(o, o) for o in s.shape.options] for s in columns_of(Scheme)]
    for group in groups:
        said = [say(word) for word in group]
        assert len(set(said)) == len(said), said


def test_every_code_that_a_scheme_may_leave_out_has_a_name() -> None:
    assert set(get_args(Implausible)) - CHOICES.keys() == set()


def test_a_kind_without_words_goes_by_its_own_name() -> None:
    names = choice_names(["new_kind"], kind_names())
    assert names == {"new_kind": "new_kind"} and understood(names)["new_kind"] == "new_kind"


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20),
    st.sampled_from(["text", "mixed"]),
)
def test_any_text_survives_its_cell(text: str, kind: str) -> None:
    shape = Shape(kind)  # type: ignore[arg-type] - a kind from the examples
    assert decode(encode(text, shape, str), shape) == text


@given(st.lists(st.text('甲乙、,;\n" []a1', max_size=6), max_size=4))
def test_any_list_of_texts_survives_its_cell(texts: list[str]) -> None:
    shape = Shape("text", many=True)
    assert decode(encode(texts, shape, str), shape) == texts


@pytest.mark.parametrize(
    ("written", "shape", "meant"),
    [
        ("９５％", Shape("number"), 0.95),
        (" 20 ", Shape("number"), 20.0),
        ("20分", Shape("number"), "20分"),
        ("3", Shape("whole"), 3),
        (3.0, Shape("whole"), 3),
        ("是" if words("zh_CN")("yes") == "是" else "YES", Shape("yes"), True),
        ("0.8", Shape("mixed"), 0.8),
        ("目标", Shape("mixed"), "目标"),
        (7.0, Shape("text"), "7"),
        ("Quarter", Shape("word", ("month", "quarter")), "quarter"),
        ("主管、经理，员", Shape("text", many=True), ["主管", "经理", "员"]),
        ("a = b\nc＝d", Shape("text", mapping=True), {"a": "b", "c": "d"}),
    ],
)
def test_what_a_person_types_is_understood(written: object, shape: Shape, meant: object) -> None:
    assert decode(written, shape) == meant  # type: ignore[arg-type] - a value from the examples
