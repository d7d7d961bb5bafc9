"""How many pictures are hashed a second, and how many hashes are looked for among many.

    python bench/pictured.py hashing|searching [--count 1000000]

Says whether both sides found the same, too. Searching also measures FAISS, where it is installed.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

import numpy as np

PIXELS = 512
ASKED = 2_000
"""Hashes looked for; half of them within 31 bits of one that is there."""
FEW = 40
"""So many of them by comparing all, which is slow."""
MADE = 50
"""Different pictures."""


def jpegs() -> list[bytes]:
    """Made-up pictures with much to see."""
    from PIL import Image, ImageDraw

    made = []
    for number in range(MADE):
        chance, image = random.Random(number), Image.new("RGB", (PIXELS, 340), (120, 140, 160))
        draw = ImageDraw.Draw(image)
        for _ in range(60):
            left, top = chance.randrange(PIXELS), chance.randrange(340)
            box = (left, top, left + chance.randrange(8, 160), top + chance.randrange(8, 120))
            draw.ellipse(box, fill=(chance.randrange(256), chance.randrange(256), chance.randrange(256)))
        out = io.BytesIO()
        image.save(out, "JPEG", quality=90)
        made.append(out.getvalue())
    return made


def hashing(count: int) -> dict[str, Any]:
    """Pictures a second, ours and pdqhash."""
    import pdqhash
    from PIL import Image

    from muniment.model.pdq import distance
    from muniment.read.picture.pdq import turns_of

    def ours(data: bytes) -> tuple[str, ...]:
        return turns_of(Image.open(io.BytesIO(data)))[0]

    def theirs(data: bytes) -> tuple[str, ...]:
        hashed, _ = pdqhash.compute_dihedral(np.asarray(Image.open(io.BytesIO(data)).convert("RGB")))
        return tuple(np.packbits(one).tobytes().hex() for one in hashed)

    made = jpegs()
    apart = [distance(a, b) for data in made for a, b in zip(ours(data), theirs(data), strict=True)]
    rates = [_rate(side, (made * (count // MADE + 1))[:count]) for side in (ours, theirs)]
    return {"ours": rates[0], "peer": rates[1], "same": max(apart) <= 8, "farthest": max(apart)}


def searching(count: int) -> dict[str, Any]:
    """Searches a second, ours and comparing all."""
    from muniment.link.pictures.tables import compared, near, tables

    chance = np.random.default_rng(1)
    held = chance.integers(0, 2**64, (count, 4), dtype=np.uint64)
    asked = chance.integers(0, 2**64, (ASKED, 4), dtype=np.uint64)
    for at in range(0, ASKED, 2):
        bits = np.zeros(256, np.uint8)
        bits[chance.choice(256, chance.integers(0, 32), replace=False)] = 1
        asked[at] = held[chance.integers(count)] ^ np.packbits(bits).view(np.uint64)
    begun = time.perf_counter()
    filled = tables(held)
    building = time.perf_counter() - begun
    near(filled, asked[:50])
    begun = time.perf_counter()
    found = near(filled, asked)
    ours = ASKED / (time.perf_counter() - begun)
    begun = time.perf_counter()
    wanted = compared(held, asked[:FEW])
    peer = FEW / (time.perf_counter() - begun)
    first = found.asked < FEW
    same = all((one[first] == other).all() for one, other in zip(found, wanted, strict=True))
    told = {"ours": ours, "peer": peer, "same": same and len(set(found.asked.tolist())) == ASKED // 2}
    return told | {"building": building} | _faiss(held, asked)


def _faiss(held: Any, asked: Any) -> dict[str, float]:
    try:
        import faiss
    except ImportError:
        return {}
    index = faiss.IndexBinaryFlat(256)
    index.add(held.view(np.uint8).reshape(-1, 32))
    begun = time.perf_counter()
    index.range_search(asked.view(np.uint8).reshape(-1, 32), 32)
    return {"faiss": ASKED / (time.perf_counter() - begun)}


def _rate(side: Callable[[bytes], Any], made: list[bytes]) -> float:
    begun = time.perf_counter()
    for data in made:
        side(data)
    return len(made) / (time.perf_counter() - begun)


def main() -> None:
    """Measure one of the two, and say it as a JSON line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("side", choices=["hashing", "searching"])
    parser.add_argument("--count", type=int, default=1_000_000)
    options = parser.parse_args()
    print(json.dumps((hashing if options.side == "hashing" else searching)(options.count)))


if __name__ == "__main__":
    main()
