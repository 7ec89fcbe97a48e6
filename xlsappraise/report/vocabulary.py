"""The words that several sheets share: states, severities, grades in order, the titles of schemes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.drawing.measure import clean

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.report.data import SummaryData
    from xlsappraise.schemes import Scheme

NONE = "—"


def state_words(say: Words) -> dict[str, str]:
    """Name the states of a form."""
    return {
        "valid": say("valid"),
        "incomplete": say("incomplete"),
        "invalid": say("invalid"),
        "missing": say("missing"),
    }


def file_words(say: Words) -> dict[str, str]:
    """Name the states of a file."""
    return {
        "accepted": say("accepted"),
        "refused": say("refused"),
        "set_aside": say("set aside"),
        "duplicate": say("duplicate"),
        "ignored": say("ignored"),
    }


STATE_STYLES = {"valid": "good", "incomplete": "warn", "invalid": "bad", "missing": "bad"}
FILE_STYLES = {
    "accepted": "good",
    "refused": "bad",
    "set_aside": "warn",
    "duplicate": "calm",
    "ignored": "calm",
}


def chart_title(title: str, shown: int, whole: int, say: Words) -> str:
    """Say in a chart's title that it shows the first ones only, when it does."""
    if shown == whole:
        return title
    return say("{title}, the first {shown} of {whole}").format(title=title, shown=shown, whole=whole)


def scheme_titles(data: SummaryData) -> dict[str, str]:
    """Title the schemes that have forms, in order of title; equal titles are told apart by their ids."""
    pairs = data.results[["scheme", "scheme_title"]].drop_duplicates("scheme")
    titles = {str(scheme): clean(title) or str(scheme) for scheme, title in pairs.itertuples(index=False)}
    seen = list(titles.values())
    shown = {scheme: title if seen.count(title) == 1 else f"{title} ({scheme})" for scheme, title in titles.items()}
    return dict(sorted(shown.items(), key=lambda item: (item[1], item[0])))


def scheme_of(data: SummaryData, key: str) -> Scheme | None:
    """Return the scheme of a key of the results, rolled-up ones included."""
    rolled = data.rollups.get(key)
    return data.schemes.get(key) if rolled is None else rolled.scheme


def grades(data: SummaryData) -> list[str]:
    """List the grades of the schemes that have forms, the best first; then any other grade given."""
    best: dict[str, float] = {}
    for key in scheme_titles(data):
        scheme = scheme_of(data, key)
        for grade in scheme.grades if scheme is not None else ():
            title = clean(grade.title)
            best[title] = max(grade.from_, best.get(title, grade.from_))
    known = sorted(best, key=lambda title: -best[title])
    given = {clean(grade) for grade in data.results["grade"]} - {""}
    return known + sorted(given - set(known))


def full_marks(data: SummaryData) -> float:
    """Return the highest total that any scheme present allows, at least 100."""
    tops = [max(s.total.points, s.total.max or 0) for s in data.schemes.values()]
    given = [float(total) for total in data.results["total"].dropna()]
    return max([100.0, *tops, *given])
