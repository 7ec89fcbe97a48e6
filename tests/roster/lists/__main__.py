"""Write the messages of all lists anew."""

from tests.roster.lists.messages import write
from tests.roster.lists.registry import FIXTURES

write(FIXTURES)
