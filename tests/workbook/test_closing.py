"""What comes below the total, and the steps of filling in: those alone that a form has."""

from __future__ import annotations

from datetime import date

import pytest

from tests.shipped import LIBRARY, SCHEMES, form_scheme
from xlsappraise.base.form_rules import Closing
from xlsappraise.forms.instructions import lines
from xlsappraise.forms.layout import FormLayout, Setting, lay_out
from xlsappraise.forms.layout.checked import checked_choices

SEVERAL = sorted(name for name in SCHEMES if any(rater.several for rater in LIBRARY[name].raters))


def said(layout: FormLayout) -> dict[str, str]:
    """Return the texts of the closing rows, by their keys."""
    keys = {number: row.key for number, row in enumerate(layout.rows) if row.key.startswith("closing.")}
    texts = {keys[cell.place[0]]: str(cell.value) for cell in layout.cells if cell.style == "closing"}
    assert all(key in texts for key in keys.values() if key != "closing.comment")
    return texts


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_every_form_asks_for_a_comment_and_says_what_its_grades_mean(scheme_id: str) -> None:
    scheme = form_scheme(scheme_id)
    layout = lay_out(scheme)
    own = [extra for extra in scheme.fields if extra.type == "text" and extra.lines > 1]
    comment = layout.slots_by_id.get("closing.comment")
    assert (comment is None) == bool(own)
    assert comment is None or (not comment.required and comment.label == "总体评语／改进要求")
    texts = said(layout)
    assert list(texts) == ["closing.grades"]
    assert all(grade.title in texts["closing.grades"] for grade in scheme.grades)


def test_settings_add_the_deadline_the_address_and_the_signatures() -> None:
    closing = Closing(date(2026, 12, 5), "hr@example.com", ("ratee", "hr"))
    texts = said(lay_out(form_scheme("furniture-callback"), Setting(closing=closing)))
    assert "2026 年 12 月 5 日" in texts["closing.return"]
    assert "hr@example.com" in texts["closing.return"]
    assert "被考核人（仅表示知悉）" in texts["closing.signatures"]
    assert "主管" not in texts["closing.signatures"]


@pytest.mark.parametrize("scheme_id", SEVERAL)
def test_an_anonymous_rater_is_asked_for_no_name(scheme_id: str) -> None:
    scheme = LIBRARY[scheme_id]
    for rater in scheme.raters:
        names = [slot for slot in lay_out(scheme.form_of(rater.id)).slots if slot.id.startswith("signoff.name")]
        assert bool(names) != rater.several
    assert SEVERAL


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_the_steps_are_those_of_the_form(scheme_id: str) -> None:
    scheme = form_scheme(scheme_id)
    every = [str(line.values[0]) for line in lines(scheme)]
    steps = every[2 : next(n for n, text in enumerate(every) if n > 2 and not text[0].isdigit())]
    assert [text.partition(".")[0] for text in steps] == [str(number) for number in range(1, len(steps) + 1)]
    text = "\n".join(steps)
    counts = any(
        not item.required and item.type == "integer"
        for criterion in scheme.criteria
        for rule in criterion.rules
        for item in rule.inputs(criterion.points, scheme.say)
    )
    asked = any(checked_choices(scheme, section, scheme.say) for section in scheme.sections)
    wanted = {
        "事由": scheme.adjustments is not None,
        "记录表": bool(scheme.tables),
        "每部分末尾": asked,
        "次数空白": counts,
    }
    assert {word: word in text for word in wanted} == wanted
