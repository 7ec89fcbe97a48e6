"""``demo``: the whole loop on the samples that ship with the program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xlsappraise.base.period import Period
from xlsappraise.product.issuing import IssuedForms, generate
from xlsappraise.product.shared import AnyPath
from xlsappraise.product.summary import PeriodSummary, summarize
from xlsappraise.product.workspace import open_workspace
from xlsappraise.report.demo import DEMO_PERIOD, lay_out_demo


@dataclass(frozen=True, slots=True)
class Demo:
    """The demo's workspace folder, its period, the forms issued, the folder of returned files, and their summary."""

    folder: Path
    period: Period
    forms: IssuedForms
    inbox: Path
    summary: PeriodSummary


def demo(folder: AnyPath = "demo") -> Demo:
    """Lay out the sample workspace, issue its forms, summarise what came back; the samples contain faults.

    Raise Refusal: ``file-exists`` for a folder with anything but an earlier demo in it.
    """
    workspace = lay_out_demo(Path(folder))
    with open_workspace(workspace.root) as office:
        forms = generate(office, DEMO_PERIOD)
        summary = summarize(office, DEMO_PERIOD)
    return Demo(workspace.root, DEMO_PERIOD, forms, workspace.inbox(DEMO_PERIOD), summary)
