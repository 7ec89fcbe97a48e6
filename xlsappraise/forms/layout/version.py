"""The version of a form's layout, which is kept with every form that is issued."""

from __future__ import annotations

from xlsappraise.schemes import Scheme

LAYOUT_VERSION = 3
"""What marks stand for is printed beside them, and unequal weights of raters in their headings"""
PLAIN = 2
"""As 0.1.0 laid forms out"""
DRAWN = (PLAIN, LAYOUT_VERSION)
"""The versions that can be drawn"""


def layout_version(form: Scheme) -> int:
    """Return the version that a form is laid out in: the earlier one where nothing of the later one shows."""
    meanings = any(item.meaning for criterion in form.criteria for item in criterion.inputs(form.say))
    weights = form.shared and any(form.column_heading(rater) != rater.title for rater in form.raters)
    return LAYOUT_VERSION if meanings or weights else PLAIN
