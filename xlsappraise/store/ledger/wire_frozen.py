"""Convert frozen forms to JSON values and back. The JSON is compared as text, so its order is fixed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from xlsappraise.base.form_rules import Closing, Stay
from xlsappraise.forms.frozen import FrozenForm, Locked
from xlsappraise.forms.layout import Filled, Outputs
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place


def frozen_out(form: FrozenForm) -> dict[str, Any]:
    """Return a frozen form as a JSON object."""
    formats = sorted({cell.format for cell in form.grid.values()})
    number = {text: index for index, text in enumerate(formats)}
    return {
        "sheet": form.sheet,
        "instructions_sheet": form.instructions_sheet,
        "key_column": form.key_column,
        "rows": form.rows,
        "slots": [
            [s.id, s.criterion, s.label, s.rater, s.place, s.last, s.type, s.min, s.max, s.step,
             s.choices, s.required, s.hint, s.table, s.row, s.at_most, s.people]
            for s in form.slots
        ],
        "outputs": {
            "criteria": form.outputs.criteria,
            "points": form.outputs.points,
            "sections": form.outputs.sections,
            "total": form.outputs.total,
            "grade": form.outputs.grade,
        },
        "token_cell": form.token_cell,
        "people": form.people,
        "formats": formats,
        "grid": [[*at, c.kind, c.value, c.formula, number[c.format]] for at, c in form.grid.items()],
        "merges": form.merges,
        "filled": {
            "values": form.filled.values,
            "locked": sorted(form.filled.locked),
            "origins": form.filled.origins,
            "scores": form.filled.scores,
        },
        **({"given": form.filled.given} if form.filled.given else {}),
        **({"full": form.filled.full} if form.filled.full else {}),
        **({"stay": _stay_out(form.stay)} if form.stay else {}),
        **({"closing": _closing_out(form.closing)} if form.closing else {}),
    }  # fmt: skip


def frozen_in(data: Mapping[str, Any]) -> FrozenForm:
    """Undo ``frozen_out``; the first layouts recorded neither rows nor people nor figures filled in.

    Later ones did not record which of these figures HR gave: none of theirs counts as given.
    """
    formats: list[str] = data["formats"]
    outputs = data["outputs"]
    return FrozenForm(
        sheet=data["sheet"],
        instructions_sheet=data["instructions_sheet"],
        key_column=data["key_column"],
        token_cell=_place(data["token_cell"]),
        slots=tuple(_slot(raw) for raw in data["slots"]),
        outputs=Outputs(
            criteria={name: _place(at) for name, at in outputs["criteria"].items()},
            points={name: _place(at) for name, at in outputs["points"].items()},
            sections=tuple(_place(at) for at in outputs["sections"]),
            total=_place(outputs["total"]),
            grade=_place(outputs["grade"]),
        ),
        grid={
            (row, column): Locked(kind, value, formula, formats[number])
            for row, column, kind, value, formula, number in data["grid"]
        },
        merges=tuple((_place(first), _place(last)) for first, last in data["merges"]),
        rows=tuple(data.get("rows", ())),
        people=tuple(data.get("people", ())),
        filled=_filled(data),
        stay=_stay_in(data["stay"]) if "stay" in data else None,
        closing=_closing_in(data["closing"]) if "closing" in data else Closing(),
    )


def _filled(data: Mapping[str, Any]) -> Filled:
    values = data.get("filled", {})
    besides = {"given": data.get("given", {}), "full": data.get("full", {})}
    return Filled(**{**values, "locked": frozenset(values.get("locked", ())), **besides})


def _stay_out(stay: Stay) -> dict[str, Any]:
    return {
        "days": stay.days, "whole": stay.whole, "joined": _day_out(stay.joined), "left": _day_out(stay.left),
        "targets": stay.targets,
    }  # fmt: skip


def _stay_in(data: Mapping[str, Any]) -> Stay:
    joined, left = _day_in(data["joined"]), _day_in(data["left"])
    return Stay(int(data["days"]), int(data["whole"]), joined, left, data["targets"])


def _closing_out(closing: Closing) -> dict[str, Any]:
    return {"deadline": _day_out(closing.deadline), "return_to": closing.return_to, "signers": closing.signers}


def _closing_in(data: Mapping[str, Any]) -> Closing:
    return Closing(_day_in(data["deadline"]), data["return_to"], tuple(data["signers"]))


def _day_out(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day_in(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _place(raw: Any) -> Place:
    return (int(raw[0]), int(raw[1]))


def _slot(raw: list[Any]) -> Slot:
    name, criterion, label, rater, at, last, kind, low, high, step, choices, required, hint, *later = raw
    table, row, at_most, people = later or (None, None, None, False)  # forms issued by the first layout have none
    return Slot(
        name, criterion, label, rater, _place(at), _place(last), kind, low, high, step,
        tuple(choices) if choices else None, required, hint, table, row, at_most, people,
    )  # fmt: skip
