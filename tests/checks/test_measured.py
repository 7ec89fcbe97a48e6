"""Nothing to measure: targets and bases of 0, items that do not apply; parts above their whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.checks.forms import output, result
from tests.conftest import SHORT, SIGNED, Bench, message_of, own_edition, person, text_of
from tests.schemes.worked_examples import example
from tests.shipped import PERIODS
from xlsappraise.base.period import Period
from xlsappraise.schemes import Library

NA = "不适用"
TEMPLATES = Path(__file__).parents[2] / "templates"


def returned(bench: Bench, scheme: str, **changes: Any) -> Bench:
    """Issue a scheme in a period of its kind, return its worked example with changes (``__`` for the dot)."""
    period = Period.parse(PERIODS[Library()[scheme].period])
    other = Bench(bench.workspace, period)
    other.issue(person(schemes=scheme))
    inputs = {**example(scheme)["inputs"], **{k.replace("__", "."): v for k, v in changes.items()}}
    items = other.describe(other.form())["inputs"]
    signed = {
        i["id"]: SIGNED if i["id"] == "signoff.done" else "李建国"
        for i in items
        if i["id"].startswith("signoff.") and i["required"]
    }
    inputs |= {i["id"]: date.fromisoformat(inputs[i["id"]]) for i in items if i["type"] == "date" and i["id"] in inputs}
    other.fill({**signed, **inputs})
    return other


def told(bench: Bench) -> list[tuple[str, str, str | None, str | None, str | None]]:
    """Return (severity, code, cell, found, expected) of everything."""
    return [(p.severity, p.code, p.cell, text_of(p.found), text_of(p.expected)) for p in bench.collect().problems]


def outcome(bench: Bench, criterion: str) -> tuple[str, float | None, float | None]:
    """Return state, total, and a criterion's score (None: left out)."""
    found = result(bench)
    return found["state"], found["total"], found["criteria"].get(criterion)


def test_a_base_of_0_is_left_out_and_noted(bench: Bench) -> None:
    back = returned(bench, "service-admin-targets", efficiency__base=0)
    left_out = "the item is left out and the total is scaled"
    assert told(back) == [("note", "nothing-measured", back.cell("efficiency.base"), "0", left_out)]
    # (24.74 + 20 + 12.5) ÷ 75 × 100
    assert outcome(back, "efficiency") == ("valid", 76.32, None)


def test_a_current_value_of_0_is_measured(bench: Bench) -> None:
    back = returned(bench, "service-admin-targets", complaint_rate__current=0)
    assert told(back) == []
    # 24.74 + 19.53 + 25 + 12.5
    assert outcome(back, "complaint_rate") == ("valid", 81.77, 25.0)


def test_no_target_full(bench: Bench) -> None:
    back = returned(bench, "furniture-callback", callback_rate__target=0, callback_rate__actual=0)
    assert told(back) == [("note", "nothing-measured", back.cell("callback_rate.target"), "0", "all points")]
    # 76 with 20 instead of 18
    assert outcome(back, "callback_rate") == ("valid", 78.0, 20.0)


def test_no_target_zero(bench: Bench) -> None:
    back = returned(bench, "aftersales-weighted", resolution__target=0)
    assert told(back) == [
        ("note", "nothing-measured", back.cell("resolution.target"), "0", "no points"),
        ("note", "target-zero", back.cell("resolution.actual"), "88.5%", "0%"),
    ]
    # 31.46 + 18.4
    assert outcome(back, "resolution") == ("valid", 49.86, 0.0)


def test_no_target_excluded(bench: Bench) -> None:
    back = returned(bench, "field-service", lasting_repairs__target=0)
    left_out = "the item is left out and the total is scaled"
    assert told(back) == [("note", "nothing-measured", back.cell("lasting_repairs.target"), "0", left_out)]
    # (24.23 + 25 + 23.88) ÷ 75 × 100
    assert outcome(back, "lasting_repairs") == ("valid", 97.48, None)


def test_an_actual_value_of_0_is_no_matter(bench: Bench) -> None:
    back = returned(bench, "field-service", lasting_repairs__actual=0)
    assert told(back) == []
    assert outcome(back, "lasting_repairs") == ("valid", 73.11, 0.0)


def test_everything_left_out_is_an_error_that_names_the_total(bench: Bench) -> None:
    names = ("arrival", "satisfaction", "lasting_repairs", "attendance")
    back = returned(bench, "field-service", **{f"{name}__target": 0 for name in names})
    notes = [(severity, code, cell) for severity, code, cell, *_rest in told(back)]
    assert notes == [
        *(("note", "nothing-measured", back.cell(f"{name}.target")) for name in names),
        ("error", "nothing-to-score", output(back, "total")),
    ]
    assert outcome(back, "arrival") == ("invalid", None, None)


def test_all_but_one_left_out_is_scored_by_that_one(bench: Bench) -> None:
    names = ("arrival", "satisfaction", "lasting_repairs")
    back = returned(bench, "field-service", **{f"{name}__target": 0 for name in names})
    # 23.88 ÷ 25 × 100; 25 × 0.955 = 23.875 rounds up first
    assert outcome(back, "attendance") == ("valid", 95.52, 23.88)


def items(scheme: str, criterion: str) -> list[str]:
    found = next(c for c in Library()[scheme].criteria if c.id == criterion)
    return [f"{criterion}.{item.id}" for item in found.rules[0].items]


def test_a_checklist_all_not_applicable_is_left_out(bench: Bench) -> None:
    names = items("property-zones", "information")
    wanted = example("property-zones")["criteria"]
    rest = {name: score for name, score in wanted.items() if name != "information" and score != "excluded"}
    points = {c.id: c.points for c in Library()["property-zones"].criteria}
    scaled = round(sum(rest.values()) / sum(points[name] for name in rest) * 100 + 1e-9, 2)
    remarks = {f"{criterion}__remark": "见值班记录" for criterion in points}
    back = returned(bench, "property-zones", **{name.replace(".", "__"): NA for name in names}, **remarks)
    already = items("property-zones", "purchasing")  # nothing of it applies in the example
    assert [(t[0], t[1], t[2]) for t in told(back)] == [
        ("note", "nothing-measured", back.cell(group[0])) for group in (already, names)
    ]
    assert outcome(back, "information") == ("valid", min(80.0, scaled), None)  # a line of the red zone failed


def test_a_checklist_all_not_applicable_may_earn_all_points(bench: Bench) -> None:
    names = items("property-zones", "information")
    text = (TEMPLATES / "property-zones.toml").read_text(encoding="utf-8")
    own = text.replace('all_na = "excluded"', 'all_na = "full"')
    (bench.workspace.schemes / "property-zones.toml").write_text(own, encoding="utf-8")
    back = returned(bench, "property-zones", **{name.replace(".", "__"): NA for name in names})
    (found,) = [t for t in told(back) if t[2] == back.cell(names[0])]
    assert (found[0], found[1], found[4]) == ("note", "nothing-measured", "all points")
    state, _total, score = outcome(back, "information")
    points = next(c.points for c in Library()["property-zones"].criteria if c.id == "information")
    assert (state, score) == ("valid", points)


def test_all_checklists_not_applicable_leave_nothing_to_score(bench: Bench) -> None:
    scheme = "service-quality-audit"
    names = [name for c in Library()[scheme].criteria for name in items(scheme, c.id)]
    back = returned(bench, scheme, **{name.replace(".", "__"): NA for name in names})
    assert [t[1] for t in told(back) if t[0] == "error"] == ["nothing-to-score"]
    assert result(back)["state"] == "invalid"


@pytest.mark.parametrize(
    ("changes", "cell", "found", "whole"),
    [
        ({"satisfaction__satisfied": 438}, "satisfied", "438", ("437", "returned")),
        ({"satisfaction__returned": 501}, "returned", "501", ("500", "issued")),
        ({"satisfaction__issued": 861}, "issued", "861", ("860", "households")),
    ],
)
def test_a_part_above_its_whole_is_an_error(
    bench: Bench, changes: dict[str, int], cell: str, found: str, whole: tuple[str, str]
) -> None:
    back = returned(bench, "owner-survey", **changes)
    at = back.cell(f"satisfaction.{whole[1]}")
    assert told(back) == [
        ("error", "above-the-whole", back.cell(f"satisfaction.{cell}"), found, f"≤ {whole[0]} ({at})")
    ]
    assert outcome(back, "satisfaction") == ("invalid", None, None)


def test_a_part_equal_to_its_whole_is_right(bench: Bench) -> None:
    back = returned(bench, "owner-survey", satisfaction__satisfied=437)
    assert told(back) == []
    assert outcome(back, "satisfaction") == ("valid", 100.0, 100.0)


def test_several_links_of_a_chain_are_told_at_once(bench: Bench) -> None:
    back = returned(bench, "owner-survey", satisfaction__households=499, satisfaction__satisfied=440)
    assert [(t[1], t[2]) for t in told(back)] == [
        ("above-the-whole", back.cell("satisfaction.issued")),
        ("above-the-whole", back.cell("satisfaction.satisfied")),
    ]


def test_nothing_returned_earns_nothing_and_is_noted(bench: Bench) -> None:
    back = returned(bench, "owner-survey", satisfaction__returned=0, satisfaction__satisfied=0)
    assert told(back) == [("note", "nothing-measured", back.cell("satisfaction.returned"), "0", "no points")]
    assert outcome(back, "satisfaction") == ("valid", 0.0, 0.0)


@pytest.mark.parametrize(("changes", "score"), [({"quantity": 0}, None), ({"amount": 0, "quantity": 0}, 0.0)])
def test_each_target_of_0_among_several_is_noted(bench: Bench, changes: dict[str, int], score: float | None) -> None:
    scheme = "marketing-quarterly-assistant"
    inputs = example(scheme)["inputs"]
    names = [n for n in inputs if n.startswith("group_sales.") and "target" in n]
    zero = [n for n in names if any(key in n for key in changes)]
    assert len(names) == 2 and len(zero) == len(changes)
    back = returned(bench, scheme, **{name.replace(".", "__"): 0 for name in zero})
    beside = [name.replace("target", "actual") for name in zero]
    assert sorted(t[:3] for t in told(back)) == sorted(
        [
            *(("note", "nothing-measured", back.cell(name)) for name in zero),
            *(("note", "target-zero", back.cell(name)) for name in beside),
        ]
    )
    state, total, earned = outcome(back, "group_sales")
    assert state == "valid" and total is not None
    if score is not None:
        assert earned == score


def test_a_log_without_an_opinion_earns_nothing_and_is_noted_at_the_table(bench: Bench) -> None:
    own_edition(bench.workspace, "installation-follow-up", *SHORT)
    bench.issue(person(schemes="installation-follow-up"))
    line = {
        "shop": "城南店", "contract": "HT1", "customer": "陈女士", "delivered": "齐", "planned": date(2026, 11, 3),
        "installer": "王小燕", "acceptance": "未签", "first_time": "未完成", "satisfied": "未回访",
        "second_visit": "否",
    }  # fmt: skip
    bench.fill({**{f"visits.1.{k}": v for k, v in line.items()}, "signoff.done": SIGNED})
    assert told(bench) == [("note", "nothing-measured", bench.cell("visits.1.shop"), "0", "no points")]
    assert "满意率·安装与回访记录" in message_of(bench.collect().problems[0])
    assert outcome(bench, "satisfied_share") == ("valid", 0.0, 0.0)
