"""Pages that are generated from the program: ``python -m tests.documents`` writes them anew."""

from __future__ import annotations

from pathlib import Path

from xlsappraise.i18n import words
from xlsappraise.problems import CATALOGUE

DOCS = Path(__file__).parent.parent / "docs"


def problems_page() -> str:
    """Return docs/problems.md: every code with its severity and what it says in both languages."""
    say = words("zh_CN")
    lines = [
        "# Problem codes",
        "",
        "Codes are stable; scripts may rely on them. Generated from `xlsappraise/problem_catalogue.py` by `make docs`.",
        "`{…}` stands for what was found in the case at hand. Severities: `error` (the form or command does not go",
        "through), `tampering` (locked content differs; the issued content is used), `warning` (look at it), `note`",
        "(nothing to do).",
        "",
        "| code | severity | message | 中文 |",
        "| --- | --- | --- | --- |",
    ]
    for code, entry in sorted(CATALOGUE.items()):
        lines.append(f"| `{code}` | {entry.severity} | {_cell(entry.message)} | {_cell(say(entry.message))} |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").strip()


PAGES = {"problems.md": problems_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8", newline="\n")
