"""A returned file's problems in another language: that of the person who must mend them, not of the one who reads."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path

from xlsappraise import i18n
from xlsappraise.pipeline.archive import Archive
from xlsappraise.pipeline.examine import Examiner, Knowledge
from xlsappraise.pipeline.office import Office
from xlsappraise.pipeline.receiving import Candidate
from xlsappraise.pipeline.states import FileRecord


class Rereader:
    """Reads files again, from the archive."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.archive = Archive(office.workspace.archive)

    @cached_property
    def examiner(self) -> Examiner:
        """Knows every issued form."""
        issues = self.office.ledger.issues()
        return Examiner(Knowledge(issues, self.office.blueprints(issues), self.office.keys))

    def told(self, file: FileRecord, language: str) -> FileRecord:
        """Return the file as it reads in a language; as it is where it cannot be read again."""
        data = self.archive.get(file.outcome.sha256) if file.outcome else None
        readers = i18n.active()
        if file.outcome is None or data is None or language == readers:
            return file
        i18n.use(language)
        try:
            outcome = self.examiner.examine(Candidate(file.name, Path(file.name), file.outcome.sha256, data))
        finally:
            i18n.use(readers)
        same = (outcome.issue_id, outcome.cells) == (file.outcome.issue_id, file.outcome.cells)
        return replace(file, outcome=outcome, problems=list(outcome.problems)) if same else file
