"""One sentence read: what the rooms of this package need side by side."""

from __future__ import annotations

from collections.abc import Sequence

from .chunks import chunks
from .clauses import clauses
from .lexicon import Lexicon
from .needs import Needs
from .polarity import Reality
from .tokens import Token
from .who import Sense


class Reading:
    """The words, phrases and clauses of a sentence, and who judges them."""

    def __init__(self, text: str, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.text, self.tokens, self.lexicon = text, tokens, lexicon
        self.sense = Sense(tokens, lexicon)
        self.chunks = chunks(tokens, lexicon.grammar, lexicon.morphology)
        self.clauses = clauses(self.chunks, tokens, lexicon.grammar, lexicon.morphology.order, self.sense.can_act)
        self.needs = Needs(tokens, self.sense, self.chunks)
        self.by_head = {clause.group.head: clause for clause in self.clauses}
        self.reality = Reality(tokens, lexicon.grammar, self.clauses, self.chunks)
