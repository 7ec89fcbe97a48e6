"""Is every text of the program translated into Chinese?"""

from __future__ import annotations

import ast
import string

from tests.translations import KEYWORDS, ROOT, catalogue, extracted
from xlsappraise.base.i18n import words
from xlsappraise.cli.click_texts import PLURALS


def fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def test_the_catalogue_holds_exactly_what_the_source_says() -> None:
    known = {message.id for message in catalogue() if message.id}
    assert known == {*extracted(), *PLURALS}


def test_every_text_is_translated_with_the_same_placeholders() -> None:
    for message in catalogue():
        if message.id in PLURALS:
            (translated,) = message.string
            assert fields(translated) <= {field for text in message.id for field in fields(text)} and translated, (
                message.id
            )
        elif message.id:
            assert message.string and not message.fuzzy, message.id
            assert fields(str(message.string)) == fields(str(message.id)), message.id


def test_the_compiled_catalogue_is_found() -> None:
    assert words("zh_CN")("Rating finished") == "评分完成"


def test_every_problem_reads_as_chinese() -> None:
    from xlsappraise.base.problems import CATALOGUE

    for entry in CATALOGUE.values():
        translated = words("zh_CN")(entry.message)
        bare = "".join(text for text, *_field in string.Formatter().parse(entry.message))
        assert translated != entry.message
        assert any("\u4e00" <= c <= "\u9fff" for c in translated) == any(c.isalpha() for c in bare), entry.message


def test_no_text_hides_from_the_extraction_inside_an_f_string() -> None:
    hidden = [
        (path.name, call.lineno)
        for path in sorted((ROOT / "xlsappraise").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and _speaks(call) and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


def _speaks(call: ast.Call) -> bool:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    return name in KEYWORDS and len(call.args) == 1
