"""The type of a person, and of records that describe one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Described(Protocol):
    """A record, such as an issued form, that describes a person field by field."""

    @property
    def employee_id(self) -> str:
        """The employee number."""
        ...

    @property
    def name(self) -> str:
        """The name."""
        ...

    @property
    def department(self) -> str:
        """The department."""
        ...

    @property
    def position(self) -> str:
        """The position."""
        ...

    @property
    def supervisor(self) -> str:
        """The name of the direct supervisor."""
        ...


@dataclass(frozen=True, slots=True)
class Person:
    """A person as given by the roster, a form or a result; missing fields are blank."""

    employee_id: str
    name: str
    department: str = ""
    position: str = ""
    supervisor: str = ""

    @classmethod
    def of(cls, one: Described) -> Person:
        """Return the person described by a record."""
        return cls(one.employee_id, one.name, one.department, one.position, one.supervisor)


class HasPerson:
    """Base of records with a ``person``, whose fields they have too."""

    __slots__ = ()
    person: Person

    @property
    def employee_id(self) -> str:
        """The employee number."""
        return self.person.employee_id

    @property
    def name(self) -> str:
        """The name."""
        return self.person.name

    @property
    def department(self) -> str:
        """The department."""
        return self.person.department

    @property
    def position(self) -> str:
        """The position."""
        return self.person.position

    @property
    def supervisor(self) -> str:
        """The name of the direct supervisor."""
        return self.person.supervisor
