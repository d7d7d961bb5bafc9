"""The tables of cues are whole, and no text at all makes the rules fail."""

from __future__ import annotations

import json
import time
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.claims.attribution.lexicon import LANGUAGES, lexicon
from muniment.claims.attribution.tokens import tokens

from .saying import found

DATA = files("muniment.claims.attribution").joinpath("data")


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_has_every_table(language: str) -> None:
    table = json.loads(DATA.joinpath(f"{language}.json").read_text(encoding="utf-8"))
    needed = {"verbs", "complementisers", "frames", "frames_self", "impersonal", "statement_nouns", "anonymous",
              "pronouns", "own", "roles", "women", "men", "bodies", "hedges", "basis", "perceive", "author_titles",
              "questions", "hearing", "naming", "citing"}  # fmt: skip
    assert needed <= table.keys()
    assert set(table["basis"]) == {"saw", "heard", "told", "document", "inferred"}
    polarities = {group.get("polarity", "affirmed") for group in table["verbs"]}
    assert polarities == {"affirmed", "denied", "unknown"}


def test_a_word_has_one_class_of_verb_in_a_language() -> None:
    assert {lexicon("en").verb(word).takes for word in ("said", "denied")} == {"any"}  # type: ignore[union-attr]
    assert lexicon("xx").language == "en"


def test_prefixes_and_objects_written_together_with_a_verb() -> None:
    assert lexicon("ar").verb(tokens("وأخبرتني", 0, 8, "ar")[0].key) is not None
    assert lexicon("he").verb("ואמרה") is not None
    assert lexicon("he").verb("בית") is None


def test_french_is_taken_apart_at_its_apostrophes() -> None:
    text = "l'armée a-t-il dit-elle qu'il"
    keys = [token.key for token in tokens(text, 0, len(text), "fr")]
    assert keys == ["l'", "armée", "a", "t-il", "dit", "elle", "qu'", "il"]


@given(
    st.lists(
        st.sampled_from(
            [
                "said",
                "that",
                "“",
                "”",
                "«",
                "»",
                "—",
                ":",
                ",",
                ".",
                "\n",
                "Osk",
                "the",
                "mayor",
                "and",
                "who",
                "he",
                '"',
                "'",
                "according",
                "to",
                "قال",
                "إن",
                "сказав",
                "що",
                "dijo",
                "que",
                "by",
                "was",
                "told",
                ">",
                ";",
            ]
        ),
        max_size=25,
    ),
    st.sampled_from(sorted(LANGUAGES)),
)
def test_any_text_gives_stretches_within_it(words: list[str], language: str) -> None:
    text = " ".join(words)
    for one in found(text, language):
        assert 0 <= one.start < one.end <= len(text)
        assert one.chain
        for link in one.chain:
            assert link.said is None or text[link.said.start : link.said.end] == link.said.text
        assert one.cue is None or text[one.cue.start : one.cue.end] == one.cue.text
    assert found(text, language) == found(text, language)


@pytest.mark.parametrize(
    "text",
    ['"a ', "“a ", "'a ", "— a ", "« a, b ", "> x\n", "A: b\n", "said,", "according to ", "he said ", "A "],
)
def test_text_that_is_no_prose_is_read_in_a_moment(text: str) -> None:
    began = time.process_time()
    found(text * 1000 + "said", "en")
    assert time.process_time() - began < 5
