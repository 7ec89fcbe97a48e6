"""Problems: translation, pickling and storage in the ledger."""

from __future__ import annotations

import ast
import pickle
import string

from hypothesis import given
from hypothesis import strategies as st

from tests.translations import ROOT
from xlsappraise.base.catalogue import CATALOGUE, CHAPTERS
from xlsappraise.base.i18n import Fact, Facts, Phrase, concatenated, joined, phrase, words, written
from xlsappraise.base.problems import Place, Problem, Refusal, problem, render, say
from xlsappraise.store.ledger.wire import problem_in, problem_out

PLACED = {"file", "sheet", "cell"}
"""Placeholders filled from the place"""


def fields(template: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(template) if name}


def test_every_call_gives_what_its_message_names() -> None:
    missing = []
    for path in sorted((ROOT / "xlsappraise").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(call, ast.Call) and getattr(call.func, "id", "") == "problem" and call.args):
                continue
            code, given_names = call.args[0], {keyword.arg for keyword in call.keywords}
            if isinstance(code, ast.Constant) and None not in given_names:
                lacks = fields(CATALOGUE[code.value].message) - given_names - PLACED
                missing += [(path.name, call.lineno, code.value, name) for name in sorted(lacks)]
    assert missing == []


def test_no_code_stands_in_two_chapters() -> None:
    assert len(CATALOGUE) == sum(len(chapter.MESSAGES) for chapter in CHAPTERS)


def test_whole_rows_are_named_in_words_and_other_places_as_they_are() -> None:
    places = {"3:3": "第 3 行", "12:40": "第 12–40 行", "E7": "E7", "B2:C4": "B2:C4"}
    for cell, said in places.items():
        found = problem("roster-blank", file="a.xlsx", sheet="在职员工", cell=cell, column="状态")
        assert say(found, "zh_CN").startswith(f"在职员工 {said}：")
        assert render(found, "zh_CN").cell == cell


texts = st.text(max_size=12)
keys = st.sampled_from(["a whole number", "{kind} from {low} up", "(blank)", "nobody translated this"])
facts: st.SearchStrategy[Fact] = st.recursive(
    texts | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.builds(
            Phrase,
            keys,
            st.dictionaries(st.sampled_from(["kind", "low"]), inner).map(lambda d: Facts(tuple(d.items()))),
        )
    ),
    max_leaves=6,
)


@given(facts, facts)
def test_what_the_ledger_and_a_worker_hand_on_is_the_same_problem(found: Fact, expected: Fact) -> None:
    one = problem("out-of-range", file="a.xlsx", sheet="表", cell="H8", employee_id="E001", found=found,
                  expected=expected, label="x", hint="")  # fmt: skip
    assert problem_in(problem_out(one)) == one == pickle.loads(pickle.dumps(one))
    assert hash(problem_in(problem_out(one))) == hash(one)
    for language in ("en", "zh_CN"):
        assert render(one, language) == render(problem_in(problem_out(one)), language)


def test_a_problem_of_the_first_version_keeps_its_sentence() -> None:
    old = {"code": "untouched", "severity": "error", "file": "a.xlsx", "employee_id": "E1", "sheet": None,
           "cell": "H8", "found": "1", "expected": None, "message": "没有填写。"}  # fmt: skip
    found = problem_in(old)
    assert (found.code, found.place, found.employee_id) == ("untouched", Place("a.xlsx", None, "H8"), "E1")
    assert (found.found, found.expected, say(found, "en")) == ("1", None, "没有填写。")


def test_a_place_is_left_out_where_a_list_has_columns_for_it() -> None:
    found = problem("roster-blank", sheet="名单", cell="B2", column="姓名")
    assert say(found, "en") == "名单 B2: “姓名” is blank. Fill it in."
    assert say(found, "en", placed=False) == "“姓名” is blank. Fill it in."
    assert say(found, "zh_CN").startswith("名单 B2：")


def test_a_fact_that_an_older_ledger_lacks_shows_a_dash() -> None:
    assert say(Problem("file-extension"), "en").startswith("The name ends in —, but")
    assert "—" in say(Problem("prefill-not-theirs"), "en")


def test_lists_take_the_comma_of_the_language() -> None:
    several = phrase("{kind} from {low} up", kind=("甲", "乙"), low=1)
    assert (written(several, words("en")), written(several, words("zh_CN"))) == (
        "甲, 乙 from 1 up",
        "不小于 1 的甲、乙",
    )
    assert written(joined(["a", "b"], "; "), words("en")) == "a; b"
    assert written(concatenated("a", phrase("(blank)")), words("en")) == "a(blank)"


def test_a_refusal_crosses_processes() -> None:
    refusal = Refusal(problem("untouched", cell="H8"))
    assert pickle.loads(pickle.dumps(refusal)).problems == refusal.problems
