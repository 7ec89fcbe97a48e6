"""The settings of a workspace, as ``appraise.toml`` has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from xlsappraise.base import files
from xlsappraise.base.form_rules import FormRules
from xlsappraise.base.i18n import LANGUAGES, Fact, Phrase, phrase
from xlsappraise.base.own_words import OwnWords
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.base.text import nearest
from xlsappraise.base.toml import TomlFault, read_toml, toml_text
from xlsappraise.roster.form_settings import FORM_SETTINGS, with_settings

_TEXTS = ("organisation", "language", "roster", "roster_sheet", "inbox")
_TABLES = ("headings", "statuses", "positions")
_SHARES = "grade_shares"
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s*[%％]", re.ASCII)
_NONE = OwnWords()
_NO_RULES = FormRules()


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``appraise.toml`` may say; every key is documented in the file that ``init`` writes.

    ``people``: what the organisation calls things in its list, from ``roster_sheet``, ``[headings]``, ``[statuses]``
    and ``[positions]``. ``forms``: what all forms say, and what happens with people who joined or left within a period.
    ``grade_shares``: grade → the part of the people that the summary proposes to give it, from ``[grade_shares]``.
    """

    organisation: str = ""
    language: str = "zh_CN"
    roster: str = "roster.xlsx"
    inbox: str = "inbox"
    people: OwnWords = _NONE
    forms: FormRules = _NO_RULES
    grade_shares: tuple[tuple[str, float], ...] = ()

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Read the settings; raise Refusal for anything unknown."""
        try:
            raw = read_toml(toml_text(path))
        except TomlFault as fault:
            raise Refusal(problem("settings-invalid", file=path.name, found=fault.why)) from None
        except (OSError, ValueError) as error:
            raise Refusal(problem("settings-invalid", file=path.name, found=files.text_fault(error))) from None
        problems = [problem("settings-invalid", file=path.name, found=found, expected=meant)
                    for found, meant in _mistakes(raw)]  # fmt: skip
        if problems:
            raise Refusal(*problems)
        texts = {name: raw[name] for name in _TEXTS if name in raw}
        tables = {name: tuple(raw.get(name, {}).items()) for name in _TABLES}
        people = OwnWords(**tables, sheet=texts.pop("roster_sheet", ""))
        rules, _faults = with_settings(FormRules(), _of_forms(raw))
        shares = {grade: _share(value) or 0.0 for grade, value in raw.get(_SHARES, {}).items()}
        return cls(**texts, people=people, forms=rules, grade_shares=tuple(shares.items()))


def _mistakes(raw: Mapping[str, Any]) -> Iterator[tuple[Phrase, Fact | None]]:
    """Yield what does not fit, each with what was meant where that is likely."""
    for name, value in raw.items():
        if name in _TABLES:
            yield from _of_table(name, value)
        elif name == _SHARES:
            yield from _of_shares(value)
        elif name in FORM_SETTINGS:
            if not _is_short(value):
                yield phrase("“{key}” must be a text in quotes or a number", key=name), None
        elif name not in _TEXTS:
            names = (*_TEXTS, *FORM_SETTINGS, *_TABLES, _SHARES)
            meant = nearest(name, names) or names
            yield phrase("unknown key “{key}”; expected: {meant}", key=name, meant=meant), meant
        elif not isinstance(value, str):
            yield phrase("“{key}” must be a text in quotes", key=name), None
    language = raw.get("language", "zh_CN")
    if isinstance(language, str) and language not in LANGUAGES:
        yield phrase("language “{found}” is not one of {known}", found=language, known=LANGUAGES), None
    for fault in with_settings(FormRules(), _of_forms(raw))[1]:
        text = phrase("“{key}” is “{found}”; expected: {meant}", key=fault.name, found=fault.text, meant=fault.expected)
        yield text, fault.expected


def _is_short(value: object) -> bool:
    """Return whether a value may be one of the settings of forms: a text, a whole number or a day."""
    return isinstance(value, str | int | date) and not isinstance(value, bool)


def _of_forms(raw: Mapping[str, Any]) -> dict[str, str]:
    """Return the settings of forms as texts; a blank one is not set."""
    return {name: str(raw[name]) for name in FORM_SETTINGS if _is_short(raw.get(name)) and str(raw[name]).strip()}


def _of_table(name: str, value: object) -> Iterator[tuple[Phrase, Fact | None]]:
    if not isinstance(value, dict):
        yield phrase("“{key}” must be a table, such as [{key}]", key=name), None
        return
    for word, meaning in value.items():
        if not isinstance(meaning, str):
            yield phrase("“{key}” must be a text in quotes", key=f"{name}.{word}"), None


def _of_shares(value: object) -> Iterator[tuple[Phrase, Fact | None]]:
    if not isinstance(value, dict):
        yield phrase("“{key}” must be a table, such as [{key}]", key=_SHARES), None
        return
    shares = {grade: _share(given) for grade, given in value.items()}
    for grade, share in shares.items():
        if share is None:
            yield phrase("“{key}” must be a percentage in quotes", key=f"{_SHARES}.{grade}"), "20%"
    if sum(share or 0.0 for share in shares.values()) > 1 + 1e-9:
        yield phrase("the shares of “{key}” are more than 100% together", key=_SHARES), None


def _share(value: object) -> float | None:
    """Return a percentage such as ``20%`` as a part of 1; None for anything else."""
    found = _PERCENT.fullmatch(value.strip()) if isinstance(value, str) else None
    share = None if found is None else float(found[1]) / 100
    return share if share is not None and share <= 1 else None
