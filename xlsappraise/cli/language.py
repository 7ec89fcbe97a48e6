"""The choice of language: ``--lang``, then XLSAPPRAISE_LANG, then the workspace's, then the system's."""

from __future__ import annotations

import gettext
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import xlsappraise as xa
from xlsappraise.cli import i18n

_SETTING = re.compile(r"""^\s*language\s*=\s*["']([A-Za-z_-]+)["']""", re.MULTILINE)

_READ = 2**16
"""So many bytes of the settings are searched for the language"""


def choose_language(arguments: Sequence[str]) -> None:
    """Set the language before anything is printed, usage errors and help included."""
    use_language(
        _option(arguments)
        or os.environ.get("XLSAPPRAISE_LANG")
        or _workspace(Path.cwd())
        or os.environ.get("LC_ALL")
        or os.environ.get("LANG")
        or _windows()
        or "en"
    )


def asked_for_language() -> bool:
    """Return whether the language was chosen on the command line or in the environment."""
    return _option(sys.argv[1:]) is not None or "XLSAPPRAISE_LANG" in os.environ


def use_language(language: str) -> None:
    """Set the language of the program's texts and of click's, which uses the global gettext catalogue."""
    i18n.use(language)
    os.environ["LANGUAGE"] = i18n.active()
    gettext.bindtextdomain("xlsappraise", str(Path(xa.__file__).parent / "locale"))
    gettext.textdomain("xlsappraise")


def _option(arguments: Sequence[str]) -> str | None:
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None


def _workspace(start: Path) -> str | None:
    for folder in (start, *start.parents):
        try:
            text = _beginning(folder / "appraise.toml")
        except (OSError, UnicodeDecodeError):
            continue
        found = _SETTING.search(text)
        return found[1] if found else "zh_CN"
    return None


def _beginning(path: Path) -> str:
    """Return the first lines of a file, however long it is; the settings are read in full where they are used."""
    if not path.is_file():
        raise FileNotFoundError(path)
    with path.open("rb") as file:
        return file.read(_READ).decode("utf-8-sig", "ignore")


def _windows() -> str | None:
    if os.name != "nt":
        return None
    import locale

    return locale.getlocale()[0]
