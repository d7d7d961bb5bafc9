"""The bag's tag files, byte for byte, and what must never get into them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from muniment.disclose import bag
from muniment.disclose.bag import Payload

from .samples import HANDOVER

ZERO = "0" * 64


def test_manifest_has_two_spaces_and_is_sorted() -> None:
    assert bag.manifest([(ZERO, "data/b"), (ZERO, "data/a")]) == f"{ZERO}  data/a\n{ZERO}  data/b\n".encode()


def test_only_cr_lf_and_percent_are_encoded() -> None:
    assert bag.encode_path("data/100%\r\n é.txt") == "data/100%25%0D%0A é.txt"


@pytest.mark.parametrize("path", ["/etc/passwd", "data/../../x", "data//x", "data/./x", "~/x", "", "data\\..\\x", ".."])
def test_a_path_that_leaves_the_bag_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="no path inside a bag"):
        bag.manifest([(ZERO, path)])


@pytest.mark.parametrize("digest", ["", "0" * 63, "A" * 64, "0" * 128])
def test_a_hash_that_is_none_is_refused(digest: str) -> None:
    with pytest.raises(ValueError, match="not 64"):
        bag.manifest([(digest, "data/a")])


def test_a_file_listed_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        bag.manifest([(ZERO, "data/a"), ("1" * 64, "data/a")])


def test_payload_oxum() -> None:
    assert bag.payload_oxum([Payload("data/a", ZERO, 7), Payload("data/b", ZERO, 5)]) == "12.2"


def test_a_purpose_cannot_bring_labels_of_its_own() -> None:
    hostile = msgspec.structs.replace(HANDOVER, purpose="x\nPayload-Oxum: 0.0\r\nContact-Email: a@b\u2028c")
    lines = bag.bag_info(hostile, "12.2").decode().splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "External-Identifier",
        "External-Description",
        "Bagging-Date",
        "Bag-Software-Agent",
        "Payload-Oxum",
    ]
    assert lines[-1] == "Payload-Oxum: 12.2"


def test_nothing_is_written_when_a_payload_lies_outside_data(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not below data/"):
        bag.write_bag(tmp_path, HANDOVER, [Payload("elsewhere/a", ZERO, 1)])
    assert not list(tmp_path.iterdir())


def test_the_tag_manifest_covers_the_other_three() -> None:
    tags = bag.tag_files(HANDOVER, [Payload("data/a", ZERO, 1)])
    named = [line.split("  ")[1] for line in tags[bag.TAG_MANIFEST].decode().splitlines()]
    assert named == ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"]
    assert tags["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
