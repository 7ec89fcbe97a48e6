"""Figures that are known beforehand: read from a workbook like returned ones, shown in the form, told when changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.checks.forms import result
from tests.conftest import QUARTERLY, SIGNED, SIGNER, WORKED_EXAMPLE, Bench, own_edition, person, text_of, write_roster
from tests.office.office import run_jobs
from tests.pipeline.flow import ordered, places, returned, told, write_figures
from tests.pipeline.months import summary_book
from tests.pipeline.states import settled
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Refusal
from xlsappraise.base.rounding import plain
from xlsappraise.issuing.generate import Generated
from xlsappraise.issuing.previews import FiguresOf, write_prefill_template
from xlsappraise.schemes import Library, Scheme

NUMBER = "工号"
RATE = ("callback_rate.actual", "callback_rate.target")
REST = {name: value for name, value in WORKED_EXAMPLE.items() if name not in RATE}


def prefilled(bench: Bench, *rows: Sequence[Any], **options: Any) -> Generated:
    """Generate with a workbook of known figures; its first row holds the headings."""
    return ordered(bench, prefill=write_figures(bench.workspace.root / "数据.xlsx", *rows), **options)


def staff(bench: Bench, *rows: Any) -> None:
    """Write the roster."""
    write_roster(bench.workspace.roster, rows)


def values(bench: Bench, number: str = "E001") -> dict[str, Any]:
    """Return what stands in the inputs of an issued form."""
    described = bench.describe(bench.form(number))
    return {i["id"]: i["value"] for i in described["inputs"] if i["value"] is not None}


def template(scheme: Scheme, path: Path) -> Path:
    """Write the blank workbook for the figures of a scheme."""
    return write_prefill_template([FiguresOf(scheme)], path)


def forms(bench: Bench) -> dict[Path, bytes]:
    """Return the files of the outbox."""
    return {path: path.read_bytes() for path in bench.outbox.rglob("*.xlsx")}


# Headings and values


@pytest.mark.parametrize(
    "headings",
    [
        ("callback_rate.actual", "callback_rate.target"),
        ("已回访数（户）", "应回访数（户）"),
        ("客户回访率·已回访数（户）", "客户回访率·应回访数(户)"),
        (" 已回访数 （户）", "callback_rate.target "),
    ],
)
def test_inputs_are_named_by_id_by_label_or_by_criterion_and_label(bench: Bench, headings: tuple[str, str]) -> None:
    staff(bench, person())
    made = prefilled(bench, [NUMBER, "姓名", *headings], ["E001", "王小燕", 45, 50])
    assert made.problems == []
    assert values(bench) == {"callback_rate.actual": 45, "callback_rate.target": 50}


def test_columns_may_stand_in_any_order_below_a_title(bench: Bench) -> None:
    staff(bench, person(), person("E002", name="李梅"))
    rows = [["十一月数据"], [], ["应回访数（户）", NUMBER, "已回访数（户）"], [50, "Ｅ002", 40], [20, "E001", 10]]
    assert prefilled(bench, *rows).problems == []
    assert values(bench) == {"callback_rate.actual": 10, "callback_rate.target": 20}
    assert values(bench, "E002") == {"callback_rate.actual": 40, "callback_rate.target": 50}


@pytest.mark.parametrize(
    ("scheme", "heading", "value", "read"),
    [
        ("field-service", "实际及时到达率", 0.955, 0.955),
        ("field-service", "实际及时到达率", "95.5%", 0.955),
        ("field-service", "实际及时到达率", "９５.５％", 0.955),
        ("furniture-callback", "已回访数（户）", "４５", 45),
        ("furniture-callback", "已回访数（户）", " 45 ", 45),
        ("supervisor-five-grades", "field.interview_date", "2026-11-20", "2026-11-20"),
        ("supervisor-five-grades", "field.interview_date", "2026年11月20日", "2026-11-20"),
    ],
)
def test_values_are_read_like_returned_ones(bench: Bench, scheme: str, heading: str, value: Any, read: Any) -> None:
    staff(bench, person(schemes=scheme))
    assert prefilled(bench, [NUMBER, heading], ["E001", value]).problems == []
    assert list(values(bench).values()) == [read]


def test_choices_go_to_the_rater_whose_marks_count(bench: Bench) -> None:
    staff(bench, person(schemes="tech-service-monthly"))
    items = {i.id: i for i in _slots("tech-service-monthly")}
    choice = items["attendance.level@supervisor"].choices[1]
    assert prefilled(bench, [NUMBER, "attendance.level@supervisor"], ["E001", choice]).problems == []
    assert values(bench) == {"attendance.level@supervisor": choice}


def _slots(scheme: str) -> Any:
    from xlsappraise.issuing.figures import fillable

    found = Library()[scheme]
    return fillable(found.form_of(found.lead.id))


def test_a_label_goes_into_each_of_a_persons_forms_that_has_it(bench: Bench) -> None:
    staff(bench, person(schemes="field-service、department-kpi"))
    assert prefilled(bench, [NUMBER, "实际客户满意率"], ["E001", 0.9]).problems == []
    paths = sorted(bench.outbox.rglob("E001_*.xlsx"))
    read = [{i["id"]: i["value"] for i in bench.describe(p)["inputs"] if i["value"] is not None} for p in paths]
    assert [list(one.values()) for one in read] == [[0.9], [0.9]]


def test_people_without_figures_get_ordinary_forms(bench: Bench) -> None:
    staff(bench, person(), person("E002", name="李梅"), person("E003", name="赵强"))
    assert prefilled(bench, [NUMBER, "已回访数（户）"], ["E001", 45], ["E002", None]).problems == []
    assert values(bench) == {"callback_rate.actual": 45}
    assert (values(bench, "E002"), values(bench, "E003")) == ({}, {})
    with bench.open() as office:
        masters = {i.employee_id: i.master_id for i in office.ledger.issues("2026-11")}
    assert masters["E002"] == masters["E003"] != masters["E001"]
    bench.fill(WORKED_EXAMPLE, "E003")
    assert result(bench, "E003")["total"] == 76.0


# Mistakes


def test_every_mistake_is_told_by_its_cell_and_nothing_is_issued(bench: Bench) -> None:
    staff(bench, person(), person("E002", name="李梅"), person("E003", name="赵强", schemes="field-service"))
    made = prefilled(
        bench,
        [NUMBER, "已回访数（户）", "应回访数（户）", "处理能力·评分（0–10）"],
        ["E001", "四十五", -1, 11],
        ["E009", 1, 1, 1],
        [None, 3, None, None],
        ["E002", 1.5, "=1+1", "#N/A"],
        ["E003", 4, None, None],
        ["E001", 4, None, None],
        [None, None, None, None],
    )
    assert made.issued == []
    assert not bench.outbox.exists()
    assert [(p.cell, p.code) for p in made.problems] == [
        ("B2", "not-a-number"), ("C2", "out-of-range"), ("D2", "out-of-range"), ("A3", "prefill-unknown-employee"),
        ("A4", "prefill-number-missing"), ("B5", "not-whole"), ("C5", "formula-in-input"), ("D5", "error-value"),
        ("B6", "prefill-not-theirs"), ("A7", "prefill-employee-twice"),
    ]  # fmt: skip
    assert {(p.severity, p.file, p.sheet) for p in made.problems} == {("error", "数据.xlsx", "Sheet")}
    assert {p.employee_id for p in made.problems if p.cell in ("B2", "C5")} == {"E001", "E002"}


def test_headings_that_are_wrong_are_told_all_at_once(bench: Bench) -> None:
    staff(bench, person())
    made = prefilled(
        bench,
        ["回访率", NUMBER, "已回访数（户", "应回访数（户）", "应回访数（户）", "部门"],
        [1, "E001", "x", 1, 1, "客服"],
    )
    assert [(p.code, p.cell, text_of(p.found)) for p in made.problems] == [
        ("prefill-unknown-column", "A1", "回访率"),
        ("prefill-unknown-column", "C1", "已回访数（户"),
        ("prefill-column-twice", "E1", "应回访数（户）"),
    ]
    assert text_of(made.problems[1].expected) == "已回访数(户)"
    assert made.issued == []


def test_one_input_under_two_names_is_told_not_overwritten(bench: Bench) -> None:
    staff(bench, person())
    made = prefilled(bench, [NUMBER, "callback_rate.actual", "已回访数（户）"], ["E001", 45, 50])
    assert told(made.problems) == [("prefill-column-twice", "C2")]
    assert made.issued == []


def test_a_part_above_its_whole_is_told_before_it_is_sent(tmp_path: Path, bench: Bench) -> None:
    quarter = Bench(bench.workspace, Period("quarter", 2026, 4))
    own_edition(bench.workspace, "owner-survey", QUARTERLY)
    staff(quarter, person(schemes="owner-survey"))
    made = prefilled(quarter, [NUMBER, "回收问卷（份）", "满意问卷（份）"], ["E001", 100, 101])
    assert [(p.code, p.cell, text_of(p.found), text_of(p.expected)) for p in made.problems] == [
        ("above-the-whole", "C2", "101", "≤ 100 (B2)")
    ]
    assert made.issued == []
    assert prefilled(quarter, [NUMBER, "回收问卷（份）", "满意问卷（份）"], ["E001", 100, 100]).problems == []


def test_an_ambiguous_label_asks_for_the_longer_name(bench: Bench) -> None:
    staff(bench, person(), person("E002", name="李梅"))
    made = prefilled(bench, [NUMBER, "评分（0–10）", "评分（0–15）"], ["E001", None, 12], ["E002", 8, None])
    assert [(p.code, p.cell, text_of(p.expected)) for p in made.problems] == [
        ("prefill-ambiguous", "B3", "回访问题处理效率·评分（0–10）、处理能力·评分（0–10）")
    ]
    assert [i.employee_id for i in made.issued] == ["E001"]


def test_without_a_number_column_nothing_can_be_read(bench: Bench) -> None:
    staff(bench, person())
    assert told(prefilled(bench, ["姓名", "已回访数（户）"], ["王小燕", 4]).problems) == [("prefill-no-number", "1:1")]


def test_a_file_that_is_none_is_refused(bench: Bench) -> None:
    staff(bench, person())
    bad = bench.workspace.root / "数据.xlsx"
    for content, code in ((None, "file-not-found"), (b"x", "prefill-unreadable"), (b"", "prefill-unreadable")):
        if content is not None:
            bad.write_bytes(content)
        with pytest.raises(Refusal) as caught:
            ordered(bench, prefill=bad)
        assert [p.code for p in caught.value.problems] == [code]
    assert not bench.outbox.exists()


# What comes back


@pytest.fixture
def sent(bench: Bench) -> Bench:
    """E001 with 45 of 50, and one slight lapse, filled in beforehand; the target is locked."""
    staff(bench, person())
    heads = [NUMBER, *RATE, "records.slight"]
    assert prefilled(bench, heads, ["E001", 45, 50, 1]).problems == []
    return bench


def test_prefilled_figures_count_when_the_rest_is_filled_in(sent: Bench) -> None:
    sent.fill(REST)
    assert [p.code for p in sent.collect().problems] == []
    assert result(sent)["total"] == 76.0


@pytest.mark.parametrize(("actual", "change", "total"), [(40, "lowered", 74.0), (49, "raised", 77.6)])
def test_a_changed_figure_counts_and_is_a_warning_with_both(
    sent: Bench, actual: int, change: str, total: float
) -> None:
    sent.fill({**REST, "callback_rate.actual": actual})
    (found,) = sent.collect().problems
    assert (found.severity, found.code, found.cell, text_of(found.found), text_of(found.expected)) == (
        "warning", "prefilled-changed", sent.cell("callback_rate.actual"), str(actual), "45",
    )  # fmt: skip
    assert (found.employee_id, found.facts.get("name"), found.facts.get("label")) == (
        "E001", "王小燕", "客户回访率·已回访数（户）",
    )  # fmt: skip
    assert text_of(found.facts.get("change")) == change
    # 20 × 40 ÷ 50 = 16 instead of 18; 20 × 49 ÷ 50 = 19.6
    assert result(sent)["total"] == total


def test_a_cleared_count_of_lapses_is_a_warning_and_a_cleared_actual_is_missing(sent: Bench) -> None:
    sent.fill({**REST, "records.slight": None}, name="a.xlsx")
    (found,) = sent.collect().problems
    assert (found.code, found.cell, text_of(found.found), text_of(found.expected)) == (
        "prefilled-changed", sent.cell("records.slight"), "(blank)", "1",
    )  # fmt: skip
    assert text_of(found.facts.get("change")) == "cleared"
    sent.fill({**REST, "callback_rate.actual": None}, name="a.xlsx")
    assert [(p.code, p.cell) for p in sent.collect().problems] == [("missing-input", sent.cell("callback_rate.actual"))]


def test_changed_figures_are_one_line_on_the_cover_and_a_row_each_among_the_problems(sent: Bench) -> None:
    sent.fill({**REST, "callback_rate.actual": 40, "records.slight": 0})
    sent.summarize()
    book = summary_book(sent.workspace.summary(sent.period))
    texts = [str(c.value) for row in book["总览"].iter_rows() for c in row if c.value is not None]
    (line,) = [text for text in texts if "已回访数（户）" in text]
    assert all(part in line for part in ("王小燕", "45", "40", "调低"))
    rows = [[cell.value for cell in row] for row in book["问题"].iter_rows()]
    found = [(row[6], str(row[7]), str(row[8])) for row in rows if row[1] == "prefilled-changed"]
    assert found == [(sent.cell("callback_rate.actual"), "40", "45"), (sent.cell("records.slight"), "0", "1")]


def test_a_changed_figure_stays_hrs_when_the_form_is_issued_again(sent: Bench) -> None:
    sent.fill({**REST, "callback_rate.actual": 40, "ability.rating": None})
    assert len(ordered(sent, reissue=["E001"]).issued) == 1
    assert values(sent)["callback_rate.actual"] == 40
    cells = places(sent, sent.form())
    assert protections(sent.form(), *(cells[n] for n in RATE)) == [False, True]
    for path in sent.inbox.iterdir():
        path.unlink()
    sent.fill({"ability.rating": 10, "attitude.rating": 9, "signoff.done": SIGNED})
    found = {(p.severity, p.code, p.cell, text_of(p.found), text_of(p.expected)) for p in sent.collect().problems}
    assert found == {
        ("warning", "prefilled-changed", cells["callback_rate.actual"], "40", "45"),
        ("note", "carried-changed", cells["attitude.rating"], "9", text_of(plain(REST["attitude.rating"]))),
    }


def test_an_untouched_form_is_untouched_however_much_was_known(sent: Bench) -> None:
    target = sent.inbox / "a.xlsx"
    target.write_bytes(sent.form().read_bytes())
    assert sent.codes() == [("untouched", None)]
    assert settled(sent)["counts"]["incomplete"] == 1
    sent.fill({"signoff.done": SIGNED}, name="a.xlsx")
    assert ("untouched", None) not in sent.codes()
    assert ("missing-input", sent.cell("ability.rating")) in sent.codes()


def test_a_form_that_was_deleted_is_made_again_byte_by_byte(sent: Bench) -> None:
    before = forms(sent)
    sent.form().unlink()
    again = ordered(sent)
    assert [i.employee_id for i in again.restored] == ["E001"]
    assert forms(sent) == before


def test_a_second_run_leaves_issued_forms_alone(sent: Bench) -> None:
    before = forms(sent)
    again = prefilled(sent, [NUMBER, *RATE], ["E001", 1, 2])
    assert (again.issued, again.already) == ([], 1)
    assert [(p.severity, p.code, p.employee_id) for p in again.problems] == [("warning", "prefill-not-used", "E001")]
    assert forms(sent) == before
    more = prefilled(sent, [NUMBER, *RATE], ["E001", 1, 2], reissue=["E001"])
    assert len(more.issued) == 1
    assert values(sent) == {"callback_rate.actual": 1, "callback_rate.target": 2}


# Locked figures


def test_a_target_from_hr_is_locked_and_the_figure_against_it_is_not(sent: Bench) -> None:
    cells = places(sent, sent.form())
    assert protections(sent.form(), *(cells[n] for n in (*RATE, "records.slight"))) == [False, True, False]
    sheet = openpyxl.load_workbook(sent.form()).worksheets[0]
    open_, target = (sheet[cells[name]].fill.fill_type for name in RATE)
    assert (open_, target) == ("solid", None)
    sent.fill({**REST, "callback_rate.target": 45})
    (found,) = sent.collect().problems
    assert (found.severity, found.code, found.cell, text_of(found.found), text_of(found.expected)) == (
        "tampering", "locked-cell-changed", cells["callback_rate.target"], "45", "50",
    )  # fmt: skip
    assert (result(sent)["state"], result(sent)["total"]) == ("valid", 76.0)


def test_a_target_that_hr_did_not_fill_in_stays_open(bench: Bench) -> None:
    staff(bench, person())
    prefilled(bench, [NUMBER, "callback_rate.actual"], ["E001", 45])
    cells = places(bench, bench.form())
    assert protections(bench.form(), *(cells[n] for n in RATE)) == [False, False]


def test_every_target_of_several_ratios_is_locked(bench: Bench) -> None:
    slots = [slot for slot in _slots("department-kpi") if slot.type != "text"]
    staff(bench, person(schemes="department-kpi"))
    prefilled(bench, [NUMBER, *(s.id for s in slots)], ["E001", *(1 for _ in slots)])
    cells = places(bench, bench.form())
    locked = {s.id for s in slots if protections(bench.form(), cells[s.id]) == [True]}
    assert locked == {s.id for s in slots if s.id.endswith("target")} != set()


@pytest.fixture
def locked(bench: Bench) -> Bench:
    """As ``sent``, with a scheme of the workspace's own that locks the callback rate."""
    shipped = Path(__file__).parents[2] / "templates" / "furniture-callback.toml"
    text = shipped.read_text(encoding="utf-8")
    own = text.replace('title = "客户回访率"\n', 'title = "客户回访率"\nprefill = "locked"\n')
    assert own != text
    (bench.workspace.schemes / "own.toml").write_text(own, encoding="utf-8")
    staff(bench, person())
    assert prefilled(bench, [NUMBER, *RATE, "records.slight"], ["E001", 45, 50, 1]).problems == []
    return bench


def protections(path: Path, *cells: str) -> list[bool]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.protection.sheet
    return [sheet[cell].protection.locked for cell in cells]


def test_only_the_criterion_that_says_so_is_locked(locked: Bench) -> None:
    cells = places(locked, locked.form())
    assert protections(locked.form(), *(cells[n] for n in (*RATE, "records.slight", "attitude.rating"))) == [
        True, True, False, False,
    ]  # fmt: skip


def test_without_a_figure_the_criterion_stays_open(locked: Bench) -> None:
    staff(locked, person(), person("E002", name="李梅"))
    made = prefilled(locked, [NUMBER, "callback_rate.actual"], ["E002", 45])
    assert [(p.code, p.employee_id) for p in made.problems] == [("change-new", "E002")]
    cells = places(locked, locked.form("E002"))
    assert protections(locked.form("E002"), *(cells[n] for n in RATE)) == [True, False]


def test_a_change_of_a_locked_figure_is_tampering_and_the_issued_one_counts(locked: Bench) -> None:
    cell = locked.cell("callback_rate.actual")
    locked.fill({**REST, "callback_rate.actual": 50})
    (found,) = [p for p in locked.collect().problems if p.severity != "note"]
    assert (found.severity, found.code, found.cell, text_of(found.found), text_of(found.expected)) == (
        "tampering", "locked-cell-changed", cell, "50", "45",
    )  # fmt: skip
    assert (result(locked)["state"], result(locked)["total"]) == ("valid", 76.0)


def test_a_locked_figure_that_was_cleared_is_tampering_too(locked: Bench) -> None:
    locked.fill({**REST, "callback_rate.target": None})
    assert locked.codes() == [("locked-cell-changed", locked.cell("callback_rate.target"))]
    assert result(locked)["total"] == 76.0


def test_a_locked_form_filled_in_as_meant_is_clean(locked: Bench) -> None:
    locked.fill(REST)
    assert [p.code for p in locked.collect().problems] == []
    assert result(locked)["total"] == 76.0


# The template


@pytest.mark.parametrize("scheme", ["furniture-callback", "field-service", "tech-service-monthly", "conduct-fines"])
def test_the_template_is_read_back_column_by_column(bench: Bench, scheme: str) -> None:
    staff(bench, person(schemes=scheme))
    path = template(Library()[scheme], bench.workspace.root / "模板.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    headings = [c.value for c in sheet[1]]
    slots = _slots(scheme)
    assert headings[:2] == [NUMBER, "姓名"]
    assert len(headings) == len(slots) + 2
    row = ["E001", "王小燕", *(s.choices[0] if s.choices else "备注" if s.type == "text" else 1 for s in slots)]
    for column, value in enumerate(row, 1):
        sheet.cell(2, column, value)
    book.save(path)
    made = ordered(bench, prefill=path)
    assert made.problems == []
    read = values(bench)
    assert read == {s.id: v for s, v in zip(slots, row[2:], strict=True)}


def test_an_empty_template_says_nothing(bench: Bench) -> None:
    staff(bench, person())
    path = template(Library()["furniture-callback"], bench.workspace.root / "模板.xlsx")
    made = ordered(bench, prefill=path)
    assert ([p.code for p in made.problems], len(made.issued), values(bench)) == (["prefill-empty"], 1, {})


NOTHING_TO_FILL_IN = {"supervisor-360-quarterly", "after-sales-issue-log", "installation-follow-up"}


@pytest.mark.parametrize("scheme", sorted(NOTHING_TO_FILL_IN))
def test_marks_of_several_raters_and_rows_of_tables_are_not_filled_in_beforehand(tmp_path: Path, scheme: str) -> None:
    with pytest.raises(Refusal) as refused:
        template(Library()[scheme], tmp_path / "x.xlsx")
    assert [p.code for p in refused.value.problems] == ["prefill-nothing"]


@pytest.mark.parametrize("scheme", sorted(set(Library().schemes) - NOTHING_TO_FILL_IN))
def test_every_scheme_has_a_template_whose_headings_are_unlike(tmp_path: Path, scheme: str) -> None:
    path = template(Library()[scheme], tmp_path / "x.xlsx")
    headings = [c.value for c in openpyxl.load_workbook(path).worksheets[0][1]]
    assert len(set(headings)) == len(headings)


# LibreOffice


FIGURES = (
    "furniture-callback", "field-service", "tech-service-monthly", "conduct-fines", "service-admin-targets",
    "department-kpi",
)  # fmt: skip
SOME = {"callback_rate.actual": 37, "callback_rate.target": 0, "records.serious": 3}


class Recalculated:
    """Forms with everything that may be known filled in: cached values, LibreOffice's, and one saved by it."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.numbers = {scheme: f"E{n:03d}" for n, scheme in enumerate(FIGURES, 1)}
        self.cached: dict[str, dict[str, Any]] = {}
        staff(bench, *(person(n, schemes=s, name=f"张{n}") for s, n in self.numbers.items()))
        for scheme, number in self.numbers.items():
            slots = _slots(scheme)
            some = SOME if scheme == "furniture-callback" else {s.id: self.some(s) for s in slots}
            made = prefilled(bench, [NUMBER, *some], [number, *some.values()], only=[number])
            assert made.problems == []
        jobs = []
        for scheme, number in self.numbers.items():
            path = bench.form(number)
            formulas = openpyxl.load_workbook(path).worksheets[0]
            shown = openpyxl.load_workbook(path, data_only=True).worksheets[0]
            cells = [c.coordinate for row in formulas.iter_rows() for c in row if str(c.value).startswith("=")]
            self.cached[scheme] = {c: shown[c].value for c in cells}
            steps = [["recalculate"], ["read", [[formulas.title, c] for c in cells]]]
            jobs.append({"open": str(path), "steps": steps, "save": str(bench.inbox / path.name)})
        answers = run_jobs(jobs)
        self.computed = {
            s: dict(zip(self.cached[s], a[-1], strict=True)) for s, a in zip(FIGURES, answers, strict=True)
        }

    def some(self, slot: Any) -> Any:
        if slot.choices:
            return slot.choices[-1]
        if slot.type == "text":
            return "备注"
        return {"percent": 0.87, "integer": 2}.get(slot.type, 3) if slot.max is None else slot.max


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> Recalculated:
    from xlsappraise.store.start import start

    return Recalculated(Bench(start(tmp_path_factory.mktemp("known") / "考核")))


@pytest.mark.office
@pytest.mark.parametrize("scheme", FIGURES)
def test_every_cached_value_is_what_libreoffice_computes(recalculated: Recalculated, scheme: str) -> None:
    cached, computed = recalculated.cached[scheme], recalculated.computed[scheme]
    assert len(cached) > 10
    assert any(isinstance(v, int | float) and v > 0 for v in cached.values())
    assert {c: "" if v is None else v for c, v in cached.items()} == {
        c: "" if v is None else pytest.approx(v) if isinstance(v, float) else v for c, v in computed.items()
    }


@pytest.mark.office
def test_an_untouched_form_saved_by_libreoffice_is_untouched_still(recalculated: Recalculated) -> None:
    found = {(p.employee_id, p.code) for p in recalculated.bench.collect().problems if p.severity != "note"}
    assert found == {(number, "untouched") for number in recalculated.numbers.values()}


def test_the_figures_of_a_returned_form_are_those_sent(sent: Bench) -> None:
    path = returned(sent, sent.form(), {})
    described = sent.describe(path)
    assert {i["id"]: i["value"] for i in described["inputs"] if i["value"] is not None} == {
        "callback_rate.actual": 45, "callback_rate.target": 50, "records.slight": 1, "signoff.done": SIGNED,
        "signoff.name": SIGNER, "signoff.date": "2026-11-30",
    }  # fmt: skip


def test_figures_whose_number_and_name_contradict_each_other_hold_back_their_person(bench: Bench) -> None:
    staff(bench, person("E001", name="甲"), person("E002", name="乙"))
    rows = ["E001", "乙", 11, 50], ["E002", "乙", 40, 50]
    made = prefilled(bench, [NUMBER, "姓名", *RATE], *rows)
    assert [(p.code, p.cell, p.employee_id) for p in made.problems if p.severity == "error"] == [
        ("figures-of-another-name", "B2", "E001")
    ]
    assert [issue.employee_id for issue in made.issued] == ["E002"]
