"""The digest: the same for the same scheme however it is written, another one for any other figure."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.schemes.build import Raw, criterion, raw_scheme, scheme, section, write_scheme
from xlsappraise.base.resources import resource
from xlsappraise.schemes import Library, Scheme, load_scheme

FURNITURE = resource("templates") / "furniture-callback.toml"


def reversed_keys(value: Any) -> Any:
    """Return the value with the keys of every table in reverse order."""
    if isinstance(value, dict):
        return {key: reversed_keys(value[key]) for key in reversed(value)}
    return [reversed_keys(item) for item in value] if isinstance(value, list) else value


def changes(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield copies of the value, each with one number or text changed, with the place of it."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, (dict, list)):
            inner: Iterator[tuple[str, Any]] = changes(item)
        elif key == "rows":
            inner = iter([("", item + 1)])
        elif isinstance(item, (int, float)) and not isinstance(item, bool):
            inner = iter([("", item / 2 if item > 0 else item + 0.25)])
        elif isinstance(item, str) and key not in ("kind", "period", "type", "no_target", "language"):
            inner = iter([("", item + "x")])
        else:
            continue
        for place, new in inner:
            changed = copy.copy(value)
            changed[key] = new
            yield f".{key}{place}", changed


def test_neither_comments_nor_the_order_of_keys_matter(tmp_path: Path) -> None:
    raw = raw_scheme(assumptions=["甲"], grades=[{"title": "好", "from": 60}, {"title": "差", "from": 0}])
    first = load_scheme(write_scheme(tmp_path / "a.toml", raw))
    path = write_scheme(tmp_path / "b.toml", reversed_keys(raw))
    path.write_text("# 说明\n\n" + path.read_text(encoding="utf-8").replace(" = ", "   =  "), encoding="utf-8")
    assert load_scheme(path).digest == first.digest


def test_a_whole_number_is_the_same_as_its_decimal() -> None:
    assert scheme(section(criterion(points=100))).digest == scheme(section(criterion(points=100.0))).digest


@pytest.mark.parametrize(
    "written",
    [
        {"language": "zh_CN"},
        {"instructions": []},
        {"signoff": {"dated": False}},
        {"method_heading": None},
        {"missing_rater": "mean"},
        {"section": [section(criterion(points=100, method=None, rater=None))]},
    ],
    ids=["language", "instructions", "sign-off", "heading of methods", "missing rater", "method and rater"],
)
def test_a_default_written_out_is_the_same_scheme(written: Raw) -> None:
    assert scheme(**written).digest == scheme().digest


def test_any_change_of_a_figure_or_a_text_changes_it() -> None:
    raw = tomllib.loads(FURNITURE.read_text(encoding="utf-8"))
    places = {Scheme.model_validate(raw).digest: "as shipped"}
    for place, changed in changes(raw):
        digest = Scheme.model_validate(changed).digest
        assert places.setdefault(digest, place) == place
    assert {".total.points", ".adjustments.step", ".section.0.criterion.1.rules.0.lapses.3.points"} < set(
        places.values()
    )


def test_the_order_of_criteria_raters_and_grades_matters() -> None:
    parts = [section(criterion("a_1", 50)), section(criterion("b_1", 50))]
    assert scheme(*parts).digest != scheme(*reversed(parts)).digest


def test_the_digest_is_the_sha256_of_the_canonical_text() -> None:
    digest = Library()["furniture-callback"].digest
    assert len(digest) == 64
    assert int(digest, 16) > 0


@pytest.mark.parametrize("scheme_id", sorted(Library().schemes))
def test_the_canonical_text_is_the_whole_scheme(scheme_id: str) -> None:
    made = Library()[scheme_id]
    again = Scheme.model_validate_json(made.canonical())
    assert again == made
    assert again.digest == made.digest
