"""ProofMode archives, built as the app builds them: what goes with the media file, and what stays in the proof."""

from __future__ import annotations

import hashlib
import json

import pytest

from muniment.model.edtf import is_edtf
from muniment.read.archive import flavours
from muniment.read.archive.flavours import Flavour, NotThisFlavour
from muniment.read.giving import Allowance, Collected
from muniment.read.pool import Job, ReadingPool
from tests.read.archive.samples_archive import ZIP, Got, zipped

MEDIA = b"\xff\xd8\xff\xe0 a bridge near Tamsk " * 200
DIGEST = hashlib.sha256(MEDIA).hexdigest()
SECRETS = {
    "DeviceID": "3kq9zsecretdevice", "Wifi MAC": "02:aa:bb:cc:dd:ee", "IPv4": "10.77.66.55", "IPv6": "fe80::77:66",
    "CellInfo": '[{"cellId":998877}]', "Network": "OrinNet", "NetworkType": "Wifi-secret", "DataType": "LTE-secret",
    "Language": "Veldric", "Locale": "VLD", "Hardware": "Phone X7", "Manufacturer": "Maker Q", "ScreenSize": "6.66",
    "Notes": "Filmed by Mira from her window", "File Path": "/storage/emulated/0/DCIM/mira/IMG_0501.jpg",
}  # fmt: skip
FIELDS = {
    **SECRETS, "File Hash SHA256": DIGEST, "File Created": "2031-05-01T10:20:30.123Z",
    "File Modified": "2031-05-01T10:20:31.000Z", "Proof Generated": "2031-05-01T10:20:33.456Z",
    "Location.Latitude": "12.3456", "Location.Longitude": "-45.6789", "Location.Provider": "gps",
    "Location.Accuracy": "8.5", "Location.Altitude": "120.0", "Location.Bearing": "0.0", "Location.Speed": "0.0",
    "Location.Time": "1935390033000", "SafetyCheck": "false",
}  # fmt: skip


def table(*proofs: dict[str, str]) -> bytes:
    """As `writeMapToCSV` writes it: a comma behind each, commas in values become blanks, one row more each time."""
    names = "".join(f"{name}," for name in proofs[0]) + "\n"
    rows = ("".join(value.replace(",", " ") + "," for value in proof.values()) for proof in proofs)
    return (names + "".join(rows)).encode() if len(proofs) == 1 else (names + "\n".join(rows)).encode()


def members(fields: dict[str, str], media: bytes = MEDIA, name: str = "IMG_0501.jpg") -> dict[str, bytes]:
    digest = fields["File Hash SHA256"]
    return {
        name: media,
        f"{digest}.asc": b"-----BEGIN PGP SIGNATURE-----",
        f"{digest}.proof.csv": table(fields),
        f"{digest}.proof.csv.asc": b"-----BEGIN PGP SIGNATURE-----",
        f"{digest}.proof.json": json.dumps(fields).encode(),
        f"{digest}.proof.json.asc": b"-----BEGIN PGP SIGNATURE-----",
        f"{digest}.ots": b"\x00OpenTimestamps\x00",
        "pubkey.asc": b"-----BEGIN PGP PUBLIC KEY BLOCK-----",
        "HowToVerifyProofData.txt": b"Brief information on how to verify",
    }


def got(files: dict[str, bytes]) -> Got:
    return Got(zipped(files), ZIP)


def test_the_proof_goes_with_its_media_file() -> None:
    files = members(FIELDS)
    found = got(files)
    assert found.children == files
    told = found.told["IMG_0501.jpg"]
    assert (told.sha256, told.tool, told.restricted) == (DIGEST, "ProofMode", False)
    assert told.details["proofmode:Proof Generated"] == "2031-05-01T10:20:33.456Z"
    assert told.details["proofmode:Location.Latitude"] == "12.3456"
    assert told.details["zip:Modified"] == "2031-05-01T10:20:30"
    assert found.reading.metadata["proofmode:Proofs"] == "1"
    assert found.reading.metadata["proofmode:Location.Accuracy"] == "8.5"


def test_the_z_is_not_believed() -> None:
    found = got(members(FIELDS))
    assert found.told["IMG_0501.jpg"].obtained == "2031-05-01T10:20:33"
    moments = {moment.said_by: moment for moment in found.reading.moments}
    created = moments["ProofMode File Created"]
    assert (created.what, created.written, created.edtf) == (
        "created",
        "2031-05-01T10:20:30.123Z",
        "2031-05-01T10:20:30",
    )
    assert moments["ProofMode Location.Time"].edtf == "2031-05-01T08:20:33Z"
    assert all(is_edtf(moment.edtf or "") for moment in found.reading.moments)
    assert "proofmode-time" in found.codes


def test_an_offset_that_is_written_is_kept() -> None:
    fields = FIELDS | dict.fromkeys(("Proof Generated", "File Created", "File Modified"), "2031-05-01T10:20:33+03:00")
    found = got(members(fields))
    assert found.told["IMG_0501.jpg"].obtained == "2031-05-01T10:20:33+03:00"
    assert "proofmode-time" not in found.codes


def test_the_place() -> None:
    (position,) = got(members(FIELDS)).reading.positions
    assert (position.latitude, position.longitude, position.uncertainty, position.altitude) == (
        12.3456,
        -45.6789,
        8.5,
        120,
    )


NOWHERE = (
    {"Location.Latitude": "0.0", "Location.Longitude": "0.0"},
    *({"Location.Latitude": one} for one in ("", "nan", "91")),
)


@pytest.mark.parametrize("fields", NOWHERE)
def test_no_place(fields: dict[str, str]) -> None:
    assert got(members(FIELDS | fields)).reading.positions == ()


def test_who_made_it_is_not_repeated_anywhere() -> None:
    found = got(members(FIELDS))
    said = repr(found.reading) + repr(found.told)
    for name, secret in SECRETS.items():
        assert secret not in said, name
    assert "DeviceID" in found.codes["proofmode-identifiers"].text


def test_proofs_and_keys_are_restricted_and_media_are_not() -> None:
    found = got(members(FIELDS))
    restricted = {path for path, told in found.told.items() if told.restricted}
    assert restricted == {f"{DIGEST}.proof.csv", f"{DIGEST}.proof.json", "pubkey.asc"}


def test_a_proof_that_cannot_be_understood_stays_restricted() -> None:
    files = {"IMG.jpg": MEDIA, "x.proof.csv": b"DeviceID\n", "x.proof.json": b"[" * 5000}
    found = got(files)
    assert found.children == files
    assert found.told["x.proof.csv"].restricted
    assert found.told["x.proof.json"].restricted
    assert "proofmode-unreadable" in found.codes


def test_signatures_are_kept_and_said_to_be_unchecked() -> None:
    found = got(members(FIELDS))
    assert found.codes["proofmode-not-checked"].level == "note"
    assert f"{DIGEST}.asc" in found.children


def test_a_media_file_that_was_changed() -> None:
    found = got(members(FIELDS, media=MEDIA + b"!"))
    finding = found.codes["proofmode-hash-mismatch"]
    assert (finding.level, finding.where) == ("error", "IMG_0501.jpg")
    assert DIGEST in finding.text
    assert found.told["IMG_0501.jpg"].sha256 == DIGEST


def test_a_media_file_that_was_renamed_is_found_by_its_hash() -> None:
    found = got(members(FIELDS, name="shared photo.jpg"))
    assert found.told["shared photo.jpg"].sha256 == DIGEST
    assert not {"proofmode-no-media", "proofmode-hash-mismatch"} & set(found.codes)


def test_a_media_file_that_is_not_there_is_mentioned() -> None:
    files = members(FIELDS)
    del files["IMG_0501.jpg"]
    found = got(files)
    ((part, _),) = [one for one in found.parts if not one[0].held]
    assert (part.path, part.told.sha256) == ("IMG_0501.jpg", DIGEST)
    assert "proofmode-no-media" in found.codes


def test_of_repeated_proofs_the_first_counts() -> None:
    later = FIELDS | {"Proof Generated": "2032-01-01T00:00:00.000Z", "Location.Latitude": "55.5"}
    files = members(FIELDS)
    files[f"{DIGEST}.proof.csv"] = table(FIELDS, later)
    files[f"{DIGEST}.proof.json"] = json.dumps(later).encode()
    found = got(files)
    assert found.told["IMG_0501.jpg"].obtained == "2031-05-01T10:20:33"
    assert found.reading.positions[0].latitude == 12.3456
    assert "2 times" in found.codes["proofmode-repeated"].text


def test_notes_with_a_line_break_fall_back_to_json() -> None:
    fields = {"Notes": "two\nlines"} | {name: value for name, value in FIELDS.items() if name != "Notes"}
    found = got(members(fields))
    assert found.told["IMG_0501.jpg"].obtained == "2031-05-01T10:20:33"


def test_proof_files_that_disagree() -> None:
    files = members(FIELDS)
    files[f"{DIGEST}.proof.json"] = json.dumps(FIELDS | {"File Hash SHA256": "0" * 64}).encode()
    assert got(files).codes["proofmode-disagree"].level == "error"


def test_the_first_years_of_the_app() -> None:
    old = {"CurrentDateTime0GMT": "1481660813", "File": "/storage/emulated/0/IMG_2016.jpg", "Modified": "1481660809",
           "SHA256": DIGEST, "DeviceID": SECRETS["DeviceID"], "IPV4": SECRETS["IPv4"]}  # fmt: skip
    found = got({"IMG_2016.jpg": MEDIA, "IMG_2016.jpg.proof.csv": table(old), "IMG_2016.jpg.asc": b"-----BEGIN"})
    told = found.told["IMG_2016.jpg"]
    assert (told.sha256, told.obtained) == (DIGEST, "2016-12-13T20:26:53Z")
    assert "proofmode-time" not in found.codes
    assert SECRETS["DeviceID"] not in repr(found.reading)


def test_several_proofs_in_one_archive() -> None:
    other = b"second film" * 100
    digest = hashlib.sha256(other).hexdigest()
    second = FIELDS | {
        "File Hash SHA256": digest,
        "File Path": "content://media/77",
        "Proof Generated": "2031-06-01T01:02:03Z",
    }
    found = got(members(FIELDS) | members(second, other, "VID_2.mp4"))
    assert found.told["IMG_0501.jpg"].obtained == "2031-05-01T10:20:33"
    assert found.told["VID_2.mp4"].obtained == "2031-06-01T01:02:03"
    assert found.reading.metadata["proofmode:Proofs"] == "2"
    assert "proofmode:Proof Generated" not in found.reading.metadata


def test_the_text_names_the_proof_then_the_files() -> None:
    found = got(members(FIELDS))
    assert found.lines[0] == "ProofMode proof of IMG_0501.jpg"
    assert found.lines[1] == f"File Hash SHA256: {DIGEST}"
    assert {link.target for link in found.reading.links} == set(members(FIELDS))


def test_confined() -> None:
    data, outlet = zipped(members(FIELDS)), Collected()
    with ReadingPool(1) as pool:
        ((_, reading),) = pool.read_all([Job("x", ZIP, data=data, allowance=Allowance())], lambda _: outlet)
    assert reading == got(members(FIELDS)).reading
    assert outlet.parts == got(members(FIELDS)).parts


def test_a_flavour_that_turns_out_to_be_none_leaves_a_plain_zip(monkeypatch: pytest.MonkeyPatch) -> None:
    deceived = Flavour("deceived", lambda names: "a.txt" in names, "tests.read.archive.test_proofmode:refuse")
    monkeypatch.setattr(flavours, "FLAVOURS", (deceived,))
    found = got({"a.txt": b"x"})
    assert found.children == {"a.txt": b"x"}
    assert found.lines == ["a.txt\t1 byte\t2031-05-01T10:20:30"]


def refuse(*_: object) -> None:
    raise NotThisFlavour
