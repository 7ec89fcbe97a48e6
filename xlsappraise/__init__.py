"""Appraisal scorecards as Excel workbooks: issue, collect, validate, recompute, summarise.

``import xlsappraise as xa`` gives the public API, which ``docs/api.md`` documents. A name is loaded when it is first
used, so that importing the package, or asking the command line for help, loads no heavy library.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from xlsappraise.base.version import __version__

if TYPE_CHECKING:
    from xlsappraise.base.i18n import LANGUAGES, Text, nearest_language, words
    from xlsappraise.base.period import Period
    from xlsappraise.base.person import Person
    from xlsappraise.base.problems import Place, Problem, Refusal, problem, say
    from xlsappraise.factbook import Prepared, WrittenFacts
    from xlsappraise.issuing.changes import Change
    from xlsappraise.issuing.skipped import Skipped
    from xlsappraise.payroll.payroll import Paid
    from xlsappraise.payroll.promote import Promoted
    from xlsappraise.payroll.what_if import Tried
    from xlsappraise.plans import Plan
    from xlsappraise.plans.lines import Line, Proposal, Withheld
    from xlsappraise.product.demo import Demo, demo
    from xlsappraise.product.files import (
        CheckedFile,
        CheckedFiles,
        FormDescription,
        InputCell,
        OutputCell,
        check,
        inspect,
        read_passwords,
    )
    from xlsappraise.product.finding import find_workspace
    from xlsappraise.product.form import Form
    from xlsappraise.product.issuing import IssuedForms, generate
    from xlsappraise.product.pay import facts, pay, promote, what_if
    from xlsappraise.product.plans import CheckedPlans, ListedPlans, check_plans, list_plans, show_plan
    from xlsappraise.product.results import (
        ExplainedForm,
        ImportedResults,
        explain,
        import_history,
        list_retention,
    )
    from xlsappraise.product.returned import (
        AcceptedFile,
        CollectedFile,
        CollectedForm,
        CollectedPeriod,
        accept,
        collect,
        status,
        withdraw,
    )
    from xlsappraise.product.roster import CheckedRoster, check_roster
    from xlsappraise.product.scheme_text import show_scheme
    from xlsappraise.product.schemes import (
        CheckedSchemes,
        ImportedScheme,
        ListedSchemes,
        check_schemes,
        diff_schemes,
        export_scheme,
        get_scheme,
        import_scheme,
        list_schemes,
        prefill_template,
        preview_scheme,
    )
    from xlsappraise.product.shared import ShownLine
    from xlsappraise.product.start import NewWorkspace, RotatedKeys, init, rotate_keys
    from xlsappraise.product.summary import PeriodSummary, rollup, summarize, write_json
    from xlsappraise.product.workspace import open_workspace
    from xlsappraise.results.explain import ExplainedLine
    from xlsappraise.results.retention import KeptRecord, Retention
    from xlsappraise.returned.side_by_side import Differing
    from xlsappraise.roster.people import Understood
    from xlsappraise.schemebook import Difference
    from xlsappraise.schemes import Scheme
    from xlsappraise.store.ledger import Event, PastResult
    from xlsappraise.store.office import Office

PUBLIC = {
    "AcceptedFile": "xlsappraise.product.returned:AcceptedFile",
    "Change": "xlsappraise.issuing.changes:Change",
    "CheckedFile": "xlsappraise.product.files:CheckedFile",
    "CheckedFiles": "xlsappraise.product.files:CheckedFiles",
    "CheckedPlans": "xlsappraise.product.plans:CheckedPlans",
    "CheckedRoster": "xlsappraise.product.roster:CheckedRoster",
    "CheckedSchemes": "xlsappraise.product.schemes:CheckedSchemes",
    "CollectedFile": "xlsappraise.product.returned:CollectedFile",
    "CollectedForm": "xlsappraise.product.returned:CollectedForm",
    "CollectedPeriod": "xlsappraise.product.returned:CollectedPeriod",
    "Demo": "xlsappraise.product.demo:Demo",
    "Difference": "xlsappraise.schemebook:Difference",
    "Differing": "xlsappraise.returned.side_by_side:Differing",
    "Event": "xlsappraise.store.ledger:Event",
    "ExplainedForm": "xlsappraise.product.results:ExplainedForm",
    "ExplainedLine": "xlsappraise.results.explain:ExplainedLine",
    "Form": "xlsappraise.product.form:Form",
    "FormDescription": "xlsappraise.product.files:FormDescription",
    "ImportedResults": "xlsappraise.product.results:ImportedResults",
    "ImportedScheme": "xlsappraise.product.schemes:ImportedScheme",
    "InputCell": "xlsappraise.product.files:InputCell",
    "IssuedForms": "xlsappraise.product.issuing:IssuedForms",
    "KeptRecord": "xlsappraise.results.retention:KeptRecord",
    "LANGUAGES": "xlsappraise.base.i18n:LANGUAGES",
    "Line": "xlsappraise.plans.lines:Line",
    "ListedPlans": "xlsappraise.product.plans:ListedPlans",
    "ListedSchemes": "xlsappraise.product.schemes:ListedSchemes",
    "NewWorkspace": "xlsappraise.product.start:NewWorkspace",
    "Office": "xlsappraise.store.office:Office",
    "OutputCell": "xlsappraise.product.files:OutputCell",
    "Paid": "xlsappraise.payroll.payroll:Paid",
    "PastResult": "xlsappraise.store.ledger:PastResult",
    "Period": "xlsappraise.base.period:Period",
    "PeriodSummary": "xlsappraise.product.summary:PeriodSummary",
    "Person": "xlsappraise.base.person:Person",
    "Place": "xlsappraise.base.problems:Place",
    "Plan": "xlsappraise.plans:Plan",
    "Prepared": "xlsappraise.factbook:Prepared",
    "Problem": "xlsappraise.base.problems:Problem",
    "Promoted": "xlsappraise.payroll.promote:Promoted",
    "Proposal": "xlsappraise.plans.lines:Proposal",
    "Refusal": "xlsappraise.base.problems:Refusal",
    "Retention": "xlsappraise.results.retention:Retention",
    "RotatedKeys": "xlsappraise.product.start:RotatedKeys",
    "Scheme": "xlsappraise.schemes:Scheme",
    "ShownLine": "xlsappraise.product.shared:ShownLine",
    "Skipped": "xlsappraise.issuing.skipped:Skipped",
    "Text": "xlsappraise.base.i18n:Text",
    "Tried": "xlsappraise.payroll.what_if:Tried",
    "Understood": "xlsappraise.roster.people:Understood",
    "Withheld": "xlsappraise.plans.lines:Withheld",
    "WrittenFacts": "xlsappraise.factbook:WrittenFacts",
    "accept": "xlsappraise.product.returned:accept",
    "check": "xlsappraise.product.files:check",
    "check_plans": "xlsappraise.product.plans:check_plans",
    "check_roster": "xlsappraise.product.roster:check_roster",
    "check_schemes": "xlsappraise.product.schemes:check_schemes",
    "collect": "xlsappraise.product.returned:collect",
    "demo": "xlsappraise.product.demo:demo",
    "diff_schemes": "xlsappraise.product.schemes:diff_schemes",
    "explain": "xlsappraise.product.results:explain",
    "export_scheme": "xlsappraise.product.schemes:export_scheme",
    "facts": "xlsappraise.product.pay:facts",
    "find_workspace": "xlsappraise.product.finding:find_workspace",
    "generate": "xlsappraise.product.issuing:generate",
    "get_scheme": "xlsappraise.product.schemes:get_scheme",
    "import_history": "xlsappraise.product.results:import_history",
    "import_scheme": "xlsappraise.product.schemes:import_scheme",
    "init": "xlsappraise.product.start:init",
    "inspect": "xlsappraise.product.files:inspect",
    "list_plans": "xlsappraise.product.plans:list_plans",
    "list_retention": "xlsappraise.product.results:list_retention",
    "list_schemes": "xlsappraise.product.schemes:list_schemes",
    "nearest_language": "xlsappraise.base.i18n:nearest_language",
    "open_workspace": "xlsappraise.product.workspace:open_workspace",
    "pay": "xlsappraise.product.pay:pay",
    "prefill_template": "xlsappraise.product.schemes:prefill_template",
    "preview_scheme": "xlsappraise.product.schemes:preview_scheme",
    "problem": "xlsappraise.base.problems:problem",
    "promote": "xlsappraise.product.pay:promote",
    "read_passwords": "xlsappraise.product.files:read_passwords",
    "rollup": "xlsappraise.product.summary:rollup",
    "rotate_keys": "xlsappraise.product.start:rotate_keys",
    "say": "xlsappraise.base.problems:say",
    "show_plan": "xlsappraise.product.plans:show_plan",
    "show_scheme": "xlsappraise.product.scheme_text:show_scheme",
    "status": "xlsappraise.product.returned:status",
    "summarize": "xlsappraise.product.summary:summarize",
    "what_if": "xlsappraise.product.pay:what_if",
    "withdraw": "xlsappraise.product.returned:withdraw",
    "words": "xlsappraise.base.i18n:words",
    "write_json": "xlsappraise.product.summary:write_json",
}
"""Each public name and where it is defined; the imports above say the same to type checkers and editors"""

__all__ = [
    "LANGUAGES",
    "AcceptedFile",
    "Change",
    "CheckedFile",
    "CheckedFiles",
    "CheckedPlans",
    "CheckedRoster",
    "CheckedSchemes",
    "CollectedFile",
    "CollectedForm",
    "CollectedPeriod",
    "Demo",
    "Difference",
    "Differing",
    "Event",
    "ExplainedForm",
    "ExplainedLine",
    "Form",
    "FormDescription",
    "ImportedResults",
    "ImportedScheme",
    "InputCell",
    "IssuedForms",
    "KeptRecord",
    "Line",
    "ListedPlans",
    "ListedSchemes",
    "NewWorkspace",
    "Office",
    "OutputCell",
    "Paid",
    "PastResult",
    "Period",
    "PeriodSummary",
    "Person",
    "Place",
    "Plan",
    "Prepared",
    "Problem",
    "Promoted",
    "Proposal",
    "Refusal",
    "Retention",
    "RotatedKeys",
    "Scheme",
    "ShownLine",
    "Skipped",
    "Text",
    "Tried",
    "Understood",
    "Withheld",
    "WrittenFacts",
    "__version__",
    "accept",
    "check",
    "check_plans",
    "check_roster",
    "check_schemes",
    "collect",
    "demo",
    "diff_schemes",
    "explain",
    "export_scheme",
    "facts",
    "find_workspace",
    "generate",
    "get_scheme",
    "import_history",
    "import_scheme",
    "init",
    "inspect",
    "list_plans",
    "list_retention",
    "list_schemes",
    "nearest_language",
    "open_workspace",
    "pay",
    "prefill_template",
    "preview_scheme",
    "problem",
    "promote",
    "read_passwords",
    "rollup",
    "rotate_keys",
    "say",
    "show_plan",
    "show_scheme",
    "status",
    "summarize",
    "what_if",
    "withdraw",
    "words",
    "write_json",
]


if not TYPE_CHECKING:  # so that a name that is not public is an error to type checkers

    def __getattr__(name: str) -> object:
        """Load a public name when it is first asked for (PEP 562)."""
        if name not in PUBLIC:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module, _, attribute = PUBLIC[name].partition(":")
        globals()[name] = found = getattr(import_module(module), attribute)
        return found


def __dir__() -> list[str]:
    """Return the public names."""
    return list(__all__)
