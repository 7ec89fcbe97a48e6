"""Masters: the workbook that all forms of a scheme, period and rater are stamped from."""

from __future__ import annotations

from xlsappraise.base.period import Period
from xlsappraise.forms.layout import LAYOUT_VERSION, FormLayout, Setting, lay_out
from xlsappraise.forms.shown import Typed, shown
from xlsappraise.forms.stamper import lock_structure
from xlsappraise.forms.stamps import PLACEHOLDERS
from xlsappraise.forms.writer import Frame, write_form
from xlsappraise.schemes import Scheme


def draw_master(
    scheme: Scheme,
    period: Period,
    rater: str | None = None,
    setting: Setting | None = None,
    layout: FormLayout | None = None,
) -> bytes:
    """Return the workbook that all forms of a scheme, period and rater are stamped from.

    ``layout``: that of the blank form in this setting, where the caller has it.
    """
    rater = rater or scheme.lead.id
    form, setting = scheme.form_of(rater), setting or Setting(period)
    layout = layout or lay_out(form, setting)
    if setting.filled.values:
        layout = shown(form, layout, Typed(setting.filled.values, {}))
    return lock_structure(write_form(form, layout, frame_of(scheme, period, rater), PLACEHOLDERS))


def frame_of(scheme: Scheme, period: Period, rater: str) -> Frame:
    """Return the facts on the hidden sheet, the same in every form of a master."""
    return Frame(
        {
            "period": str(period),
            "scheme": scheme.id,
            "digest": scheme.digest,
            "rater": rater,
            "layout_version": str(LAYOUT_VERSION),
        }
    )
