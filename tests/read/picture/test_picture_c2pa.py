"""C2PA manifests as the official library writes them: what is read, and that nothing is called valid."""

from __future__ import annotations

import io
import json

import pytest

from muniment.read.picture.c2pa import read_store
from muniment.read.picture.c2pa.store import decoded
from muniment.read.picture.parts import parts_of
from muniment.read.pool import Job, ReadingPool
from tests.read.pdf.pdf_checks import survives
from tests.read.picture.samples_c2pa import signed
from tests.read.picture.samples_formats import exiftool, media_type, reading_of, saved
from tests.read.picture.test_pdq import scene

WRITES = ("jpg", "png", "webp", "gif", "tif", "avif")


def test_without_a_manifest_nothing_is_said() -> None:
    reading, _ = reading_of(saved("jpg"), "jpg")
    assert not [name for name in reading.metadata if name.startswith("c2pa")]
    assert read_store(b"") == ({}, [])


@pytest.mark.parametrize("kind", WRITES)
def test_a_manifest_is_read_in_every_format(kind: str) -> None:
    reading, _ = reading_of(signed(saved(kind), media_type(kind), ingredient=saved("jpg")), kind)
    said = {name: value for name, value in reading.metadata.items() if name.startswith("c2pa")}
    assert said.pop("c2pa:Manifest").startswith("urn:c2pa:")
    assert "c2pa.actions.v2" in said.pop("c2pa:Assertions")
    assert said == {
        "c2pa:Generator": "Darkroom 2.1",
        "c2pa:Title": "Market in Orin",
        "c2pa:Actions": "c2pa.created 2024-05-01T10:00:00Z Darkroom 2 (digitalCapture); c2pa.cropped",
        "c2pa:Ingredients": "1",
        "c2pa:IngredientTitles": "first.jpg",
        "c2pa:Signer": "Ana Orin",
        "c2pa:SignerOrganisation": "Veldra Press",
        "c2pa:Issuer": "Veldra Root",
        "c2pa:SignerValid": "2024-01-01/2034-01-01",
        "c2pa:Manifests": "1",
    }
    (finding,) = reading.findings
    assert (finding.code, finding.level, finding.where) == ("c2pa-not-validated", "note", "C2PA")
    assert "Ana Orin" in finding.text
    assert "not checked" in finding.text
    assert len(reading.derivatives) == 1


def test_it_agrees_with_the_official_library() -> None:
    c2pa = pytest.importorskip("c2pa", reason="c2pa-python is not installed")
    data = signed(saved("jpg"), "image/jpeg")
    told = json.loads(c2pa.Reader("image/jpeg", io.BytesIO(data)).json())
    active = told["manifests"][told["active_manifest"]]
    metadata, _ = read_store(parts_of(data).c2pa)
    assert metadata["c2pa:Manifest"] == told["active_manifest"]
    assert metadata["c2pa:Title"] == active["title"]
    assert metadata["c2pa:Signer"] == active["signature_info"]["common_name"]
    assert metadata["c2pa:Issuer"] == "Veldra Root"


def test_a_chain_of_edits_names_the_last_and_counts_all() -> None:
    first = signed(saved("jpg"), "image/jpeg")
    second = signed(saved("png"), "image/png", ingredient=first)
    metadata, _ = read_store(parts_of(second).c2pa)
    assert (metadata["c2pa:Manifests"], metadata["c2pa:Ingredients"]) == ("2", "1")


def test_a_long_manifest_in_many_segments_is_put_together() -> None:
    data = signed(saved("jpg", quality=95), "image/jpeg", ingredient=saved("jpg", scene((2000, 1500)), quality=95))
    store = parts_of(data).c2pa
    assert len(store) > 65_536
    assert read_store(store)[0]["c2pa:Signer"] == "Ana Orin"


def test_other_metadata_stay_beside_it() -> None:
    data = signed(exiftool(saved("jpg"), "jpg", "-EXIF:Make=Orvex"), "image/jpeg")
    metadata = reading_of(data, "jpg")[0].metadata
    assert (metadata["exif:Make"], metadata["c2pa:Signer"]) == ("Orvex", "Ana Orin")


# Broken and hostile ones


@pytest.mark.parametrize("share", [0.02, 0.5, 0.99])
def test_a_store_that_is_cut_off_is_told(share: float) -> None:
    store = parts_of(signed(saved("jpg"), "image/jpeg")).c2pa
    _, findings = read_store(store[: int(len(store) * share)])
    assert "c2pa-broken" in [finding.code for finding in findings]


def test_rubbish_is_told() -> None:
    assert [finding.code for finding in read_store(b"rubbish" * 9)[1]] == ["c2pa-broken"]


@pytest.mark.parametrize(
    "raw",
    [b"\x81" * 100_000 + b"\x00", b"\x9b\x00\x00\x01\x00\x00\x00\x00\x00\x00", b"\x5b\x00\x00\x01" + b"\x00" * 5, b""],
    ids=["nested", "long list", "long bytes", "empty"],
)
def test_hostile_cbor_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"[a-z]"):
        decoded(raw)


def test_times_stay_as_they_are_written() -> None:
    assert decoded(bytes.fromhex("c074323031332d30332d32315432303a30343a30305a")) == "2013-03-21T20:04:00Z"


def test_a_manifest_is_read_in_the_confined_worker() -> None:
    data = signed(saved("png"), "image/png")
    with ReadingPool(workers=1) as pool:
        ((_, reading),) = pool.read_all([Job("a", "image/png", data=data)])
    assert reading.metadata["c2pa:Signer"] == "Ana Orin"


def test_mutants() -> None:
    data = signed(saved("jpg", scene((60, 40))), "image/jpeg")
    survives(data, "PictureReader", "muniment.read.readers.picture", "image/jpeg", 300)
