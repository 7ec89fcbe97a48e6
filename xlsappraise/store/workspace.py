"""Locate the files of a workspace folder, and read its settings from ``appraise.toml``."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import copy
from dataclasses import replace
from itertools import islice
from pathlib import Path

from xlsappraise.base import files
from xlsappraise.base.i18n import words
from xlsappraise.base.pasting import command_line
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.store.settings import Settings

SETTINGS = "appraise.toml"
PRIVATE = ".xlsappraise"
LEDGER = f"{PRIVATE}/ledger.sqlite"
KEYS = f"{PRIVATE}/keys.json"
_NAMED = 3
"""So many workspaces in a folder are named"""


_EXAMPLES = (
    "[headings]",
    '"职工代码" = "工号"',
    "[statuses]",
    '"返聘" = "正式"',
    "[positions]",
    '"*售前客服" = "presales-weighted"',
)
_SHARES = ("[grade_shares]", '"优秀" = "20%"', '"良好" = "30%"')
_FORMS = ("deadline = 5", 'return_to = "hr@example.com"', 'signers = "本人、主管、人事"')
_PARTS = ('part_period = "scaled"', "least_days = 10")


def settings_file(organisation: str, language: str) -> str:
    """Return the text of a fresh ``appraise.toml`` in a language."""
    say = words(language)
    quoted = json.dumps(organisation, ensure_ascii=False)
    lines = (
        "# " + say("The organisation as printed on every form and summary."),
        f"organisation = {quoted}",
        "",
        "# " + say("Language of messages and summaries: zh_CN or en. Forms stay in the language of their scheme."),
        f'language = "{language}"',
        "",
        "# " + say("The list of people, a workbook in this folder."),
        'roster = "roster.xlsx"',
        "",
        "# " + say("The folder inside each period where returned files are dropped."),
        'inbox = "inbox"',
        "",
        "# " + say("The sheet of the list, where several have the headings."),
        '# roster_sheet = ""',
        "",
        "# "
        + say("Return of forms: until when, where to, whose signature. What the sheet of settings says counts first."),
        *("# " + line for line in _FORMS),
        "",
        "# " + say("Who joined or left within a period: targets “full” or “scaled” by days, no form below some days."),
        *("# " + line for line in _PARTS),
        "",
        "# " + say("The terms of your list: headings, statuses, and the schemes of positions (* matches any text)."),
        *("# " + line for line in _EXAMPLES),
        "",
        "# " + say("Shares of grades that the sheet Calibration of the summary proposes to try; nothing is applied."),
        *("# " + line for line in _SHARES),
        "",
    )
    return "\n".join(lines)


@contextmanager
def in_words(root: Path) -> Iterator[None]:
    """Raise Refusal where a folder cannot be written."""
    try:
        yield
    except OSError as error:
        raise Refusal(problem("file-not-writable", file=str(root), found=files.reason(error))) from None


def _workspaces_in(folder: Path) -> Iterator[str]:
    """Yield the names of the folders directly in a folder that are workspaces; none where it cannot be listed."""
    with suppress(OSError):
        for one in sorted(folder.iterdir()):
            if (one / SETTINGS).is_file() and (one / PRIVATE).is_dir():
                yield one.name


class Workspace:
    """Represent a workspace folder; files are read only when used."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings = Settings.load(root / SETTINGS)
        self.options: tuple[str, ...] = ()
        """The options of a command that name another list of people"""

    @classmethod
    def find(cls, *starts: Path) -> Workspace:
        """Return the workspace at or above one of ``starts``, else at or above the current folder."""
        for start in (*starts, Path.cwd()):
            resolved = Path(os.path.abspath(start))  # noqa: PTH100 - links are not to be followed
            for folder in (resolved, *resolved.parents):
                if (folder / SETTINGS).is_file():
                    return cls(folder)
        below = list(islice(_workspaces_in(Path.cwd()), _NAMED))
        if below:
            raise Refusal(problem("workspace-below", found=tuple(below), command=command_line("cd", below[0])))
        raise Refusal(problem("workspace-missing", file=str(Path.cwd())))

    @staticmethod
    def around(folder: Path) -> Path | None:
        """Return the workspace folder that a folder is inside of; None where there is none above it."""
        above = Path(os.path.abspath(folder)).parents  # noqa: PTH100 - links are not to be followed
        return next((one for one in above if (one / SETTINGS).is_file()), None)

    def with_roster(self, roster: Path | None, sheet: str | None = None) -> Workspace:
        """Return the same workspace with another list of people, or another sheet of it; itself where none is given."""
        other = copy(self)
        if roster is not None:
            other.options += ("--roster", str(roster))
            other.settings = replace(other.settings, roster=str(roster.absolute()))
        if sheet is not None:
            other.options += ("--sheet", sheet)
            other.settings = replace(other.settings, people=replace(other.settings.people, sheet=sheet))
        return other

    @staticmethod
    def prepare(root: Path) -> None:
        """Make the folders of a new workspace; raise Refusal rather than overwrite one.

        It becomes a workspace only with its settings, so that an attempt that was cut off can be made again.
        """
        if (root / SETTINGS).exists():
            raise Refusal(problem("workspace-exists", file=str(root)))
        if root.exists() and not root.is_dir():
            raise Refusal(problem("file-exists", file=str(root)))
        with in_words(root):
            (root / "schemes").mkdir(parents=True, exist_ok=True)
            (root / PRIVATE).mkdir(exist_ok=True)
            if os.name == "posix":
                (root / PRIVATE).chmod(0o700)

    @classmethod
    def settle(cls, root: Path, organisation: str, language: str) -> Workspace:
        """Write the settings, which make a prepared folder a workspace."""
        with in_words(root):
            files.write_bytes(root / SETTINGS, settings_file(organisation, language).encode())
        return cls(root)

    @property
    def roster_named(self) -> bool:
        """Whether a command names another list of people than the settings."""
        return "--roster" in self.options

    @property
    def roster(self) -> Path:
        """Return the path of the list of people."""
        return self.root / self.settings.roster

    @property
    def schemes(self) -> Path:
        """Return the folder of the organisation's own schemes."""
        return self.root / "schemes"

    @property
    def ledger(self) -> Path:
        """Return the path of the ledger."""
        return self.root / LEDGER

    @property
    def keys(self) -> Path:
        """Return the path of the signing keys."""
        return self.root / KEYS

    @property
    def archive(self) -> Path:
        """Return the folder of returned files, named by the hash of their content."""
        return self.root / PRIVATE / "archive"

    @property
    def periods(self) -> Path:
        """Return the folder of what periods used and of published books, named by the hash of their content."""
        return self.root / PRIVATE / "periods"

    def earlier(self, period: Period) -> Path:
        """Return the folder of the numbered predecessors of a period's books."""
        return self.root / str(period) / "earlier"

    @property
    def lock(self) -> Path:
        """Return the file whose lock keeps two runs apart."""
        return self.root / PRIVATE / "lock"

    def outbox(self, period: Period) -> Path:
        """Return the folder of forms to mail, one folder per supervisor."""
        return self.root / str(period) / "outbox"

    def voided(self, period: Period) -> Path:
        """Files of replaced and withdrawn forms, one folder per supervisor."""
        return self.root / str(period) / "voided"

    def inbox(self, period: Period) -> Path:
        """Return the folder of returned files."""
        return self.root / str(period) / self.settings.inbox

    def summary(self, period: Period) -> Path:
        """Return the path of the department summary."""
        return self.root / str(period) / "summary.xlsx"

    def summaries(self, period: Period) -> Path:
        """Return the folder of the summaries of single departments."""
        return self.root / str(period) / "summaries"

    @property
    def plans(self) -> Path:
        """Return the folder of the organisation's own plans."""
        return self.root / "plans"

    def pay(self, period: Period) -> Path:
        """Return the path of the payroll workbook."""
        return self.root / str(period) / "pay.xlsx"

    def what_if(self, period: Period) -> Path:
        """Return the path of the workbook of a simulation."""
        return self.root / str(period) / "what-if.xlsx"

    def promotion(self, period: Period) -> Path:
        """Return the path of the workbook of proposals."""
        return self.root / str(period) / "promotion.xlsx"

    def facts(self, period: Period) -> Path:
        """Return the path of the facts workbook, which HR fills in for plans."""
        return self.root / str(period) / "facts.xlsx"
