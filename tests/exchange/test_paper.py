"""A scheme from nothing: the blank sheet, what people write into it, and every mistake at its cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.test_help import run
from tests.conftest import message_of, text_of
from tests.exchange.paper import COLUMNS, EIGHT, EXAMPLE_ROW, FIRST, Row, blank, fill, sentence
from tests.office.office import run_jobs
from xlsappraise.base.problems import Refusal
from xlsappraise.schemebook import TakenNames, read_any, read_scheme_book, scheme_toml
from xlsappraise.schemebook.paper.ways import WAYS
from xlsappraise.schemes import Scheme, load_scheme

PAGE = "考核方案"
Found = tuple[str, str | None, str | None, str | None]


def findings(path: Path, taken: TakenNames | None = None) -> list[Found]:
    """Return (code, sheet, cell, found) of every problem of a workbook."""
    with pytest.raises(Refusal) as refusal:
        read_scheme_book(path, taken or TakenNames())
    return [(p.code, p.sheet, p.cell, text_of(p.found)) for p in refusal.value.problems]


def read(folder: Path, *rows: Row, points: float = 100, **settings: str | float | None) -> Scheme:
    """Return the scheme of a sheet with these rows."""
    return read_scheme_book(fill(blank(folder), rows, {"points": points, **settings}))


def rule(folder: Path, way: str, details: str | None, points: float = 20) -> dict[str, Any]:
    """Return the rule that details are read as, without defaults."""
    scheme = read(folder, ("业绩", "满意度", None, points, sentence(way), details), points=points)
    return scheme.criteria[0].rules[0].model_dump(by_alias=True, exclude_defaults=True)


def test_from_nothing_to_an_issued_form_in_three_commands(tmp_path: Path) -> None:
    assert run("init", "考核", language="zh_CN", cwd=tmp_path).returncode == 0
    here = tmp_path / "考核"
    book = openpyxl.load_workbook(here / "roster.xlsx")
    page = book.worksheets[0]
    columns = {cell.value: cell.column for cell in page[1]}
    person = {"工号": "E001", "姓名": "张丽", "部门": "售后部", "岗位": "售后客服", "考核方案": "本店售后客服考核表",
              "直接主管": "王主管", "状态": "正式"}  # fmt: skip
    for name, value in person.items():
        page.cell(2, columns[name]).value = value
    book.save(here / "roster.xlsx")

    made = run("schemes", "new", "客服 考核.xlsx", language="zh_CN", cwd=here)
    assert (made.returncode, made.stderr) == (0, "")
    assert 'xlsappraise schemes import "客服 考核.xlsx"' in made.stdout
    fill(here / "客服 考核.xlsx")
    done = run("schemes", "import", "客服 考核.xlsx", language="zh_CN", cwd=here)
    assert (done.returncode, done.stderr) == (0, "")
    assert "客户回访率  20" in done.stdout and "≥95% 20；≥90% 15；≥80% 10；其余 0" in done.stdout
    assert "本店售后客服考核表" in done.stdout and "xlsappraise generate 20" in done.stdout
    issued = run("generate", "2026-11", language="zh_CN", cwd=here)
    assert (issued.returncode, issued.stderr) == (0, "")
    [form] = (here / "2026-11" / "outbox").rglob("*.xlsx")
    texts = {str(c.value) for row in openpyxl.load_workbook(form).worksheets[0].iter_rows() for c in row if c.value}
    assert {str(row[1]) for row in EIGHT} <= texts
    assert any("本店售后客服考核表" in text for text in texts)

    [scheme] = (here / "schemes").glob("*.toml")
    assert load_scheme(scheme).source == ""
    assert run("schemes", "check", str(scheme), cwd=here).returncode == 0
    again = run("schemes", "import", "客服 考核.xlsx", language="zh_CN", cwd=here)
    assert again.returncode == 0 and "没有" in again.stdout and list((here / "schemes").iterdir()) == [scheme]


@pytest.mark.office
def test_a_sheet_filled_in_and_saved_by_libreoffice_says_the_same(tmp_path: Path) -> None:
    path = blank(tmp_path)
    cells = {"B2": "本店售后客服考核表", "B3": "售后客服"}
    for number, row in enumerate(EIGHT):
        cells |= {f"{letter}{FIRST + number}": value for letter, value in zip(COLUMNS, row, strict=True) if value}
    steps = [*[["set", PAGE, at, value] for at, value in cells.items()], ["recalculate"],
             ["read", [[PAGE, "D5"], [PAGE, f"G{FIRST}"], [PAGE, f"G{FIRST + 20}"]]]]  # fmt: skip
    saved = tmp_path / "saved.xlsx"
    [[shown]] = run_jobs([{"open": str(path), "steps": steps, "save": str(saved)}])
    assert shown == ["各项分值加起来应等于这个数。 下面各项合计： 100", "已回访数 ÷ 应回访数", ""]
    found = read_any(saved)
    assert found.scheme == read_scheme_book(fill(blank(tmp_path, name="b.xlsx")))
    assert [p.code for p in found.notes] == ["scheme-paper-example"]


def test_every_mistake_is_reported_at_once_with_its_cell(tmp_path: Path) -> None:
    path = fill(
        blank(tmp_path),
        [
            ("业绩", "回访率", None, "二十", sentence("attainment"), "多多回访"),
            (None, "满意度", None, 20, sentence("bands"), "95%以上 20分\n90%～94% 15分\n90%以下 0分"),
            (None, "接通率", None, 10, "凭感觉", None),
            (None, "投诉", None, 10, sentence("deduction"), None),
            (None, "知识", None, 15, sentence("levels"), "优秀 20分\n差 0分"),
            ("态度", "出勤", None, None, None, None),
        ],
        {"title": None, "period": "每半年", "raters": "主管70%、自评40%", "grades": "优秀90、良好80"},
    )
    assert findings(path) == [
        ("scheme-book-blank", PAGE, "B2", None),
        ("scheme-book-not-in-list", PAGE, "B4", "每半年"),
        ("scheme-book-fault", PAGE, "B6", None),
        ("scheme-book-fault", PAGE, "B7", None),
        ("scheme-book-not-a-number", PAGE, "D12", "二十"),
        ("scheme-paper-unread", PAGE, "F12", "多多回访"),
        ("scheme-book-fault", PAGE, "F13", None),
        ("scheme-paper-unknown-way", PAGE, "E14", "凭感觉"),
        ("scheme-paper-details-blank", PAGE, "F15", sentence("deduction", "en")),
        ("scheme-book-fault", PAGE, "F16", None),
        ("scheme-book-blank", PAGE, "D17", None),
        ("scheme-book-blank", PAGE, "E17", None),
    ]
    done = run("schemes", "import", str(path), language="zh_CN", cwd=tmp_path)
    assert done.returncode == 1 and f"schemes import {path}" in done.stderr.replace('"', "")
    assert "“95%以上”和“90%~94%”之间有空档" in done.stderr
    assert "迟到 每次扣2分；旷工 每天扣5分" in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_example_can_be_copied_as_it_is(tmp_path: Path, language: str) -> None:
    from xlsappraise.base.i18n import words

    say = words(language)
    rows = [("甲", f"项目{n}", None, 0 if way.kind == "tally" else 20, sentence(way.id, language),
             None if way.kind == "rating" else "\n".join(map(say, way.example)))
            for n, way in enumerate(WAYS)]  # fmt: skip
    counted = sum(float(row[3] or 0) for row in rows)
    scheme = read_scheme_book(fill(blank(tmp_path, language), rows, {"points": counted}))
    assert [c.rules[0].kind for c in scheme.criteria] == [way.kind for way in WAYS]
    assert scheme.language == language
    assert Scheme.model_validate(__import__("tomllib").loads(scheme_toml(scheme))) == scheme


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_untouched_example_is_left_out_and_it_is_said(tmp_path: Path, language: str) -> None:
    rows = [("A", "B", None, 100, sentence("rating", language), None)]
    found = read_any(fill(blank(tmp_path, language), rows, example=True))
    assert [c.title for c in found.scheme.criteria] == ["B"]
    assert [(p.code, p.cell, p.severity) for p in found.notes] == [("scheme-paper-example", f"A{EXAMPLE_ROW}", "note")]


def test_an_example_that_was_changed_is_not_taken_silently(tmp_path: Path) -> None:
    path = fill(blank(tmp_path), EIGHT, example=True)
    book = openpyxl.load_workbook(path)
    book.worksheets[0][f"D{EXAMPLE_ROW}"] = 20
    book.save(path)
    assert findings(path) == [("scheme-paper-example-changed", PAGE, f"A{EXAMPLE_ROW}", "示例（填好后删掉这一行）")]


def test_a_deleted_example_row_changes_nothing(tmp_path: Path) -> None:
    path = fill(blank(tmp_path))
    before = read_scheme_book(path)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].delete_rows(EXAMPLE_ROW)
    book.save(path)
    assert read_scheme_book(path) == before


@pytest.mark.parametrize(
    ("details", "lapses"),
    [
        ("迟到 每次扣2分", [("迟到", 2)]),
        ("每次扣2分", [("满意度", 2)]),
        ("迟到一次扣两分", [("迟到", 2)]),
        ("每投诉一例扣半分", [("投诉", 0.5)]),
        ("（1）迟到：2分/次；（2）旷工每天扣５分，扣完为止", [("迟到", 2), ("旷工（天）", 5)]),
        ("迟到每次扣2分，早退每次扣1分", [("迟到", 2), ("早退", 1)]),
        ("迟到、早退每次扣1分", [("迟到、早退", 1)]),
        ("迟到每10分钟扣1分", [("迟到（每10分钟）", 1)]),
        ("①迟到 -1\n②早退 -2", [("迟到", 1), ("早退", 2)]),
        ("late −2 each", [("late", 2)]),
    ],
)
def test_deductions_as_people_write_them(tmp_path: Path, details: str, lapses: list[tuple[str, float]]) -> None:
    found = rule(tmp_path, "deduction", details)
    assert [(lapse["label"], lapse["points"]) for lapse in found["lapses"]] == lapses


BANDS = [{"from": 0.95, "points": 20}, {"from": 0.9, "points": 15}, {"from": 0, "points": 0}]


@pytest.mark.parametrize(
    ("details", "kind", "bands"),
    [
        ("95%以上 20分\n90%～95% 15分\n90%以下 0分", "percent", BANDS),
        ("≥95%得20分；90%（含）-95%得15分；低于90%不得分", "percent", BANDS),
        ("90%以下：0\n≥90%：15\n≥95%：20", "percent", BANDS),
        ("满意度95%以上得满分，90%-95%得15分，其他0分", "percent", BANDS),
        ("0次20分\n1-2次10分\n3次及以上0分", "integer",
         [{"from": 3, "points": 0}, {"from": 1, "points": 10}, {"from": 0, "points": 20}]),
        ("30分钟以内 20分\n30-60分钟 5分\n超过60分钟 0分", "number",
         [{"from": 60, "points": 0, "above": True}, {"from": 30, "points": 5, "above": True},
          {"from": 0, "points": 20}]),
    ],
)  # fmt: skip
def test_bands_as_people_write_them(tmp_path: Path, details: str, kind: str, bands: list[dict[str, object]]) -> None:
    scheme = read(tmp_path, ("业绩", "满意度", None, 20, sentence("bands"), details), points=20)
    found = scheme.criteria[0].rules[0]
    assert found.model_dump(by_alias=True)["type"] == kind
    assert found.model_dump(by_alias=True, exclude_defaults=True)["bands"] == tuple(bands)


@pytest.mark.parametrize(
    ("details", "detail"),
    [
        ("98%-100% 20\n95%-97% 10\n95%以下 0", "“98%-100%” and “95%-97%” leave a gap"),
        (
            "2次以内 20分\n3-5次 10分\n5次以上 0分",
            "to which of “5次以上” and “3-5次” does 5 belong? Write it with ≥ or >",
        ),
        ("90%-95% 20\n90%以下 0", "nothing says what more than 95% earns"),
        ("95%以上 20\n90%-95% 15", "nothing says what less than 90% earns"),
        ("≥90% 20\n≤90% 0", "to which of “≥90%” and “≤90%” does 90% belong? Write it with ≥ or >"),
        ("满意度≥90% 20\n及时率<90% 0", "only one thing can be measured here, not several: 满意度, 及时率"),
    ],
)
def test_bands_that_leave_a_value_open_are_refused(tmp_path: Path, details: str, detail: str) -> None:
    path = fill(blank(tmp_path), [("业绩", "满意度", None, 20, sentence("bands"), details)], {"points": 20})
    with pytest.raises(Refusal) as refusal:
        read_scheme_book(path)
    [found] = refusal.value.problems
    assert (found.code, found.cell) == ("scheme-book-fault", f"F{FIRST}")
    assert detail in message_of(found)


@pytest.mark.parametrize(
    ("way", "details", "due"),
    [
        ("attainment", None, {"kind": "attainment", "actual": "实际完成", "target": "目标", "no_target": "excluded"}),
        ("attainment", "销售额 ÷ 10万元\n封顶120%",
         {"kind": "attainment", "actual": "销售额（万元）", "target": 10, "cap": 1.2, "no_target": "excluded"}),
        ("attainment", "实际：已回访\n目标：应回访\n目标为0：满分",
         {"kind": "attainment", "actual": "已回访", "target": "应回访", "no_target": "full"}),
        ("attainment", "完成80%得满分",
         {"kind": "attainment", "actual": "实际完成", "target": "目标", "required": 0.8, "no_target": "excluded"}),
        ("attainment-lower", "3 ÷ 投诉数",
         {"kind": "attainment", "actual": "投诉数", "target": 3, "lower": True, "no_target": "excluded"}),
        ("levels", "优20/良16/中12/差0",
         {"kind": "levels", "levels": [{"label": "优", "points": 20}, {"label": "良", "points": 16},
                                       {"label": "中", "points": 12}, {"label": "差", "points": 0}]}),
        ("levels", "A 100%\nB 60%",
         {"kind": "levels", "levels": [{"label": "A", "factor": 1}, {"label": "B", "factor": 0.6}]}),
        ("rating", "按整数打分", {"kind": "rating", "step": 1}),
        ("rank", "第一名20分，第二、三名15分".replace("第二、三名", "第2-3名"),
         {"kind": "rank", "label": "满意度", "places": (20, 15, 15)}),
        ("growth", "投诉 比 上月 下降20%",
         {"kind": "growth", "current": "投诉", "base": "上月", "required": 0.2, "lower": True}),
    ],
)  # fmt: skip
def test_other_details_as_people_write_them(
    tmp_path: Path, way: str, details: str | None, due: dict[str, object]
) -> None:
    found = rule(tmp_path, way, details)
    shown = {name: [dict(part) for part in value] if name == "levels" else value for name, value in found.items()}
    assert shown == due


@pytest.mark.parametrize(
    ("way", "details"),
    [
        ("deduction", "迟到要扣分"), ("deduction", "表扬加2分"), ("tally", "表扬 2"), ("levels", "一级 20 二级 10"),
        ("levels", "优秀 18-20分\n差 0分"), ("share", "大家都满意"), ("shortfall", "越高越好"), ("rating", "看着办"),
        ("attainment", "3 ÷ 投诉数"), ("thresholds", "满意度 ≥ 很高"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_never_guessed(tmp_path: Path, way: str, details: str) -> None:
    points = 0 if way == "tally" else 20
    other = ("别的", "其他", None, 20 - points, sentence("rating"), None)
    rows = [("业绩", "满意度", None, points, sentence(way), details), *([other] if way == "tally" else [])]
    codes = {
        code for code, _sheet, cell, _found in findings(fill(blank(tmp_path), rows, {"points": 20})) if cell == "F12"
    }
    assert codes == {"scheme-paper-unread"}


def test_settings_as_people_write_them(tmp_path: Path) -> None:
    scheme = read(
        tmp_path, *EIGHT, period="按季度", points="100分", raters="直接主管70%，自评30%",
        grades="A：90分以上；B：75分以上；C：60分以上；D：60分以下", adjustments="最多加5分，最多扣10分",
    )  # fmt: skip
    assert (scheme.period, scheme.total.points) == ("quarter", 100)
    assert [(r.title, r.weight) for r in scheme.raters] == [("直接主管", 0.7), ("自评", 0.3)]
    assert [(g.title, g.from_) for g in scheme.grades] == [("A", 90), ("B", 75), ("C", 60), ("D", 0)]
    assert scheme.adjustments is not None and (scheme.adjustments.min, scheme.adjustments.max) == (-10, 5)
    assert read(tmp_path, *EIGHT).adjustments is None


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("每周", "week"), ("周", "week"), ("每周一次", "week"), ("每星期", "week"), ("week", "week"), ("每月", "month"),
        ("季度考核", "quarter"), ("年度", "year"),
    ],
)  # fmt: skip
def test_how_often_as_people_write_it(tmp_path: Path, written: str, period: str) -> None:
    assert read(tmp_path, *EIGHT, period=written).period == period


def test_sections_shares_sums_and_a_second_way(tmp_path: Path) -> None:
    scheme = read(
        tmp_path,
        ("一、业绩", None, None, None, None, None),
        (None, "回访", None, "60%", sentence("attainment"), "已回访 ÷ 应回访"),
        (None, None, None, None, sentence("deduction"), "漏访 每次扣2分"),
        ("二、态度", "出勤", None, "40分", "扣分", "迟到 每次扣1分"),
        ("二、态度", "额外", None, None, "加减分", "表扬 每次加2分"),
        ("合计", None, None, 100, None, None),
        ("注：每月5日前交", None, None, None, None, None),
    )
    assert [(s.title, [c.title for c in s.criteria]) for s in scheme.sections] == [
        ("一、业绩", ["回访"]), ("二、态度", ["出勤", "额外"]),
    ]  # fmt: skip
    assert [c.points for c in scheme.criteria] == [60, 40, 0]
    assert [r.kind for r in scheme.criteria[0].rules] == ["attainment", "deduction"]
    assert scheme.criteria[0].rules[0].model_dump()["no_target"] == "full"


def test_ids_are_made_and_stay_when_rows_move(tmp_path: Path) -> None:
    first = read(tmp_path, *EIGHT)
    moved = read(tmp_path, *[(row[0] or "工作业绩", *row[1:]) for row in reversed(EIGHT)])
    assert {c.title: c.id for c in first.criteria} == {c.title: c.id for c in moved.criteria}
    assert first.id == moved.id == "ben-dian-shou-hou-ke-fu"


def test_a_new_scheme_never_takes_the_id_or_title_of_another(tmp_path: Path) -> None:
    path = fill(blank(tmp_path), settings={"title": "售后客服月度考核表"})
    taken = TakenNames({"aftersales-weighted": "售后客服月度考核表", "shou-hou-ke-fu-yue-du-kao": "别的"})
    assert findings(path, taken) == [("scheme-paper-title-taken", PAGE, "B2", "售后客服月度考核表")]
    other = TakenNames({}, {"shou-hou-ke-fu-yue-du-kao": "售后客户月度考核"})
    assert read_any(path, other).scheme.id == "shou-hou-ke-fu-yue-du-kao-2"
    mine = TakenNames({}, {"aftersales": "售后客服月度考核表"})
    assert read_any(path, mine).scheme.id == "aftersales"


def test_help_stands_at_each_column_and_cell(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(blank(tmp_path)).worksheets[0]
    assert [cell.value for cell in page[EXAMPLE_ROW - 2]][: len(COLUMNS)] == [
        "考核类别", "考核项目", "考核标准", "分值", "评分方式", "评分细则",
    ]  # fmt: skip
    assert all(cell.value for cell in page[EXAMPLE_ROW - 1][: len(COLUMNS) + 1])
    lists = [v for v in page.data_validations.dataValidation if v.type == "list"]
    assert any("评分方式" in v.formula1 for v in lists)
    assert str(page[f"G{FIRST}"].value).startswith("=IF(E12")


def test_an_existing_workbook_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"mine")
    refused = run("schemes", "new", "a.xlsx", cwd=tmp_path)
    assert refused.returncode == 2 and "[scheme-file-exists]" in refused.stderr
    assert refused.stderr.rstrip().endswith("xlsappraise schemes new a.xlsx --replace")
    assert (tmp_path / "a.xlsx").read_bytes() == b"mine"
    assert run("schemes", "new", "a.xlsx", "--replace", cwd=tmp_path).returncode == 0
    named = run("schemes", "new", "a.csv", cwd=tmp_path)
    assert named.returncode == 2 and "[scheme-book-name]" in named.stderr
    nowhere = run("schemes", "new", "b/a.xlsx", cwd=tmp_path)
    assert nowhere.returncode == 2 and "[folder-not-found]" in nowhere.stderr


def test_figures_where_texts_are_due_and_further_sheets(tmp_path: Path) -> None:
    rows: list[Row] = [(1, 2026, 3, 100, sentence("rating"), None)]
    path = fill(blank(tmp_path), rows)
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book.worksheets[0]).title = "旧"
    book.save(path)
    found = read_any(path)
    [section] = found.scheme.sections
    assert (section.title, section.criteria[0].title, section.criteria[0].standard) == ("1", "2026", "3")
    assert [(p.code, p.sheet) for p in found.notes] == [("scheme-paper-other-sheet", "旧")]


ODD = (
    "9" * 400, "-" * 3000, "1%" * 5000, "扣" * 5000, "每次扣2分" * 1000, "≥" * 9, "÷", "：", "0", "\u202e扣2分",
    "第1名" * 900, "迟到 " * 4000 + "扣2分", "95%以上 " + "9" * 400 + "分", "a÷b÷c÷d", "\n".join(["迟到 扣1分"] * 2000),
)  # fmt: skip


@pytest.mark.parametrize("way", [w.id for w in WAYS])
def test_nothing_that_is_typed_breaks_the_import(tmp_path: Path, way: str) -> None:
    points = 0 if way == "tally" else 20
    rows: list[Row] = [("甲", f"乙{n}", None, points, sentence(way), details) for n, details in enumerate(ODD)]
    path = fill(blank(tmp_path), rows, {"points": points * len(rows) or 20})
    done = run("schemes", "import", str(path), language="zh_CN", cwd=tmp_path)
    assert "unexpected" not in done.stderr and done.returncode in (0, 1)


def test_no_setting_that_is_typed_breaks_the_import(tmp_path: Path) -> None:
    path = fill(blank(tmp_path))
    for value in ("9" * 400, "，、；", -1, True, "=1+1", "#N/A", "a" * 500, 1e300):
        book = openpyxl.load_workbook(path)
        for row in range(2, 9):
            book.worksheets[0].cell(row, 2).value = value
        book.save(tmp_path / "odd.xlsx")
        done = run("schemes", "import", "odd.xlsx", language="zh_CN", cwd=tmp_path)
        assert "unexpected" not in done.stderr and done.returncode == 1, value


def test_a_target_that_is_counted_is_kept_from_days_as_the_sheet_says(tmp_path: Path) -> None:
    assert run("init", "考核", language="zh_CN", cwd=tmp_path).returncode == 0
    here = tmp_path / "考核"
    new = fill(blank(here), [("业绩", "接听率", None, 100, sentence("attainment"), "实际：接听数\n目标：来电数")], {})
    said = [str(cell.value) for sheet in openpyxl.load_workbook(new) for row in sheet for cell in row if cell.value]
    (told,) = [text for text in said if "xlsappraise schemes export" in text and "目标可按天数折算" in text]
    assert "否" in told
    assert run("schemes", "import", new.name, language="zh_CN", cwd=here).returncode == 0
    [file] = (here / "schemes").glob("*.toml")
    assert load_scheme(file).criteria[0].rules[0].by_days() == ("target",)

    assert run("schemes", "export", file.stem, "方案.xlsx", language="zh_CN", cwd=here).returncode == 0
    book = openpyxl.load_workbook(here / "方案.xlsx")
    rules = book["计分规则"]
    head = {str(cell.value): cell.column for cell in rules[1]}
    free = max(row for row in range(1, rules.max_row + 1) if rules.cell(row, head["参数"]).value) + 1
    rules.cell(free, head["参数"]).value = "目标可按天数折算"
    rules.cell(free, head["设定值"]).value = "否"
    book.save(here / "方案.xlsx")
    done = run("schemes", "import", "方案.xlsx", "--replace", language="zh_CN", cwd=here)
    assert done.returncode == 0, done.stderr
    assert load_scheme(file).criteria[0].rules[0].by_days() == ()
