"""Masters: drawn once per scheme, period and rater, frozen in the ledger, held ready for stamping."""

from __future__ import annotations

from collections.abc import Sequence

from xlsappraise.base.form_rules import Closing, Stay
from xlsappraise.base.period import Period
from xlsappraise.forms.frozen import freeze
from xlsappraise.forms.layout import DRAWN, LAYOUT_VERSION, Filled, Setting, lay_out
from xlsappraise.forms.layout.filled import NOTHING
from xlsappraise.forms.master import draw_master
from xlsappraise.forms.stamper import Master, make_master
from xlsappraise.schemes import Scheme
from xlsappraise.store.ledger import MasterRecord, NewMaster
from xlsappraise.store.office import Office

_NONE = Closing()


class Masters:
    """The masters of a period. A form with figures filled in beforehand has a master of its own.

    ``closing``: what all of its forms say of their return.
    """

    def __init__(self, office: Office, period: Period, people: Sequence[str] = (), closing: Closing = _NONE) -> None:
        self.office = office
        self.period = period
        self.people = tuple(people)
        self.closing = closing
        self.ids: dict[tuple[str, str, Stay | None], int] = {}
        self.ready: dict[int, Master] = {}
        self.records: dict[int, MasterRecord] = {}

    def setting(self, stay: Stay | None = None, filled: Filled = NOTHING) -> Setting:
        """Return what a new form has besides its scheme."""
        return Setting(self.period, self.people, filled, stay, self.closing)

    def id_of(self, scheme: Scheme, rater: str, stay: Stay | None = None, filled: Filled = NOTHING) -> int:
        """Return the ledger's id of the master for a scheme, a rater and a part of this period."""
        key = (scheme.digest, rater, stay)
        if filled.values or key not in self.ids:
            setting = self.setting(stay, filled)
            layout = lay_out(scheme.form_of(rater), setting)
            workbook = draw_master(scheme, self.period, rater, setting, layout)
            frozen = freeze(layout, workbook, setting)
            version = LAYOUT_VERSION
            master = NewMaster(scheme.digest, str(self.period), rater, version, scheme.frozen(), frozen, workbook)
            number = self.office.ledger.master_for(master, reuse=not filled.values)
            if filled.values:
                self.ready[number] = make_master(workbook)
                return number
            self.ids[key] = number
        return self.ids[key]

    def get(self, number: int) -> Master:
        """Return the master of an issue as it was frozen; draw it again where 0.1.0 froze no workbook."""
        if number not in self.ready:
            self.ready[number] = make_master(self.office.ledger.workbook(number) or self._drawn(self._record(number)))
        return self.ready[number]

    def can_write(self, number: int) -> bool:
        """Return whether the form can be written as it was issued: drawn in another layout, it would look tampered."""
        return (
            number in self.ready
            or self._record(number).layout_version in DRAWN
            or self.office.ledger.workbook(number) is not None
        )

    def _drawn(self, record: MasterRecord) -> bytes:
        scheme = Scheme.model_validate_json(record.scheme)
        frozen = record.frozen
        setting = Setting(self.period, frozen.people, frozen.filled, frozen.stay, frozen.closing)
        return draw_master(scheme, self.period, record.rater, setting)

    def _record(self, number: int) -> MasterRecord:
        if number not in self.records:
            self.records[number] = self.office.ledger.masters([number])[number].record()
        return self.records[number]
