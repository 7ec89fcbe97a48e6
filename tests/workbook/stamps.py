"""What is stamped into a form in these tests, awkward characters included."""

from dataclasses import replace

from xlsappraise.forms.stamps import Stamps

TOKEN = "XA1-0123456789-01-ABCDEFGHJKMNPQRSTVWX"

STAMPS = Stamps(
    token=TOKEN,
    number=TOKEN,
    organisation="示例家居有限公司 · 2026 年 11 月",
    ratee="王小燕（E017）",
    post="客服一部 · 客服回访专员",
    raters="考核人　李建国（直接主管）",
    employee_id="E017",
    name="王小燕",
    carried_1="每周抽听两通录音",
    carried_2="",
    carried_3="",
    line="客服一部 · 客服回访专员　考核人　李建国（直接主管）",
)

AWKWARD = replace(
    STAMPS,
    ratee=' =王<小>&"燕"\'𠮷_x0041_ （E017）',
    post=" 客服{{name}} · +1 ",
    line=" 客服{{name}} · +1 　考核人　李建国（直接主管）",
    name=" =王<小>&燕𠮷 ",
    employee_id="-0017",
)
