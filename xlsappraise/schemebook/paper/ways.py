"""List how a criterion can be scored: a sentence to choose, an example of its details, and their reader."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from xlsappraise.base.i18n import N_, Phrase, joined, phrase
from xlsappraise.schemebook.paper.details import Reader, banded, compared, counted, graded, listed
from xlsappraise.schemebook.words import kind_names
from xlsappraise.typed.words import key, understood


@dataclass(frozen=True, slots=True)
class Way:
    """A way of scoring. ``optional``: its details may stay blank. ``aliases``: shorter words that people write."""

    id: str
    kind: str
    sentence: str
    example: tuple[str, ...]
    read: Reader
    optional: bool = False
    aliases: tuple[str, ...] = ()


WAYS = (
    Way(
        "rating", "rating", N_("The supervisor enters the mark, up to the points"),
        (N_("(may stay blank) or: steps of 1"),), graded.marks, True,
        ("直接打分", "打分", "主管打分", "主观评分", "评分"),
    ),
    Way(
        "levels", "levels", N_("One of several grades is chosen and earns its points"),
        (N_("excellent 20"), N_("good 16"), N_("fair 12"), N_("poor 0")), graded.levels, False,
        ("等级", "分等级", "按等级", "等级评分"),
    ),
    Way(
        "deduction", "deduction", N_("Begins with all points; each time something happens, points are taken off"),
        (N_("late −2 each"), N_("absent −5 each")), counted.lapses, False,
        ("扣分", "倒扣", "倒扣分", "按次扣分", "扣分制"),
    ),
    Way(
        "bands", "bands", N_("A value falls into a band and earns the points of the band"),
        (N_("95% and above 20"), N_("90% to 95% 15"), N_("below 90% 0")), banded.bands, False,
        ("区间", "分段", "分档", "按区间", "阶梯"),
    ),
    Way(
        "attainment", "attainment", N_("By attainment: actual ÷ target × points, at most the points"),
        (N_("calls answered ÷ calls due"),), compared.attainment, True,
        ("完成率", "达成率", "按完成率", "目标完成率"),
    ),
    Way(
        "attainment-lower", "attainment", N_("Less is better: target ÷ actual × points, at most the points"),
        (N_("complaints allowed ÷ complaints received"),), compared.attainment_lower, True,
        ("越少越好", "越低越好"),
    ),
    Way(
        "share", "share", N_("By share: those that count ÷ all × points"),
        (N_("households satisfied ÷ households called"),), compared.shares, False,
        ("占比", "比例", "按占比"),
    ),
    Way(
        "shortfall", "shortfall", N_("There is a target; each percentage point below takes points off"),
        (N_("calls answered target 95% −1 per percentage point"),), counted.shortfalls, False,
        ("低于目标扣分", "按百分点扣分"),
    ),
    Way(
        "thresholds", "thresholds", N_("All points when everything is met, otherwise none"),
        (N_("satisfaction ≥ 95%"), N_("complaints ≤ 2"), N_("no serious accident")), listed.conditions, False,
        ("达标", "是否达标", "一票否决"),
    ),
    Way(
        "checklist", "checklist", N_("Each item is checked: yes, no or not applicable; points by the share of yes"),
        (N_("badge worn"), N_("uniform clean"), N_("desk in order")), listed.checks, False,
        ("检查", "逐项检查", "检查表"),
    ),
    Way(
        "mean", "mean", N_("Several parts are rated and averaged"),
        (N_("manner"), N_("language"), N_("speed")), listed.parts, False,
        ("平均", "取平均", "平均分"),
    ),
    Way(
        "growth", "growth", N_("Compared with before: all points when it has grown (or fallen) enough"),
        (N_("sales this month against last month up 10%"),), compared.growth, False,
        ("增长", "增长率", "环比", "同比"),
    ),
    Way(
        "rank", "rank", N_("By place among all who have this form"),
        (N_("1st 20"), N_("2nd 15"), N_("3rd 10"), N_("others 5")), graded.places, False,
        ("名次", "排名", "按名次"),
    ),
    Way(
        "plus-minus", "plus_minus", N_("Each item is judged plus, neutral or minus, together up to the points"),
        (N_("helps colleagues"), N_("follows instructions")), listed.pairs, False,
        ("加平减",),
    ),
    Way(
        "tally", "tally", N_("Extra: points are added or taken off each time, outside of the points"),
        (N_("letter of thanks +2 each"), N_("complaint −3 each")), counted.occasions, False,
        ("加减分", "加分", "奖惩", "附加分"),
    ),
)  # fmt: skip


def shown(example: tuple[str, ...]) -> Phrase:
    """Return an example in one line, for messages."""
    return joined([phrase(line) for line in example], N_("; "))


@cache
def _by_word() -> dict[str, Way]:
    aliases = [(alias, way.id) for way in WAYS for alias in (*way.aliases, way.id)]
    names = understood({way.id: way.sentence for way in WAYS}, aliases)
    kinds = understood(kind_names())
    first = {way.kind: way for way in reversed(WAYS)}
    ways = {way.id: way for way in WAYS}
    return {
        **{word: first[kind] for word, kind in kinds.items() if kind in first},
        **{word: ways[name] for word, name in names.items()},
    }


def way_of(text: str) -> Way | None:
    """Return the way that a text names: its sentence in any language, a shorter word, or the name of a rule kind."""
    return _by_word().get(key(text).rstrip("。."))
