"""Pay and promotion plans."""

from __future__ import annotations

from xlsappraise.base.catalogue.message import Message, error, note, usage, warning
from xlsappraise.base.i18n import N_

MESSAGES: dict[str, Message] = {
    "plan-unreadable": error(N_("{file} cannot be read as a plan: {found}")),
    "plan-fault": error(N_("{file}: {path}: {detail}.")),
    "plan-unknown": error(
        N_(
            "{file}, {sheet} {cell}: there is no plan “{found}”. Write the id or title of a plan, for example {expected}."
        )
    ),
    "plan-person-gone": error(
        N_(
            "{name} ({found}) has a result of “{expected}” in {period} but is not in the roster, so nothing is computed for {name}. Put {name} back into the roster, with the status 离职 for somebody who has left, or name the roster that was kept from then with --roster."
        )
    ),
    "plan-scheme-differs": error(
        N_(
            "{place}: the setting “{expected}” of {plan} names the scheme “{found}”, which {name} does not have. Check the setting first, then the schemes in the roster. {name} is held back from this plan."
        )
    ),
    "pay-person-not-recorded": warning(
        N_(
            "{name}: {expected} of the plan {plan} counts the awards of {found}, for which nothing of {name} was recorded. If {name} was held back then, mend that, run “xlsappraise pay {found}” again, then this period."
        )
    ),
    "pay-run-not-paid": warning(
        N_(
            "{name}: as it stands today the run of {expected} was complete with {found}, for which no such sum is recorded. If something was held back then and mended since, run “xlsappraise pay {found}” again."
        )
    ),
    "promote-not-assessed": warning(
        N_(
            "{name} was not looked at for the plan {plan}: mend what is told of {name} first, then run the command again."
        )
    ),
    "plan-without-scheme": error(
        N_(
            "{file}, {sheet} {cell}: the plan {found} rests on the scheme “{expected}”, which {name} does not have. Add the scheme in the column 考核方案, or take the plan out. {name} is held back from this plan."
        )
    ),
    "plan-setting-not-set": error(
        N_(
            "the setting “{expected}” ({found}) of {plan} is not set, so the rule {rule} is not computed. Fill it in there, or write it into the plan file in the workspace's folder plans."
        ),
        placed=True,
    ),
    "plan-setting-nowhere": error(
        N_(
            "The setting “{expected}” ({found}) of {plan} is not set, so the rule {rule} is not computed. Run “xlsappraise facts {period}” and fill it in on the sheet of settings, or write it into the plan file in the workspace's folder plans."
        )
    ),
    "plan-fact-blank": error(
        N_(
            "“{expected}” of {name} is blank, and the plan {plan} needs it. What rests on it is withheld from {name}. Blank is neither 0 nor no: fill in 0 (or no) where there is none."
        ),
        placed=True,
    ),
    "plan-fact-nowhere": error(
        N_(
            "“{expected}” of {name} is not in facts.xlsx of {found}, and the plan {plan} needs it. Run “xlsappraise facts {found}”, which adds what is missing and keeps what is filled in, and fill it in."
        )
    ),
    "plan-no-result": error(
        N_(
            "{name} has no valid result of “{expected}” in {found}, so what the plan {plan} pays for it is withheld from {name}. Run “xlsappraise summarize {found}” when the form has come back; for somebody on approved leave fill in 批准休假 in facts.xlsx."
        )
    ),
    "plan-on-leave": note(N_("{name} was on approved leave in {found} and is not paid by the plan {plan}.")),
    "plan-paid-on-leave": warning(
        N_(
            "{name} was on approved leave for the whole of {found}, and yet {expected} of the plan {plan} pays, as figures or a result are there. Check which of them is right."
        )
    ),
    "plan-paid-after-leaving": warning(
        N_(
            "{name} has left and has no result in {found}, and yet {expected} of the plan {plan} pays, as figures are there. Check whether they belong to {name} and to this period."
        )
    ),
    "plan-compared-incomplete": warning(
        N_(
            "{plan}: {expected} compares people, and {found} are held back. Once that is mended, the amounts of the others can change too."
        )
    ),
    "plan-fine-too-often": error(
        N_(
            "{name} has {found} incidents under {rule} of {plan}, which doubles each time and takes {expected}. Check the number of times in facts.xlsx. The fine is withheld."
        )
    ),
    "roster-hired-needed": error(
        N_(
            "{file}, {sheet} {cell}: the day of joining (入职日期) of {name} is blank, and the plan {found} needs it. Fill it in."
        )
    ),
    "level-unknown": error(
        N_(
            "{file}, {sheet} {cell}: the grade (职级) of {name} is “{found}”; the plan {plan} knows {expected}. Write one of them."
        )
    ),
    "plan-not-known": usage(N_("There is no plan “{found}”. Known: {expected}.")),
    "plan-nobody": usage(
        N_(
            "Nobody in the roster has a plan. Add a column 奖金方案 to the roster and write the id or title of a plan for each person, for example shop-awards; “xlsappraise plans list” lists the plans."
        )
    ),
    "plan-pays-nothing": usage(
        N_(
            "No plan in use pays anything ({found}), so nothing was computed or recorded. For proposals run “xlsappraise promote”; for pay write a plan into the column 奖金方案 of the roster (“xlsappraise plans list”)."
        )
    ),
    "pay-changed": warning(
        N_(
            "{name}: {period} comes to {found} yuan now; {expected} was recorded on {at}. The roster, plans and facts of today were used, and the new sum is recorded; a roster that was kept from then can be named with --roster. Check before anything is paid again."
        )
    ),
    "pay-not-recorded": warning(
        N_(
            "{plan}: {expected} counts the awards of {found}, for which no pay was recorded. Run “xlsappraise pay {found}” first, then this period again."
        )
    ),
    "what-if-unclear": usage(
        N_("“{found}” cannot be tried out: {expected}. Write plan.setting=value or plan.rule.parameter=value.")
    ),
}
