"""What date formats of any country write between the parts of a date: signs, and words that belong to a date."""

from __future__ import annotations

import re

_ONE_BY_ONE = re.compile(
    "(?:年|月|日|号|號|时|時|点|點|分|秒|小时|分钟|星期|礼拜|禮拜|周|週|曜|上午|下午|日期|公元|西元|西暦|中華民國|中华民国|民國|民国"
    "|년|월|일|요일|시|분|초|오전|오후|ꈎ|ꆪ|ꑍ)+"
)
"""Words of languages that are written without blanks between them"""
_WORDS = frozenset({
    "am", "pm", "a", "p", "t", "z", "gmt", "utc", "st", "nd", "rd", "th", "of", "the", "at", "de", "del", "d",
    "la", "las", "à", "às", "le", "er", "den", "kl", "um", "uhr", "m", "gada", "ko", "eko", "ren", "ta", "më",
    "ngày", "tháng", "năm", "thứ", "lúc", "giờ", "phút", "giây", "г", "год", "года", "р", "року", "ж", "жыл",
    "yil", "yili", "r", "оны", "сарын", "өдөр", "он", "сар", "ལོའི་ཟླ", "ལོའི", "ལོ", "ཟླ", "ཚེས", "يىلى",
    "ئاينىڭ", "كۈنى", "ב", "ที่", "วันที่", "เดือน", "ปี", "เวลา", "น",
})  # fmt: skip
"""Words of other languages, as programs offer them in formats of dates and times"""
_WORD = re.compile(r"[^\s\-‐‑–—－/／.．。,，、·・:：;；()（）\[\]［］【】〔〕'’،\u200e\u200f]+")
"""What stands between the signs of a date"""


def belongs(said: str) -> bool:
    """Return whether a text holds nothing but the signs and words of a date."""
    return all(word in _WORDS or _ONE_BY_ONE.fullmatch(word) for word in _WORD.findall(said.casefold()))
