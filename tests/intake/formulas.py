"""Formulas for properties: sums of references, texts, numbers and calls."""

from __future__ import annotations

from hypothesis import strategies as st

references = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "$"]),
    st.sampled_from(["A", "H", "Z", "AA", "XFD"]),
    st.sampled_from(["", "$"]),
    st.integers(100, 900),
)
strings = st.text(st.sampled_from("A1 H9b'x")).map('"{}"'.format)
numbers = st.floats(0, 1e6).map(repr)
pieces = st.one_of(references, strings, numbers, st.just("TRUE()"), st.just("SUM(H100:H120)"))
formulas = st.lists(pieces, min_size=1, max_size=6).map("+".join)
