"""PDQ: held against the reference (pdqhash, Meta's C++), on made-up pictures and on the shared corpus."""

from __future__ import annotations

import io
import random
from pathlib import Path
from typing import Any

import numpy
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from muniment.model.pdq import NEAR, dihedral, distance
from muniment.read.picture.pdq import dihedral_of, pdq_of

COPIES = Path(__file__).parents[3].parent / "shared" / "corpus" / "photos" / "copies"


def scene(size: tuple[int, int] = (640, 420), seed: int = 3) -> Image.Image:
    """A made-up picture with much to see: boxes and discs of many colours, slightly out of focus."""
    rng = random.Random(seed)
    out = Image.new("RGB", (640, 420), (120, 140, 160))
    draw = ImageDraw.Draw(out)
    for number in range(60):
        left, top = rng.randrange(600), rng.randrange(400)
        box = (left, top, left + rng.randrange(10, 200), top + rng.randrange(10, 150))
        colour = (rng.randrange(256), rng.randrange(256), rng.randrange(256))
        (draw.ellipse if number % 2 else draw.rectangle)(box, fill=colour)
    return out.filter(ImageFilter.GaussianBlur(2)).resize(size)


def reference(image: Image.Image) -> tuple[str, int]:
    pdqhash = pytest.importorskip("pdqhash", reason="pdqhash could not be built here (it needs gcc)")
    bits, quality = pdqhash.compute(numpy.asarray(image.convert("RGB")))
    return numpy.packbits(bits).tobytes().hex(), quality


@pytest.mark.parametrize("size", [(64, 64), (65, 64), (100, 300), (640, 420), (1000, 700), (5, 5), (7, 900)])
def test_small_pictures_hash_as_the_reference_does(size: tuple[int, int]) -> None:
    image = scene(size)
    wanted, quality = reference(image)
    ours, our_quality = pdq_of(image)
    assert distance(wanted, ours) <= 2
    assert abs(quality - our_quality) <= 1


@pytest.mark.parametrize("size", [(1200, 800), (2600, 1700)])
def test_large_pictures_hash_nearly_as_the_reference_does(size: tuple[int, int]) -> None:
    assert distance(reference(scene(size))[0], pdq_of(scene(size))[0]) <= 10


def test_the_reference_turns_pictures_as_we_do() -> None:
    pdqhash = pytest.importorskip("pdqhash", reason="pdqhash could not be built here (it needs gcc)")
    theirs, _ = pdqhash.compute_dihedral(numpy.asarray(scene()))
    wanted = [numpy.packbits(bits).tobytes().hex() for bits in theirs]
    assert all(distance(one, other) <= 2 for one, other in zip(wanted, dihedral_of(scene()), strict=True))


TURNS = [
    lambda image: image,
    lambda image: image.transpose(Image.Transpose.ROTATE_90),
    lambda image: image.transpose(Image.Transpose.ROTATE_180),
    lambda image: image.transpose(Image.Transpose.ROTATE_270),
    ImageOps.flip,
    ImageOps.mirror,
    lambda image: image.transpose(Image.Transpose.TRANSPOSE),
    lambda image: image.transpose(Image.Transpose.TRANSVERSE),
]


@pytest.mark.parametrize("number", range(8))
def test_turned_pictures_are_found_by_the_hash_of_their_turn(number: int) -> None:
    turned, _ = pdq_of(TURNS[number](scene()))
    exact, about = dihedral_of(scene()), dihedral(pdq_of(scene())[0])
    assert distance(exact[number], turned) <= 16
    assert distance(about[number], turned) <= NEAR
    assert all(distance(exact[other], turned) > 60 for other in range(8) if other != number)


def test_copies_are_near_and_others_are_far() -> None:
    first, quality = pdq_of(scene())
    assert quality == 100
    out = io.BytesIO()
    scene().save(out, "JPEG", quality=30)
    copies = [Image.open(out), scene((150, 100)), scene().filter(ImageFilter.GaussianBlur(3)), scene().convert("P")]
    assert all(distance(first, pdq_of(copy)[0]) <= NEAR for copy in copies)
    assert distance(first, pdq_of(scene(seed=4))[0]) > 80


@pytest.mark.parametrize(
    "mode", ["1", "L", "LA", "La", "P", "PA", "RGBA", "RGBX", "RGBa", "CMYK", "YCbCr", "LAB", "HSV"]
)
def test_every_mode_hashes(mode: str) -> None:
    base = scene().convert("RGB")
    path = {"La": "LA", "RGBa": "RGBA", "PA": "P"}.get(mode)
    image = base.convert(path).convert(mode) if path else base.convert(mode) if mode != "LAB" else _lab(base)
    assert distance(pdq_of(base)[0], pdq_of(image)[0]) <= NEAR


def _lab(image: Image.Image) -> Image.Image:
    from PIL import ImageCms

    profiles: Any = (ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"))
    made = ImageCms.profileToProfile(image, *profiles, outputMode="LAB")
    assert made is not None
    return made


@pytest.mark.parametrize("mode", ["I;16", "I;16B", "I", "F"])
def test_grey_of_many_bits_hashes_as_grey_of_eight(mode: str) -> None:
    grey = scene().convert("L")
    deep = (numpy.asarray(grey).astype("uint16") * 256).astype(
        {"I": "int32", "F": "float32", "I;16B": ">u2"}.get(mode, "uint16")
    )
    image = Image.frombuffer(mode, grey.size, deep.tobytes(), "raw", mode, 0, 1)
    assert distance(pdq_of(grey)[0], pdq_of(image)[0]) <= 4


def test_where_there_is_nothing_to_see_the_quality_says_so() -> None:
    assert pdq_of(Image.new("RGB", (300, 200), (20, 90, 20))) == ("0" * 64, 0)
    assert pdq_of(Image.new("RGB", (4, 300), "red")) == ("0" * 64, 0)


# The corpus, where it is


def copies() -> dict[str, Image.Image]:
    files = sorted(COPIES.glob("*.[jp][pn]g")) if COPIES.exists() else []
    if not files:
        pytest.skip("the shared corpus is not here")
    return {path.name: Image.open(path).convert("RGB") for path in files}


def test_corpus_agrees_with_the_reference() -> None:
    far = [distance(reference(image)[0], pdq_of(image)[0]) for image in copies().values()]
    assert max(far) <= 10
    assert sum(far) / len(far) <= 3


def test_corpus_copies_are_found_and_others_are_not() -> None:
    hashes = {name: pdq_of(image)[0] for name, image in copies().items()}
    turned = dihedral(hashes["bridge_aaa-orig.jpg"])
    near = {name for name, one in hashes.items() if min(distance(one, other) for other in turned) <= NEAR}
    assert near == {name for name in hashes if name.startswith("bridge_")}
    straight = {name for name in near if distance(hashes[name], turned[0]) <= NEAR}
    assert near - straight == {"bridge_2-rotate-90.jpg", "bridge_5-flipx.jpg"}
