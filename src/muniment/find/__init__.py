"""Search keys: what makes *лікарнями* findable by *лікарня*, in every language alike.

Turns readings into entries and queries into keys for the search port (`store.search`). It must
never open an index, never judge what it indexes, and never load a dictionary before the first
word needs it.
"""

from muniment.find.index import entries
from muniment.find.keys import search_keys
from muniment.find.query import analyse
from muniment.find.snippet import highlights
from muniment.find.version import keys_version
from muniment.find.words import fold, words

__all__ = ["analyse", "entries", "fold", "highlights", "keys_version", "search_keys", "words"]
