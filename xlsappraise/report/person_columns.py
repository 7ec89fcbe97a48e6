"""The columns with which the lists of the summary describe a person."""

from __future__ import annotations

from xlsappraise.base.i18n import N_
from xlsappraise.drawing.lists import ListColumn

PERSON = {
    "employee_id": ListColumn(N_("Employee no."), "text", 10, 18),
    "name": ListColumn(N_("Name"), "text", 10, 20),
    "department": ListColumn(N_("Department"), "text", 12, 24),
}
"""Field of a person, or of the results → its column, the heading not translated yet"""
