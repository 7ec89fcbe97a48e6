"""The roster's columns and statuses with the words of an organisation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xlsappraise.base.i18n import phrase
from xlsappraise.base.own_words import OwnWords
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import nearest
from xlsappraise.roster.people import ROSTER, STATUSES
from xlsappraise.typed import HeadedSheet
from xlsappraise.typed.words import key

SETTINGS_FILE = "appraise.toml"


def headed_with(own: OwnWords) -> HeadedSheet:
    """Return the columns of the roster with the organisation's headings before all other names."""
    columns = []
    for column in ROSTER.columns:
        words = tuple(word for word, title in own.headings if key(title) in (key(column.title), key(column.id)))
        columns.append(replace(column, aliases=(*words, *column.aliases)) if words else column)
    return replace(ROSTER, columns=tuple(columns)) if own.headings else ROSTER


def statuses_with(own: OwnWords) -> dict[str, str]:
    """Return the program's statuses by the organisation's words, folded."""
    return {key(word): status for word, status in own.statuses}


def mistakes_of(own: OwnWords) -> Iterator[Problem]:
    """Yield the words that are given to a column or a status that does not exist."""
    titles = {key(name): column.title for column in ROSTER.columns for name in (column.title, column.id)}
    for word, title in own.headings:
        if key(title) not in titles:
            known = tuple(dict.fromkeys(titles.values()))
            found = phrase("[headings] “{key}”: the list has no column “{found}”", key=word, found=title)
            yield problem("settings-invalid", file=SETTINGS_FILE, found=found, expected=nearest(title, titles) or known)
    for word, status in own.statuses:
        if status not in STATUSES:
            known = STATUSES
            found = phrase("[statuses] “{key}”: “{found}” is not one of {known}", key=word, found=status, known=known)
            yield problem("settings-invalid", file=SETTINGS_FILE, found=found, expected=known)
