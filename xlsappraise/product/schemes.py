"""Offer the commands for scheme files: list, check, export, import, diff, sample forms."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from xlsappraise.base import files as disk
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.issuing.previews import write_prefill_template, write_preview
from xlsappraise.product.shared import AnyPath
from xlsappraise.schemebook import Difference, differences, read_scheme_book, scheme_toml, write_scheme_book
from xlsappraise.schemes import Library, Scheme, load_scheme
from xlsappraise.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ListedSchemes:
    """Hold the usable schemes, by period, role and id, and the problems of other files."""

    schemes: tuple[Scheme, ...]
    problems: tuple[Problem, ...]


def list_schemes(workspace: AnyPath | None = None) -> ListedSchemes:
    """Return the shipped schemes, and those of a workspace folder, which replace them by id."""
    library = library_of(workspace)
    schemes = sorted(library.schemes.values(), key=lambda s: (s.period, s.role, s.id))
    return ListedSchemes(tuple(schemes), tuple(library.problems))


def library_of(workspace: AnyPath | None) -> Library:
    """Return the shipped schemes, with those of a workspace folder where one is given."""
    return Library(None if workspace is None else Workspace(Path(workspace)).schemes)


def get_scheme(name: str, *, workspace: AnyPath | None = None) -> Scheme:
    """Return the scheme of an id or title, or of a ``.toml`` or ``.xlsx`` file.

    Raise Refusal: ``scheme-unknown`` with a suggestion, or every mistake in the file.
    """
    ending = Path(name).suffix.lower()
    if ending == ".toml":
        return load_scheme(Path(name))
    return read_scheme_book(Path(name)) if ending == ".xlsx" else library_of(workspace).get(name)


@dataclass(frozen=True, slots=True)
class CheckedSchemes:
    """Hold the schemes of correct files, by the file's name, and the problems of the others."""

    schemes: tuple[tuple[str, Scheme], ...]
    problems: tuple[Problem, ...]


def check_schemes(files: Iterable[AnyPath]) -> CheckedSchemes:
    """Check scheme files; each problem names its path, such as ``section[2].criterion[1].points``."""
    schemes: list[tuple[str, Scheme]] = []
    problems: list[Problem] = []
    for file in map(Path, files):
        try:
            schemes.append((file.name, load_scheme(file)))
        except Refusal as refusal:
            problems.extend(refusal.problems)
    return CheckedSchemes(tuple(schemes), tuple(problems))


def preview_scheme(name: str, file: AnyPath, *, workspace: AnyPath | None = None) -> Path:
    """Write a sample form of a scheme, of a made-up person and without a form number; return its path.

    Raise Refusal: ``scheme-unknown``, ``not-a-workbook-name``, ``folder-not-found``, ``file-exists``,
    ``file-not-writable``.
    """
    return write_preview(library_of(workspace).get(name), Path(file))


def prefill_template(name: str, file: AnyPath, *, workspace: AnyPath | None = None) -> Path:
    """Write an empty workbook for the figures that ``generate(prefill=…)`` reads; return its path.

    Raise Refusal: ``prefill-nothing``, else as ``preview_scheme``.
    """
    return write_prefill_template(library_of(workspace).get(name), Path(file))


def export_scheme(name: str, file: AnyPath, *, replace: bool = False, workspace: AnyPath | None = None) -> Path:
    """Write a scheme into an Excel workbook, to be changed there; return its path.

    Raise Refusal: ``scheme-book-name``, ``scheme-unknown``, ``scheme-file-exists`` unless ``replace``,
    ``file-not-writable``.
    """
    path = Path(file)
    if path.suffix.lower() != ".xlsx":
        raise Refusal(problem("scheme-book-name", file=str(path)))
    scheme = library_of(workspace).get(name)
    if path.exists() and not replace:
        raise Refusal(problem("scheme-file-exists", file=str(path)))
    try:
        write_scheme_book(scheme, path)
    except OSError as error:
        raise Refusal(problem("file-not-writable", file=str(path), found=disk.reason(error))) from None
    return path


@dataclass(frozen=True, slots=True)
class ImportedScheme:
    """Hold a scheme that was read from a workbook, and its TOML file; ``changed``: whether that was written."""

    scheme: Scheme
    file: Path
    changed: bool


def import_scheme(
    file: AnyPath, *, out: AnyPath | None = None, replace: bool = False, workspace: AnyPath | None = None
) -> ImportedScheme:
    """Read a scheme from an Excel workbook and write it as TOML.

    ``out``: the file to write; else the file in the workspace's ``schemes`` folder (outside of a workspace: beside the
    workbook) that has the scheme's id. Raise Refusal: every mistake in the workbook with its cell,
    ``scheme-file-exists`` where the file says something else and ``replace`` is not given, ``file-not-writable``.
    """
    path = Path(file)
    scheme = read_scheme_book(path)
    folder = path.parent if workspace is None else Workspace(Path(workspace)).schemes
    target = _target(folder, scheme.id) if out is None else Path(out)
    if target.exists():
        if _same(target, scheme):
            return ImportedScheme(scheme, target, changed=False)
        if not replace:
            raise Refusal(problem("scheme-file-exists", file=str(target)))
    try:
        disk.write_bytes(target, scheme_toml(scheme).encode())
    except OSError as error:
        raise Refusal(problem("file-not-writable", file=str(target), found=disk.reason(error))) from None
    return ImportedScheme(scheme, target, changed=True)


def _target(folder: Path, scheme_id: str) -> Path:
    """Return the file in a folder that has the scheme already, whatever its name; else the one named after it."""
    for path in sorted(folder.glob("*.toml")):
        try:
            if tomllib.loads(path.read_text(encoding="utf-8-sig")).get("id") == scheme_id:
                return path
        except (OSError, ValueError):
            continue
    return folder / f"{scheme_id}.toml"


def _same(path: Path, scheme: Scheme) -> bool:
    try:
        return load_scheme(path).canonical() == scheme.canonical()
    except Refusal:
        return False


def diff_schemes(old: str, new: str, *, workspace: AnyPath | None = None) -> tuple[Difference, ...]:
    """Return what changed between two schemes: ids, TOML files or workbooks, as ``get_scheme`` takes them.

    ``say(difference.described(), language)`` writes a difference in one line. Raise Refusal: as ``get_scheme``.
    """
    one, two = (get_scheme(name, workspace=workspace) for name in (old, new))
    return tuple(differences(one, two))
