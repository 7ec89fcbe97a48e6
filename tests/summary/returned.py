"""Periods for the sheets that tell more than scores: forms that really went out, were filled in and came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import openpyxl

from tests.conftest import MONTHLY, QUARTERLY, SHORT, SIGNED, Bench, gone_through, own_edition, person, write_roster
from xlsappraise.base.period import Period
from xlsappraise.cli import i18n
from xlsappraise.report.data import SummaryData
from xlsappraise.report.earlier_periods import earlier_standing
from xlsappraise.report.gather import summary_data
from xlsappraise.results.compute import compute
from xlsappraise.returned.collect import collect
from xlsappraise.roster import COLUMNS
from xlsappraise.store.office import opened
from xlsappraise.store.start import start
from xlsappraise.store.workspace import Workspace

OCTOBER, NOVEMBER, AUTUMN = (Period.parse(text) for text in ("2026-10", "2026-11", "2026-Q4"))
PEER_NAMES = ("欧阳甲", "司马乙", "诸葛丙")
RATED_360 = {
    "punctuality": 8, "responsibility": 8, "service_mind": 9, "knowledge": 8, "communication": 8, "learning": 9,
    "teamwork": 8, "motivation": 8, "assignment": 9, "customer_voice": 8, "customer_needs": 8, "complaint_follow_up": 9,
}  # fmt: skip


def rows(table: str, names: Sequence[str], *lines: Sequence[Any]) -> dict[str, Any]:
    """Return the inputs of a table from its lines; None leaves a cell blank."""
    return {
        f"{table}.{number}.{name}": value
        for number, line in enumerate(lines, start=1)
        for name, value in zip(names, line, strict=True)
        if value is not None
    }


def fill(bench: Bench, source: Path, values: Mapping[str, Any], name: str | None = None) -> Path:
    """Fill one form of the outbox in and put it into the inbox, in a folder of the same name."""
    inputs = bench.describe(source)["inputs"]
    places = {item["id"]: item for item in inputs}
    book = openpyxl.load_workbook(source)
    filled = {"signoff.done": SIGNED, **values}
    for key, value in {**gone_through(inputs, filled, bench.period), **filled}.items():
        book[places[key]["sheet"]][places[key]["cell"]] = value
    target = bench.inbox / (name or source.relative_to(bench.outbox).as_posix())
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


def return_all(bench: Bench, filled: Mapping[str, Mapping[str, Any]]) -> None:
    """Return a form per employee number."""
    for number, values in filled.items():
        fill(bench, bench.form(number), values)


def data_of(bench: Bench) -> SummaryData:
    """Collect the inbox as ``summarize`` does, and gather what the sheets are made from."""
    i18n.use("en")
    with opened(bench.workspace, alone=True) as office:
        collection = collect(office, bench.period, bench.inbox)
        office.ledger.put_versions(collection.new_versions)
        return summary_data(office, collection, compute(office, collection), earlier_standing(office, bench.period))


def workspace() -> Workspace:
    """Make a workspace."""
    return start(Path(mkdtemp()) / "考核", "示例家居有限公司")


PEOPLE = (
    ("E001", "王小燕", "satisfaction-monthly"),
    ("E002", "赵一鸣", "satisfaction-monthly"),
    ("E003", "孙丽", "installation-follow-up"),
    ("E004", "周强", "bad-review-log"),
    ("E005", "吴敏", "after-sales-issue-log"),
    ("E006", "郑凯", "team-appraisal"),
    ("E007", "冯雪", "conduct-fines"),
    ("E008", "陈静", "de-qin-neng-ji"),
    ("E009", "褚云", "online-behaviour"),
)
SATISFACTION = ("answered", "customer", "quality", "service", "delivery", "after_sales", "suggestion")
VISITS = (
    "shop", "contract", "customer", "delivered", "planned", "done", "installer", "acceptance", "first_time",
    "callback", "finished", "cleaned", "attitude", "signed", "satisfied", "problem", "second_visit",
)  # fmt: skip
REVIEWS = ("posted", "account", "item", "review", "severity", "status", "progress")
ISSUES = ("reported", "order", "kind", "detail", "remedy", "solved")
TALKS = (
    "talked", "talk", "polite", "tone", "rings", "first_answer", "escalation", "correctness", "terms", "finding",
)  # fmt: skip
CHECKS = ("checked", "material", "matter", "minutes", "solved", "satisfied", "finding")
TEAM = ("task_completion", "service_quality", "customer_satisfaction")


def _day(number: int, month: int = 11) -> date:
    return date(2026, month, number)


def _visit(number: int, shop: str, installer: str, *answers: Any) -> tuple[Any, ...]:
    first, attitude, satisfied, problem, second = answers
    called = satisfied != "未回访"
    return (
        shop, f"HT{number:03d}", f"客户{number}", "齐", _day(number), _day(number), installer, "已交回", first,
        _day(number + 1) if called else None, "是" if called else None, "是" if called else None, attitude,
        "是" if called else None, satisfied, problem, second,
    )  # fmt: skip


FILLED: dict[str, dict[str, Any]] = {
    "E001": rows(
        "responses", SATISFACTION,
        (_day(3), "客户甲", 8, 9, 10, 7, "包装再结实一点"),
        (_day(9), "客户乙", 9, 9, 9, 9, None),
        (_day(20), "客户丙", 10, 8, 6, 8, "送货早一点"),
    ),
    "E002": rows("responses", SATISFACTION, (_day(5), "客户丁", 6, 6, 6, 6, None)),
    "E003": rows(
        "visits", VISITS,
        _visit(2, "一店", "王小燕", "是", 5, "是", None, "否"),
        _visit(5, "一店", "赵一鸣", "否", 2, "否", "门板划伤", "是"),
        _visit(8, "二店", "王小燕", "是", 4, "是", None, "否"),
        _visit(12, "二店", "王小燕", "是", None, "未回访", None, "否"),
    ),
    "E004": rows(
        "reviews", REVIEWS,
        (_day(4), "买家一", "沙发", "有异味", "一般", "按时办结", "已换货"),
        (_day(10), "买家二", "茶几", "颜色不对", "一般", "待致电", None),
        (_day(12), "买家三", "床", "床板断裂", "严重", "超时未办结", "等厂家答复"),
        (_day(15), "买家四", "衣柜", "少了一块板", "严重", "待客户答复", None),
        (_day(29), "买家五", "椅子", "椅脚不平", "严重", "待客户答复", None),
        (_day(28), "买家六", "书柜", "有划痕", "轻微", "致电后处理中", "电话已通"),
    ),
    "E005": rows(
        "issues", ISSUES,
        (_day(2), "D1", "运输破损", "玻璃碎", "补发", "是"),
        (_day(3), "D2", "运输破损", "柜角撞坏", "补漆", "否"),
        (_day(9), "D3", "质量问题", "铰链松", "上门修", "是"),
    ),
    "E006": {
        **rows(
            "checks", CHECKS,
            (_day(2), "电话录音", "工单1", 2.5, "是", 5, None),
            (_day(9), "客户反馈", "工单2", 4, "否", 3, "跟进太慢"),
        ),
        **dict(zip([f"{name}.rating" for name in TEAM], (38, 27, 28), strict=True)),
    },
    "E008": {
        "managing.finding": 1,
        "managing.penalty": "警告一次",
        "adjustment.1.points": 10,
        "adjustment.1.reason": "客户送来锦旗",
        "field.theory_mark": 88,
    },
    "E009": rows(
        "samples", TALKS,
        (_day(2), "T1", "是", "是", "不是电话", "30秒内", "没有升级", 5, 5, None),
        (_day(3), "T2", "是", "是", "不是电话", "60秒内", "没有升级", 4, 4, "漏说退货时限"),
        (_day(4), "T3", "否", "否", "不是电话", "超过60秒", "没有升级", 3, 3, None),
        (_day(5), "T4", "是", "是", "不是电话", "30秒内", "没有升级", 4, 4, None),
    ),
}  # fmt: skip


def conduct() -> dict[str, Any]:
    """Return counts of lapses, two of them fined."""
    return {"appearance.face": 1, "dress.canteen": 2, "speech.mandarin": 1}


@cache
def month() -> Bench:
    """November after an October: every kind of table, records, fines."""
    i18n.use("en")
    place = workspace()
    for weekly in ("bad-review-log", "after-sales-issue-log"):
        own_edition(place, weekly, MONTHLY)
    own_edition(place, "installation-follow-up", *SHORT)
    people = [person(number, name=name, schemes=scheme) for number, name, scheme in PEOPLE]
    before = Bench(place, OCTOBER)
    before.issue(*people)
    october = rows("responses", SATISFACTION, (_day(8, 10), "客户甲", 8, 8, 8, 8, None))
    return_all(before, {"E001": october})
    before.summarize()
    bench = Bench(place, NOVEMBER)
    bench.issue(*people)
    return_all(bench, FILLED | {"E007": conduct()})
    return bench


def with_peers(place: Workspace, people: Sequence[Mapping[str, Any]]) -> None:
    """Write a roster that names peers."""
    headings = [*COLUMNS.values(), "同级评价人"]
    write_roster(place.roster, people, headings)


@cache
def quarter() -> Bench:
    """The last quarter: a survey of owners; three rated by several, two of them by too few."""
    i18n.use("en")
    place = workspace()
    own_edition(place, "owner-survey", QUARTERLY)
    bench = Bench(place, AUTUMN)
    people: list[Mapping[str, Any]] = [
        person("M001", name="林主管", schemes="supervisor-360-quarterly", supervisor="高总监", 同级评价人="P0、P1、P2"),
        person("M002", name="何主管", schemes="supervisor-360-quarterly", supervisor="高总监", 同级评价人="P0、P1、P2"),
        person("S001", name="物业一部", schemes="owner-survey"),
        person("S002", name="物业二部", schemes="owner-survey"),
        *(person(f"P{index}", name=name, schemes="furniture-callback") for index, name in enumerate(PEER_NAMES)),
    ]
    with_peers(place, people)
    bench.issue()
    _survey(bench)
    _rated(bench)
    return bench


def _survey(bench: Bench) -> None:
    counts = ("households", "issued", "returned", "satisfied")
    for number, figures in (("S001", (800, 400, 300, 270)), ("S002", (200, 100, 100, 50))):
        values = {f"satisfaction.{name}": value for name, value in zip(counts, figures, strict=True)}
        fill(bench, bench.form(number), {**values, "field.matters": "照明不足"} if number == "S001" else values)


def form_of(bench: Bench, number: str, folder: str) -> Path:
    """Return the form about somebody in a rater's folder."""
    return next((bench.outbox / folder).glob(f"{number}_*.xlsx"))


def rating(**changes: float) -> dict[str, Any]:
    """Return the marks of one rater: all points but what is changed."""
    return {f"{name}.rating": value for name, value in {**RATED_360, **changes}.items()}


def _rated(bench: Bench) -> None:
    """M001: self 100, superior 90, peers 80, 70 and 60. M002: superior 75 alone, and two peers."""
    lost = {
        90: {"responsibility": 0, "knowledge": 6},
        80: {"responsibility": 0, "knowledge": 0, "communication": 4},
        70: {"responsibility": 0, "knowledge": 0, "communication": 0, "teamwork": 2},
        60: {"responsibility": 0, "knowledge": 0, "communication": 0, "teamwork": 0, "motivation": 0},
        75: {"responsibility": 0, "knowledge": 0, "communication": 0, "teamwork": 7},
    }
    fill(bench, form_of(bench, "M001", "林主管"), {**rating(), "field.self_report": "本季度完成培训"})
    fill(bench, form_of(bench, "M001", "高总监"), rating(**lost[90]))
    for name, total in zip(PEER_NAMES, (80, 70, 60), strict=True):
        fill(bench, form_of(bench, "M001", name), rating(**lost[total]), f"{name}/{name}交回.xlsx")
    fill(bench, form_of(bench, "M002", "高总监"), rating(**lost[75]))
    for name in PEER_NAMES[:2]:
        fill(bench, form_of(bench, "M002", name), rating())
