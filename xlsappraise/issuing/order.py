"""What a run of ``generate`` is asked for, and what it did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xlsappraise.base.consent import Ask, Consent
from xlsappraise.base.pasting import command_line, is_everybody, listed
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem
from xlsappraise.issuing.changes import Change
from xlsappraise.issuing.skipped import Skipped
from xlsappraise.roster.people import Understood
from xlsappraise.store.ledger import Issue
from xlsappraise.store.workspace import Workspace

Progress = Callable[[Iterable[Issue], int], Iterable[Issue]]
Before = Callable[[Sequence[Problem]], None]


@dataclass
class Generated:
    """What a run did: forms issued now, files made again, people skipped and why, problems.

    ``moved``: where the files of forms that do not count went, by form id.
    """

    period: Period
    outbox: Path
    issued: list[Issue] = field(default_factory=list)
    restored: list[Issue] = field(default_factory=list)
    replaced: list[Issue] = field(default_factory=list)
    moved: dict[str, Path] = field(default_factory=dict)
    already: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    understood: Understood | None = None
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Order:
    """What was asked for. ``hidden``: issue to people in hidden rows too; ``both``: numbers of those transferred.

    ``reissue``: employee numbers, or one of ``EVERYBODY``. Where something complete came back for a form that is to be
    replaced, ``yes`` or the answer of ``ask`` is needed.
    ``before`` is called with everything found before anything is recorded or written.
    """

    period: Period
    outbox: Path
    only: Sequence[str] = ()
    reissue: Sequence[str] = ()
    schemes: Sequence[str] = ()
    prefill: Sequence[Path] = ()
    hidden: bool = False
    both: Sequence[str] = ()
    before: Before | None = None
    yes: bool = False
    ask: Ask | None = None

    @property
    def consent(self) -> Consent:
        """Whether something complete may be lost."""
        return Consent(self.yes, self.ask)

    @property
    def everybody(self) -> bool:
        """Whether the forms of everybody are to be reissued."""
        return any(is_everybody(number) for number in self.reissue)

    @property
    def again(self) -> list[str]:
        """The employee numbers whose forms are to be reissued."""
        return [number for number in self.reissue if not is_everybody(number)]

    @property
    def numbers(self) -> list[str]:
        """The employee numbers to which the run is narrowed; none where it is not."""
        return [*self.only, *([] if self.everybody else self.again)]

    def command(self, workspace: Workspace) -> str:
        """Return the command that does it without a question."""
        lists = (("--only", self.only), ("--reissue", self.reissue), ("--scheme", self.schemes), ("--both", self.both))
        out = None if self.outbox == workspace.outbox(self.period) else self.outbox
        return command_line(
            "xlsappraise", "generate", str(self.period),
            *(word for option, values in lists if values for word in (option, listed(values))),
            *(word for file in self.prefill for word in ("--prefill", str(file))),
            *(["--out", str(out)] if out else []),
            *(["--hidden"] if self.hidden else []), *workspace.options, "--yes",
        )  # fmt: skip
