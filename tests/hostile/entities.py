"""Document type definitions, entities and encodings: nothing may be expanded or fetched."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.form import BOOK, ROOT_RELS, SHEET, STRINGS, Form, Hostile

DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))
DTDS = (
    ("entity-internal", "An internal entity as a mark", "用内部实体代替分数", '<!DOCTYPE a [<!ENTITY m "85">]>'),
    (
        "entity-external",
        "An entity that reads a local file",
        "读取本机文件的实体",
        '<!DOCTYPE a [<!ENTITY m SYSTEM "file:///etc/passwd">]>',
    ),
    (
        "entity-web",
        "An entity that calls a server",
        "访问服务器的实体",
        '<!DOCTYPE a [<!ENTITY m SYSTEM "http://127.0.0.1:9/x">]>',
    ),
    (
        "billion-laughs",
        "Entities that expand to gigabytes",
        "展开成数十亿字节的实体",
        f"<!DOCTYPE a [{LAUGHS}<!ENTITY m '&l9;'>]>",
    ),
    (
        "quadratic-blowup",
        "One long entity used many times",
        "一个很长的实体被多次引用",
        f'<!DOCTYPE a [<!ENTITY m "{"8" * 100_000}">]>',
    ),
    ("entity-parameter", "A parameter entity", "参数实体", '<!DOCTYPE a [<!ENTITY % p SYSTEM "x.dtd"> %p;]>'),
    ("dtd-external", "An external document type", "外部文档类型", '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">'),
    (
        "dtd-after-comments",
        "A document type after many comments",
        "许多注释之后的文档类型",
        "<!-- x -->\n" * 2000 + '<!DOCTYPE a [<!ENTITY m "85">]>',
    ),
    (
        "dtd-default-attributes",
        "A document type that sets default attributes",
        "设定默认属性的文档类型",
        '<!DOCTYPE a [<!ATTLIST c t CDATA "b">]>',
    ),
)


def entities(form: Form) -> Iterator[Hostile]:
    """Yield the form with entities in its scorecard, and with parts in other encodings."""
    text = form.parts[SHEET].decode()
    assert DECLARED in text
    for name, english, chinese, dtd in DTDS:
        laughing = text.replace(DECLARED, DECLARED + dtd).replace("<v>45</v>", "<v>&m;</v>")
        yield Hostile(name, english, chinese, form.made({SHEET: laughing}), "file-hostile")
    bomb = text.replace(DECLARED, '<?xml version="1.0" encoding="{0}"?>' + DTDS[0][3])
    for codec, title in (("utf-16", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-7", "UTF-7"), ("utf-32", "UTF-32")):
        yield Hostile(
            f"entity-in-{codec}",
            f"An entity in {title} ({codec})",
            f"以 {title}（{codec}）伪装的实体",
            form.made({SHEET: bomb.replace("{0}", title).encode(codec)}),
            "file-hostile",
        )
    for codec in ("gbk", "cp037"):
        yield Hostile(
            f"encoding-{codec}",
            f"A scorecard in {codec}",
            f"编码为 {codec} 的考核表",
            form.made({SHEET: text.replace("UTF-8", codec, 1).encode(codec, "replace")}),
            "file-hostile" if codec == "gbk" else "file-truncated",
        )
    yield Hostile(
        "encoding-declared-twice",
        "Two encodings in one declaration",
        "声明了两种编码",
        form.made({SHEET: text.replace('encoding="UTF-8"', 'encoding="UTF-8" encoding="UTF-7"', 1)}),
        "file-hostile",
    )
    yield Hostile(
        "cdata-mark",
        "A mark in a CDATA section, which some programs pass over",
        "分数写在 CDATA 中，有的程序不读",
        form.made({SHEET: text.replace("<v>45</v>", "<v><![CDATA[45]]></v>")}),
        "file-hostile",
    )
    for part in (STRINGS, BOOK, ROOT_RELS):
        data = form.parts[part].replace(b"?>", b'?><!DOCTYPE a [<!ENTITY m "85">]>', 1)
        yield Hostile(
            f"dtd-in-{part.rsplit('/', 1)[-1]}",
            f"A document type in {part}",
            f"{part} 含文档类型",
            form.made({part: data}),
            "file-hostile",
        )
    yield Hostile(
        "undeclared-entity",
        "An entity that is not declared",
        "未声明的实体",
        form.made({SHEET: text.replace("<v>45</v>", "<v>&m;</v>")}),
        "file-truncated",
    )
    yield Hostile(
        "include-elements",
        "XInclude and a style sheet instruction",
        "XInclude 与样式表指令",
        form.made(
            {
                SHEET: text.replace(
                    "<sheetData>",
                    '<sheetData><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>',
                )
            }
        ),
        "file-hostile",
    )
