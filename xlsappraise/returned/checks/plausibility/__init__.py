"""Checks of entries that are allowed and hard to believe; a scheme may leave some out (``not_checked``).

Those that need other forms are in ``returned/compared.py``.
"""

from __future__ import annotations

from xlsappraise.returned.checks.plausibility.confirmed import checked_otherwise
from xlsappraise.returned.checks.plausibility.costly_count import count_costs_most, word_costs_much
from xlsappraise.returned.checks.plausibility.dates import date_far_from_period, days_told_far_from_period
from xlsappraise.returned.checks.plausibility.days import count_above_days
from xlsappraise.returned.checks.plausibility.left_open import field_left_open
from xlsappraise.returned.checks.plausibility.logs.columns import columns_exchanged, figures_out_of_line
from xlsappraise.returned.checks.plausibility.logs.copied import texts_copied
from xlsappraise.returned.checks.plausibility.logs.words import marks_against_words
from xlsappraise.returned.checks.plausibility.lone_mark import mark_far_below
from xlsappraise.returned.checks.plausibility.lost_digit import nought_lost
from xlsappraise.returned.checks.plausibility.measured_against import measured_against
from xlsappraise.returned.checks.plausibility.not_applicable import (
    all_not_applicable,
    none_costs_points,
    not_applicable_alone,
)
from xlsappraise.returned.checks.plausibility.nothing_entered import nothing_entered
from xlsappraise.returned.checks.plausibility.order import dates_out_of_order
from xlsappraise.returned.checks.plausibility.other_scale import marks_of_other_scale
from xlsappraise.returned.checks.plausibility.own_marks import (
    count_left_to_self,
    figure_far_from_self,
    mark_far_from_self,
    self_marks_copied,
)
from xlsappraise.returned.checks.plausibility.phones import phone_incomplete
from xlsappraise.returned.checks.plausibility.records import (
    record_answers_both,
    record_contradicts,
    record_incomplete,
    records_few,
)
from xlsappraise.returned.checks.plausibility.remarks.answers import answers_told_otherwise
from xlsappraise.returned.checks.plausibility.remarks.contradicting import remark_contradicts
from xlsappraise.returned.checks.plausibility.remarks.fields import field_figures
from xlsappraise.returned.checks.plausibility.remarks.levels import level_told_otherwise
from xlsappraise.returned.checks.plausibility.remarks.measured import remark_figures
from xlsappraise.returned.checks.plausibility.remarks.none_told import none_told_otherwise
from xlsappraise.returned.checks.plausibility.remarks.repeated import remark_repeated
from xlsappraise.returned.checks.plausibility.remarks.sums import remark_sums
from xlsappraise.returned.checks.plausibility.remarks.unexplained import remark_blank
from xlsappraise.returned.checks.plausibility.remarks.when import days_of_other_month
from xlsappraise.returned.checks.plausibility.same_answers import same_answers
from xlsappraise.returned.checks.plausibility.same_mark import same_mark
from xlsappraise.returned.checks.plausibility.shares import share_above_whole
from xlsappraise.returned.checks.plausibility.siblings import figure_far_below
from xlsappraise.returned.checks.plausibility.signed import sign_off_blank, signed_early
from xlsappraise.returned.checks.plausibility.swapped import figures_exchanged
from xlsappraise.returned.checks.plausibility.twice import records_disagree, row_twice
from xlsappraise.returned.checks.plausibility.unpointed import points_blank

PLAUSIBILITY = (
    nothing_entered,
    field_left_open,
    remark_blank,
    remark_contradicts,
    remark_figures,
    remark_sums,
    field_figures,
    answers_told_otherwise,
    none_told_otherwise,
    level_told_otherwise,
    remark_repeated,
    days_of_other_month,
    checked_otherwise,
    marks_of_other_scale,
    same_mark,
    same_answers,
    self_marks_copied,
    mark_far_below,
    mark_far_from_self,
    figure_far_from_self,
    count_left_to_self,
    nought_lost,
    marks_against_words,
    all_not_applicable,
    not_applicable_alone,
    none_costs_points,
    measured_against,
    figures_exchanged,
    figure_far_below,
    figures_out_of_line,
    columns_exchanged,
    share_above_whole,
    count_above_days,
    count_costs_most,
    word_costs_much,
    dates_out_of_order,
    date_far_from_period,
    days_told_far_from_period,
    row_twice,
    texts_copied,
    records_disagree,
    record_contradicts,
    record_answers_both,
    record_incomplete,
    phone_incomplete,
    records_few,
    points_blank,
    sign_off_blank,
    signed_early,
)
