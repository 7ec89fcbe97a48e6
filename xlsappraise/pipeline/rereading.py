"""A returned file's problems in another language: that of the person who must mend them, not of the one who reads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from xlsappraise import i18n
from xlsappraise.pipeline.archive import Archive
from xlsappraise.pipeline.examine import Knowledge, examine_all
from xlsappraise.pipeline.office import Office
from xlsappraise.pipeline.receiving import Candidate
from xlsappraise.pipeline.states import FileRecord


class Rereader:
    """Reads files again, from the archive."""

    def __init__(self, office: Office, known: Knowledge) -> None:
        self.archive = Archive(office.workspace.archive)
        self.known = known

    def told(self, file: FileRecord, language: str) -> FileRecord:
        """Return the file as it reads in a language; as it is where it cannot be read again."""
        data = self.archive.get(file.outcome.sha256) if file.outcome else None
        readers = i18n.active()
        if file.outcome is None or data is None or language == readers:
            return file
        i18n.use(language)
        try:
            candidate = Candidate(file.name, Path(file.name), file.outcome.sha256, data)
            ((_candidate, outcome),) = examine_all([candidate], self.known)
        finally:
            i18n.use(readers)
        same = (outcome.issue_id, outcome.cells) == (file.outcome.issue_id, file.outcome.cells)
        return replace(file, outcome=outcome, problems=list(outcome.problems)) if same else file
