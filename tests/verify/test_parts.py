"""Parts: what is disclosed verifies, what is not stays hidden, and decoys are decoys."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.verify.acts.jws import seal
from muniment.verify.acts.parts import (
    DECOY,
    SIZES,
    Part,
    decoy_digest,
    digest_of,
    make_part,
    open_disclosure,
    part_leaf,
    read_parts,
    write_parts,
)
from muniment.verify.acts.shownparts import read_shown, write_shown
from muniment.verify.log.merkle import ProofError, inclusion_path, root_of
from muniment.verify.strict import StrictError, b64url, b64url_all, dumps, from_b64url, from_b64url_all
from tests.verify.test_jws import ACT, KEY
from tests.verify.test_strict import TEXT, VALUES

FIELDS = st.dictionaries(TEXT, VALUES, max_size=32)


def act_of(parts: list[Part]) -> Any:
    from muniment.verify.acts.act import parse_act

    root = {"root": b64url(root_of(part.leaf_hash() for part in parts)), "count": len(parts)}
    return parse_act(4, seal(ACT | {"parts": root}, KEY.public, KEY.sign))


@given(FIELDS)
def test_every_field_is_there_and_nothing_else(fields: dict[str, Any]) -> None:
    part = make_part(fields)
    assert part.fields() == fields
    digests = part.digests()
    assert len(digests) in SIZES
    assert digests == sorted(set(digests))
    assert len(digests) == min(size for size in SIZES if size >= len(fields))
    assert read_parts(write_parts([part, part])) == [part, part]


@given(st.lists(FIELDS, min_size=1, max_size=5), st.data())
def test_some_of_it_is_shown_and_verifies(wanted: list[dict[str, Any]], data: st.DataObject) -> None:
    parts = [make_part(fields) for fields in wanted]
    act, leaves = act_of(parts), [part.leaf_hash() for part in parts]
    number = data.draw(st.integers(0, len(parts) - 1))
    names = data.draw(st.sets(st.sampled_from(sorted(wanted[number])))) if wanted[number] else set()
    shown = write_shown(4, [(number, parts[number], names, inclusion_path(number, leaves))])
    (found,) = read_shown(shown, act)
    assert found.number == number
    assert found.fields == {name: wanted[number][name] for name in names}
    assert found.hidden == len(parts[number].digests()) - len(names)
    for other in range(-1, len(parts) + 1):
        if other == number:
            continue
        path = inclusion_path(number, leaves)
        with pytest.raises((StrictError, ProofError)):
            read_shown(write_shown(4, [(other, parts[number], names, path)]), act)
    with pytest.raises(StrictError):
        read_shown(write_shown(5, []), act)


def test_hidden_fields_leave_no_trace() -> None:
    """Neither the value, nor a hash that somebody who knows it could compare."""
    secret = "Ivo Maren of the Lower Market"
    part = make_part({"name": secret, "basis": "person", "item": {"object": "ab" * 32, "size": 3}})
    act = act_of([part])
    shown = write_shown(4, [(0, part, ["basis"], [])])
    (found,) = read_shown(shown, act)
    assert found.fields == {"basis": "person"}
    for guess in (secret, secret.lower(), "ab" * 32, dumps(["", "name", secret]).decode()):
        for form in (guess, hashlib.sha256(guess.encode()).hexdigest(), digest_of(b64url(guess.encode()))):
            assert form.encode() not in shown
    assert make_part({"name": secret}).digests() != make_part({"name": secret}).digests()


def test_at_most_32_fields() -> None:
    assert len(make_part({str(n): n for n in range(32)}).digests()) == 32
    with pytest.raises(StrictError, match="33 fields"):
        make_part({str(n): n for n in range(33)})


GOOD = make_part({"a": 1}).digests()


@pytest.mark.parametrize(
    "digests",
    [
        [],
        GOOD[:7],
        [*GOOD, "z" * 43],
        list(reversed(GOOD)),
        [*GOOD[:7], GOOD[0]],
        [*GOOD[:6], GOOD[6], GOOD[6]],
        [*GOOD[:7], GOOD[7] + "A"],
        [*GOOD[:7], GOOD[7][:-1]],
    ],
)
def test_digests_of_a_wrong_number_order_or_length(digests: list[str]) -> None:
    assert part_leaf(GOOD)
    with pytest.raises(StrictError):
        part_leaf(digests)


def test_sixteen_digests_cannot_be_shown_as_eight() -> None:
    part = make_part({str(n): n for n in range(9)})
    digests = part.digests()
    together = [f"{one}\n{two}" for one, two in zip(digests[::2], digests[1::2], strict=True)]
    with pytest.raises(StrictError, match="43 characters"):
        part_leaf(together)


def test_decoys_look_like_digests_and_are_none() -> None:
    part = make_part({})
    assert len(part.digests()) == len(part.decoys) == 8
    for digest in part.digests():
        assert b64url(base64.urlsafe_b64decode(digest + "=")) == digest
    for salt in part.decoys:
        assert decoy_digest(salt) != digest_of(salt)
        assert decoy_digest(salt) == b64url(hashlib.sha256(DECOY + salt.encode()).digest())


def test_the_last_letters_of_decoys_are_as_even_as_those_of_digests() -> None:
    """An uneven alphabet would tell one from the other, in the long run."""
    last = Counter(digest[-1] for _ in range(500) for digest in make_part({}).digests())
    assert set(last) == set("AEIMQUYcgkosw048")
    assert max(last.values()) < 2 * min(last.values())


def test_a_field_cannot_be_kept_as_a_decoy() -> None:
    part = make_part({"name": "x", "place": "y"})
    moved = Part(part.disclosures[1:], (*part.decoys, digest_of(part.disclosures[0])))
    assert moved.leaf_hash() != part.leaf_hash()
    erased = Part(part.disclosures[1:], part.decoys, {digest_of(part.disclosures[0]): 9})
    assert erased.leaf_hash() == part.leaf_hash()
    assert read_parts(write_parts([erased])) == [erased]


def test_a_part_erased_whole() -> None:
    part = make_part({"name": "x"})
    gone = Part(leaf=part.leaf_hash(), erased_by=3)
    assert gone.leaf_hash() == part.leaf_hash()
    assert gone.fields() == {}
    assert read_parts(write_parts([gone])) == [gone]


LEAF = b64url(bytes(32))


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b"{}",
        b"{",
        b'{"d":[]}',
        b'{"d":[],"p":[],"x":[]}',
        b'{"d":"abc","p":[]}',
        b'{"d":{"a":1},"p":[]}',
        b'{"d":[1],"p":[]}',
        b'{"d":[],"p":[null]}',
        '{"d":["é"],"p":[]}'.encode(),
        b'{"d":[],"p":[],"e":[]}',
        b'{"d":[],"p":[],"e":{"x":"8"}}',
        b'{"d":[],"p":[],"e":{"x":[8]}}',
        f'{{"leaf":"{LEAF}","erased":"8"}}'.encode(),
        f'{{"leaf":"{LEAF}","erased":true}}'.encode(),
        f'{{"leaf":"{LEAF[:-2]}","erased":8}}'.encode(),
        f'{{"leaf":"{b64url(bytes(64))}","erased":8}}'.encode(),
        b'{"leaf":8,"erased":8}',
        b"\xff",
    ],
)
def test_malformed_lines(line: bytes) -> None:
    with pytest.raises(StrictError):
        read_parts(line + b"\n")
    with pytest.raises(StrictError):
        read_parts(line)


@pytest.mark.parametrize(
    "value", [["s", "n"], ["s", "n", 1, 2], [1, "n", 2], ["s", 1, 2], {"s": 1}, "s", ["s", None, 2]]
)
def test_malformed_disclosures(value: Any) -> None:
    with pytest.raises(StrictError):
        open_disclosure(b64url(dumps(value)))


def test_a_name_that_stands_twice() -> None:
    part = make_part({"a": 1})
    with pytest.raises(StrictError, match="twice"):
        Part((*part.disclosures, *make_part({"a": 2}).disclosures)).fields()


@given(st.lists(st.binary(max_size=70), max_size=12))
def test_many_are_encoded_as_one_is(pieces: list[bytes]) -> None:
    assert b64url_all(pieces) == [b64url(piece) for piece in pieces]


@given(st.text(max_size=12), st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_what_is_written_and_read_quickly_is_what_json_says(name: str, value: str) -> None:
    """Plain text takes a short way; it must be the same as the long one for every text."""
    try:
        part = make_part({name: value})
    except StrictError:
        assert re.search("[\ud800-\udfff]", name)
        return
    (disclosure,) = part.disclosures
    salt, *rest = json.loads(from_b64url(disclosure))
    assert disclosure == b64url(dumps([salt, name, value]))
    assert rest == [name, value]
    assert open_disclosure(disclosure) == (name, value)
    assert write_parts([part]) == dumps({"d": part.disclosures, "p": part.decoys}) + b"\n"
    assert read_parts(write_parts([part])) == [part]


@given(st.lists(st.one_of(st.binary(max_size=9).map(b64url), st.text("AQgw-_+=/\n zé", max_size=6)), max_size=4))
def test_many_are_decoded_as_strictly_as_one(texts: list[str]) -> None:
    try:
        expected = [from_b64url(text) for text in texts]
    except StrictError:
        with pytest.raises(StrictError):
            from_b64url_all(texts)
    else:
        assert from_b64url_all(texts) == expected
