"""Removes the names of anonymous raters from files, problems and missing forms; raters are if a form has several."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from xlsappraise.base.i18n import Facts, Words, changed
from xlsappraise.base.problems import MESSAGE, Problem, as_phrase, problem
from xlsappraise.base.text import tidy
from xlsappraise.returned.states import Collection
from xlsappraise.store.issued import Blueprint
from xlsappraise.store.ledger import Issue, Version
from xlsappraise.store.office import Office


@dataclass
class Anonymity:
    """The replacements for names of anonymous raters.

    ``titles``: issue id → the title shown instead of the rater's name. ``files``: file name as returned → as issued.
    ``folders``: a folder named after a rater → title. ``names``: employee number → the rater's name → title.
    """

    titles: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, issue: Issue, title: str) -> None:
        """Register the form of an anonymous rater."""
        self.titles[issue.id] = title
        self.folders[issue.folder] = title
        self.hide(issue, issue.supervisor)

    def hide(self, issue: Issue, name: object) -> None:
        """Register a name to replace in problems of the form's employee."""
        text = tidy(str(name or ""))
        if text and text != issue.name:
            self.names.setdefault(issue.employee_id, {})[text] = self.titles[issue.id]

    def file(self, name: str, *, identified: bool) -> str:
        """Return a file name without raters' names; ``identified``: the file is an issued form."""
        if name in self.files:
            return self.files[name]
        return name if identified else "/".join(self.folders.get(part, part) for part in name.split("/"))

    def problem(self, found: Problem) -> Problem:
        """Return a problem without raters' names."""
        identified = found.employee_id is not None
        if found.file in self.files:
            message = as_phrase(problem("anonymous-finding"))
            return replace(
                found, place=replace(found.place, file=self.files[found.file]), facts=Facts(((MESSAGE, message),))
            )
        words = {**self.files, **self.names.get(found.employee_id or "", {})}
        if not identified:
            words |= {f"{folder}/": f"{title}/" for folder, title in self.folders.items()}
        if not words:
            return found
        file = None if found.file is None else self.file(found.file, identified=identified)
        facts = ((name, changed(fact, lambda text: _replaced(text, words))) for name, fact in found.facts.pairs)
        return replace(found, place=replace(found.place, file=file), facts=Facts(tuple(facts)))


def _replaced(text: str, words: Mapping[str, str]) -> str:
    """Replace the keys of ``words`` in a text, the longest first."""
    if not text:
        return text
    ordered = sorted(words, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, ordered)), lambda match: words[match[0]], text)


def anonymity(office: Office, collection: Collection, say: Words) -> Anonymity:
    """Return the replacements for the raters of a period who stay anonymous."""
    issues = {issue.id: issue for issue in office.ledger.issues(str(collection.period))}
    hidden = Anonymity()
    for issue, title in _several(issues, office.blueprints(list(issues.values()))):
        hidden.add(issue, say("{title} (anonymous)").format(title=title))
    if not hidden.titles:
        return hidden
    for version in [*office.ledger.versions(str(collection.period)), *collection.new_versions]:
        _hide_version(hidden, issues, version)
    for file in collection.files:
        if file.issue_id in hidden.titles:
            hidden.files[file.name] = issues[file.issue_id].filename
            inputs = file.outcome.inputs if file.outcome else {}
            hidden.hide(issues[file.issue_id], inputs.get("signoff.name"))
    return hidden


def _several(issues: Mapping[str, Issue], blueprints: Mapping[int, Blueprint]) -> list[tuple[Issue, str]]:
    """Return the forms of kinds of raters with several members, with the title of the kind."""
    found = []
    for issue in issues.values():
        scheme = blueprints[issue.master_id].scheme
        if scheme.own and scheme.rater(issue.rater).several:
            found.append((issue, scheme.rater(issue.rater).title))
    return found


def _hide_version(hidden: Anonymity, issues: Mapping[str, Issue], version: Version) -> None:
    if version.issue_id in hidden.titles:
        issue = issues[version.issue_id]
        hidden.files[version.file] = issue.filename
        hidden.hide(issue, version.inputs.get("signoff.name"))
