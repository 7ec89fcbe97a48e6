"""What holds for every rule kind, whatever it is set to."""

from __future__ import annotations

from typing import get_args

import pytest

from tests.rules.cases import CASES, LEFT_OUT, NAMES, Case, Row, items_of, made_of, marked, rows_of, scores
from tests.schemes.build import one_criterion
from xlsappraise.base.i18n import words
from xlsappraise.base.rounding import plain, round_number
from xlsappraise.schemes.rules import AnyRule
from xlsappraise.scoring.criterion import blank_score

KINDS = {kind.model_fields["kind"].annotation.__args__[0] for kind in get_args(get_args(AnyRule)[0])}

every = pytest.mark.parametrize("c", CASES, ids=NAMES)


def missing(c: Case, row: Row) -> bool:
    return any(i.required and row.get(i.id) is None for i in items_of(c))


@every
def test_a_score_stays_between_its_floor_and_the_points(c: Case) -> None:
    rows = [r for r in rows_of(c, 200, seed=1) if not missing(c, r)]
    criterion = made_of(c)[1]
    found = [x for x in marked(c, *rows) if x != LEFT_OUT]
    assert found
    assert None not in found
    if not criterion.bounded:
        assert min(found) < 0 < c.points + 1 < max(found)
        return
    assert max(found) <= c.points * criterion.top
    if c.signed:
        assert min(found) == criterion.floor < 0
    else:
        assert min(found) >= 0


@every
def test_a_score_has_two_decimals(c: Case) -> None:
    rows = [r for r in rows_of(c, 60, seed=2) if not missing(c, r)]
    found = [x for x in marked(c, *rows) if x != LEFT_OUT]
    assert found == [round_number(x) for x in found]


@every
def test_each_blank_that_is_required_leaves_no_score(c: Case) -> None:
    required = [i.id for i in items_of(c) if i.required]
    for full in rows_of(c, 5, seed=3):
        assert marked(c, *({**full, name: None} for name in required)) == [None] * len(required)


@every
def test_an_untouched_form_shows_what_pandas_makes_of_blanks(c: Case) -> None:
    scheme, criterion = made_of(c)
    assert [blank_score(criterion, scheme)] == marked(c, {})


@every
def test_the_order_of_the_rows_does_not_matter(c: Case) -> None:
    rows = list(rows_of(c, 20, seed=4))
    assert marked(c, *reversed(rows)) == marked(c, *rows)[::-1]


@every
def test_a_criterion_is_left_out_where_one_form_tells_so_and_nothing_is_blank(c: Case) -> None:
    """Of many forms in pandas, and of one form while it is checked."""
    criterion = made_of(c)[1]
    rows = list(rows_of(c, 40, seed=5))
    told = [
        criterion.alone
        and not missing(c, row)
        and criterion.rules[0].left_out({k: v for k, v in row.items() if v is not None})
        for row in rows
    ]
    assert [x == LEFT_OUT for x in marked(c, *rows)] == told


@every
def test_the_shapes_under_test_are_legal(c: Case) -> None:
    _scheme, criterion = made_of(c)
    assert [f for r in criterion.rules for f in r.faults(c.points)] == []


@every
def test_a_rule_is_told_in_words_in_both_languages(c: Case) -> None:
    _scheme, criterion = made_of(c)
    for made in criterion.rules:
        for language in ("zh_CN", "en"):
            told = made.sentence(c.points, words(language))
            assert told.strip()
            assert "{" not in told


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("rating from 60", ("60", "100", "0.1")),
        ("levels by points", ("甲 50", "乙 27.5", "丙 丁 0")),
        ("levels by factor", ("达成 7", "低标 5.6", "差 4.2")),
        ("plus and minus levels", ("好 1", "平 0", "差 -1.5")),
        ("deduction", ("差错a −2", "差错b −3", "差错c −2.5")),
        ("attainment, required 0.9", ("90%",)),
        ("attainment, full at 0.9", ("90%", "0.75")),
        ("bands", ("≥90% 20", "≥80% 10")),
        ("bands above a bound", (">90 25", "≥60.5 12.5")),
        ("shortfall", ("指标lived ≥90%, −1", "指标new ≥40%", "指标empty ≥100%")),
        ("checklist without a third word", ("有", "无")),
        ("checklist, none applies leaves it out", ("nothing applies: the item is left out and the total is scaled",)),
        ("checklist that caps and fines", ("one 否 caps the total at 80",)),
        ("attainment, no target leaves it out", ("target 0: the item is left out",)),
        ("attainment, both rates are inputs", ("要求率 earns all points", "all points from 全分率 on")),
        ("deduction with a penalty", ("处分: all points are lost",)),
        ("bands against the mean", ("≥20% 10", "≥0% 8", "≥-20% 6", "below that 3", "mean 0: the item is left out")),
        ("growth", ("an increase of 20%", "base 0: the item is left out")),
        ("growth downwards", ("a decrease of 30%",)),
        ("mean of three", ("3 ratings", "60", "100", "0.1")),
        ("plus and minus", ("number of 加", "number of 减", "+ 19", "÷ 38")),
        ("thresholds", ("指标complaints ≤5", "指标satisfied ≥95%", "指标trained")),
        ("norm", ("up to 20: at least 2/3", "up to 399: at least 1/2", "above that: at least 3/7")),
        ("share", ("项satisfied ÷ 项returned", "项returned 0: the item is left out")),
        ("share, none is full", ("项returned 0: all points",)),
        ("tally", ("事项swap +5", "事项exam +2.5", "事项dialect −2")),
        ("survey of four questions", ("栏quality ÷ 10", "栏speed ÷ 5", "是 1, 否 0", "60秒内 0.5", "no row")),
        ("checklist of three, none applies", ("是", "否", "nothing applies: no points")),
        ("attainment", ("actual ÷ target", "target 0: all points")),
        ("attainment, lower is better", ("target ÷ actual", "target 0: no points")),
        ("attainment against a fixed target", ("actual ÷ target",)),
    ],
)
def test_the_sentence_names_every_figure(name: str, facts: tuple[str, ...]) -> None:
    c = CASES[NAMES.index(name)]
    told = made_of(c)[1].rules[0].sentence(c.points, words("en"))
    assert [fact for fact in facts if fact not in told] == []


def test_a_deduction_worth_less_than_its_criterion_shows_its_own_points_untouched() -> None:
    """A deduction alone with points of its own: the blank form must not show the criterion's points."""
    rules = ({"kind": "deduction", "points": 6, "lapses": [{"id": "a", "label": "甲", "points": 1}]},)
    scheme, criterion = one_criterion(10, *rules)
    assert plain(blank_score(criterion, scheme) or 0) == "6"
    assert scores(10, rules, {}) == [6.0]


def test_every_kind_has_a_case() -> None:
    """A rank compares people, which a single form cannot show: it has tests of its own."""
    assert {rule["kind"] for c in CASES for rule in c.rules} | {"rank"} == KINDS
