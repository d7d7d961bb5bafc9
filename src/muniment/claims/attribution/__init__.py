"""Who says what: stretches of a reading with the chain of those whose words they are. One door: `attribute`."""

from .attributing import attribute as attribute
from .author import author_of as author_of
from .types import Attribution as Attribution
