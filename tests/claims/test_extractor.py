"""What any extractor is held to, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from muniment.claims.extractor import Background, checked_marks
from muniment.claims.form import ClaimError
from muniment.claims.vocabulary import Vocabulary
from muniment.codes import load
from muniment.model.claims import Act, Span, Speaker, Suggestion
from muniment.model.reading import Reading
from muniment.preserve import Refused

READING = Reading("text/1", "A guard was killed.", language="en")
KNOWN = Background(Vocabulary((load("acts"),)))


class Stranger:
    """An extractor that suggests what it is made with."""

    label = "stranger/1"

    def __init__(self, code: str = "killing", words: str = READING.text, item: str = "item-1.0") -> None:
        self._mark = Suggestion(
            "s-1", item, Span(words, 0, len(words)), (Speaker("", role="author"),), self.label, acts=(Act(code),)
        )

    def suggest(self, item: str, reading: Reading, known: Background) -> Iterator[Suggestion]:
        yield self._mark


def test_a_mark_that_holds_is_shown() -> None:
    assert len(list(checked_marks(Stranger(), "item-1.0", READING, KNOWN))) == 1


@pytest.mark.parametrize("made", [Stranger(words="A king was killed."), Stranger(item="item-2.0")])
def test_made_up_words_and_other_items_are_refused(made: Stranger) -> None:
    with pytest.raises(ClaimError):
        list(checked_marks(made, "item-1.0", READING, KNOWN))


@pytest.mark.parametrize("code", ["genocide-2-a", "rome-8-2-a-i", "rome", "genocide"])
def test_whoever_maps_an_act_to_a_legal_element_is_refused(code: str) -> None:
    with pytest.raises(Refused):
        list(checked_marks(Stranger(code), "item-1.0", READING, KNOWN))
