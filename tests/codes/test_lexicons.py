"""The words of seven languages that point to the acts."""

from __future__ import annotations

from collections import Counter

import pytest

from muniment.claims.prose import words
from muniment.codes import LANGUAGES, Lexicon, lexicon, load, read_list

VERBAL = ("verb", "phrase")
NEGATIONS = {
    "not",
    "never",
    "nobody",
    "не",
    "ні",
    "ни",
    "ніхто",
    "никто",
    "لا",
    "ليس",
    "ما",
    "לא",
    "אין",
    "no",
    "nadie",
    "ne",
}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def lexis(language: str) -> Lexicon:
    return lexicon(load("acts"), language)


def test_every_act_has_verbs_and_nouns_in_every_language(lexis: Lexicon) -> None:
    assert set(lexis.cues) == set(load("acts").ids)
    for code, cues in lexis.cues.items():
        assert len(cues) >= 5, code
        assert any(cue.pos == "noun" for cue in cues), code
        assert any(cue.pos in VERBAL for cue in cues), code


def test_classes_are_the_same_in_every_language(lexis: Lexicon) -> None:
    assert set(lexis.classes) == set(lexicon(load("acts"), "en").classes)
    assert all(words for words in lexis.classes.values())


def test_no_entry_stands_twice(lexis: Lexicon) -> None:
    for code, cues in lexis.cues.items():
        seen = Counter((cue.words, cue.pos, cue.needs) for cue in cues)
        assert [entry for entry, times in seen.items() if times > 1] == [], code
    for name, entries in lexis.classes.items():
        assert len(set(entries)) == len(entries), name


def test_what_is_shared_is_shared_with_somebody(lexis: Lexicon) -> None:
    codes: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for code, cues in lexis.cues.items():
        for cue in cues:
            codes.setdefault((cue.words, cue.pos, cue.needs), []).append(code if cue.shared else "")
    assert [key for key, found in codes.items() if len(found) == 1 and found[0]] == []


def test_languages_are_treated_alike(lexis: Lexicon) -> None:
    english = sum(map(len, lexicon(load("acts"), "en").cues.values()))
    assert 0.8 < sum(map(len, lexis.cues.values())) / english < 1.25


def test_entries_are_words_as_texts_have_them(lexis: Lexicon) -> None:
    """Lower case, single blanks, one apostrophe: what a reader of a text can find again."""
    entries = [cue.words for cues in lexis.cues.values() for cue in cues] + list(lexis.misleading)
    entries += [word for words in lexis.classes.values() for word in words]
    for entry in entries:
        assert entry == " ".join(word.text for word in words(entry)), entry
        assert entry == entry.lower(), entry


def test_a_class_has_the_words_of_its_parts(lexis: Lexicon) -> None:
    assert set(lexis.classes["weapon.missile"]) < set(lexis.of_class("weapon"))
    assert lexis.of_class("weapon.missile") == lexis.classes["weapon.missile"]
    assert lexis.of_class("weap") == ()


def test_denying_an_event_and_speaking_against_a_group_share_no_word(language: str, lexis: Lexicon) -> None:
    act = load("acts").match("statement-against-group")
    event = {word.key for code in load("polarity").codes[:2] for word in words(code.label_in(language))}
    group = {word.key for word in words(act.label_in(language))}
    group |= {word.key for cue in lexis.cues[act.id] for word in words(cue.words)}
    assert event & group == set()


def test_no_english_word_of_denial_is_in_the_code_against_a_group() -> None:
    act = load("acts").match("statement-against-group")
    cues = lexicon(load("acts"), "en").cues[act.id]
    said = " ".join((act.id, act.label, act.definition, *(cue.words for cue in cues))).lower()
    assert not any(form in said for form in ("deny", "denied", "denial", "denies"))


def test_no_verb_brings_its_own_negation(lexis: Lexicon) -> None:
    """Whether it happened is read from the sentence: a word of denial in the cue would be read as one."""
    entries = [cue.words for cues in lexis.cues.values() for cue in cues if cue.pos == "verb"]
    assert [entry for entry in entries if NEGATIONS & set(entry.split())] == []


def test_a_language_without_a_lexicon_has_no_words() -> None:
    assert lexicon(load("acts"), "xx") == Lexicon("xx", dict.fromkeys(load("acts").ids, ()), {})


def test_a_list_of_ones_own_keeps_the_shipped_words_for_the_codes_it_keeps() -> None:
    """Its own words for a code stand in place of the shipped ones; codes it leaves out have none."""
    own = read_list(
        b"""{"list": "acts", "version": "ours-1", "codes": [
        {"id": "killing", "label": "Killing", "definition": "As shipped."},
        {"id": "injury", "label": "Injury", "definition": "As shipped."}],
        "lexicons": {"en": {"cues": {"injury": [{"w": "graze", "pos": "verb", "needs": ["civilians"]}]},
                            "classes": {"boats": ["dinghy"]}}}}""",
        "ours.json",
    )
    shipped, laid = lexicon(load("acts"), "en"), lexicon(own, "en")
    assert laid.cues["killing"] == shipped.cues["killing"]
    assert [cue.words for cue in laid.cues["injury"]] == ["graze"]
    assert set(laid.cues) == {"killing", "injury"}
    assert laid.classes["medical"] == shipped.classes["medical"]
    assert laid.classes["boats"] == ("dinghy",)
    assert lexicon(own, "uk").cues["injury"] == lexicon(load("acts"), "uk").cues["injury"]
