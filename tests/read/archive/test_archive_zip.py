"""ZIP: members come out as they went in, names and times as written, and what is odd is said."""

from __future__ import annotations

import io
import struct
import subprocess
import zipfile
import zlib
from pathlib import Path
from shutil import which

import pytest

from muniment.read.archive.faults import MemberError
from muniment.read.archive.zipitem import ZipItem
from muniment.read.giving import Allowance
from muniment.read.interface import Source
from tests.read.archive.samples_archive import DAY, ZIP, Got, patched, renamed, zipped

TEXT = "Свідчення з міста Орін\n".encode() * 2000
METHODS = {"stored": 0, "deflated": 8, "bzip2": 12, "lzma": 14}


def got(data: bytes, allowance: Allowance | None = None) -> Got:
    return Got(data, ZIP, allowance=allowance)


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_members_come_out_whole(method: int) -> None:
    members = {"звіт.txt": TEXT, "папка/тиша.txt": b"", "a b.bin": bytes(range(256)) * 3000}
    found = got(zipped(members, method))
    assert found.children == members
    assert found.codes == {}
    assert found.reading.metadata["zip:Entries"] == "3"


def test_the_list_names_size_time_and_child() -> None:
    found = got(zipped({"один.txt": b"x", "two.txt": b"yy"}))
    assert found.reading.text == "один.txt\t1 byte\t2031-05-01T10:20:30\ntwo.txt\t2 bytes\t2031-05-01T10:20:30"
    first, second = found.reading.passages
    assert (first.kind, first.where, second.where) == ("list", "один.txt", "two.txt")
    assert [(link.text, link.target, link.state) for link in found.reading.links] == [
        ("один.txt", "один.txt", "child"), ("two.txt", "two.txt", "child"),
    ]  # fmt: skip
    assert (found.reading.language, found.reading.title, found.reading.moments) == (None, None, ())


def test_a_time_of_modification_is_not_when_it_was_obtained() -> None:
    found = got(zipped({"a.txt": b"x"}, comment=b"from Tamsk"))
    told = found.told["a.txt"]
    assert told.obtained == ""
    assert told.details == {"zip:Modified": "2031-05-01T10:20:30", "zip:Permissions": "0640"}
    assert found.reading.metadata["zip:Comment"] == "from Tamsk"


def test_the_extended_timestamp_is_utc() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        info = zipfile.ZipInfo("a.txt", DAY)
        info.extra = struct.pack("<HHBi", 0x5455, 5, 1, 1_935_400_830)
        archive.writestr(info, b"x")
    assert got(made.getvalue()).told["a.txt"].details["zip:ModifiedUTC"] == "2031-05-01T11:20:30Z"


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("Донесение из Тамска.txt", "ibm866"),
        ("Отчёт о пожаре.txt", "windows-1251"),
        ("تقرير عن الحريق.txt", "windows-1256"),
    ],
)
def test_names_that_are_not_unicode_keep_their_bytes(name: str, encoding: str) -> None:
    raw = name.encode(encoding)
    data = renamed(zipped({"N" * len(raw): b"x"}), b"N" * len(raw), raw)
    found = got(data)
    (part, content), *_ = found.parts
    assert part.path_bytes
    assert content == b"x"
    assert found.lines[0].startswith(name)
    assert encoding in found.codes["archive-name-guessed"].text
    assert found.reading.links[0].target == part.path


def test_a_unicode_name_beside_the_old_one_is_shown() -> None:
    raw, name = "Тамск".encode("ibm866"), "Тамск"
    field = b"\x01" + struct.pack("<I", zlib.crc32(raw)) + name.encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        info = zipfile.ZipInfo("NNNNN", DAY)
        info.extra = struct.pack("<HH", 0x7075, len(field)) + field
        archive.writestr(info, b"x")
    found = got(renamed(made.getvalue(), b"NNNNN", raw))
    assert found.lines[0].startswith(name)
    assert "archive-name-guessed" not in found.codes
    assert found.parts[0][0].told.details["zip:UnicodePath"] == name


ASTRAY = ["../up.txt", "/etc/x", "C:\\x.txt", "a/../../b", "folder/CON", "nul.txt", "\\\\host\\x"]


@pytest.mark.parametrize("name", ASTRAY)
def test_names_that_lead_astray_are_kept_and_said(name: str) -> None:
    found = got(zipped({name: b"x"}))
    assert found.children == {name: b"x"}
    assert name in found.codes["archive-path"].text


@pytest.mark.parametrize("name", ["report\u202etxt.exe", "a\x07b.txt", "line\nbreak.txt"])
def test_names_that_mislead_are_kept_and_said(name: str) -> None:
    found = got(zipped({name: b"x"}))
    assert found.children == {name: b"x"}
    assert "archive-name-odd" in found.codes


@pytest.mark.parametrize("name", ["console.txt", "null/a..b.txt", "می‌روم.txt", "C/x", "com10"])
def test_usual_names_are_not_suspected(name: str) -> None:
    assert got(zipped({name: b"x"})).codes == {}


def test_of_members_with_one_name_each_comes_out() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", b"first")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", b"second")
    found = got(made.getvalue())
    assert [data for _, data in found.parts] == [b"first", b"second"]
    assert "archive-duplicate" in found.codes


def test_encrypted_members_are_listed_and_not_opened(tmp_path: Path) -> None:
    if which("zip") is None:
        pytest.skip("no program zip here")
    (tmp_path / "secret.txt").write_text("hidden words " * 20)
    subprocess.run(["zip", "-q", "-P", "pw", "x.zip", "secret.txt"], cwd=tmp_path, check=True)
    found = got((tmp_path / "x.zip").read_bytes())
    assert found.children == {}
    assert "secret.txt" in found.codes["archive-encrypted"].text
    assert found.lines[0].endswith("encrypted")
    assert found.reading.metadata["zip:Encrypted"] == "1 of 1"


def test_links_are_not_followed() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        info = zipfile.ZipInfo("way out", DAY)
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    found = got(made.getvalue())
    assert found.children == {}
    assert found.lines[0].endswith("link to /etc/passwd")
    assert "archive-link" in found.codes


def test_folders_are_listed_and_are_no_children() -> None:
    found = got(zipped({"folder/": b"", "folder/a.txt": b"x"}))
    assert list(found.children) == ["folder/a.txt"]
    assert found.lines[0].endswith("folder")


def test_a_wrong_check_sum_gives_nothing_away_as_whole() -> None:
    data = zipped({"a.bin": b"\x01" * 100, "b.txt": b"fine"}, 0)
    found = got(patched(data, data.index(b"\x01" * 100) + 50, b"\x02"))
    assert found.children == {"b.txt": b"fine"}
    assert "a.bin" in found.codes["archive-crc"].text
    assert len(found.reading.links) == 1


def test_damage_in_a_packed_member_costs_that_member() -> None:
    data = zipped({"a.txt": TEXT, "b.txt": b"fine"})
    start = data.index(b"a.txt") + 5
    found = got(patched(data, start, b"\xff" * 30))
    assert found.children == {"b.txt": b"fine"}
    assert "archive-damaged" in found.codes


@pytest.mark.parametrize("method", [0, 8])
def test_of_a_truncated_archive_the_whole_members_are_kept(method: int) -> None:
    data = zipped({"a.txt": TEXT, "b.txt": b"second " * 9000, "c.txt": b"third " * 500}, method)
    cut = data[: data.index(b"c.txt") - 30 + 60]
    found = got(cut)
    assert found.children == {"a.txt": TEXT, "b.txt": b"second " * 9000}
    assert "archive-truncated" in found.codes
    assert "c.txt" in found.codes["archive-cut"].text


class Pipe(io.RawIOBase):
    """Something that cannot seek: zipfile then says sizes behind the members, as phones do."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.data += bytes(data)
        return len(data)


def piped(members: dict[str, bytes]) -> bytes:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, DAY), data, 8)
    return pipe.data


def test_sizes_said_behind_the_members() -> None:
    members = {"a.txt": TEXT, "b.txt": b"second"}
    found = got(piped(members))
    assert found.children == members
    assert found.codes == {}


def test_sizes_said_behind_the_members_of_a_truncated_archive() -> None:
    members = {"a.txt": TEXT, "b.txt": b"second " * 100, "c.txt": bytes(range(256)) * 40}
    data = piped(members)
    found = got(data[: data.index(b"c.txt") + 50])
    assert found.children == {"a.txt": TEXT, "b.txt": b"second " * 100}
    assert "c.txt" in found.codes["archive-cut"].text


def test_headers_that_disagree_with_the_directory() -> None:
    data = zipped({"holiday.jpg": b"x"})
    found = got(data.replace(b"holiday.jpg", b"malware.exe", 1))
    assert found.children == {"holiday.jpg": b"x"}
    assert "malware.exe" in found.codes["archive-headers-disagree"].text
    assert found.told["holiday.jpg"].details["zip:LocalName"] == "malware.exe"


def test_members_that_the_directory_does_not_list_come_out_too() -> None:
    data = zipped({"shown.txt": b"seen " * 50, "gone.txt": b"deleted " * 50, "last.txt": b"end"})
    found = got(without(data, b"gone.txt"))
    assert set(found.children) == {"shown.txt", "gone.txt", "last.txt"}
    assert found.told["gone.txt"].details["zip:Unlisted"] == "yes"
    assert "gone.txt" in found.codes["archive-unlisted"].text


def without(data: bytes, name: bytes) -> bytes:
    """The archive with one entry struck from its directory."""
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(name))
    end = data.rindex(name) + len(name)
    shorter = data[:at] + data[end:]
    mark = shorter.rindex(b"PK\x05\x06")
    count = struct.unpack_from("<H", shorter, mark + 10)[0] - 1
    length = struct.unpack_from("<I", shorter, mark + 12)[0] - (end - at)
    return patched(shorter, mark + 8, struct.pack("<HHI", count, count, length))


def test_data_before_and_after_the_archive() -> None:
    data = zipped({"a.txt": b"x"})
    before, after = got(b"PK\x03\x04 something else" + b"\xff" * 200 + data), got(data + b"\x00 hidden behind" * 5)
    assert before.children == after.children == {"a.txt": b"x"}
    assert "archive-data-before" in before.codes
    assert "75 bytes" in after.codes["archive-data-after"].text


def test_data_between_members_is_said() -> None:
    data = zipped({"a.txt": b"x"})
    at = data.index(b"PK\x01\x02")
    mark = data.rindex(b"PK\x05\x06")
    stuffed = patched(data, mark + 16, struct.pack("<I", at + 500))
    found = got(stuffed[:at] + b"\x07" * 500 + stuffed[at:])
    assert found.children == {"a.txt": b"x"}
    assert "500 bytes" in found.codes["archive-gap"].text


def test_a_broken_directory_is_read_around() -> None:
    data = zipped({"a.txt": TEXT, "b.txt": b"fine"})
    found = got(patched(data, data.index(b"PK\x01\x02"), b"XXXX"))
    assert found.children == {"a.txt": TEXT, "b.txt": b"fine"}
    assert "archive-directory" in found.codes


def test_zip64() -> None:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w") as archive,
        archive.open(zipfile.ZipInfo("a.txt", DAY), "w", force_zip64=True) as to,
    ):
        to.write(TEXT)
    with zipfile.ZipFile(made, "a") as archive:
        for number in range(66_000):
            archive.writestr(zipfile.ZipInfo(f"{number}", DAY), b"")
    found = got(made.getvalue(), Allowance(count=10))
    assert found.children["a.txt"] == TEXT
    assert found.reading.metadata["zip:Entries"] == "66001"
    assert found.reading.metadata["zip:ZIP64"] == "yes"
    assert len(found.reading.passages) == 20_000
    assert "66,001" in found.codes["archive-listing-cut"].text
    assert len(found.children) == 10


def test_a_part_of_several_is_said() -> None:
    data = zipped({"a.txt": b"x"})
    assert "archive-split" in got(patched(data, data.rindex(b"PK\x05\x06") + 4, b"\x02\x00")).codes


def test_an_unknown_way_of_packing_costs_that_member() -> None:
    data = zipped({"a.txt": b"x"})
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data = patched(data, data.index(mark) + at, b"\x62\x00")
    found = got(data)
    assert found.children == {}
    assert "a.txt" in found.codes["archive-method"].text


def test_an_empty_archive() -> None:
    found = got(zipped({}))
    assert (found.reading.text, found.codes, found.children) == ("", {}, {})


def test_the_item_reads_within_a_limit_and_streams() -> None:
    item = ZipItem(Source(media_type=ZIP, data=zipped({"a.txt": TEXT})))
    assert item.read("a.txt", len(TEXT)) == TEXT
    with pytest.raises(MemberError):
        item.read("a.txt", len(TEXT) - 1)
    with pytest.raises(KeyError):
        item.chunks("b.txt")
    assert b"".join(item.chunks("a.txt")) == TEXT
