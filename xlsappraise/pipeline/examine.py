"""One returned file: identified, laid over what was issued, checked. Runs in worker processes."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from xlsappraise import i18n
from xlsappraise.checks import BLANKS, check
from xlsappraise.intake.container import read_file
from xlsappraise.intake.issued import Blueprint, Issued
from xlsappraise.intake.reading import Reading
from xlsappraise.intake.returned import Returned
from xlsappraise.ledger import Issue
from xlsappraise.pipeline.pricing import Belief, beliefs
from xlsappraise.problems import Problem, Refusal, problem
from xlsappraise.workbook.identity import Keyring, Subject, find_tokens
from xlsappraise.workbook.layout import address

Disposition = Literal["form", "refused", "set_aside"]
BATCH = 16
ALONE_BELOW = 48


@dataclass
class Outcome:
    """What became of a file by itself, before it is held against other versions of its form."""

    disposition: Disposition
    sha256: str = ""
    issue_id: str | None = None
    problems: list[Problem] = field(default_factory=list)
    inputs: dict[str, float | str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    sheet: str = ""
    shown: float | str | None = None
    total_cell: str = ""
    beliefs: list[Belief] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether the form can be scored: identified, and without an error."""
        return self.disposition == "form" and not any(p.severity == "error" for p in self.problems)

    @property
    def only_blanks(self) -> bool:
        """Whether every error is something left blank."""
        return all(p.code in BLANKS for p in self.problems if p.severity == "error")

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for the ledger."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Outcome:
        """Undo ``as_dict``."""
        return cls(**{**data, "problems": [Problem(**p) for p in data["problems"]]})


class Examiner:
    """Knows every issued form; examines one file at a time."""

    def __init__(self, issues: Sequence[Issue], blueprints: Mapping[int, Blueprint], keys: Keyring) -> None:
        self.issues = {issue.id: issue for issue in issues}
        self.blueprints = blueprints
        self.keys = keys

    def examine(self, path: Path) -> Outcome:
        """Return the outcome of a file; no content makes it raise."""
        digest = ""
        try:
            data = read_file(path)
            digest = hashlib.sha256(data).hexdigest()
            outcome = self._examine(Reading(data), path)
        except Refusal as refusal:
            outcome = Outcome("refused", problems=list(refusal.problems))
        except Exception as error:  # one bad file never stops the others
            outcome = Outcome(
                "refused", problems=[problem("file-not-understood", found=f"{type(error).__name__}: {error}")]
            )
        outcome.sha256 = digest
        return outcome

    def _examine(self, reading: Reading, path: Path) -> Outcome:
        issue, found = self.identify(reading)
        if issue is None:
            asides = {"token-unknown", "token-conflict"}
            return Outcome("set_aside" if found.code in asides else "refused", problems=[found])
        issued = Issued(issue, self.blueprints[issue.master_id], json.loads(issue.stamps))
        if not reading.form_sheets:
            return Outcome("refused", issue_id=issue.id, problems=[problem("sheet-missing")])
        entry = reading.form_sheets[0]
        returned = Returned(reading, entry, reading.sheet(entry), issued)
        problems = check(returned)
        if path.suffix.lower() not in (".xlsx", ".xlsm"):
            problems.append(problem("file-extension", found=path.suffix or path.name))
        if any(p.code in ("sheet-duplicated", "row-duplicated") for p in problems):
            return Outcome("form", issue_id=issue.id, problems=problems, sheet=entry.name)
        total = returned.now(issued.blueprint.total) or issued.blueprint.total
        return Outcome(
            "form",
            issue_id=issue.id,
            problems=problems,
            inputs=returned.inputs,
            cells={name: e.cell for name, e in returned.entries.items()},
            sheet=entry.name,
            shown=returned.shown(issued.blueprint.total),
            total_cell=address(total),
            beliefs=beliefs(returned),
        )

    def identify(self, reading: Reading) -> tuple[Issue | None, Problem]:
        """Return the issue that all form numbers in the file agree on, or the problem."""
        nothing = problem("file-foreign")
        if not reading.tokens:
            return None, nothing
        if len(reading.tokens) > 1:
            shown = "; ".join(f"{token} ({', '.join(places)})" for token, places in reading.tokens.items())
            return None, problem("token-conflict", found=shown)
        token = find_tokens(next(iter(reading.tokens)))[0]
        issue = self.issues.get(token.issue)
        if issue is None:
            return None, problem("token-unknown", found=token)
        record = self.blueprints[issue.master_id].record
        subject = Subject(issue.employee_id, issue.period, record.digest, record.layout_version)
        if not self.keys.verify(token, subject):
            return None, problem("token-forged", found=token)
        return issue, nothing


_examiner: Examiner | None = None


def _prepare(issues: Sequence[Issue], blueprints: Mapping[int, Blueprint], keys: Keyring, language: str) -> None:
    global _examiner
    i18n.use(language)
    _examiner = Examiner(issues, blueprints, keys)


def _batch(paths: Sequence[Path]) -> list[Outcome]:
    assert _examiner is not None, "the pool prepares each worker"
    return [_examiner.examine(path) for path in paths]


def examine_all(
    paths: Sequence[Path], issues: Sequence[Issue], blueprints: Mapping[int, Blueprint], keys: Keyring
) -> Iterator[tuple[Path, Outcome]]:
    """Yield the outcome of each file, in order; many files are shared among processes."""
    workers = min(4, os.cpu_count() or 1)
    if len(paths) < ALONE_BELOW or workers == 1:
        examiner = Examiner(issues, blueprints, keys)
        for path in paths:
            yield path, examiner.examine(path)
        return
    batches = [paths[start : start + BATCH] for start in range(0, len(paths), BATCH)]
    context = multiprocessing.get_context("fork" if os.name == "posix" and os.uname().sysname == "Linux" else "spawn")
    arguments = (issues, blueprints, keys, i18n.active())
    with ProcessPoolExecutor(workers, context, _prepare, arguments) as pool:
        futures: list[Future[list[Outcome]]] = [pool.submit(_batch, batch) for batch in batches]
        try:
            for batch, future in zip(batches, futures, strict=True):
                yield from zip(batch, future.result(), strict=True)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
