"""Write the sheets that are never read back: how to use the workbook, and what each rule kind takes."""

from __future__ import annotations

from xlsappraise.base.i18n import N_, Words
from xlsappraise.base.rounding import plain
from xlsappraise.schemebook.cells import encode
from xlsappraise.schemebook.page import SchemePages
from xlsappraise.schemebook.plan import HOW_TO, REFERENCE
from xlsappraise.schemebook.shapes import Spec, entry_fields_of, parameters_of, rule_models
from xlsappraise.schemebook.words import CHOICES, NAMES, kind_names
from xlsappraise.typed import Column, HeadedSheet

STEPS = (
    N_("Each sheet holds one kind of thing. Change cells, insert rows or delete rows; leave the headings as they are."),
    N_("A blank cell means: not given, the usual value is used. Two quotation marks (\"\") mean an empty text."),
    N_("A section begins in the row that has its title; the rows below belong to it. Tables and variants likewise."),
    N_("A rule begins in the row that has its kind. Each row gives one parameter, or one entry of a list."),
    N_("A list such as levels takes a row per entry: the parameter again, and the entry's columns filled in."),
    N_("The sheet of rule kinds lists what each kind takes. Parameters marked “needed” must be there."),
    N_("Sheets and columns that the scheme does not use are hidden. Show them to use them."),
    N_("Ids are lower-case letters, digits and underscores; they link the sheets. Use each id only once."),
    N_("Percentages are written as 95% or 0.95. Several texts in a cell have a line each (Alt+Enter)."),
    N_("When you are done, save the workbook and run: xlsappraise schemes import \"{file}\""),
    N_("The import reports every mistake with its sheet and cell; nothing is changed until all are corrected."),
)  # fmt: skip

HOW_TO_SHEET = HeadedSheet((Column("step", HOW_TO),), id="how-to", title=HOW_TO)
REFERENCE_SHEET = HeadedSheet(
    (
        Column("kind", N_("Rule kind")),
        Column("parameter", N_("Parameter")),
        Column("entry", N_("Column of the entry")),
        Column("takes", N_("Takes")),
        Column("needed", N_("Needed")),
        Column("default", N_("When not given")),
        Column("gap", ""),
        Column("kinds", N_("All rule kinds")),
        Column("parameters", N_("All parameters")),
    ),
    id="reference",
    title=REFERENCE,
)

TAKES = {
    "text": N_("text"),
    "number": N_("number"),
    "whole": N_("whole number"),
    "yes": N_("yes or no"),
    "mixed": N_("a number, or a text to be asked for"),
}


def write_how_to(pages: SchemePages, file: str) -> None:
    """Write the steps; ``file`` is the name of the workbook."""
    page = pages.page(HOW_TO_SHEET)
    for step in STEPS:
        page.put_text(page.next_row(begins=False), "step", pages.say(step).replace("{file}", file))
    page.widen("step", 96, limit=96)
    page.finish()


def write_reference(pages: SchemePages) -> None:
    """Write a row per parameter and per field of an entry, and the lists for the dropdowns."""
    page = pages.page(REFERENCE_SHEET)
    say = pages.say
    names: dict[str, None] = {}
    rows: list[dict[str, str]] = []
    begins: list[bool] = []
    for kind in rule_models():
        shown = say(kind_names().get(kind, kind))
        for name, spec in parameters_of(kind).items():
            word = say(NAMES.get(name, name))
            names.setdefault(word)
            begins.append(not rows or rows[-1]["kind"] != shown)
            rows.append({"kind": shown, "parameter": word, **_described(spec, say)})
            for column, entry in entry_fields_of(kind, name).items():
                begins.append(False)
                called = say(NAMES.get(column, column))
                rows.append({"kind": shown, "parameter": word, "entry": called, **_described(entry, say)})
    lists = {"kinds": [say(kind_names().get(kind, kind)) for kind in rule_models()], "parameters": list(names)}
    for index, (cells, first) in enumerate(zip(rows, begins, strict=True)):
        row = page.next_row(begins=first)
        for column, text in cells.items():
            page.put_text(row, column, text)
        for column, texts in lists.items():
            if index < len(texts):
                page.put_text(row, column, texts[index])
    page.finish()


def _described(spec: Spec, say: Words) -> dict[str, str]:
    """Describe what a field takes, whether it is needed, and its default."""
    shape = spec.shape
    if shape.model is not None:
        takes = say("a row per entry")
    elif shape.kind == "word":
        takes = say("one of: {choices}").format(choices=say(", ").join(say(CHOICES.get(o, o)) for o in shape.options))
    else:
        takes = say(TAKES.get(shape.kind, shape.kind))
    if shape.many and shape.model is None:
        takes = say("{kind}, a row each").format(kind=takes)
    described = {"takes": takes, "needed": say("needed") if spec.required else ""}
    if spec.default not in (None, ()):
        shown = encode(spec.default, shape, say)
        described["default"] = plain(shown) if isinstance(shown, float) else shown
    return described
