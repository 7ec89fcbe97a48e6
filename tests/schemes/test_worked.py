"""Each scheme's worked example: figures worked out by hand are what pandas computes."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from tests.schemes.worked_examples import FOLDER, example, value
from tests.shipped import SCHEMES, form_scheme
from xlsappraise.scoring.engine import excluded_column, score, widen


def test_every_scheme_has_one() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.toml")) == SCHEMES


def scored(scheme_id: str, inputs: dict[str, Any]) -> pd.Series[Any]:
    tidy = pd.DataFrame([("", k, value(v)) for k, v in inputs.items()], columns=["form", "input", "value"])
    return score(form_scheme(scheme_id), widen(tidy)).iloc[0]


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_the_figures_worked_out_by_hand(scheme_id: str) -> None:
    wanted = example(scheme_id)
    row = scored(scheme_id, wanted["inputs"])
    assert list(wanted["criteria"]) == [c.id for c in form_scheme(scheme_id).criteria]
    found = {
        name: "excluded" if row.get(excluded_column(name), False) else round(float(row[name]), 9)
        for name in wanted["criteria"]
    }
    assert found == wanted["criteria"]
    assert (round(float(row["total"]), 9), row["grade"]) == (wanted["total"], wanted["grade"])


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_one_input_less_is_no_total(scheme_id: str) -> None:
    wanted = example(scheme_id)
    needed = {f"{c.id}.{item.id}" for c in form_scheme(scheme_id).criteria for item in c.inputs(str) if item.required}
    shared = form_scheme(scheme_id).shared
    for name in wanted["inputs"]:
        base, _at, rater = name.partition("@")
        if base in needed and (not shared or form_scheme(scheme_id).rater(rater).weight > 0):
            fewer = {key: v for key, v in wanted["inputs"].items() if key != name}
            assert pd.isna(scored(scheme_id, fewer)["total"]), name
