"""Copies of a picture are found in any turn; pictures with little to see tie nothing together."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from PIL import Image

from muniment.link.pictures import Alike, PictureIndex, Seen
from muniment.model.pdq import TURNS
from muniment.read.picture.pdq import turns_of
from tests.read.picture.test_pdq import TURNS as TURNINGS
from tests.read.picture.test_pdq import scene

COPIES = Path(__file__).parents[3].parent / "shared" / "corpus" / "photos" / "copies"


def seen(name: str, image: Image.Image, exact: bool = True) -> Seen:
    turns, quality = turns_of(image)
    return Seen(name, turns[0], quality, turns if exact else ())


def as_jpeg(image: Image.Image, quality: int) -> Image.Image:
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality)
    return Image.open(out)


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("number", range(8))
def test_a_turned_copy_is_found_and_how_to_turn_it_back(number: int, exact: bool) -> None:
    index = PictureIndex()
    index.add([seen("other", scene(seed=9)), seen("first", scene())])
    copy = as_jpeg(TURNINGS[number](scene((320, 210))), 60)
    (found,) = index.add([seen("copy", copy, exact)]).alike
    assert (found.a, found.b) == ("first", "copy")
    back = TURNINGS[TURNS.index(found.turn)](copy)
    straight = PictureIndex()
    straight.add([seen("first", scene())])
    assert straight.near([seen("back", back)]).alike[0].turn == "none"


def test_plain_pictures_are_named_and_tie_nothing() -> None:
    wall, sky = Image.new("RGB", (300, 200), (200, 190, 180)), Image.new("RGB", (300, 200), (90, 140, 250))
    index = PictureIndex()
    found = index.add([seen("wall", wall), seen("first", scene()), seen("sky", sky)])
    assert (found.alike, found.plain) == ((), ("wall", "sky"))
    assert index.near([seen("another wall", wall)]).plain == ("another wall",)
    assert index.near([seen("another wall", wall)]).alike == ()
    assert len(index) == 3


def test_quality_decides_not_the_hash() -> None:
    hashed = seen("a", scene()).hash
    index = PictureIndex()
    assert index.add([Seen("a", hashed, 50), Seen("b", hashed, 49)]).plain == ("b",)
    assert [one.b for one in index.add([Seen("c", hashed, 50)]).alike] == ["c"]


def test_of_pictures_with_one_hash_the_first_stands_for_all() -> None:
    index = PictureIndex()
    same = [seen(f"same-{number}", scene()) for number in range(4)]
    found = index.add([*same, seen("small", scene((200, 130)))]).alike
    assert [(one.a, one.b) for one in found] == [("same-0", name) for name in ("same-1", "same-2", "same-3", "small")]
    assert index.add([seen("same-4", scene())]).alike == (Alike("same-0", "same-4", 0, "none"),)


def test_at_31_bits_it_is_a_copy_and_at_32_it_is_not() -> None:
    chance = random.Random(1)
    one = chance.getrandbits(256)
    bits = chance.sample(range(256), 32)
    near, far = (one ^ sum(1 << bit for bit in bits[:count]) for count in (31, 32))
    index = PictureIndex()
    index.add([Seen("one", f"{one:064x}", 100)])
    assert [(each.b, each.distance) for each in index.near([Seen("near", f"{near:064x}", 100)]).alike] == [("near", 31)]
    assert index.near([Seen("far", f"{far:064x}", 100)]).alike == ()


def test_turns_that_are_given_are_asked_for_and_the_nearest_is_told() -> None:
    chance = random.Random(2)
    one = chance.getrandbits(256)
    turns = [one ^ 0xFFFFF, chance.getrandbits(256), one ^ 0x7, *(chance.getrandbits(256) for _ in range(5))]
    index = PictureIndex()
    index.add([Seen("one", f"{one:064X}", 100)])
    assert index.near([Seen("b", f"{turns[1]:064x}", 100)]).alike == ()
    other = Seen("b", f"{turns[1]:064x}", 100, tuple(f"{turn:064x}" for turn in turns))
    assert index.add([other]).alike == (Alike("one", "b", 3, "half"),)


def test_hashes_in_capitals_are_the_same_hashes() -> None:
    hashed = seen("a", scene()).hash
    index = PictureIndex()
    index.add([Seen("a", hashed, 90), Seen("b", hashed.upper(), 90)])
    assert index.add([Seen("c", hashed.upper(), 90)]).alike == (Alike("a", "c", 0, "none"),)


def test_step_by_step_finds_what_is_found_at_once() -> None:
    images = [scene(seed=3), scene((300, 200), 3), scene(seed=4), TURNINGS[1](scene(seed=4)), scene(seed=5)]
    pictures = [seen(str(number), image) for number, image in enumerate(images)]
    at_once, steps = PictureIndex(), PictureIndex()
    assert at_once.add(pictures).alike == tuple(found for one in pictures for found in steps.add([one]).alike)
    assert [(one.a, one.b) for one in PictureIndex().add(pictures).alike] == [("0", "1"), ("2", "3")]


def test_what_is_given_twice_or_is_no_hash_is_refused_and_nothing_is_kept() -> None:
    index = PictureIndex()
    one = seen("a", scene())
    index.add([one])
    with pytest.raises(ValueError, match="twice: a"):
        index.add([seen("b", scene(seed=5)), one])
    with pytest.raises(ValueError, match="hexadecimal"):
        index.add([seen("b", scene(seed=5)), Seen("c", "xyz", 100)])
    with pytest.raises(ValueError, match="8 turns or none: c"):
        index.add([Seen("c", one.hash, 100, (one.hash,))])
    assert ("b" in index, len(index)) == (False, 1)
    assert index.near([seen("b", scene(seed=5))]).alike == ()


@pytest.mark.parametrize("exact", [True, False])
def test_corpus_copies_are_found_and_others_are_not(exact: bool) -> None:
    files = sorted(COPIES.glob("*.[jp][pn]g")) if COPIES.exists() else []
    if not files:
        pytest.skip("the shared corpus is not here")
    pictures = [seen(path.name, Image.open(path).convert("RGB"), exact) for path in files]
    index = PictureIndex()
    index.add([one for one in pictures if one.picture == "bridge_aaa-orig.jpg"])
    found = index.add([one for one in pictures if one.picture != "bridge_aaa-orig.jpg"]).alike
    of_original = {one.b: one.turn for one in found if one.a == "bridge_aaa-orig.jpg"}
    assert {"bridge_aaa-orig.jpg", *of_original} == {path.name for path in files if path.name.startswith("bridge_")}
    assert not any("other_" in one.a + one.b for one in found)
    turned = {name for name, turn in of_original.items() if turn != "none"}
    assert turned == {"bridge_2-rotate-90.jpg", "bridge_5-flipx.jpg"}
