"""Questions to somebody at the terminal, answered in either language."""

from __future__ import annotations

import unicodedata

import click

import xlsappraise as xa
from xlsappraise.cli.i18n import _
from xlsappraise.cli.screen import echo

_ANSWERS = {
    **dict.fromkeys(("y", "yes", "是", "是的"), True),
    **dict.fromkeys(("", "n", "no", "否", "不", "不是"), False),
}
_LANGUAGES = {"中文": "zh_CN", "简体中文": "zh_CN", "chinese": "zh_CN", "英文": "en", "英语": "en", "english": "en"}


def agreed(text: str) -> bool:
    """Ask a question until it is answered with yes or no; no answer is no."""
    while True:
        answer = click.prompt(_("{question} [y/N]").format(question=text), default="", show_default=False, err=True)
        found = _ANSWERS.get(_plain(str(answer)))
        if found is not None:
            return found
        echo(_("Answer y (yes) or n (no)."), err=True)


def asked(text: str) -> str:
    """Ask for a text until there is one."""
    while not (answer := str(click.prompt(text, default="", show_default=False, err=True)).strip()):
        pass
    return answer


class LanguageChoice(click.Choice[str]):
    """A supported language, by its code or its name."""

    def __init__(self) -> None:
        super().__init__(xa.LANGUAGES)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code of a language."""
        return str(super().convert(_LANGUAGES.get(_plain(str(value)), value), param, ctx))


def _plain(text: str) -> str:
    """Return a text in small half-width letters, without blanks around it."""
    return unicodedata.normalize("NFKC", text).strip().lower()
