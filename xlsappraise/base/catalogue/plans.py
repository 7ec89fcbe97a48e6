"""Pay and promotion plans."""

from __future__ import annotations

from xlsappraise.base.catalogue.message import Message, error, note, usage, warning
from xlsappraise.base.i18n import N_

MESSAGES: dict[str, Message] = {
    "plan-unreadable": error(
        N_("{file} cannot be read as a plan: {found}. Correct the file in a text editor and run the command again.")
    ),
    "plan-book-unreadable": usage(N_("{file} cannot be read as a plan workbook. {found}")),
    "plan-book-no-plan": usage(
        N_("{file} has no plan; its sheets are: {found}. Begin with a workbook that “xlsappraise plans export” wrote.")
    ),
    "plan-fault": error(N_("{file}: {path}: {detail}.")),
    "plan-unknown": error(
        N_(
            "{file}, {sheet} {cell}: there is no plan “{found}”. Write the id or title of a plan, for example {expected}."
        )
    ),
    "plan-person-gone": error(
        N_(
            "{name} ({found}) has a result of “{expected}” in {period} but is not in the roster, so nothing is computed for {name}. Put {name} back into the roster, with the status 离职 for a person who has left, or give the roster of that time with --roster."
        )
    ),
    "plan-scheme-differs": error(
        N_(
            "{place}: the setting “{expected}” of {plan} names the scheme “{found}”, which is not one of those of {name}. Check the setting first, then the schemes in the roster. Until then this plan computes nothing for {name}."
        )
    ),
    "pay-person-not-recorded": warning(
        N_(
            "{name}: {expected} of the plan {plan} counts the awards of {found}, for which nothing was recorded. If something was held back then, correct that, run “xlsappraise pay {found}” again, then this period."
        )
    ),
    "pay-run-not-paid": warning(
        N_(
            "{name}: with today's data, the run of {expected} was complete with {found}, but no such amount was recorded for {found}. If something was held back then and corrected since, run “xlsappraise pay {found}” again."
        )
    ),
    "promote-not-assessed": warning(
        N_(
            "Not considered for the plan {plan}: {name}. Correct the other problems of {name} first, then run the command again."
        )
    ),
    "plan-without-scheme": error(
        N_(
            "{file}, {sheet} {cell}: the plan {found} needs the scheme “{expected}”, which is not one of those of {name}. Add the scheme in the column 考核方案, or take the plan out. Until then this plan computes nothing for {name}."
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
            "“{expected}” of {name} is blank, and the plan {plan} needs it. Amounts that depend on it are withheld from {name}. Blank is neither 0 nor no: enter 0 (or no) where there is none."
        ),
        placed=True,
    ),
    "plan-fact-nowhere": error(
        N_(
            "“{expected}” of {name} is not in facts.xlsx of {found}, and the plan {plan} needs it. Run “xlsappraise facts {found}”, which adds what is missing and keeps what is filled in, and fill it in."
        )
    ),
    "plan-department-blank": error(
        N_(
            "“{expected}” of the shop or department {department} is blank, and the plan {plan} needs it. The amounts that depend on it are withheld from everybody there. Blank is not 0: enter 0 where there is none."
        ),
        placed=True,
    ),
    "plan-department-nowhere": error(
        N_(
            "“{expected}” of the shop or department {department} is not in facts.xlsx of {found}, and the plan {plan} needs it. The amounts that depend on it are withheld from everybody there. Run “xlsappraise facts {found}”, which adds what is missing and keeps what is filled in, and fill it in on the sheet of shops and departments."
        )
    ),
    "plan-no-result": error(
        N_(
            "No valid result of “{expected}” in {found} for {name}, so what the plan {plan} pays for it is withheld. Run “xlsappraise summarize {found}” when the form has come back; for approved leave fill in 批准休假 in facts.xlsx."
        )
    ),
    "plan-on-leave": note(N_("On approved leave in {found}, so not paid by the plan {plan}: {name}.")),
    "plan-paid-on-leave": warning(
        N_(
            "{expected} of the plan {plan} pays {name} although the whole of {found} was approved leave, because figures or a result are there. Check which of them is right."
        )
    ),
    "plan-paid-after-leaving": warning(
        N_(
            "{expected} of the plan {plan} pays {name} after leaving and without a result in {found}, because figures are filled in. Check whether they belong to {name} and to this period."
        )
    ),
    "plan-compared-incomplete": warning(
        N_(
            "{plan}: {expected} compares people, and {found} are held back. Once they are computed, the amounts of the others can change too."
        )
    ),
    "plan-fine-too-often": error(
        N_(
            "{name} has {found} incidents under {rule} of {plan}, a fine that doubles each time and takes {expected}. Check the number of times in facts.xlsx. The fine is withheld."
        )
    ),
    "roster-hired-needed": error(
        N_(
            "{file}, {sheet} {cell}: the day of joining (入职日期) of {name} is blank, and the plan {found} needs it. Fill it in."
        )
    ),
    "level-unknown": error(
        N_(
            "{file}, {sheet} {cell}: the grade (职级) of {name} is “{found}”; the grades of the plan {plan} are {expected}. Enter one of them."
        )
    ),
    "level-date-unknown": error(
        N_(
            "The conditions for {expected} of the plan {plan} may be met by {name}, but the day on which the grade {found} was reached is not known, so nothing is proposed. Add a column 任现级日期 to the roster (the day on which the present grade was reached), fill it in for {name}, and run the command again."
        )
    ),
    "level-date-late": error(
        N_(
            "{file}, {sheet} {cell}: {name} reached the grade {expected} on {found} (任现级日期), after {period}, so nothing is proposed for {name} by the plan {plan}. Correct the day; for an earlier period use the list of that time (--roster FILE)."
        )
    ),
    "plan-not-known": usage(N_("There is no plan “{found}”. Choose from: {expected}.")),
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
    "pay-fill-in-first": error(
        N_(
            "Nobody can be paid yet, so nothing was computed or recorded: {found} are not filled in. Fill in {path}, save and close it, then run “xlsappraise pay {period}” again."
        )
    ),
    "pay-facts-first": error(
        N_(
            "Nobody can be paid yet, so nothing was computed or recorded: {found} are not filled in anywhere. Run “xlsappraise facts {period}”, fill in {path}, save and close it, then run “xlsappraise pay {period}” again."
        )
    ),
    "pay-nobody": error(
        N_(
            "Nobody can be paid for {period} yet, so nothing was written or recorded. Correct what is listed above and run the same command again."
        )
    ),
    "pay-changed": warning(
        N_(
            "{name}: {period} comes to {found} yuan now; {expected} was recorded on {at}. The new sum is recorded. Amounts that changed or disappeared are listed with the reason on the sheet of corrections; new ones are among the details. Check before anything is paid again."
        )
    ),
    "pay-not-recorded": warning(
        N_(
            "{plan}: {expected} counts the awards of {found}, for which no pay was recorded. Run “xlsappraise pay {found}” first, then this period again."
        )
    ),
    "pay-guarantee-gap": warning(
        N_(
            "{plan}: {expected} is accounted over the year of service, and {found} are not in the account of {names}, because no pay with such an account was recorded for them. The other months were counted. If they are to count, run “xlsappraise pay {first}” and the months after it first, then {period} again."
        )
    ),
    "what-if-unclear": usage(
        N_("“{found}” cannot be tried out: {expected}. Write plan.setting=value or plan.rule.parameter=value.")
    ),
}
