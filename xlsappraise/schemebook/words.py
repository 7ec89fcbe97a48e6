"""Name headings, parameters and choices in English, to be translated. A field without a name here keeps its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xlsappraise.base.i18n import N_
from xlsappraise.schemebook.shapes import Spec, rule_models

NAMES: dict[str, str] = {
    # Settings
    "Scheme.id": N_("Scheme id"),
    "Scheme.title": N_("Title of the form"),
    "Scheme.role": N_("Role"),
    "Scheme.period": N_("Period"),
    "Scheme.source": N_("Source"),
    "Scheme.language": N_("Language of the form"),
    "Scheme.assumptions": N_("Assumption"),
    "Scheme.instructions": N_("Instruction"),
    "Scheme.forms": N_("Kind of form"),
    "Total.points": N_("Full points"),
    "Total.max": N_("Cap on the total"),
    "Total.mean": N_("Total is the sections' mean"),
    "SignOff.dated": N_("Sign-off asks for name and date"),
    # Raters, grades, adjustments, extra fields
    "Rater.id": N_("Rater id"),
    "Rater.title": N_("Rater"),
    "Rater.weight": N_("Weight"),
    "Rater.several": N_("Several people"),
    "Rater.least": N_("Fewest people"),
    "Grade.title": N_("Grade"),
    "Grade.from": N_("From this total on"),
    "Grade.action": N_("Listed for"),
    "Adjustments.rows": N_("Rows"),
    "Adjustments.min": N_("Largest deduction"),
    "Adjustments.max": N_("Largest addition"),
    "Adjustments.step": N_("Step"),
    "Adjustments.title": N_("Heading in the form"),
    "Adjustments.net": N_("Bounds hold for the sum too"),
    "ExtraField.id": N_("Id"),
    "ExtraField.label": N_("Text in the form"),
    "ExtraField.type": N_("Type"),
    "ExtraField.choices": N_("Choices"),
    "ExtraField.lines": N_("Lines"),
    "ExtraField.carry": N_("Shown again next period"),
    "ExtraField.rater": N_("Only for this rater"),
    # Criteria
    "Section.title": N_("Section"),
    "Section.weight": N_("Section weight"),
    "Section.bonus": N_("Bonus section"),
    "Criterion.id": N_("Criterion id"),
    "Criterion.title": N_("Criterion"),
    "Criterion.standard": N_("Standard"),
    "Criterion.points": N_("Points"),
    "Criterion.prefill": N_("Prefilled figures"),
    "Feed.scheme": N_("Filled from the log"),
    "Feed.table": N_("Table of the log"),
    "Feed.counts": N_("Input = column counted"),
    # Tables, variants
    "Table.id": N_("Table id"),
    "Table.title": N_("Table"),
    "Table.rows": N_("Rows"),
    "Table.least": N_("Fewest rows"),
    "TableColumn.id": N_("Column id"),
    "TableColumn.label": N_("Column heading"),
    "TableColumn.type": N_("Type"),
    "TableColumn.required": N_("Must be filled in"),
    "TableColumn.min": N_("Smallest"),
    "TableColumn.max": N_("Largest"),
    "TableColumn.step": N_("Step"),
    "TableColumn.within": N_("Date within the period"),
    "TableColumn.width": N_("Width"),
    "TableColumn.group": N_("Results broken down by it"),
    "TableColumn.listed": N_("Texts are listed"),
    "TableColumn.measured": N_("Mean is shown"),
    "Choice.label": N_("Choice"),
    "Choice.worth": N_("Worth (0 to 1)"),
    "Variant.id": N_("Variant id"),
    "Variant.title": N_("Title of the form"),
    "Variant.positions": N_("Words in the position"),
    "Variant.standards": N_("Standard"),
    "Variant.standards.key": N_("Criterion id"),
    # Roll-ups
    "RollUp.missing": N_("When a period below has no result"),
    "RollUpAward.points": N_("Title for a roll-up above"),
    "RollUpAward.title": N_("Title given then"),
    "RollUpPart.title": N_("Part of the roll-up"),
    "RollUpPart.weight": N_("Weight"),
    "RollUpPart.checks": N_("Mean of the marks of checks"),
    "RollUpPart.scheme": N_("Mean of the results of the scheme"),
    "RollUpPart.own": N_("Result of the period's own form"),
    # Rules: their kinds' parameters and the entries of these
    "actual": N_("Achieved"),
    "all_na": N_("When nothing applies"),
    "above": N_("Bound left out"),
    "anchors": N_("Anchor"),
    "at_least": N_("At least"),
    "at_most": N_("At most"),
    "bands": N_("Band"),
    "base": N_("Base"),
    "by": N_("Governing number"),
    "cap": N_("Cap of the ratio"),
    "columns": N_("Table column"),
    "counts": N_("Count"),
    "current": N_("Current value"),
    "factor": N_("Share of the points"),
    "fail_cap": N_("Cap on the total after a no"),
    "fine": N_("Fine (yuan)"),
    "from": N_("From"),
    "full_at": N_("All points from"),
    "id": N_("Id"),
    "items": N_("Item"),
    "label": N_("Text in the form"),
    "lapses": N_("Lapse"),
    "levels": N_("Level"),
    "lower": N_("Lower is better"),
    "max": N_("Largest"),
    "mean": N_("Team mean"),
    "measures": N_("Measure"),
    "min": N_("Smallest"),
    "minus": N_("Word for minus"),
    "neutral": N_("Word for neutral"),
    "no": N_("Word for no"),
    "no_count": N_("When nothing was counted"),
    "no_mean": N_("When the mean is 0"),
    "no_rows": N_("When there are no rows"),
    "no_target": N_("When the target is 0"),
    "norm": N_("Norm"),
    "norms": N_("Norm"),
    "not_applicable": N_("Word for not applicable"),
    "others": N_("Points of the others"),
    "penalty": N_("Act that takes all points"),
    "places": N_("Points of a place"),
    "plus": N_("Word for plus"),
    "points": N_("Points"),
    "ratios": N_("Ratio"),
    "required": N_("Needed for all points"),
    "rules": N_("Rule"),
    "step": N_("Step"),
    "table": N_("Table"),
    "target": N_("Target"),
    "to": N_("To"),
    "type": N_("Type"),
    "up_to": N_("Up to"),
    "yes": N_("Word for yes"),
}

CHOICES: dict[str, str] = {
    "month": N_("month"),
    "quarter": N_("quarter"),
    "year": N_("year"),
    "shared": N_("one for all raters"),
    "own": N_("one per rater"),
    "editable": N_("may be changed"),
    "locked": N_("locked"),
    "text": N_("text"),
    "date": N_("date"),
    "choice": N_("choice"),
    "number": N_("number"),
    "percent": N_("percentage"),
    "integer": N_("whole number"),
    "person": N_("person"),
    "yes": N_("yes or no"),
    "full": N_("all points"),
    "zero": N_("no points"),
    "excluded": N_("left out"),
    "mean": N_("mean of the others, flagged"),
    "none": N_("no result"),
    "zh_CN": "中文",
    "en": "English",
}

TRUTH: dict[str, str] = {"yes": N_("yes"), "no": N_("no")}


def kind_names() -> dict[str, str]:
    """Return the English name of each rule kind, to be translated."""
    return {kind: model.called for kind, model in rule_models().items()}


def name_of(spec: Spec) -> str:
    """Return the English name of a field, to be translated."""
    return spec.title or NAMES.get(f"{spec.owner}.{spec.name}") or NAMES.get(spec.name) or ".".join(spec.path)


def choice_names(options: Iterable[str], table: Mapping[str, str] = CHOICES) -> dict[str, str]:
    """Return each option with its English name, to be translated."""
    return {option: table.get(option, option) for option in options}
