"""Huge ranges and counts, deep nesting, long names."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.form import BOOK, BOOK_RELS, HELP, SHEET, STRINGS, STYLES, TYPES, Form, Hostile
from xlsappraise.xlsx.limits import RETURNED

ALL = "A1:XFD1048576"
END = "<printOptions"
VALIDATION = f'<dataValidation type="whole" sqref="{ALL}"><formula1>1</formula1></dataValidation>'
FORMATTING = (
    f'<conditionalFormatting sqref="{ALL}"><cfRule type="expression" priority="1"><formula>1</formula></cfRule>'
    "</conditionalFormatting>"
)


def ranges(form: Form) -> Iterator[Hostile]:
    """Yield ranges over the whole grid."""
    merges = form.parts[SHEET].decode().partition("<mergeCells")[2].partition(">")[0]
    assert merges
    yield Hostile(
        "merge-everything",
        "One merge over the whole grid",
        "合并整张工作表",
        form.put(SHEET, "</mergeCells>", f'<mergeCell ref="{ALL}"/>'),
        "file-too-large",
    )
    yield Hostile(
        "merge-many",
        f"Merges over {RETURNED.merged + 2:,} cells",
        "合并的单元格过多",
        form.put(SHEET, "</mergeCells>", '<mergeCell ref="Z9:Z10"/>' * (RETURNED.merged // 2 + 1)),
        "file-too-large",
    )
    yield Hostile(
        "merge-backwards",
        "A merge that ends before it begins",
        "合并区域首尾颠倒",
        form.put(SHEET, "</mergeCells>", '<mergeCell ref="Z99:A1"/>'),
        "file-hostile",
    )
    yield Hostile(
        "merge-nowhere",
        "A merge of cells that do not exist",
        "合并不存在的单元格",
        form.put(SHEET, "</mergeCells>", '<mergeCell ref="A1:ZZZZ9"/>'),
        "file-hostile",
    )
    dimension = form.swapped(SHEET, form.text(SHEET, r'<dimension ref="[^"]*"'), f'<dimension ref="{ALL}"')
    yield Hostile(
        "dimension-huge",
        "A used range over everything, which is not believed",
        "声称已用区域为整张表，不予采信",
        form.made(dimension),
        "",
    )
    for name, english, chinese, piece, before in (
        (
            "validation-everywhere",
            "3,000 validations over everything",
            "三千条覆盖全表的数据验证",
            VALIDATION * 3000,
            "</dataValidations>",
        ),
        (
            "formatting-everywhere",
            "3,000 conditional formats over everything",
            "三千条覆盖全表的条件格式",
            FORMATTING * 3000,
            "<dataValidations",
        ),
        (
            "hyperlink-everywhere",
            "A hyperlink over everything",
            "覆盖全表的超链接",
            f'<hyperlinks><hyperlink ref="{ALL}" location="A1"/></hyperlinks>',
            END,
        ),
        (
            "filter-everywhere",
            "A filter over everything",
            "覆盖全表的筛选",
            f'<autoFilter ref="{ALL}"/>',
            "<mergeCells",
        ),
        (
            "columns-everywhere",
            "Columns that are described 5,000 times",
            "列宽重复描述五千次",
            '<col min="1" max="16384" width="9"/>' * 5000,
            "</cols>",
        ),
    ):
        yield Hostile(name, english, chinese, form.put(SHEET, before, piece), "")
    names = "".join(f'<definedName name="n{n}">考核表!$A$1:$XFD$1048576</definedName>' for n in range(20_000))
    yield Hostile(
        "names-everywhere",
        "20,000 names over everything",
        "两万个覆盖全表的名称",
        form.put(BOOK, "</definedNames>", names),
        "",
    )
    sqref = " ".join(f"A{n}:XFD{n}" for n in range(1, 200_000))
    yield Hostile(
        "validation-long-list",
        "One validation of 200,000 ranges",
        "一条含二十万个区域的数据验证",
        form.put(SHEET, "</dataValidations>", VALIDATION.replace(ALL, sqref)),
        "",
    )
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    yield Hostile(
        "one-far-cell",
        "A cell in the last corner of the grid",
        "最后一行最后一列有一个单元格",
        form.rows(far),
        "cell-added",
        "XFD1048576",
    )
    two = f'<row r="900000"><c r="A900000"><v>1</v></c></row>{far}'
    yield Hostile(
        "two-far-cells",
        "Two cells that are far apart",
        "两个相距极远的单元格",
        form.rows(two),
        "cell-added",
        "XFD1048576",
    )


def counts(form: Form) -> Iterator[Hostile]:
    """Yield too many elements of one kind."""
    many = "".join(f'<row r="{n}"><c r="L{n}"><v>1</v></c></row>' for n in range(100, 120_100))
    yield Hostile("elements", "More than 300,000 elements", "元素超过三十万个", form.rows(many), "file-too-large")
    blanks = "".join(f'<row r="{n}">{"<c/>" * 400}</row>' for n in range(100, 800))
    yield Hostile("blank-cells", "280,000 blank cells, which are nothing", "二十八万个空单元格", form.rows(blanks), "")
    extra = "".join(f'<row r="{n}"><c r="L{n}"><v>1</v></c></row>' for n in range(100, 90_100))
    yield Hostile(
        "cells-added", "90,000 cells that the form did not have", "多出九万个单元格", form.rows(extra), "cell-added"
    )
    attributes = " ".join(f'a{n}="{n % 10}"' for n in range(600_000))
    yield Hostile(
        "attributes-on-one-element",
        "600,000 attributes on one element",
        "一个元素六十万个属性",
        form.rows(f'<row r="99" {attributes}/>'),
        "file-too-large",
    )
    fewer = " ".join(f'a{n}="{n % 10}"' for n in range(400_000))
    yield Hostile(
        "attributes-400000",
        "400,000 attributes on one element, read in time",
        "一个元素四十万个属性",
        form.rows(f'<row r="99" {fewer}/>'),
        "",
    )
    texts = "".join(f"<si><t>{n}</t></si>" for n in range(160_000))
    yield Hostile(
        "shared-strings",
        "320,000 elements of shared texts",
        "共享文本元素超过三十万",
        form.put(STRINGS, "</sst>", texts),
        "file-too-large",
    )
    tokens = "".join(f"<si><t>XA1-{n}</t></si>" for n in range(140_000))
    yield Hostile(
        "shared-tokens",
        "140,000 texts that begin like a form number",
        "十四万个形似表单编号的文本",
        form.put(STRINGS, "</sst>", tokens),
        "",
    )
    xfs = "".join(f'<xf numFmtId="{n}"/>' for n in range(310_000))
    yield Hostile(
        "styles", "310,000 cell styles", "三十一万个单元格样式", form.put(STYLES, "</cellXfs>", xfs), "file-too-large"
    )
    yield Hostile(
        "styles-many",
        "100,000 cell styles, read in time",
        "十万个单元格样式",
        form.put(STYLES, "</cellXfs>", "".join(f'<xf numFmtId="{n}"/>' for n in range(100_000))),
        "",
    )
    formats = "".join(f'<numFmt numFmtId="{n}" formatCode="{n}"/>' for n in range(1000, 330_000))
    yield Hostile(
        "number-formats",
        "330,000 number formats",
        "三十三万个数字格式",
        form.put(STYLES, "</numFmts>", formats),
        "file-too-large",
    )
    sheet = '<sheet name="s{0}" sheetId="{0}" r:id="rId2"/>'
    many = "".join(sheet.format(n) for n in range(10, 310_000))
    yield Hostile("sheets", "310,000 sheets", "三十一万张工作表", form.put(BOOK, "</sheets>", many), "file-too-large")
    relations = "".join(f'<Relationship Id="q{n}" Type="t" Target="{n}.xml"/>' for n in range(305_000))
    yield Hostile(
        "relations",
        "305,000 relationships",
        "三十万个关系",
        form.put(BOOK_RELS, "</Relationships>", relations),
        "file-too-large",
    )
    types = "".join(f'<Override PartName="/x{n}" ContentType="t"/>' for n in range(100_000))
    yield Hostile(
        "content-types",
        "100,000 content types, which are not needed",
        "十万个内容类型声明",
        form.put(TYPES, "</Types>", types),
        "",
    )
    comments = "<comments>" + '<comment ref="A1"><text><t>x</t></text></comment>' * 200_000 + "</comments>"
    yield Hostile(
        "comments",
        "200,000 comments, which are not read",
        "二十万条批注，不读取",
        form.made({"xl/comments1.xml": comments}),
        "",
    )
    yield Hostile(
        "parts",
        "401 parts",
        "部件超过四百个",
        form.made({f"xl/media/{n}.png": b"" for n in range(400)}),
        "file-too-large",
    )
    yield Hostile(
        "parts-60000",
        "60,000 entries in the directory",
        "目录中有六万个条目",
        form.made({f"x{n}": b"" for n in range(60_000)}, count=413),
        "file-too-large",
    )


def depths(form: Form) -> Iterator[Hostile]:
    """Yield deep nesting and long names."""
    for deep, name in ((60, "deep-60"), (100_000, "deep-100000")):
        nested = "<x>" * deep + "</x>" * deep
        yield Hostile(
            name, f"Elements nested {deep} deep", f"元素嵌套 {deep} 层", form.put(SHEET, END, nested), "file-hostile"
        )
    yield Hostile(
        "deep-and-cut",
        "100,000 elements that never end",
        "十万个没有结束的元素",
        form.put(SHEET, END, "<x>" * 100_000),
        "file-truncated",
    )
    long = "n" * 2_000_000
    yield Hostile(
        "long-element-name",
        "An element whose name has two million letters",
        "元素名长达两百万字母",
        form.put(SHEET, END, f"<{long}/>"),
        "",
    )
    yield Hostile(
        "long-attribute-name",
        "An attribute whose name has two million letters",
        "属性名长达两百万字母",
        form.put(SHEET, END, f'<x {long}="1"/>'),
        "",
    )
    yield Hostile(
        "long-attribute",
        "A cell address of two million letters",
        "单元格地址长达两百万字母",
        form.rows(f'<row r="99"><c r="{"A" * 2_000_000}"><v>1</v></c></row>'),
        "file-hostile",
    )
    yield Hostile(
        "long-namespace",
        "A namespace of a megabyte, copied for each of 100,000 elements",
        "一兆字节的命名空间，每个元素都要复制",
        form.put(SHEET, END, f'<e xmlns="{"u" * 2**20}">{"<b/>" * 100_000}</e>'),
        "file-hostile",
    )
    prefix = "p" * 3000
    spaced = f'<e xmlns:{prefix} = "{"u" * 2**20}">{f"<{prefix}:b/>" * 2000}</e>'
    yield Hostile(
        "long-prefix",
        "A long namespace behind a long prefix",
        "长前缀之后的长命名空间",
        form.put(SHEET, END, spaced),
        "file-hostile",
    )
    spaces = "".join(f'<a{n} xmlns="u{n}"/>' for n in range(100_000))
    yield Hostile("many-namespaces", "100,000 namespaces", "十万个命名空间", form.put(SHEET, END, spaces), "")
    yield Hostile(
        "long-comment",
        "A comment of 15 MB that packs badly",
        "15 MB 的注释",
        form.put(HELP, "<sheetData>", "<!--" + "".join(f"{n:x}" for n in range(2_500_000)) + "-->"),
        "",
    )
