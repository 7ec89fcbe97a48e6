"""Fixtures of number formats of which programs make different things: currencies that are digits, digits without a
place, places for texts among those for numbers, eras, exclamation marks; each kind with honest ones."""

from __future__ import annotations

from tests.trust.changes import set_number_format
from tests.trust.disguises import DAY, POINTS, both, dated
from tests.trust.fixture import Fixture, Found
from tests.trust.shown import ABILITY, entry, honest, locked, warn


def differs(name: str, title: str, code: str) -> Fixture:
    """Return a fixture of an entry whose format programs read in different ways."""
    return entry(name, title, code, f"a value in the format {code}")


FIGURES = (
    entry("currency-digit", "7 shown as 70 by a currency that is a digit", "0[$0]", "70"),
    entry("currency-digits", "7 shown as 7000 by a currency of several", "0[$000-804]", "7000"),
    entry("currency-decimals", "7 shown as 7.5 by a currency", "0[$.5-804]", "7.5"),
    locked("currency-digit", "points shown tenfold by a currency", POINTS, "0[$0]"),
    differs("point-quoted", "7 with a quoted 0 in place of its digits", '"0".00'),
    differs("point-escaped", "7 with a 0 behind a backslash in place of its digits", "\\0.00"),
    differs("point-sign", "7 with a sign where its digits belong", "+.00"),
    locked("point-total", "the total with a quoted 0 in place of its digits", "total", '"0".00'),
    locked("point-top", "the total at the top with a 0 behind a backslash", "top.total", "\\0.00"),
    differs("text-first", "7 in a place for texts, before one for others", '@;""'),
    locked("text-first", "points in a place for texts, before one for numbers", POINTS, "@;0"),
    warn("entry-shown-text-first-text", "a sign-off in a place for texts that says something, before one for numbers",
         Found("entry-shown-differs", "signoff.done"),
         set_number_format("signoff.done", '@"（作废）";0')),
    Fixture("entry-shown-mark", "0 shown as 5 where an exclamation mark is no escape", "W",
            (Found("entry-shown-differs", ABILITY, 'a value in the format 0;-0!;"5"', "0"),),
            both(lambda case: case.fill(ability__rating=0), set_number_format(ABILITY, '0;-0!;"5"')), total=69.0),
    locked("mark-percent", "points shown as 2000 % where an exclamation mark is no escape", POINTS, "0!%"),
    differs("locale-behind", "7 with a language behind it, which some programs show", "0.00[$-804]"),
    differs("quote-open", "7 in a format whose quote does not end", '0;"#'),
    differs("locale-twice", "7 in a format of two languages, which some programs show", "[$-804][$-409]0.00"),
    *(honest(f"honest-spelling-{number}", f"an honest number format: `{code}`", set_number_format(cell, code))
      for number, (cell, code) in enumerate((
          (ABILITY, "0[$€-407]"), (ABILITY, r"#,##0.00\ [$€-407];-#,##0.00\ [$€-407]"), (ABILITY, "[$¥-804]0.00"),
          (POINTS, r'_-* #,##0.00\ [$€-407]_-;\-* #,##0.00\ [$€-407]_-;_-* "-"??\ [$€-407]_-;_-@_-'), (ABILITY, ".00"),
          (ABILITY, "0.00;-0.00;0;@"), (ABILITY, "0;@"), (ABILITY, "!¥0"), ("total", "[$-804]0.00"),
          ("callback_rate:title", "General;@"),
      ))),
)  # fmt: skip
DAYS = (
    *(warn(f"day-calendar-{number}", f"a date in a format that changes the calendar of some programs: `{code}`",
           Found("entry-shown-differs", DAY, f"a value in the format {code}"), dated(code))
      for number, code in enumerate(("yyyy-mm-dd gg", "g yyyy-mm-dd", "gge.m.d", "[$-804]gge.m.d", "[$-404]gg yyyy",
                                     "_;@;yyyy-mm-dd", "@;yyyy-mm-dd", "yyyy-mm-dd[$-804]",
                                     "[$-804][$-409]yyyy-mm-dd", "yyyy-mm-dd General",
                                     "[$-409]yyyy-mm-dd aaaa", "ee-m-d;[$-804]yyyy-mm-dd"))),
    *(honest(f"day-calendar-none-{number}", f"an honest date format: `{code}`", dated(code))
      for number, code in enumerate(("[$-404]gge.m.d", "yyyy-mm-dd aaaa", "[$-zh-CN]yyyy-m-d aaa",
                                     "[$-10804]m-d aaa", "yyyy!-mm!-dd", "[$-zh-TW]ggge/m/d"))),
)  # fmt: skip

RESPELLED: tuple[Fixture, ...] = (*FIGURES, *DAYS)
