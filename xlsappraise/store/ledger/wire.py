"""Convert named types to JSON values and back; only the ledger stores JSON.

Records of 0.1.0 are read too: their problems hold a finished sentence, which is kept unchanged.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from xlsappraise.base.i18n import Fact, Facts, Phrase
from xlsappraise.base.problems import MESSAGE, Place, Problem
from xlsappraise.forms.stamps import Stamps
from xlsappraise.store.ledger.records import Belief, FileReading, ShownFigure, sharing

_COMMON = frozenset(("organisation", "post", "raters", "carried_1", "carried_2", "carried_3"))
"""The stamped texts that many forms have in common"""


def pack(value: Any) -> bytes:
    """Return a JSON value as the ledger stores it."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack(data: bytes) -> Any:
    """Undo ``pack``."""
    return json.loads(zlib.decompress(data))


def unpack_each(data: bytes) -> Iterator[Any]:
    """Yield the items of a packed list, one after the other: as objects they need many times its memory."""
    text, decoder, at = zlib.decompress(data).decode(), json.JSONDecoder(), 1
    while at < len(text) - 1:
        item, at = decoder.raw_decode(text, at)
        at += 1  # the comma
        yield item


def same_json(one: bytes, other: bytes) -> bool:
    """Return whether two packed values are the same text, however well they were compressed."""
    return zlib.decompress(one) == zlib.decompress(other)


def fact_out(fact: Fact) -> Any:
    """Return a fact as JSON: a phrase as an object, a list as a list, anything else as it is."""
    if isinstance(fact, Phrase):
        return {"key": fact.key, "facts": facts_out(fact.facts)}
    return [fact_out(item) for item in fact] if isinstance(fact, tuple) else fact


def fact_in(data: Any) -> Fact:
    """Undo ``fact_out``."""
    if isinstance(data, dict):
        return Phrase(data["key"], facts_in(data["facts"]))
    if isinstance(data, list):
        return tuple(fact_in(item) for item in data)
    assert isinstance(data, str | int | float), "facts are numbers, texts and phrases"
    return data


def facts_out(facts: Facts) -> dict[str, Any]:
    """Return facts as a JSON object."""
    return {name: fact_out(fact) for name, fact in facts.pairs}


def facts_in(data: Mapping[str, Any]) -> Facts:
    """Undo ``facts_out``."""
    return Facts(tuple((name, fact_in(value)) for name, value in data.items()))


def problem_out(found: Problem) -> dict[str, Any]:
    """Return a problem as a JSON object; what is not given is left out."""
    given = {"code": found.code, **asdict(found.place), "employee_id": found.employee_id}
    return {name: value for name, value in given.items() if value is not None} | {"facts": facts_out(found.facts)}


def problem_in(data: Mapping[str, Any]) -> Problem:
    """Undo ``problem_out``; also read a problem of 0.1.0, which has a message in place of facts."""
    facts = data.get("facts")
    if facts is None:
        old = {"found": data.get("found"), "expected": data.get("expected"), MESSAGE: data["message"]}
        facts = {name: value for name, value in old.items() if value is not None}
    place = Place(data.get("file"), data.get("sheet"), data.get("cell"))
    return Problem(data["code"], place, data.get("employee_id"), facts_in(facts))


def belief_in(data: Mapping[str, Any]) -> Belief:
    """Read a belief; its own names are those of the JSON object."""
    return Belief(**data)


def reading_out(reading: FileReading) -> dict[str, Any]:
    """Return a whole reading as a JSON object."""
    return {
        "disposition": reading.disposition,
        "sha256": reading.sha256,
        "issue_id": reading.issue_id,
        "problems": [problem_out(found) for found in reading.problems],
        "inputs": dict(reading.inputs),
        **shown_out(reading),
    }


def reading_in(data: Mapping[str, Any]) -> FileReading:
    """Undo ``reading_out``."""
    return sharing(
        FileReading(
            data["disposition"],
            data["sha256"],
            data["issue_id"],
            tuple(problem_in(found) for found in data["problems"]),
            data["inputs"],
            **shown_in(data),
        )
    )


def shown_out(reading: FileReading) -> dict[str, Any]:
    """Return what else the file showed: sheet, cells by input, figures, beliefs."""
    return {
        "cells": dict(reading.cells),
        "sheet": reading.sheet,
        "figures": [asdict(figure) for figure in reading.figures],
        "beliefs": [asdict(belief) for belief in reading.beliefs],
    }


def shown_in(data: Mapping[str, Any]) -> dict[str, Any]:
    """Undo ``shown_out``; the oldest versions recorded nothing of it, later ones of the figures the total alone."""
    return {
        "cells": data.get("cells", {}),
        "sheet": data.get("sheet", ""),
        "figures": tuple(_figures_in(data)),
        "beliefs": tuple(belief_in(belief) for belief in data.get("beliefs", ())),
    }


def _figures_in(data: Mapping[str, Any]) -> Iterator[ShownFigure]:
    """Yield the figures of a reading; earlier programs recorded the total alone."""
    total, cell = data.get("shown"), data.get("total_cell")
    if isinstance(total, float) and cell:
        yield ShownFigure("total", "", cell, cell, total)
    for figure in data.get("figures", ()):
        yield ShownFigure(**figure)


def stamps_out(stamps: Stamps) -> str:
    """Return stamps as JSON text."""
    return json.dumps(stamps.texts(), ensure_ascii=False)


def stamps_in(text: str) -> Stamps:
    """Undo ``stamps_out``; texts that many forms have in common are held once."""
    texts = json.loads(text)
    return Stamps(**{name: sys.intern(value) if name in _COMMON else value for name, value in texts.items()})
