"""Load the shipped schemes and the workspace's own, which replace them by id."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from copy import copy
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from xlsappraise.base.files import text_fault
from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.base.resources import resource
from xlsappraise.base.text import Suggestions, fold
from xlsappraise.base.toml import TomlFault, head_values, read_toml, toml_text
from xlsappraise.schemes.lint import faults, validation_problems
from xlsappraise.schemes.model import Scheme


def load_scheme(path: Path) -> Scheme:
    """Read and check one scheme file; raise Refusal with every problem in it."""
    name = path.name
    try:
        text = toml_text(path)
    except TomlFault as fault:
        raise Refusal(problem("scheme-not-toml", file=name, found=fault.why)) from None
    except FileNotFoundError:
        raise Refusal(problem("file-not-found", file=str(path))) from None
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(problem("scheme-unreadable", file=name, found=text_fault(error))) from None
    return _scheme_of(text, name)


@cache
def _scheme_of(text: str, name: str) -> Scheme:
    """Return the scheme that a file describes; the same text is read once, as schemes cannot be changed."""
    try:
        raw = read_toml(text)
    except TomlFault as fault:
        raise Refusal(problem("scheme-not-toml", file=name, found=fault.why)) from None
    try:
        scheme = Scheme.model_validate(raw)
    except ValidationError as error:
        raise Refusal(*validation_problems(error, name)) from None
    found = list(faults(scheme, name))
    if found:
        raise Refusal(*found)
    return scheme


def own_schemes(folder: Path | None) -> Iterator[Scheme]:
    """Yield the schemes of a folder whose files can be used."""
    for path in sorted(folder.glob("*.toml")) if folder is not None else ():
        with suppress(Refusal):
            yield load_scheme(path)


class Library:
    """Hold all schemes by id. ``problems``: what is wrong with files; ``blocked``: the ids of such files.

    ``faulty``: the folded ids and titles of schemes that cannot be used, each with the file that has to be corrected.
    """

    def __init__(self, own: Path | None = None) -> None:
        self.schemes: dict[str, Scheme] = {}
        self.problems: list[Problem] = []
        self.blocked: set[str] = set()
        self.faulty: dict[str, str] = {}
        for folder in filter(None, (resource("templates"), own)):
            self.schemes.update(self._load(folder))
        for name in self.blocked & self.schemes.keys():
            replaced = self.schemes.pop(name)  # a faulty file blocks the scheme that it replaces
            self.faulty[fold(replaced.title)] = self.faulty[name]
        self._suggestions = self._of_names()
        self._by_name = self._named()

    def _named(self) -> dict[str, Scheme]:
        """Return the schemes by what names them; the first in their order counts."""
        found: dict[str, Scheme] = {}
        for scheme in self.schemes.values():
            for name in (scheme.id, fold(scheme.title)):
                found.setdefault(name, scheme)
        return found

    def afresh(self) -> Library:
        """Return the same schemes with suggestions for further words: their number is limited."""
        other = copy(self)
        other._suggestions = self._of_names()
        return other

    def _of_names(self) -> Suggestions:
        return Suggestions(name for one in self.schemes.values() for name in (one.id, one.title))

    def _load(self, folder: Path) -> dict[str, Scheme]:
        found: dict[str, Scheme] = {}
        for path in sorted(folder.glob("*.toml")):
            try:
                scheme = load_scheme(path)
            except Refusal as refusal:
                self.problems.extend(refusal.problems)
                self._block(path)
                continue
            if scheme.id in found:
                taken = phrase("the id “{id}” is taken", id=scheme.id)
                self.problems.append(problem("scheme-fault", file=path.name, path="id", detail=taken))
            else:
                found[scheme.id] = scheme
        return found

    def _block(self, path: Path) -> None:
        """Keep the scheme of a faulty file from use: the id that the file claims, as far as it can be read."""
        claimed = head_values(path)
        name = claimed.get("id", path.stem)
        self.blocked.add(name)
        self.faulty |= {fold(text): path.name for text in (name, claimed.get("title", name))}

    def __getitem__(self, scheme_id: str) -> Scheme:
        return self.schemes[scheme_id]

    def find(self, name: str) -> Scheme | None:
        """Return the scheme with this id or title, folding widths and blanks."""
        return self._by_name.get(fold(name))

    def get(self, name: str) -> Scheme:
        """Return the scheme with this id or title; raise Refusal with a suggestion."""
        scheme = self.find(name)
        if scheme is None:
            raise Refusal(problem("scheme-unknown", found=name, expected=self.suggest(name)))
        return scheme

    def suggest(self, name: str) -> str:
        """Return the id or title nearest to ``name``, or all titles."""
        return self.nearest(name) or ", ".join(self.titles)

    def nearest(self, name: str) -> str | None:
        """Return the id or title nearest to ``name``, or None."""
        return self._suggestions.nearest(name.strip())

    @property
    def titles(self) -> list[str]:
        """The titles of all schemes."""
        return [scheme.title for scheme in self.schemes.values()]
