"""Publish the books of a period: compare figures with those of the last run, keep predecessors, lose nothing.

Order of writing: the new content and the predecessor, then the ledger, then the book under its name. A run that is cut
off leaves the old book or the new one, and the next run finds the figures that the ledger holds.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xlsappraise.base import files
from xlsappraise.base.consent import Consent
from xlsappraise.base.i18n import N_, Text, joined, phrase
from xlsappraise.base.pasting import command_line
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.keeping.rosters import named
from xlsappraise.store.archive import Archive
from xlsappraise.store.ledger import BookKind, BookSource, Correction, Figure, PublishedBook
from xlsappraise.store.ledger.published import listed
from xlsappraise.store.office import Office

_TITLES = 3
"""So many titles of figures are named in a message"""


@dataclass(frozen=True)
class Revision:
    """Hold the figures that a run computed, those of the last run, and how they differ."""

    kind: BookKind
    period: Period
    figures: tuple[Figure, ...]
    sources: tuple[BookSource, ...] = ()
    last: PublishedBook | None = None
    corrections: tuple[Correction, ...] = ()

    @property
    def revised(self) -> tuple[Correction, ...]:
        """Return the figures that changed or disappeared."""
        return tuple(one for one in self.corrections if not one.added)

    @property
    def lost(self) -> tuple[Correction, ...]:
        """Return the figures that disappeared."""
        return tuple(one for one in self.corrections if one.new is None)

    @property
    def edition(self) -> int:
        """Return the edition: one more than the last where a figure changed or disappeared."""
        return 1 if self.last is None else self.last.edition + bool(self.revised)

    def explained(self, why: Callable[[Correction], str]) -> Revision:
        """Return the revision with the reason of each correction."""
        return replace(self, corrections=tuple(replace(one, why=why(one)) for one in self.corrections))


@dataclass(frozen=True, slots=True)
class ShownCorrection:
    """Hold a correction as the sheet of corrections lists it."""

    edition: int
    at: str
    correction: Correction


def revision(
    kind: BookKind,
    period: Period,
    figures: Iterable[Figure],
    last: PublishedBook | None,
    sources: Iterable[BookSource] = (),
) -> Revision:
    """Compare figures with those of the last run, if there was one; what is the same is held once."""
    old = {} if last is None else {one.key: one for one in last.figures}
    new: dict[tuple[str, str], Figure] = {}
    for one in figures:
        new[one.key] = before if (before := old.get(one.key)) == one and before is not None else one
    found = () if last is None else tuple(_compared(old, new))
    return Revision(kind, period, tuple(new.values()), tuple(dict.fromkeys(sources)), last, found)


def _compared(old: Mapping[tuple[str, str], Figure], new: Mapping[tuple[str, str], Figure]) -> Iterable[Correction]:
    for key in (*old, *(key for key in new if key not in old)):
        was, is_now = old.get(key), new.get(key)
        one = is_now or was
        assert one is not None, "every key is that of a figure"
        then = None if was is None else was.value
        today = None if is_now is None else is_now.value
        if then != today:
            yield Correction(one.employee_id, one.name, one.item, one.title, then, today)


def refuse_losses(
    office: Office,
    found: Revision,
    reasons: Mapping[tuple[str, str], Text],
    command: str,
    consent: Consent,
    *others: Problem,
) -> None:
    """Raise Refusal where figures would be lost for a reason and nobody agrees; one problem per reason, with names."""
    groups: dict[Text, list[Correction]] = {}
    for one in found.lost:
        reason = reasons.get((one.employee_id, one.item))
        if reason is not None:
            groups.setdefault(reason, []).append(one)
    last = found.last
    if last is not None and groups:
        file = target_of(office, found.kind, found.period).name
        command = command_line(*command.split(), str(found.period), *office.workspace.options)
        losses = [_loss(found, last, why, ones, file, command) for why, ones in groups.items()]
        consent.require(losses, *others)


def _loss(
    found: Revision, last: PublishedBook, why: Text, ones: Sequence[Correction], file: str, command: str
) -> Problem:
    titles = list(dict.fromkeys(one.title for one in ones))
    shown = joined([*titles[:_TITLES], *(["…"] if len(titles) > _TITLES else [])], N_(", "))
    return problem(
        "book-less", found=shown, period=found.period, names=people_of(ones), file=file, at=_local(last.at), why=why,
        command=command,
    )  # fmt: skip


def people_of(ones: Iterable[Correction]) -> Text:
    """Name the people of some corrections."""
    return named(list(dict.fromkeys(f"{one.employee_id} {one.name}".strip() for one in ones)))


def _local(at: str) -> str:
    return at[:16].replace("T", " ")


def target_of(office: Office, kind: BookKind, period: Period) -> Path:
    """Return the place of a book."""
    workspace = office.workspace
    return {"summary": workspace.summary, "pay": workspace.pay, "promotion": workspace.promotion}[kind](period)


def shown_corrections(office: Office, found: Revision) -> tuple[ShownCorrection, ...]:
    """Return every correction since the first edition, those of this run last; none where this is the first."""
    before = office.ledger.corrections(found.kind, str(found.period))
    every = [ShownCorrection(book.edition, _local(book.at), one) for book, one in before]
    every += [ShownCorrection(found.edition, "", one) for one in found.corrections]
    shown = listed(one.correction for one in every)
    return tuple(one for one, visible in zip(every, shown, strict=True) if visible)


def publish(office: Office, found: Revision, data: bytes, record: Callable[[], None], target: Path) -> Path:
    """Keep the workbook and its predecessor, record, then write; return where it was written.

    ``record`` writes what else belongs into the same transaction. A workbook that is open in another program is
    written beside it. Raise Refusal where the disk or the rights prevent it; the last book is then in its place.
    """
    archive = Archive(office.workspace.periods)
    digest = hashlib.sha256(data).hexdigest()
    archive.keep(digest, data)
    try:
        if found.last is None or found.edition > found.last.edition:
            _keep_predecessor(office, found, archive, data, target)
        archive.settle()
        _record(office, found, digest, record)
        written = _write(target, data)
        _forget(found, archive, digest)
        return written
    except OSError as error:
        raise Refusal(problem("file-not-writable", file=str(target), found=files.reason(error))) from None


def _record(office: Office, found: Revision, digest: str, record: Callable[[], None]) -> None:
    ledger, last = office.ledger, found.last
    with ledger.together():
        record()
        seen, event = ledger.last_book(), ledger.last_event()
        number = 0 if last is None else last.number
        book = PublishedBook(
            str(found.period), found.kind, found.edition, digest, found.figures, found.sources, seen, event, number
        )
        ledger.put_book(book, found.corrections)


def _forget(found: Revision, archive: Archive, digest: str) -> None:
    """Remove the content that a book of the same edition replaced."""
    last = found.last
    if last is not None and last.sha256 and last.edition == found.edition and last.sha256 != digest:
        with contextlib.suppress(OSError):
            archive.path(last.sha256).unlink()


def _keep_predecessor(office: Office, found: Revision, archive: Archive, data: bytes, target: Path) -> None:
    """Copy the book of that name, or else the kept one, into the folder of earlier books."""
    try:
        old: bytes | None = files.read_bytes(target)
    except OSError:
        old = None if found.last is None else archive.get(found.last.sha256)
    if old is None or old == data:
        return
    edition = 0 if found.last is None else found.last.edition
    place = earlier_place(office, found.period, target, edition)
    if place.exists():
        if place.is_file() and files.read_bytes(place) == old:
            return
        place = files.beside(place)
    files.write_bytes(place, old)


def earlier_place(office: Office, period: Period, target: Path, edition: int) -> Path:
    """Return the place of a predecessor; edition 0 was written before editions were recorded."""
    return office.workspace.earlier(period) / f"{target.stem}-{edition}{target.suffix}"


def _write(target: Path, data: bytes) -> Path:
    try:
        files.write_bytes(target, data)
    except PermissionError:
        target = files.beside(target)
        files.write_bytes(target, data)
    return target


def corrected(office: Office, found: Revision, sheet: str) -> list[Problem]:
    """Return a warning that names the people of a new edition; none where the edition is that of the last run."""
    if not found.revised or found.last is None:
        return []
    target = target_of(office, found.kind, found.period)
    earlier = earlier_place(office, found.period, target, found.last.edition)
    warned = problem(
        "book-corrected", file=target.name, found=found.edition, names=people_of(found.revised), sheet=sheet,
        earlier=earlier.relative_to(office.workspace.root).as_posix(),
    )  # fmt: skip
    return [warned]


_WORDS: dict[str, str] = {
    "accepted": N_("accepted: {detail}"),
    "set_aside": N_("another version waits: {detail}"),
    "declined": N_("declined: {detail}"),
    "withdrawn": N_("withdrawn: {detail}"),
    "replaced": N_("the form was replaced"),
    "roster": N_("another list of people"),
    "settings": N_("other settings of the workspace"),
    "sheet": N_("other settings in the list of people"),
    "schemes": N_("another edition of a scheme"),
    "plans": N_("other plans"),
    "facts": N_("other entries in facts.xlsx"),
}
DECIDED = frozenset({"withdrawn", "replaced", "declined"})
"""Events after which a result may disappear"""


class Reasons:
    """Explain corrections by what happened to forms since the last run, and by the data that changed."""

    def __init__(self, office: Office, found: Revision, parts: Iterable[str] = ()) -> None:
        self.parts = [phrase(_WORDS[part]) for part in parts]
        self.of: dict[str, list[Text]] = {}
        self.decided: set[str] = set()
        events = office.ledger.events_after(found.last.event) if found.last is not None and found.corrections else []
        inside = [
            (issue, event)
            for issue, event in events
            if event.kind in _WORDS and found.period.holds(Period.parse(issue.period))
        ]
        blueprints = office.blueprints([issue for issue, _event in inside])
        for issue, event in inside:
            scheme = blueprints[issue.master_id].scheme
            hidden = scheme.own and scheme.rater(issue.rater).several  # a file's name would name the rater
            reason = phrase(_WORDS[event.kind], detail="…" if hidden else event.detail)
            self.of.setdefault(issue.employee_id, []).append(reason)
            if event.kind in DECIDED:
                self.decided.add(issue.employee_id)

    def why(self, employee_id: str) -> Text:
        """Return why a person's figures differ: their own forms, else the data, else the forms of others."""
        mine = self.of.get(employee_id) or self.parts
        if mine:
            return joined(list(dict.fromkeys(mine))[-_TITLES:], N_("; "))
        if self.of:
            return phrase("results of others changed: {people}", people=named(list(self.of)))
        return phrase("computed anew with what is there today")
