"""Which forms are the same form, issued again."""

from __future__ import annotations

from xlsappraise.store.ledger import Issue
from xlsappraise.store.office import Office


def of_several(office: Office, issue: Issue) -> bool:
    """Tell whether a form belongs to one of several raters of its part."""
    scheme = office.blueprints([issue])[issue.master_id].scheme
    return scheme.own and scheme.rater(issue.rater).several


def same_form(one: Issue, other: Issue, *, several: bool) -> bool:
    """Tell whether two forms ask the same of the same person; of several raters of a part each has a form."""
    same = (one.employee_id, one.scheme_id, one.rater) == (other.employee_id, other.scheme_id, other.rater)
    return same and (not several or one.supervisor == other.supervisor)
