"""Offer the commands for scheme files: list, check, export, import, diff, sample forms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from xlsappraise.base import files as disk
from xlsappraise.base.i18n import SOURCE
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.base.toml import read_toml, toml_text
from xlsappraise.issuing.previews import FiguresOf, figures_of, sound, write_prefill_template, write_preview
from xlsappraise.product.books import book_language, free_book, written_file
from xlsappraise.product.scheme_lines import understood_lines
from xlsappraise.product.shared import AnyPath, ShownLine
from xlsappraise.roster import read_roster
from xlsappraise.schemebook import (
    Difference,
    TakenNames,
    differences,
    read_any,
    read_scheme_book,
    scheme_toml,
    write_paper,
    write_scheme_book,
)
from xlsappraise.schemes import Library, Scheme, load_scheme, own_schemes
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
    if is_file_name(name):
        path = Path(name)
        return load_scheme(path) if path.suffix.lower() == ".toml" else read_scheme_book(path, taken_names(workspace))
    return library_of(workspace).get(name)


def is_file_name(name: str) -> bool:
    """Return whether a text names a file of a scheme, not its id or title."""
    return Path(name).suffix.lower() in (".toml", ".xlsx")


def taken_names(workspace: AnyPath | None) -> TakenNames:
    """Return the ids and titles of the schemes that are there."""
    shipped = {scheme.id: scheme.title for scheme in Library().schemes.values()}
    folder = None if workspace is None else Workspace(Path(workspace)).schemes
    return TakenNames(shipped, {s.id: s.title for s in own_schemes(folder)})


def new_scheme(
    file: AnyPath, *, language: str | None = None, replace: bool = False, workspace: AnyPath | None = None
) -> Path:
    """Write a blank workbook for a new scheme, with help and a worked example; return its path.

    ``language``: of the workbook and of the scheme that is made of it; that of the workspace unless given.
    Raise Refusal: ``scheme-book-name``, ``scheme-file-exists`` unless ``replace``, ``folder-not-found``,
    ``file-not-writable``.
    """
    path = free_book(file, replace=replace)
    with written_file(path):
        write_paper(path, language or book_language(workspace))
    return path


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
    """Write a workbook for the figures that ``generate(prefill=…)`` reads; return its path.

    In a workspace with a list of people, those who have the scheme are in it; ``prefill_workbook`` writes that of all
    schemes of a period. Raise Refusal: ``prefill-nothing``, mistakes of the list as a whole, else as
    ``preview_scheme``.
    """
    library = library_of(workspace)
    scheme = library.get(name)
    sheet = FiguresOf(scheme)
    if workspace is not None and (place := Workspace(Path(workspace))).roster.exists():
        sheet = figures_of(sound(read_roster(place.roster, library, place.settings.people)), scheme)
    return write_prefill_template([sheet], Path(file))


def export_scheme(name: str, file: AnyPath, *, replace: bool = False, workspace: AnyPath | None = None) -> Path:
    """Write a scheme into an Excel workbook, to be changed there; return its path.

    Raise Refusal: ``scheme-book-name``, ``scheme-unknown``, ``scheme-file-exists`` unless ``replace``,
    ``file-not-writable``.
    """
    path = free_book(file, replace=replace)
    scheme = library_of(workspace).get(name)
    with written_file(path):
        write_scheme_book(scheme, path)
    return path


@dataclass(frozen=True, slots=True)
class ImportedScheme:
    """A scheme that was read from a workbook, and its TOML file; ``changed``: whether that was written.

    ``lines``: how the criteria were understood, where the workbook was filled in as on paper. ``notes``: what needs
    nothing done.
    """

    scheme: Scheme
    file: Path
    changed: bool
    lines: tuple[ShownLine, ...] = ()
    notes: tuple[Problem, ...] = ()


def import_scheme(
    file: AnyPath,
    *,
    out: AnyPath | None = None,
    replace: bool = False,
    workspace: AnyPath | None = None,
    language: str = SOURCE,
) -> ImportedScheme:
    """Read a scheme from an Excel workbook and write it as TOML.

    ``out``: the file to write; else the file in the workspace's ``schemes`` folder (outside of a workspace: beside the
    workbook) that has the scheme's id. ``language``: of the words around the scheme's own texts in ``lines``.
    Raise Refusal: every mistake in the workbook with its cell,
    ``scheme-file-exists`` where the file says something else and ``replace`` is not given, ``file-not-writable``.
    """
    path = Path(file)
    read = read_any(path, taken_names(workspace))
    scheme = read.scheme
    lines = understood_lines(scheme, language) if read.paper else ()
    folder = path.parent if workspace is None else Workspace(Path(workspace)).schemes
    target = _target(folder, scheme.id) if out is None else Path(out)
    if target.exists():
        if _same(target, scheme):
            return ImportedScheme(scheme, target, False, lines, read.notes)
        if not replace:
            raise Refusal(problem("scheme-file-exists", file=str(target)))
    with written_file(target):
        disk.write_bytes(target, scheme_toml(scheme).encode())
    return ImportedScheme(scheme, target, True, lines, read.notes)


def _target(folder: Path, scheme_id: str) -> Path:
    """Return the file in a folder that has the scheme already, whatever its name; else the one named after it."""
    for path in sorted(folder.glob("*.toml")):
        try:
            if read_toml(toml_text(path)).get("id") == scheme_id:
                return path
        except (OSError, ValueError):
            continue
    return folder / f"{scheme_id}.toml"


def _same(path: Path, scheme: Scheme) -> bool:
    try:
        return load_scheme(path).canonical() == scheme.canonical()
    except Refusal:
        return False


def diff_schemes(old: str, new: str | None = None, *, workspace: AnyPath | None = None) -> tuple[Difference, ...]:
    """Return what changed between two schemes: ids, TOML files or workbooks, as ``get_scheme`` takes them.

    ``old``: of an id that the workspace replaces, the shipped edition is taken. ``new``: the same id unless given.

    ``say(difference.described(), language)`` writes a difference in one line. Raise Refusal: as ``get_scheme``.
    """
    later = get_scheme(old if new is None else new, workspace=workspace)
    return tuple(differences(_earlier(old, workspace), later))


def _earlier(name: str, workspace: AnyPath | None) -> Scheme:
    """Return the shipped edition of an id or title where there is one; else what ``get_scheme`` returns."""
    shipped = None if is_file_name(name) else Library().find(name)
    return get_scheme(name, workspace=workspace) if shipped is None else shipped


def is_replaced(name: str, *, workspace: AnyPath | None = None) -> bool:
    """Return whether the workspace replaces the shipped scheme of this id or title by one of its own."""
    shipped = None if is_file_name(name) else Library().find(name)
    return shipped is not None and workspace is not None and shipped.id in taken_names(workspace).own
