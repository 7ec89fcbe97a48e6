"""Plan files: every kind of mistake with its path, own plans in place of shipped ones, a new plan in one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import message_of
from tests.outcomes.cases import (
    D,
    amounts,
    codes,
    held,
    member,
    moves,
    paid,
    people,
    plan_from,
    proposed,
    recorded,
    score,
    totals,
)
from xlsappraise.base.i18n import words
from xlsappraise.base.problems import Refusal
from xlsappraise.plans import PlanLibrary, load_plan
from xlsappraise.plans.rules import KINDS, PayRule

SHIPPED = {
    "flagship-store-pay", "floor-supervisor-pay", "bonus-pool", "shop-awards", "shop-fines", "aftersales-gate",
    "pk-ranking", "career-ladder", "agent-grades", "marketing-quarterly-pay", "marketing-assistant-pay",
    "five-grades-actions", "conduct-fines-pay",
}  # fmt: skip

HEAD = 'id = "trial"\ntitle = "试行"\nsource = "000"\nscheme = "s"\n'
BARE = HEAD.replace('scheme = "s"\n', "")
FACT = '[[fact]]\nid = "sales"\ntitle = "销售额"\ntype = "money"\n'
EVENT = '[[incident]]\nid = "late"\ntitle = "迟到"\n'
AWARD = '[[rule]]\nkind = "award"\nid = "bonus"\ntitle = "奖"\namount = 100\n'
LADDER = '[[rule]]\nkind = "ladder"\nid = "ladder"\ntitle = "晋升"\nlevels = ["初", "中"]\n'
SERVED = 'all_of = [{ kind = "service", months = 1 }]'
LISTED = 'all_of = [{ kind = "checklist", list = "step", title = "条件" }]\n'
LINE = '[[checklist]]\nlist = "step"\nid = "good"\ntitle = "表现好"\n'
MOVE = '[[rule.moves]]\naction = "up"\nfrom = ["初"]\nto = "中"\n'


def setting(kind: str, value: str = "", key: str = "sum") -> str:
    text = f'[[setting]]\nkey = "{key}"\ntitle = "设置"\ntype = "{kind}"\n'
    return text + (f"value = {value}\n" if value else "")


def rule(kind: str, more: str, name: str = "it") -> str:
    return f'[[rule]]\nkind = "{kind}"\nid = "{name}"\ntitle = "规则"\n{more}\n'


def mistakes(text: str) -> list[tuple[str, str]]:
    """Return (path, detail) of every mistake in a plan file."""
    try:
        plan_from(text)
    except Refusal as refusal:
        assert {p.code for p in refusal.problems} == {"plan-fault"}
        assert {p.file for p in refusal.problems} == {"trial.toml"}
        told = [message_of(p).removeprefix("trial.toml: ").removesuffix(".") for p in refusal.problems]
        return [(path, detail) for path, _colon, detail in (text.partition(": ") for text in told)]
    return []


def paths(text: str) -> list[str]:
    return [path for path, _detail in mistakes(text)]


# --- the shipped plans


def test_all_shipped_plans_are_clean() -> None:
    library = PlanLibrary()
    assert library.problems == []
    assert set(library.plans) == SHIPPED


@pytest.mark.parametrize("plan_id", sorted(SHIPPED))
def test_every_rule_of_a_shipped_plan_tells_how_it_works(plan_id: str) -> None:
    plan = PlanLibrary().plans[plan_id]
    for language in ("zh_CN", "en"):
        for one in plan.rules:
            told = plan.rule_text(one, words(language))
            assert told
            assert "@" not in told
            assert "{" not in told


def test_what_the_sources_lost_is_not_set() -> None:
    lost = {
        (plan.id, one.key) for plan in PlanLibrary().plans.values() for one in plan.settings if one.value is None
    }  # fmt: skip
    gate = (
        "bonus",
        "base",
        "most_refund_rate",
        "most_refund_hours",
        "most_disputes",
        "least_rating",
        "most_complaints",
    )
    assert lost == {
        *(("aftersales-gate", key) for key in gate),
        *(("flagship-store-pay", key) for key in ("scheme", "team_target")),
        *(("floor-supervisor-pay", key) for key in ("shares", "year_sums")),
        *(("bonus-pool", key) for key in ("pool", "tiers", "agents_share")),
        *(("bonus-pool", f"base_{title}") for title in ("junior", "middle", "senior", "expert")),
        ("pk-ranking", "prizes"),
        ("career-ladder", "scheme"),
    }


def test_every_kind_of_rule_is_listed_once_and_has_the_name_of_its_file() -> None:
    names = [kind.model_fields["kind"].annotation.__args__[0] for kind in KINDS]  # type: ignore[union-attr]
    assert names == [kind.__module__.rpartition(".")[2] for kind in KINDS]
    assert len(set(names)) == len(names)
    assert {kind for kind in PayRule.__subclasses__() if kind.__module__.startswith("xlsappraise.")} == set(KINDS)


# --- lint


def test_a_legal_plan_has_no_mistake() -> None:
    assert mistakes(HEAD + AWARD) == []
    assert mistakes(BARE + AWARD) == []


def test_every_mistake_is_told_at_once() -> None:
    text = HEAD + "colour = 1\n" + AWARD + "size = 2\n" + rule("awrd", "") + rule("fine", "amount = 5")
    assert sorted(paths(text)) == ["colour", "rule[0].size", "rule[1].kind", "rule[2].incidents"]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (HEAD + "colour = 1\n" + AWARD, "colour"),
        (HEAD + AWARD + "size = 2\n", "rule[0].size"),
        (HEAD + AWARD + EVENT + "size = 2\n", "incident[0].size"),
        (HEAD + AWARD + FACT + "size = 2\n", "fact[0].size"),
        (HEAD + AWARD + setting("money") + "size = 2\n", "setting[0].size"),
        (HEAD + rule("award", 'amounts = [1]\nrank = [{ fact = "score", size = 1 }]'), "rule[0].rank[0].size"),
        (HEAD + LADDER + MOVE + 'all_of = [{ kind = "service", months = 1, size = 1 }]',
         "rule[0].moves[0].all_of[0].size"),
        (HEAD + LADDER + MOVE + 'any_of = [{ kind = "marked", mark = { size = 1 } }]',
         "rule[0].moves[0].any_of[0].mark.size"),
    ],
)  # fmt: skip
def test_an_unknown_key(text: str, path: str) -> None:
    assert (path, "this key is unknown") in mistakes(text)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (BARE.replace('title = "试行"\n', "") + AWARD, "title"),
        (BARE, "rule"),
        (BARE + rule("award", "amount = 1").replace('id = "it"\n', ""), "rule[0].id"),
        (BARE + '[[rule]]\nid = "it"\ntitle = "规则"\n', "rule[0].kind"),
        (BARE + AWARD + FACT.replace('type = "money"\n', ""), "fact[0].type"),
        (BARE + AWARD + '[[setting]]\nkey = "sum"\ntitle = "设置"\n', "setting[0].type"),
        (BARE + FACT + rule("tiers", 'sales = "sales"\ntiers = [{ from = 0 }]'), "rule[0].tiers[0].rate"),
        (HEAD + LADDER + MOVE + "all_of = [{ months = 1 }]", "rule[0].moves[0].all_of[0].kind"),
    ],
)
def test_a_missing_key(text: str, path: str) -> None:
    assert mistakes(text) == [(path, "this key is missing")]


def test_an_unknown_kind_with_the_one_that_was_meant() -> None:
    text = "there is no rule kind “{}”; expected: {}"
    assert mistakes(BARE + rule("steak", "")) == [("rule[0].kind", text.format("steak", "streak"))]
    assert mistakes(HEAD + LADDER + MOVE + 'all_of = [{ kind = "servce" }]') == [
        ("rule[0].moves[0].all_of[0].kind", text.format("servce", "service"))
    ]
    ((path, detail),) = mistakes(BARE + rule("xyz", ""))
    assert path == "rule[0].kind"
    assert all(f"{name}" in detail for name in ("award", "ladder", "tiers"))


@pytest.mark.parametrize(
    ("text", "path", "detail"),
    [
        (AWARD.replace("100", '"x"'), "rule[0].amount", "'x'"),
        (AWARD.replace("100", "nan"), "rule[0].amount", "NaN"),
        (rule("award", "amount = 1\namounts = [1]"), "rule[0]", "one of amount and amounts"),
        *(
            (EVENT + rule("fine", f'incidents = ["late"]\namount = 1\nonce_from = 3\n{more}'), "rule[0]",
             "once_from goes with neither per nor doubling")
            for more in ("per = 3", "doubling = true")
        ),
        (rule("award", "amounts = [1]"), "rule[0]", "amounts go with rank, and only with it"),
        (rule("award", 'amount = 1\nrank = [{ fact = "sales" }]'), "rule[0]", "amounts go with rank, and only with it"),
        (rule("award", "amount = 1\nin_department = true"), "rule[0]", "in_department only with first_in"),
        (rule("base_pay", 'amount = 1\nlevels = [{ level = "a", amount = 1 }]'), "rule[0]", "one of amount and levels"),
        (rule("base_pay", ""), "rule[0]", "one of amount and levels"),
        (rule("score_commission", 'sales = "sales"\nbands = [{ from = 0, rate = 0.1, flat = 1 }]'), "rule[0].bands[0]",
         "one of rate and flat"),
        (rule("score_commission", 'sales = "sales"\nbands = [{ from = 0, rate = 7 }]'), "rule[0].bands[0].rate", "7"),
        (rule("score_commission", 'sales = "sales"\nbands = [{ from = 0, flat = 1 }, { from = 9, flat = 1 }]'),
         "rule[0]", "bands that fall"),
        (rule("tiers", 'sales = "sales"\ntiers = [{ from = 0, rate = 7 }]'), "rule[0].tiers[0].rate", "7"),
        (rule("tiers", 'sales = "sales"\ntiers = [{ from = 9, rate = 0.1 }, { from = 0, rate = 0.1 }]'), "rule[0]",
         "tiers that rise"),
        (rule("tiers", 'sales = "sales"\ntiers = []'), "rule[0]", "tiers that rise"),
        (rule("rank_pay", "shares = [0.2, 0.6, 0.3]\nmonth = [3, 2, 1]"), "rule[0]", "shares that add up to 1"),
        (rule("fine", 'incidents = ["late"]\namount = 1\nper = 0'), "rule[0].per", "0"),
        (rule("fine", 'incidents = ["late"]\namount = -30'), "rule[0].amount", "a number of at least 0"),
        (rule("streak", "mark = { below = 60 }\ntimes = 1\namount = 1"), "rule[0].times", "1"),
        (rule("streak", "mark = { below = 60 }\ntimes = 2"), "rule[0]", "an amount or an action"),
        (rule("streak", "mark = {}\ntimes = 2\namount = 1"), "rule[0].mark", "at least one bound"),
        (AWARD + rule("gate", 'of = ["bonus"]\ntests = [{ fact = "sales", title = "T" }]'), "rule[1].tests[0]",
         "one of most and least"),
        (LADDER + MOVE, "rule[0].moves[0]", "at least one condition"),
        (LADDER + MOVE.replace('to = "中"\n', "") + SERVED, "rule[0].moves[0]", "moves up and down, and only they"),
        (LADDER + MOVE.replace('"up"', '"dismiss"') + SERVED, "rule[0].moves[0]", "moves up and down, and only they"),
        (LADDER + MOVE.replace('"up"', '"down"') + SERVED, "rule[0]", "a level below its own, not 中"),
        (LADDER + MOVE.replace('["初"]', '["中"]') + SERVED, "rule[0]", "a level above its own, not 中"),
        (LADDER + MOVE + 'all_of = [{ kind = "marked", mark = { below = 9 }, times = 5, within = 4 }]',
         "rule[0].moves[0].all_of[0]", "times that are possible"),
        (LADDER + MOVE + 'all_of = [{ kind = "marked", mark = { below = 9 }, first_months = 12 }]',
         "rule[0].moves[0].all_of[0]", "first_months together with since_level"),
        (LADDER + MOVE + 'all_of = [{ kind = "marked", mark = { below = 9 }, first_months = 12, since_level = true, '
         'running = true }]', "rule[0].moves[0].all_of[0]", "first_months together with since_level"),
        (rule("rank_pay", "shares = [0.5, 0.5]\nmonth = [3, 2, 1]"), "rule[0]", "as many sums as shares"),
        (AWARD.replace("100", "1e13"), "rule[0].amount", "a number of at most 1,000,000,000,000"),
        (LADDER + MOVE.replace('"中"', '"高"') + 'all_of = [{ kind = "service", months = 1 }]', "rule[0]",
         "levels that are listed, not 高"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be(text: str, path: str, detail: str) -> None:
    ((where, told),) = mistakes(HEAD + FACT + EVENT + text)
    assert where == path
    assert detail in told


@pytest.mark.parametrize(
    ("kind", "value", "detail"),
    [
        ("shares", "[0.2, 0.6, 0.3]", "[0.2, 0.6, 0.3] does not fit; expected: shares that add up to 1"),
        ("shares", "[]", "[] does not fit; expected: a list of numbers"),
        ("amounts", "5", "5 does not fit; expected: a list of numbers"),
        ("amounts", '["x"]', "['x'] does not fit; expected: a number"),
        ("percent", "4.5", "4.5 does not fit; expected: a rate of at most 1, which is 100%"),
        ("tiers", "[{ from = 0, rate = 1.5 }]",
         "[{from = 0, rate = 1.5}] does not fit; expected: a rate of at most 1, which is 100%"),
        ("money", "-1", "-1 does not fit; expected: a number of at least 0"),
        ("money", "true", "true does not fit; expected: a number"),
        ("tiers", "[{ from = 5, rate = 0.1 }, { from = 0, rate = 0.1 }]",
         "[{from = 5, rate = 0.1}, {from = 0, rate = 0.1}] does not fit; expected: tiers that rise"),
        ("tiers", "[]", "[] does not fit; expected: tiers that rise"),
        ("tiers", "[{ rate = 0.1 }]", "[{rate = 0.1}] does not fit; expected: a list of {from, rate}"),
        ("scheme", "5", "5 does not fit; expected: the id of a scheme"),
        ("money", "1000000000001", "1000000000001 does not fit; expected: a number of at most 1,000,000,000,000"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_have_this_value(kind: str, value: str, detail: str) -> None:
    assert mistakes(HEAD + AWARD + setting(kind, value)) == [("setting[0].value", detail)]


def test_a_setting_with_labels_has_as_many_entries() -> None:
    labelled = setting("amounts", "[1, 2]").replace("value", 'labels = ["一", "二", "三"]\nvalue')
    assert mistakes(HEAD + AWARD + labelled) == [
        ("setting[0].value", "[1, 2] does not fit; expected: as many entries as labels")
    ]


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        (FACT + rule("award", 'amount = 1\nyes = ["sales"]'), "the fact “sales” has to be of the type yesno"),
        (FACT.replace("money", "yesno") + rule("tiers", 'sales = "sales"\ntiers = [{ from = 0, rate = 0.1 }]'),
         "the fact “sales” has to be a number"),
        (EVENT + rule("cost_split", 'incidents = ["late"]\nown = 0.5'), "the incident “late” needs amount = true"),
        (EVENT + rule("fine", 'incidents = ["late"]\namount = 1\nwaive = { days = 3, most = 5 }'),
         "the incident “late” needs settled = true"),
    ],
)  # fmt: skip
def test_a_fact_or_incident_that_does_not_hold_what_the_rule_looks_at(text: str, detail: str) -> None:
    assert mistakes(HEAD + text) == [("rule[0]", detail)]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (AWARD + AWARD, "rule[1]"),
        (AWARD + FACT + FACT, "fact[1]"),
        (AWARD + EVENT + EVENT, "incident[1]"),
        (AWARD + setting("money") + setting("money"), "setting[1]"),
    ],
)
def test_an_id_that_is_taken(text: str, path: str) -> None:
    ((where, told),) = mistakes(HEAD + text)
    assert where == path
    assert told.startswith("the id “")
    assert told.endswith("” is taken")


@pytest.mark.parametrize(
    ("text", "path", "detail"),
    [
        (rule("tiers", 'sales = "sold"\ntiers = [{ from = 0, rate = 0.1 }]'), "rule[0]", "there is no fact “sold”"),
        (rule("award", 'amount = 1\nyes = ["there"]'), "rule[0]", "there is no fact “there”"),
        (LADDER + MOVE + 'all_of = [{ kind = "confirmed", fact = "exam", title = "T" }]', "rule[0]",
         "there is no fact “exam”"),
        (LADDER + 'skip = "star"\n' + MOVE + 'all_of = [{ kind = "service", months = 1 }]', "rule[0]",
         "there is no fact “star”"),
        (rule("fine", 'incidents = ["away"]\namount = 1'), "rule[0]", "there is no incident “away”"),
        (rule("award", 'amount = 1\nper = ["away"]'), "rule[0]", "there is no incident “away”"),
        (rule("streak", 'mark = { incident = "away" }\ntimes = 2\namount = 1'), "rule[0]",
         "there is no incident “away”"),
        (LADDER + MOVE + 'all_of = [{ kind = "marked", mark = { incident = "away" } }]', "rule[0]",
         "there is no incident “away”"),
        (rule("award", 'amount = "@pay"'), "rule[0].amount", "there is no setting “pay”"),
        (rule("pool_share", 'pool = "@pay"'), "rule[0].pool", "there is no setting “pay”"),
        (AWARD + rule("gate", 'of = ["bonus"]\ntests = [{ fact = "sales", title = "T", most = "@pay" }]'),
         "rule[1].most", "there is no setting “pay”"),
        (rule("team_split", 'of = "bonus"\npersonal = 0.8\ntarget = 80') + AWARD, "rule[0]",
         "there is no rule “bonus” above it"),
        (rule("gate", 'of = ["away"]\ntests = [{ fact = "sales", title = "T", most = 1 }]'), "rule[0]",
         "there is no rule “away” above it"),
        (rule("streak", 'mark = { rule = "away" }\ntimes = 2\namount = 1'), "rule[0]",
         "there is no rule “away” above it"),
        (LADDER + MOVE + 'all_of = [{ kind = "marked", mark = { rule = "away" } }]', "rule[0]",
         "there is no rule “away” above it"),
        (rule("guarantee", 'of = ["away"]\nyears = [1]\nprobation = 1'), "rule[0]", "there is no rule “away” above it"),
        (LADDER + MOVE + LISTED, "rule[0]", "there is no checklist “step”"),
        (AWARD + LINE, "checklist[0].list", "no rule uses the checklist “step”"),
        (LINE + LINE + LADDER + MOVE + LISTED, "checklist[1]", "the id “good” is taken"),
    ],
)  # fmt: skip
def test_what_a_rule_names_has_to_be_there(text: str, path: str, detail: str) -> None:
    assert mistakes(HEAD + FACT + text) == [(path, detail)]


@pytest.mark.parametrize(
    ("kind", "text", "types"),
    [
        ("amounts", rule("award", 'amount = "@sum"'), "money, number, percent"),
        ("money", rule("award", 'amounts = "@sum"\nrank = [{ fact = "score" }]'), "amounts"),
        ("amounts", rule("rank_pay", 'shares = "@sum"\nmonth = [1]'), "shares"),
        ("shares", rule("rank_pay", 'shares = [1]\nmonth = "@sum"'), "amounts"),
        ("amounts", rule("tiers", 'sales = "sales"\ntiers = "@sum"'), "tiers"),
        ("scheme", rule("pool_share", 'pool = "@sum"'), "money, number, percent"),
    ],
)
def test_a_setting_of_another_type_than_the_rule_takes(kind: str, text: str, types: str) -> None:
    ((_path, detail),) = mistakes(HEAD + FACT + setting(kind) + text)
    assert detail == f"the setting “sum” has to be of the type {types}"


@pytest.mark.parametrize(
    "text",
    [
        rule("pool_share", "pool = 1"),
        rule("form_fines", ""),
        rule("award", "amount = 1\nabove = 80"),
        rule("award", 'amount = 1\nfirst_in = ["score"]\nif_scored = true'),
        rule("streak", "mark = { below = 60 }\ntimes = 2\namount = 1"),
        LADDER + MOVE + 'all_of = [{ kind = "marked", mark = { below = 60 } }]',
        LADDER + MOVE + 'all_of = [{ kind = "mean_rank", most = 3 }]',
        LADDER + MOVE + 'all_of = [{ kind = "mean_place", most = 3 }]',
    ],
)
def test_a_rule_that_looks_at_results_needs_a_scheme(text: str) -> None:
    assert mistakes(BARE + text) == [("rule[0]", "it uses results, so the plan needs a scheme")]
    assert mistakes(HEAD + text) == []


def test_the_setting_that_names_the_scheme_has_to_be_one() -> None:
    by_setting = BARE + 'scheme = "@mine"\n'
    assert mistakes(by_setting + AWARD) == [("scheme", "there is no setting “mine”")]
    assert paths(by_setting + AWARD + setting("money", key="mine")) == ["scheme"]
    assert mistakes(by_setting + AWARD + setting("scheme", key="mine")) == []
    automatic = by_setting + "automatic = true\n" + AWARD + setting("scheme", key="mine")
    assert mistakes(automatic) == [("automatic", "an automatic plan names its scheme itself")]


# --- the library


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_own_plan_replaces_a_shipped_one_by_id(tmp_path: Path) -> None:
    write(tmp_path, "shop-fines", HEAD.replace("trial", "shop-fines") + AWARD)
    library = PlanLibrary(tmp_path)
    assert library.problems == []
    assert library.plans["shop-fines"].title == "试行"
    assert set(library.plans) == SHIPPED


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("shop-fines", "id = [", "plan-unreadable"),
        ("shop-fines", HEAD.replace("trial", "shop-fines"), "plan-fault"),
        ("shop-fines", HEAD + AWARD, "plan-fault"),  # the id is another one
        ("fines-2027", HEAD.replace("trial", "shop-fines") + AWARD, "plan-fault"),  # the file has another name
        ("fines-2027", HEAD.replace("trial", "shop-fines"), "plan-fault"),
        ("fines-2027", HEAD.replace("trial", "shop-fines") + "[[rule", "plan-unreadable"),
    ],
)
def test_a_faulty_own_file_never_lets_the_shipped_one_speak_for_it(
    tmp_path: Path, name: str, text: str, code: str
) -> None:
    write(tmp_path, name, text)
    library = PlanLibrary(tmp_path)
    assert {(p.code, p.file) for p in library.problems} == {(code, f"{name}.toml")}
    assert set(library.plans) == SHIPPED - {"shop-fines"}


def test_the_file_is_called_as_its_id(tmp_path: Path) -> None:
    write(tmp_path, "other", HEAD + AWARD)
    (wrong,) = PlanLibrary(tmp_path).problems
    assert "id: the file must be called trial.toml" in message_of(wrong)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "trial.toml").write_bytes(b"\xff\xfe\x00")
    assert [(p.code, p.file) for p in PlanLibrary(tmp_path).problems] == [("plan-unreadable", "trial.toml")]
    with pytest.raises(Refusal) as refused:
        load_plan(tmp_path / "none.toml")
    assert [p.code for p in refused.value.problems] == ["plan-unreadable"]


def test_facts_of_one_title_are_of_one_type(tmp_path: Path) -> None:
    fact = '[[fact]]\nid = "mine"\ntitle = "询单转化率"\ntype = "count"\n'
    write(tmp_path, "trial", HEAD + AWARD + fact)
    (wrong,) = PlanLibrary(tmp_path).problems
    assert (wrong.code, wrong.file) == ("plan-fault", "trial.toml")
    assert "fact[0].type: “询单转化率” is of another type in the plan pk-ranking" in message_of(wrong)


def test_plans_are_found_by_id_and_title() -> None:
    library = PlanLibrary()
    by_title = library.find(" 综合考评 奖金池")
    assert by_title is not None
    assert by_title.id == "bonus-pool"
    assert library.find("pk-ranking") is library.plans["pk-ranking"]
    assert library.find("nothing") is None
    assert library.suggest("bonus-pol") == "bonus-pool"


# --- a plan of known rules is one file

NEW = (
    BARE.replace("trial", "night-shift") + 'scheme = "s"\n' + FACT + EVENT + setting("money", key="meal")
    + rule("tiers", 'sales = "sales"\ntiers = [{ from = 0, rate = 0.01 }, { from = 1000, rate = 0.02 }]', "sold")
    + rule("award", 'amount = "@meal"\nat_least = 80', "meal")
    + rule("fine", 'incidents = ["late"]\namount = 5', "late")
    + rule("gate", 'of = ["sold"]\ntests = [{ fact = "sales", title = "销售额", least = 500 }]', "gate")
)  # fmt: skip


def test_a_plan_of_known_rules_is_one_file(tmp_path: Path) -> None:
    write(tmp_path, "night-shift", NEW)
    library = PlanLibrary(tmp_path)
    assert library.problems == []
    plan = library.plans["night-shift"]
    outcome = paid(
        plan, people(3), totals("2026-11", {"E1": 80, "E2": 79.99, "E3": 90}),
        facts={"E1": {"sales": 1500}, "E2": {"sales": 499}, "E3": {"sales": 500}}, incidents=[("E2", 1, "late", 2)],
        settings={"meal": 30},
    )  # fmt: skip
    assert amounts(outcome) == [
        ("E1", "sold", D("20.00")),  # 1,000 × 1 % + 500 × 2 %
        ("E2", "sold", D("0.00")),
        ("E3", "sold", D("5.00")),
        ("E1", "meal", D("30.00")),
        ("E3", "meal", D("30.00")),
        ("E2", "late", D("-10.00")),
    ]
    assert (held(outcome), codes(outcome)) == ({}, [])


def test_a_value_in_the_plan_file_is_the_settings_default() -> None:
    plan = plan_from(HEAD + setting("money", "40") + rule("award", 'amount = "@sum"'))
    assert amounts(paid(plan, people(1))) == [("E1", "it", D("40.00"))]
    assert amounts(paid(plan, people(1), settings={"sum": 50})) == [("E1", "it", D("50.00"))]


# --- rules on top of each other, as no shipped plan has them

SOLD = rule("score_commission", 'sales = "sales"\nbands = [{ from = 0, rate = 0.1 }]', "sold")
SPLIT = rule("team_split", 'of = "sold"\npersonal = 0.8\ntarget = 0', "split")


def split(more: str, sales: int = 1000) -> list[tuple[str, str, object]]:
    plan = plan_from(HEAD + FACT + SOLD + SPLIT + more)
    marks = [score("E1", "2026-11", 90)]
    hired = member("E1", status="试用")
    return amounts(paid(plan, [hired], marks, facts={"E1": {"sales": sales}}))  # type: ignore[return-value]


def test_a_gate_shuts_on_both_parts_of_what_was_split() -> None:
    gate = rule("gate", 'of = ["sold"]\ntests = [{ fact = "sales", title = "T", least = 5000 }]', "gate")
    assert split(gate) == [("E1", "sold.personal", D("0.00")), ("E1", "sold.team", D("0.00"))]
    assert split(gate, 5000) == [("E1", "sold.personal", D("400.00")), ("E1", "sold.team", D("100.00"))]


def test_a_guarantee_counts_both_parts_of_what_was_split() -> None:
    sure = rule("guarantee", 'of = ["sold"]\nyears = [1]\nprobation = 150', "sure")
    assert split(sure)[-1] == ("E1", "sure", D("50.00"))  # 150 − (80 + 20)


def test_an_award_that_was_split_still_counts_in_a_streak() -> None:
    plan = plan_from(
        HEAD + FACT + SOLD + SPLIT + rule("streak", 'mark = { rule = "sold" }\ntimes = 2\namount = 7', "run")
    )
    marks = [score("E1", "2026-11", 90), score("E1", "2026-10", 90)]
    past = [("2026-10", recorded("trial", "E1", "sold.personal", "1"))]
    outcome = paid(plan, people(1), marks, facts={"E1": {"sales": 1000}}, past=past)
    assert amounts(outcome, "run") == [("E1", "run", D("7.00"))]


def test_a_proposal_counts_the_award_that_was_recorded_for_the_period_itself() -> None:
    plan = plan_from(HEAD + AWARD + rule("streak", 'mark = { rule = "bonus" }\ntimes = 2\naction = "up"', "run"))
    marks = [score("E1", "2026-11", 90), score("E1", "2026-10", 90)]
    past = [(month, recorded("trial", "E1", "bonus", "100")) for month in ("2026-10", "2026-11")]
    assert moves(proposed(plan, people(1), marks, past=past)) == [("E1", "run", "up", "", "")]
    assert moves(proposed(plan, people(1), marks, past=past[:1])) == []
    others = [(month, recorded("another", "E1", "bonus", "100")) for month in ("2026-10", "2026-11")]
    assert moves(proposed(plan, people(1), marks, past=others)) == []


def test_a_rule_that_only_proposes_withholds_no_pay() -> None:
    exam = '[[fact]]\nid = "exam"\ntitle = "考试"\ntype = "yesno"\n'
    plan = plan_from(
        HEAD + exam + AWARD + LADDER + MOVE + 'all_of = [{ kind = "confirmed", fact = "exam", title = "T" }]'
    )
    outcome = paid(plan, [member("E1", level="初")])
    assert amounts(outcome) == [("E1", "bonus", D("100.00"))]
    assert (held(outcome), codes(outcome)) == ({}, [])


def test_without_a_quarter_the_year_takes_off_its_last_month() -> None:
    plan = plan_from(HEAD + rule("rank_pay", 'on = ["month", "year"]\nshares = [1]\nmonth = [100]\nyear = [900]'))
    december = paid(plan, people(1), [score("E1", "2026-12", 90)], period="2026-12")
    assert amounts(december) == [("E1", "it", D("100.00"))]
    past = [("2026-12", recorded("trial", "E1", "it", "100"))]
    year = paid(plan, people(1), [score("E1", "2026", 90)], period="2026", past=past)
    assert amounts(year) == [("E1", "it", D("800.00"))]
