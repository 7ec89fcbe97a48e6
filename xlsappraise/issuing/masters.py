"""Masters: drawn once per scheme, period and rater, frozen in the ledger, held ready for stamping."""

from __future__ import annotations

from collections.abc import Sequence

from xlsappraise.base.period import Period
from xlsappraise.forms.layout import LAYOUT_VERSION, Filled, Setting, lay_out
from xlsappraise.forms.layout.filled import NOTHING
from xlsappraise.forms.master import draw_master
from xlsappraise.forms.stamper import Master, make_master
from xlsappraise.schemes import Scheme
from xlsappraise.store.issued import freeze
from xlsappraise.store.ledger import MasterRecord
from xlsappraise.store.office import Office


class Masters:
    """The masters of a period. A form with figures filled in beforehand has a master of its own."""

    def __init__(self, office: Office, period: Period, people: Sequence[str] = ()) -> None:
        self.office = office
        self.period = period
        self.people = tuple(people)
        self.ids: dict[tuple[str, str], int] = {}
        self.ready: dict[int, Master] = {}
        self.records: dict[int, MasterRecord] = {}

    def id_of(self, scheme: Scheme, rater: str, filled: Filled = NOTHING) -> int:
        """Return the ledger's id of the master for a scheme and rater in this period."""
        key = (scheme.digest, rater)
        if filled.values or key not in self.ids:
            setting = Setting(self.period, self.people, filled)
            workbook = draw_master(scheme, self.period, rater, setting)
            layout = lay_out(scheme.form_of(rater), setting)
            frozen = {**freeze(layout, workbook), "filled": filled.as_dict()}
            number = self.office.ledger.master_for(
                scheme.digest, str(self.period), rater, LAYOUT_VERSION, scheme.frozen(), frozen,
                known=not filled.values,
            )  # fmt: skip
            self.ready[number] = make_master(workbook)
            if filled.values:
                return number
            self.ids[key] = number
        return self.ids[key]

    def get(self, number: int) -> Master:
        """Return the master of an issue, drawing it again from the ledger's scheme when needed."""
        if number not in self.ready:
            record = self._record(number)
            scheme = Scheme.model_validate_json(record.scheme)
            filled = Filled.from_dict(record.frozen.get("filled", {}))
            setting = Setting(self.period, tuple(record.frozen.get("people", ())), filled)
            self.ready[number] = make_master(draw_master(scheme, self.period, record.rater, setting))
        return self.ready[number]

    def can_redraw(self, number: int) -> bool:
        """Tell whether this version draws the master as it was issued; another layout would look tampered with."""
        return number in self.ready or self._record(number).layout_version == LAYOUT_VERSION

    def _record(self, number: int) -> MasterRecord:
        if number not in self.records:
            self.records.update(self.office.ledger.masters([number]))
        return self.records[number]
