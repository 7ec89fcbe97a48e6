"""Convert the values of scheme fields to cell contents and back.

Texts are written unchanged; in quotes where they would be read as something else: empty ones, ones with outer
blanks, quotes around them, or a figure where a number is allowed too. A content that does not fit its field is returned
unchanged: the scheme's model refuses it.
"""

from __future__ import annotations

import json
import re
from typing import Any

from xlsappraise.base.i18n import Words
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import fold, tidy
from xlsappraise.schemebook.shapes import Shape
from xlsappraise.schemebook.words import CHOICES, TRUTH, choice_names
from xlsappraise.typed.words import key, understood

Content = float | str | bool
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_SEPARATORS = re.compile(r"[、，,;；]")
PAIR = "="


def encode(value: Any, shape: Shape, say: Words) -> float | str:
    """Return what is written into a cell."""
    if shape.mapping and isinstance(value, dict):
        return "\n".join(f"{name} {PAIR} {text}" for name, text in value.items())
    if shape.kind == "other":
        return json.dumps(value, ensure_ascii=False)
    if shape.many:
        return _encode_list([encode(item, Shape(shape.kind, shape.options), say) for item in value])
    if isinstance(value, bool):
        return say(TRUTH["yes" if value else "no"])
    if isinstance(value, (int, float)):
        return float(value)
    if shape.kind == "word":
        return say(CHOICES.get(value, value))
    return _quoted(str(value), figures=shape.kind == "mixed")


def _quoted(text: str, *, figures: bool) -> str:
    in_quotes = len(text) > 1 and text[0] == text[-1] == '"'
    if not text or text != tidy(text) or in_quotes or (figures and _figure(text) is not None):
        return f'"{text}"'
    return text


def _encode_list(items: list[float | str]) -> str:
    texts = [plain(item) if isinstance(item, float) else item for item in items]
    if not texts or any("\n" in text or text.startswith(("[", '"')) for text in texts):
        return json.dumps(texts, ensure_ascii=False)
    if len(texts) == 1 and _SEPARATORS.search(texts[0]):
        return f"{texts[0]}\n"
    return "\n".join(texts)


def decode(content: Content, shape: Shape) -> Any:
    """Return what a cell means for a field, or its content when it means nothing."""
    if shape.mapping:
        return _pairs(content)
    if shape.kind == "other":
        return _json(content)
    if shape.many:
        return [decode(item, Shape(shape.kind, shape.options)) for item in _items(content)]
    return _READERS[shape.kind](content, shape)


def _text(content: Content, _shape: Shape) -> Any:
    if isinstance(content, bool):
        return str(content).upper()
    return plain(content) if isinstance(content, float) else _unquoted(content)


def _unquoted(text: str) -> str:
    bare = text.strip()
    return bare[1:-1] if len(bare) > 1 and bare[0] == bare[-1] == '"' else tidy(text)


def _number(content: Content, _shape: Shape) -> Any:
    if isinstance(content, str):
        figure = _figure(content)
        return tidy(content) if figure is None else figure
    return content


def _figure(text: str) -> float | None:
    bare = fold(text).replace("−", "-")
    share = bare.endswith("%")
    bare = bare.removesuffix("%")
    if _NUMBER.fullmatch(bare) is None:
        return None
    return float(f"{bare}e-2") if share else float(bare)


def _whole(content: Content, shape: Shape) -> Any:
    number = _number(content, shape)
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _yes(content: Content, _shape: Shape) -> Any:
    if isinstance(content, str):
        meant = understood(TRUTH).get(key(content))
        return tidy(content) if meant is None else meant == "yes"
    return content


def _word(content: Content, shape: Shape) -> Any:
    if not isinstance(content, str):
        return content
    return understood(choice_names(shape.options)).get(key(content), tidy(content))


def _mixed(content: Content, shape: Shape) -> Any:
    if not isinstance(content, str):
        return content
    figure = _figure(content)
    return _text(content, shape) if figure is None else figure


_READERS = {"text": _text, "number": _number, "whole": _whole, "yes": _yes, "word": _word, "mixed": _mixed}


def _items(content: Content) -> list[Content]:
    if not isinstance(content, str):
        return [content]
    if tidy(content).startswith("["):
        listed = _json(content)
        if isinstance(listed, list):
            return listed
    parts = content.split("\n") if "\n" in content else _SEPARATORS.split(content)
    return [part for part in parts if tidy(part)]


def _pairs(content: Content) -> Any:
    if not isinstance(content, str):
        return content
    found = {}
    for line in content.split("\n"):
        if tidy(line):
            name, sign, text = line.replace("＝", PAIR).partition(PAIR)
            if not sign:
                return tidy(content)
            found[tidy(name)] = tidy(text)
    return found


def _json(content: Content) -> Any:
    try:
        return json.loads(content) if isinstance(content, str) else content
    except ValueError:
        return content
