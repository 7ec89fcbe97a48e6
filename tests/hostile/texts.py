"""Hostile content of the sheet: missing or huge texts, addresses out of order or outside the grid."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.form import SHEET, STRINGS, STYLES, Form, Hostile


def texts(form: Form) -> Iterator[Hostile]:
    """Yield missing or huge texts."""
    key, at = "adjustment.1.reason", form.cells["adjustment.1.reason"]
    for name, english, chinese, index in (
        ("text-number-minus-1", "Shared text number -1", "共享文本编号为 -1", "-1"),
        ("text-number-huge", "Shared text number 999,999,999", "共享文本编号为 999999999", "999999999"),
        ("text-number-long", "A shared text number of 5,000 digits", "共享文本编号长达五千位", "9" * 5000),
        ("text-number-superscript", "A shared text number written small", "共享文本编号为上标数字", "²"),
    ):
        yield Hostile(name, english, chinese, form.entry(key, f' t="s"><v>{index}</v></c>'), "error-value", at)
    yield Hostile(
        "text-long",
        "A remark of a million characters",
        "一百万字的备注",
        form.entry(key, f' t="inlineStr"><is><t>{"很好" * 500_000}</t></is></c>'),
        "file-hostile",
    )
    runs = "<r><t>好</t></r>" * 90_000
    yield Hostile(
        "text-runs",
        "A remark in 90,000 pieces",
        "由九万段组成的备注",
        form.entry(key, f' t="inlineStr"><is>{runs}</is></c>'),
        "file-hostile",
    )
    yield Hostile(
        "text-escapes",
        "Two million escapes",
        "两百万个转义",
        form.entry(key, f' t="inlineStr"><is><t>{"_x0041_" * 2_000_000}</t></is></c>'),
        "file-hostile",
    )
    yield Hostile(
        "text-escapes-of-escapes",
        "Escapes that would unfold again",
        "层层嵌套的转义",
        form.entry(key, f' t="inlineStr"><is><t>{"_x005F_" * 300}</t></is></c>'),
        "text-too-long",
        at,
    )
    yield Hostile(
        "text-surrogates",
        "Half characters",
        "半个字符",
        form.entry(key, ' t="inlineStr"><is><t>好_xD800__xDFFF__xDC00_</t></is></c>'),
        "",
    )
    yield Hostile(
        "text-nul",
        "An escaped NUL",
        "转义的 NUL",
        form.entry(key, ' t="inlineStr"><is><t>好_x0000_</t></is></c>'),
        "control-characters",
        at,
    )
    yield Hostile(
        "text-reference-nul",
        "A character that XML forbids",
        "XML 禁止的字符",
        form.entry(key, ' t="inlineStr"><is><t>&#0;</t></is></c>'),
        "file-truncated",
    )
    yield Hostile(
        "text-shared-long",
        "A shared text of two million characters",
        "两百万字的共享文本",
        form.put(STRINGS, "</sst>", f"<si><t>{'长' * 2_000_000}</t></si>"),
        "file-hostile",
    )
    many = " ".join(f"XA1-{n:010d}-01-{n:020d}" for n in range(600))
    yield Hostile(
        "token-conflict",
        "600 form numbers in one cell",
        "一个单元格中有六百个表单编号",
        form.rows(f'<row r="99"><c r="L99" t="inlineStr"><is><t>{many}</t></is></c></row>'),
        "token-conflict",
    )
    code = "[" * 1_000_000
    yield Hostile(
        "format-long",
        "A number format of a million brackets",
        "一百万个括号的数字格式",
        form.made(form.swapped(STYLES, 'formatCode="0.00"', f'formatCode="{code}"')),
        "file-hostile",
    )


def addresses(form: Form) -> Iterator[Hostile]:
    """Yield rows and cells out of order or outside the grid."""
    row = '<row r="{0}"><c r="{1}"><v>1</v></c></row>'
    for name, english, chinese, number, ref in (
        ("address-row-zero", "A cell in row 0", "第 0 行的单元格", 99, "A0"),
        ("address-far-column", "A cell in column ZZZZ", "ZZZZ 列的单元格", 99, "ZZZZ1"),
        ("address-two", "An area as an address", "地址为一个区域", 99, "A99:B99"),
        ("address-other-row", "A cell that stands in another row", "单元格不在所在行", 99, "A98"),
        ("row-zero", "A row 0", "行号为 0", 0, "A99"),
        ("row-huge", "A row beyond the grid", "行号超出范围", 1_048_577, "A99"),
        ("row-negative", "A row -1", "行号为 -1", -1, "A99"),
    ):
        yield Hostile(name, english, chinese, form.rows(row.format(number, ref)), "file-hostile")
    at = form.cells["callback_rate.actual"]
    yield Hostile(
        "cell-twice", "A mark written twice", "同一格写了两次", form.rows(row.format(at[1:], at)), "file-hostile"
    )
    text = form.parts[SHEET].decode()
    start, _, rest = text.partition("<sheetData>")
    body, _, end = rest.partition("</sheetData>")
    backwards = "".join(f"<row{piece}" for piece in reversed(body.split("<row")[1:]))
    yield Hostile(
        "rows-descending",
        "Rows from the last to the first, which read the same",
        "行序颠倒，读法不变",
        form.made({SHEET: f"{start}<sheetData>{backwards}</sheetData>{end}"}),
        "",
    )
    yield Hostile(
        "sheet-twice",
        "Two bodies in one sheet",
        "一张表有两份数据",
        form.put(SHEET, "<sheetData>", f"<sheetData>{body.replace('<v>45</v>', '<v>50</v>')}</sheetData>"),
        "file-hostile",
    )
    yield Hostile(
        "alternate-rows",
        "Other rows for other programs",
        "为不同程序准备的不同行",
        form.rows(
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f'<mc:Choice Requires="x14">{row.format(8, at)}</mc:Choice></mc:AlternateContent>'
        ),
        "file-hostile",
    )
    yield Hostile(
        "namespace-foreign",
        "Cells of a namespace of one's own",
        "自定义命名空间的单元格",
        form.rows('<z:row xmlns:z="urn:z" r="99"><z:c r="A99"/></z:row>'),
        "file-hostile",
    )
