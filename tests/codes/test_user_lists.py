"""A user's own list: read whole, or refused with the line and what is wrong in it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from muniment.codes import ListRefused, load, read_list

GOOD: dict[str, Any] = {
    "list": "veldra",
    "version": "2",
    "title": "Codes of the Veldra Documentation Centre",
    "codes": [
        {"id": "well-poisoning", "label": "Poisoning of wells", "definition": "A well was made unfit on purpose."},
        {"id": "ferry-stopped", "label": "Ferry stopped", "definition": "A ferry did not run.", "kind": "circumstance"},
    ],
}


def _refusal(text: str | bytes, source: str = "veldra.json") -> str:
    with pytest.raises(ListRefused) as refused:
        read_list(text.encode() if isinstance(text, str) else text, source)
    return str(refused.value)


def _changed(**changes: Any) -> str:
    """The good list with its second code changed, one code in each of lines 5 to 6."""
    first, second = GOOD["codes"]
    second = {key: value for key, value in (second | changes).items() if value is not None}
    codes = ",\n".join(json.dumps(code, ensure_ascii=False) for code in (first, second))
    return f'{{\n"list": "veldra",\n"version": "2",\n"codes": [\n{codes}\n]\n}}'


def test_a_good_list_is_read() -> None:
    listed = read_list(json.dumps(GOOD).encode("utf-8-sig"), "veldra.json")
    assert (listed.name, listed.version, listed.title) == ("veldra", "2", GOOD["title"])
    assert listed.ids == ("well-poisoning", "ferry-stopped")
    assert (listed.codes[0].kind, listed.codes[1].kind) == ("act", "circumstance")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"id": "Ferry Stopped"}, "line 6: 'Ferry Stopped' cannot be an id: small letters"),
        ({"id": "well-poisoning"}, "line 6: the id 'well-poisoning' stands in line 5 too; keep one."),
        ({"id": None}, "line 6: “id” of the code is missing or no text."),
        ({"definition": None}, "line 6: “definition” of the code 'ferry-stopped' is missing or no text."),
        ({"definition": "  "}, "line 6: “definition” of the code 'ferry-stopped' is missing or no text."),
        ({"label": 7}, "line 6: “label” of the code 'ferry-stopped' is missing or no text."),
        ({"kind": "circumstances"}, "line 6: the kind of the code 'ferry-stopped' is 'circumstances' (did you mean"),
        ({"roles": ["victim"]}, "line 6: a role of the code 'ferry-stopped' is 'victim' (did you mean victims?)"),
        ({"roles": "victims"}, "line 6: “roles” of the code 'ferry-stopped' is not a list"),
        ({"lable": "Ferry"}, "line 6: there is no field 'lable' (did you mean label or labels?); there are id, label"),
        ({"labels": {"UKR": "пором"}}, "line 6: 'UKR' is no language"),
        ({"labels": {"uk": ""}}, "line 6: the label of the code 'ferry-stopped' in uk is missing"),
        ({"labels": ["x"]}, "line 6: “labels” of the code 'ferry-stopped' is not an object"),
    ],
)
def test_a_wrong_code_is_refused_with_its_line(changes: dict[str, Any], words: str) -> None:
    assert words in _refusal(_changed(**changes))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"list": "a",\n"version": "1",\n}', "veldra.json, line 3: this is not JSON"),
        ('{"list": "a",\n"version": "1",\n"list": "b"}', "line 3: the key list stands twice in one object."),
        ("[1]", "line 1: a code list is a JSON object"),
        ('{"list": "a",\n"codes": []}', "line 1: “version” of the list is missing"),
        ('{"list": "a",\n"version": 1}', "line 2: “version” of the list is missing or no text."),
        ('{"list": "Our List",\n"version": "1"}', "line 1: 'Our List' cannot be the name of a list"),
        ('{"list": "a", "version": "1",\n"codes": []}', "line 2: a list has at least one code"),
        ('{"list": "a", "version": "1",\n"codes": [7]}', "line 2: a code is not an object"),
        ('{"list": "a", "version": "1", "titel": "x"}', "no field 'titel' (did you mean title?)"),
        (b'{"list":\n"\xff"}', "line 2: this is not UTF-8"),
        ('{"list": ' + "[" * 100_000, "this is nested too deeply"),
        ("", "line 1: there is no column “id”"),
        (b" " * (9 << 20), "bytes are too many for a code list"),
    ],
    ids=range(13),
)
def test_a_wrong_file_is_refused_with_its_line(text: str | bytes, words: str) -> None:
    assert words in _refusal(text)


def _with_lexicon(**parts: Any) -> str:
    return json.dumps(GOOD | {"lexicons": {"en": parts}}, indent=1)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"cues": {"fery-stopped": []}}, "is 'fery-stopped' (did you mean ferry-stopped?)"),
        ({"cues": {"ferry-stopped": [{"w": "stop", "pos": "verb", "needs": ["boat"]}]}}, "a class that is needed is"),
        ({"cues": {"ferry-stopped": [{"w": "stop", "pos": "verbs"}]}}, "“pos” of 'stop' is 'verbs'"),
        ({"cues": {"ferry-stopped": [{"w": "stop", "pos": "verb", "voice": "x"}]}}, "“voice” of 'stop' is 'x'"),
        ({"cues": {"ferry-stopped": [{"pos": "verb"}]}}, "“w” of a cue is missing"),
        ({"cues": {"ferry-stopped": [{"w": "stop", "pos": "verb", "need": []}]}}, "'need' (did you mean needs?)"),
        ({"cues": {"ferry-stopped": [{"family": "halt"}]}}, "the family of cues is 'halt'"),
        ({"cues": {"ferry-stopped": {"w": "stop"}}}, "is not a list"),
        ({"clases": {}}, "no field 'clases' (did you mean classes?)"),
        ({"misleading": [""]}, "an entry of “misleading” is missing"),
    ],
    ids=range(10),
)
def test_a_wrong_lexicon_is_refused(parts: dict[str, Any], words: str) -> None:
    assert words in _refusal(_with_lexicon(**parts))


def test_the_line_of_a_wrong_cue_is_told() -> None:
    text = _with_lexicon(cues={"ferry-stopped": [{"w": "stop", "pos": "verb"}, {"w": "halt", "pos": "x"}]})
    line = next(number for number, row in enumerate(text.split("\n"), 1) if '"pos": "x"' in row)
    assert f"line {line}: “pos” of 'halt'" in _refusal(text)


def test_one_word_for_two_codes_must_be_meant() -> None:
    cue = {"w": "foul", "pos": "verb"}
    twice = {"well-poisoning": [cue], "ferry-stopped": [cue]}
    assert "'foul' points to 'well-poisoning' as well" in _refusal(_with_lexicon(cues=twice))
    one = {"well-poisoning": [cue | {"shared": True}], "ferry-stopped": [cue]}
    assert "mark both as shared" in _refusal(_with_lexicon(cues=one))
    both = {code: [cue | {"shared": True}] for code in twice}
    assert read_list(_with_lexicon(cues=both).encode(), "veldra.json").lexicons["en"].cues["ferry-stopped"][0].shared


def test_families_of_cues_stand_in_place_of_their_name() -> None:
    members = [{"w": "foul", "pos": "verb"}, {"w": "spoil", "pos": "verb"}]
    cues = {
        "well-poisoning": [{"family": "ruin", "needs": ["infrastructure.water"]}],
        "ferry-stopped": [{"family": "ruin", "needs": ["infrastructure"]}],
    }
    listed = read_list(_with_lexicon(families={"ruin": members}, cues=cues).encode(), "veldra.json")
    found = listed.lexicons["en"].cues["well-poisoning"]
    assert [(cue.words, cue.needs) for cue in found] == [
        ("foul", ("infrastructure.water",)),
        ("spoil", ("infrastructure.water",)),
    ]


@pytest.mark.parametrize("kind", ["element", "standard"])
def test_no_program_is_pointed_to_law(kind: str) -> None:
    codes = [{"id": "rule-9", "label": "Rule 9", "definition": "Of the Veldra code.", "kind": kind}]
    cues = {"rule-9": [{"w": "poison", "pos": "verb"}]}
    text = json.dumps({"list": "veldra", "version": "1", "codes": codes, "lexicons": {"en": {"cues": cues}}})
    assert "no program may suggest it, so it has no cues" in _refusal(text)
    without = json.dumps({"list": "veldra", "version": "1", "codes": codes})
    assert read_list(without.encode(), "veldra.json").ids == ("rule-9",)


def test_every_shipped_list_reads_as_a_users() -> None:
    import msgspec

    again = read_list(msgspec.json.encode(load("law")), "law.json")
    assert again == load("law")
