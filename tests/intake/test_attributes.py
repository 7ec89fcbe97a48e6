"""Numbers of attributes and indices: white space is what XML calls so, whatever else Python takes for blank."""

from __future__ import annotations

import pytest

from xlsappraise.base.problems import Refusal
from xlsappraise.xlsx.attributes import count, number_of, whole


@pytest.mark.parametrize("text", ["7", " 7", "7\n", "\t7 "])
def test_white_space_of_xml_counts_for_nothing(text: str) -> None:
    assert (whole(text), count(text), number_of(text)) == (7, 7, 7.0)


@pytest.mark.parametrize("blank", ["\u00a0", "\u3000", "\u2003", "\u0085", "\x1c"])
def test_no_other_blank_does(blank: str) -> None:
    assert whole(f"7{blank}") is None
    assert whole(f"{blank}7") is None
    assert count(f"{blank}7", 3) == 3
    with pytest.raises(Refusal):
        count(f"7{blank}")
    assert number_of(f"7{blank}") is None
