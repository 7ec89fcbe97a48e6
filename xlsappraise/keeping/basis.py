"""Keep by content what a command used for a period: roster, settings (of both places), schemes, plans, facts.

Contents are written and flushed before the ledger names them, so that a name is never without its content.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xlsappraise.base.consent import Consent
from xlsappraise.base.files import read_bytes
from xlsappraise.base.pasting import command_line
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.roster import Roster
from xlsappraise.store.archive import Archive
from xlsappraise.store.ledger import Part
from xlsappraise.store.ledger.wire_books import index_out
from xlsappraise.store.ledger.wire_roster import roster_out, settings_out
from xlsappraise.store.office import Office
from xlsappraise.store.workspace import SETTINGS


@dataclass(frozen=True)
class Basis:
    """Hold what a run used. ``plans``: each plan as JSON, by id; None where the command uses none."""

    roster: Roster | None = None
    plans: Mapping[str, str] | None = None


@dataclass
class Used:
    """Hold the contents that a run used, by hash, and the hash of each part; "" for a part that is not there."""

    parts: dict[Part, str] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)

    def keep(self, office: Office) -> dict[Part, str]:
        """Keep the contents, those that are kept already aside; return the parts, to be recorded.

        Raise Refusal where the disk does not take them.
        """
        archive = Archive(office.workspace.periods)
        for digest, data in self.contents.items():
            archive.keep(digest, data)
        archive.settle()
        return self.parts

    def add(self, data: bytes) -> str:
        """Add a content; return its hash."""
        digest = hashlib.sha256(data).hexdigest()
        self.contents[digest] = data
        return digest


def used(office: Office, period: Period, basis: Basis) -> Used:
    """Return the contents that a run uses, as they are now."""
    found = Used()
    found.parts["settings"] = _file(found, office.workspace.root / SETTINGS)
    told = settings_out(office.sheet_settings)
    found.parts["sheet"] = found.add(told) if told else ""
    if basis.roster is not None:
        schemes = {scheme.id: scheme for employee in basis.roster.employees for scheme in employee.schemes}
        found.contents |= {scheme.digest: scheme.canonical().encode() for scheme in schemes.values()}
        found.parts["schemes"] = found.add(index_out({name: one.digest for name, one in sorted(schemes.items())}))
        found.parts["roster"] = found.add(roster_out(basis.roster))
    if basis.plans is not None:
        kept = {name: found.add(text.encode()) for name, text in sorted(basis.plans.items())}
        found.parts["plans"] = found.add(index_out(kept))
    found.parts["facts"] = _file(found, office.workspace.facts(period))
    return found


def keep_contents(office: Office, period: Period, basis: Basis) -> dict[Part, str]:
    """Keep what a run used; return the hash of each part, to be recorded.

    Raise Refusal where the disk does not take them.
    """
    return used(office, period, basis).keep(office)


def refuse_without_facts(office: Office, period: Period, command: str, consent: Consent) -> None:
    """Raise Refusal where the last run of a command used a facts workbook that is missing now and nobody agrees."""
    path = office.workspace.facts(period)
    if not path.exists() and office.ledger.basis(str(period), command).get("facts"):
        again = command_line("xlsappraise", command, str(period), *office.workspace.options)
        consent.require([problem("facts-missing", file=str(path), period=period, command=again)])


def changed_parts(office: Office, period: Period, command: str, parts: Mapping[Part, str]) -> list[Part]:
    """Return the parts whose content differs from that of the last run; none where this is the first."""
    before = office.ledger.basis(str(period), command)
    return [part for part, digest in parts.items() if before and before.get(part, "") != digest]


def keep_basis(office: Office, period: Period, command: str, basis: Basis) -> None:
    """Keep what a run used and record it; nothing is recorded where it equals what the last run used."""
    office.ledger.put_basis(str(period), command, keep_contents(office, period, basis))


def roster_today(office: Office) -> Roster | None:
    """Return the list of people of today; None where it cannot be read."""
    with contextlib.suppress(Refusal):
        return office.roster()
    return None


def _file(found: Used, path: Path) -> str:
    """Add the content of a file; return its hash, "" where there is none."""
    with contextlib.suppress(OSError):
        return found.add(read_bytes(path))
    return ""
