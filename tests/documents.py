"""Generates pages of the documentation from the program: ``python -m tests.documents`` writes them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.clients.matrix import CASES
from tests.clients.test_clients import LOCKS, WARNINGS
from tests.hostile.catalogue import hostile_files
from tests.hostile.form import Form
from tests.trust.fixture import ANSWERS
from tests.trust.registry import CHAPTERS
from xlsappraise.base.catalogue import PLACED, Message
from xlsappraise.base.i18n import Words, words
from xlsappraise.base.problems import CATALOGUE
from xlsappraise.base.rounding import plain
from xlsappraise.payroll.data import setting_words
from xlsappraise.plans import Plan, PlanLibrary
from xlsappraise.schemes import Library

DOCS = Path(__file__).parent.parent / "docs"
_SCOPES = {"person": "", "department": ", one a department · 每个部门一行"}


def problems_page() -> str:
    """Return docs/problems.md: every code with its severity and its message in both languages."""
    say = words("zh_CN")
    lines = [
        "# Problem codes",
        "",
        "Codes are stable; scripts may rely on them. Generated from `xlsappraise/base/catalogue/` by `make docs`.",
        "`{…}` stands for what was found in the case at hand. Severities: `error` (the form or command does not go",
        "through), `tampering` (locked content differs; the issued content is used), `warning` (look at it), `note`",
        "(nothing to do).",
        "",
        "| code | severity | message | 中文 |",
        "| --- | --- | --- | --- |",
    ]
    for code, entry in sorted(CATALOGUE.items()):
        english, chinese = (_whole(entry, translate) for translate in (words("en"), say))
        lines.append(f"| `{code}` | {entry.severity} | {_cell(english)} | {_cell(chinese)} |")
    return "\n".join(lines) + "\n"


def _whole(entry: Message, say: Words) -> str:
    """Return a message as it is printed, with the place if it has one."""
    message = say(entry.message)
    return say(PLACED).format(message=message, sheet="{sheet}", cell="{cell}") if entry.placed else message


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").strip()


def schemes_page() -> str:
    """Return docs/schemes.md: every shipped scheme with role, period, criteria, rule kinds and a page image."""
    periods = {"week": "week · 周", "month": "month · 月", "quarter": "quarter · 季", "year": "year · 年"}
    lines = [
        "# The shipped schemes",
        "",
        "Generated from `templates/*.toml` by `make docs`; the page images by `make pictures`.",
        "`xlsappraise schemes show ID` prints one in full, `--preview FILE.xlsx` writes its form.",
        "",
        "| id | scheme | role | period | criteria | rule kinds | raters | form |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for scheme in sorted(Library().schemes.values(), key=lambda s: (s.period, s.id)):
        kinds = sorted({rule.kind for c in scheme.criteria for rule in c.rules})
        raters = "、".join(f"{r.title} {plain(r.weight * 100)}%" for r in scheme.raters)
        cells = (
            f"`{scheme.id}`", scheme.title, scheme.role, periods[scheme.period], len(scheme.criteria),
            ", ".join(f"`{kind}`" for kind in kinds), raters, f"[page](images/schemes/{scheme.id}.png)",
        )  # fmt: skip
        lines.append("| " + " | ".join(_cell(str(cell)) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def pay_page() -> str:
    """Return docs/pay.md: its written part, then a generated section per shipped plan."""
    own, _mark, _sections = (DOCS / "pay.md").read_text(encoding="utf-8").partition(GENERATED)
    lines: list[str] = []
    for plan in PlanLibrary().plans.values():
        lines += ["", *_plan_section(plan)]
    return own + GENERATED + "\n".join(lines) + "\n"


def _plan_section(plan: Plan) -> list[str]:
    say = words("zh_CN")
    scheme = "no scheme · 不看考核成绩" if plan.scheme is None else f"scheme · 考核方案 `{plan.scheme}`"
    people = "everybody with that scheme · 自动适用" if plan.automatic else "roster column 奖金方案"
    lines = [
        f"## {plan.id} · {plan.title}",
        "",
        f"Source {plan.source}; {scheme}; {people}. File: `templates/plans/{plan.id}.toml`.",
        "",
        "| rule | kind | periods | what it does · 规则 |",
        "| --- | --- | --- | --- |",
    ]
    for rule in plan.rules:
        cells = (f"`{rule.id}` {rule.title}", f"`{rule.kind}`", ", ".join(rule.on), plan.rule_text(rule, say))
        lines.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
    if plan.settings:
        lines += ["", "| setting · 设置 | what | type | default |", "| --- | --- | --- | --- |"]
        for one in plan.settings:
            value = "not set · 未设定" if one.value is None else setting_words(one, one.value, say)
            text = f"{one.title}。{one.note}" if one.note else one.title
            lines.append(f"| `{plan.id}.{one.key}` | {_cell(text)} | `{one.type}` | {value} |")
    facts = [*(f"{f.title} (`{f.type}`{'' if f.required else ', optional'}{_SCOPES[f.scope]})" for f in plan.facts),
             *(f"{i.title} (incident)" for i in plan.incidents)]  # fmt: skip
    if facts:
        lines += ["", "Facts · 需要填写的数据: " + "; ".join(facts) + "."]
    for title, conditions in plan.confirmed_lists(plan.rules):
        lines += ["", f"Confirmed by HR · 由人力资源确认: {title}", "", *(f"- {text}" for text in conditions)]
    if plan.assumptions:
        lines += ["", "Assumed · 约定:", "", *(f"- {text}" for text in plan.assumptions)]
    return lines


GENERATED = "<!-- generated -->\n"


def trust_page() -> str:
    """Return docs/trust.md: its written part, then generated tables of fixtures with the expected answers."""
    own, _mark, _tables = (DOCS / "trust.md").read_text(encoding="utf-8").partition(GENERATED)
    lines = ["", "| answer | means |", "| --- | --- |"]
    lines += [f"| {letter} | {meaning} |" for letter, meaning in ANSWERS.items()]
    for chapter, fixtures in CHAPTERS:
        lines += [
            "",
            f"### {chapter} ({len(fixtures)})",
            "",
            "| what is wrong | answer | codes |",
            "| --- | --- | --- |",
        ]
        for fixture in fixtures:
            codes = ", ".join(dict.fromkeys(f"`{due.code}`" for due in fixture.due)) or "—"
            lines.append(f"| {_cell(fixture.title)} | {fixture.answer} | {codes} |")
    lines += [*_hostile_table(), *_clients_table()]
    return own + GENERATED + "\n".join(lines) + "\n"


def _hostile_table() -> list[str]:
    """Return the table of hostile files with their codes."""
    with TemporaryDirectory() as folder:
        found = [(one.english, one.chinese, one.code) for one in hostile_files(Form(Path(folder)))]
    head = ["", f"### Hostile files ({len(found)})", "", "| what it does | 做了什么 | code |", "| --- | --- | --- |"]
    codes = (f"`{code}`" if code else "read; it does no harm" for _english, _chinese, code in found)
    rows = zip(found, codes, strict=True)
    return head + [f"| {_cell(english)} | {_cell(chinese)} | {code} |" for (english, chinese, _code), code in rows]


def _clients_table() -> list[str]:
    """Return the table of real programs; tests/clients asserts its content."""
    lines = [
        "",
        f"### Real programs ({len(CASES)} files)",
        "",
        "Each program opens an issued form, fills it in and saves it; in a chain the first fills in one half and the",
        "second the other. Every file is given to its employee; scores are those worked out by hand.",
        "",
        "| program | schemes | counts | findings above a note |",
        "| --- | --- | --- | --- |",
    ]
    schemes: dict[str, list[str]] = {}
    for case in CASES:
        schemes.setdefault(case.name, []).append(f"`{case.scheme}`")
    for name, ids in schemes.items():
        aside = any(case.values_only for case in CASES if case.name == name)
        found = [*LOCKS, "values-only-copy"] if aside else WARNINGS.get(name, [])
        codes = ", ".join(f"`{code}`" for code in found) or "none"
        state = "set aside: its formulas are gone" if aside else "yes, no alarm"
        lines.append(f"| {_cell(name)} | {', '.join(ids)} | {state} | {codes} |")
    return lines


PAGES = {"pay.md": pay_page, "problems.md": problems_page, "schemes.md": schemes_page, "trust.md": trust_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8", newline="\n")
