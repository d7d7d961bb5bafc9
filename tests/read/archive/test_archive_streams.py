"""TAR, 7z, and single packed streams: contents, links, damage, and what stands behind the end."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Callable

import py7zr
import pytest

from tests.read.archive.samples_archive import BZIP2, GZIP, SEVENZIP, TAR, XZ, ZSTD, Got, patched, tarred

TEXT = b"Los vecinos de Orin vieron humo.\n" * 900


def zstandard(data: bytes) -> bytes:
    from backports import zstd

    return zstd.compress(data, options={zstd.CompressionParameter.checksum_flag: 1})


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    GZIP: gzip.compress, BZIP2: bz2.compress, XZ: lzma.compress, ZSTD: zstandard,
}  # fmt: skip


@pytest.mark.parametrize("kind", PACKERS)
def test_one_packed_file(kind: str) -> None:
    found = Got(PACKERS[kind](TEXT), kind, "witness.txt.gz")
    assert found.children == {"content": TEXT}
    assert found.codes == {}
    assert found.reading.links[0].target == "content"


@pytest.mark.parametrize("kind", PACKERS)
def test_streams_one_behind_the_other_are_one_file(kind: str) -> None:
    pack = PACKERS[kind]
    found = Got(pack(TEXT) + pack(b"") + pack(b"end"), kind)
    assert found.children == {"content": TEXT + b"end"}
    assert "3 packed streams" in found.codes["archive-streams"].text


@pytest.mark.parametrize("kind", PACKERS)
def test_a_cut_stream_is_not_given_as_if_whole(kind: str) -> None:
    found = Got(PACKERS[kind](TEXT)[:-6], kind)
    assert found.children == {}
    assert {"archive-cut"} == set(found.codes)


@pytest.mark.parametrize("kind", PACKERS)
def test_a_damaged_stream_is_not_given_as_if_whole(kind: str) -> None:
    data = PACKERS[kind](bytes(range(256)) * 300)
    at = len(data) // 2
    found = Got(patched(data, at, bytes(255 - byte for byte in data[at : at + 20])), kind)
    assert found.children == {}
    assert set(found.codes) & {"archive-damaged", "archive-cut"}


@pytest.mark.parametrize("kind", PACKERS)
def test_something_behind_the_end(kind: str) -> None:
    found = Got(PACKERS[kind](TEXT) + b"#hidden# " * 9, kind)
    assert found.children == {"content": TEXT}
    assert "81 bytes" in found.codes["archive-data-after"].text


def test_zeros_behind_the_end_are_padding() -> None:
    assert Got(gzip.compress(TEXT) + bytes(3000), GZIP).codes == {}


def test_gzip_says_name_and_time() -> None:
    made = io.BytesIO()
    with gzip.GzipFile("log.txt", "wb", fileobj=made, mtime=1_935_400_830) as file:
        file.write(TEXT)
    found = Got(made.getvalue(), GZIP, "other.gz")
    assert found.children == {"log.txt": TEXT}
    assert found.reading.metadata["gz:Modified"] == "2031-05-01T11:20:30Z"
    told = found.told["log.txt"]
    assert (told.obtained, told.name, told.details["gz:Modified"]) == ("", "", "2031-05-01T11:20:30Z")


def test_without_a_name_the_archive_s_own_is_told() -> None:
    assert Got(bz2.compress(TEXT), BZIP2, "folder/witness.txt.bz2").told["content"].name == "witness.txt"


MEMBERS = (
    ("нотатки.txt", TEXT, {}),
    ("folder", None, {"type": tarfile.DIRTYPE}),
    ("folder/" + "long" * 60 + ".bin", bytes(range(256)) * 2000, {}),
    ("exact.bin", b"x" * 1024, {}),
    ("soft", None, {"type": tarfile.SYMTYPE, "linkname": "/etc/passwd"}),
    ("hard", None, {"type": tarfile.LNKTYPE, "linkname": "exact.bin"}),
    ("pipe", None, {"type": tarfile.FIFOTYPE}),
    ("device", None, {"type": tarfile.CHRTYPE}),
)
FILES = {name: data for name, data, more in MEMBERS if not more}


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT], ids=["pax", "gnu"])
def test_tar_files_come_out_and_nothing_else_does(form: int) -> None:
    found = Got(tarred(*MEMBERS, form=form), TAR)
    assert found.children == FILES
    assert set(found.codes) == {"archive-link", "archive-device"}
    assert found.codes["archive-link"].text.endswith("soft, hard")
    assert any(line.endswith("link to /etc/passwd") for line in found.lines)
    assert found.reading.metadata["tar:Entries"] == "8"
    assert found.told["exact.bin"].details == {
        "tar:Modified": "2031-05-01T11:20:30Z", "tar:Permissions": "0644", "tar:Owner": "mira",
    }  # fmt: skip


@pytest.mark.parametrize("kind", PACKERS)
def test_a_packed_tar_is_read_at_once(kind: str) -> None:
    found = Got(PACKERS[kind](tarred(*MEMBERS)), kind)
    assert found.children == FILES
    assert set(found.codes) == {"archive-link", "archive-device"}


def test_tar_truncated_keeps_the_whole_members() -> None:
    data = tarred(("a.txt", TEXT, {}), ("b.txt", b"y" * 50_000, {}), ("c.txt", b"z", {}))
    for sample, kind in ((data[:60_000], TAR), (gzip.compress(data[:60_000]), GZIP), (gzip.compress(data)[:-9], GZIP)):
        found = Got(sample, kind)
        assert found.children["a.txt"] == TEXT
        assert "c.txt" not in found.children or found.children["c.txt"] == b"z"
        assert "archive-truncated" in found.codes
    found = Got(data[:60_000], TAR)
    assert set(found.children) == {"a.txt"}
    assert "b.txt" in found.codes["archive-cut"].text


def test_tar_cut_between_members() -> None:
    data = tarred(("a.txt", b"x" * 512, {}), ("b.txt", b"y" * 512, {}))
    found = Got(data[:1024], TAR)
    assert set(found.children) == {"a.txt"}
    assert "archive-no-end" in found.codes


def test_tar_with_a_broken_header() -> None:
    data = tarred(("a.txt", b"x" * 512, {}), ("b.txt", b"y" * 512, {}))
    found = Got(patched(data, 1024 + 150, b"99999"), TAR)
    assert set(found.children) == {"a.txt"}
    assert "archive-damaged" in found.codes


def test_tar_with_something_behind_its_end() -> None:
    found = Got(tarred(("a.txt", b"x", {})) + tarred(("hidden.txt", b"y", {})), TAR)
    assert set(found.children) == {"a.txt"}
    assert "archive-data-after" in found.codes


def test_tar_names_keep_their_bytes() -> None:
    name = "Донесение.txt".encode("ibm866")
    data = tarred((name.decode("utf-8", "surrogateescape"), b"x", {}), form=tarfile.GNU_FORMAT)
    found = Got(data, TAR)
    assert found.parts[0][0].path_bytes
    assert found.lines[0].startswith("Донесение.txt")
    assert "archive-name-guessed" in found.codes


def test_tar_names_that_lead_astray() -> None:
    found = Got(tarred(("../x", b"1", {}), ("/etc/y", b"2", {}), ("../x", b"3", {})), TAR)
    assert [data for _, data in found.parts] == [b"1", b"2", b"3"]
    assert {"archive-path", "archive-duplicate"} <= set(found.codes)


def sparse(size: int) -> bytes:
    """A GNU sparse file (1.0) of `size` bytes, of which only the last three are stored."""
    data = f"1\n{size - 3}\n3\n".encode().ljust(512, b"\x00") + b"end"
    pax = {
        "GNU.sparse.major": "1",
        "GNU.sparse.minor": "0",
        "GNU.sparse.name": "s.bin",
        "GNU.sparse.realsize": str(size),
    }
    return tarred(("GNUSparseFile/s.bin", data, {"pax_headers": pax}), ("after.txt", b"x", {}))


def test_tar_sparse_files() -> None:
    found = Got(sparse(5000), TAR)
    assert found.children == {"s.bin": bytes(4997) + b"end", "after.txt": b"x"}
    assert "archive-sparse" in found.codes
    large = Got(sparse(1 << 50), TAR)
    assert large.children == {"after.txt": b"x"}
    assert "archive-sparse-large" in large.codes


FILTERS = {
    "lzma2": [{"id": py7zr.FILTER_LZMA2, "preset": 1}],
    "lzma": [{"id": py7zr.FILTER_LZMA}],
    "bcj": [{"id": py7zr.FILTER_X86}, {"id": py7zr.FILTER_LZMA2, "preset": 1}],
    "bzip2": [{"id": py7zr.FILTER_BZIP2}],
    "deflate": [{"id": py7zr.FILTER_DEFLATE}],
    "zstd": [{"id": py7zr.FILTER_ZSTD, "level": 3}],
    "ppmd": [{"id": py7zr.FILTER_PPMD, "order": 6, "mem": 20}],
    "copy": [{"id": py7zr.FILTER_COPY}],
}


def sevenzip(members: dict[str, bytes], **more: object) -> bytes:
    made = io.BytesIO()
    with py7zr.SevenZipFile(made, "w", **more) as archive:  # type: ignore[arg-type]
        for name, data in members.items():
            archive.writestr(data, name)
    return made.getvalue()


@pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS)
def test_7z_members_come_out_whole(filters: list[dict[str, int]]) -> None:
    members = {"звіт.txt": TEXT, "zeros": bytes(3_000_000), "b.bin": bytes(range(256)) * 900, "empty": b""}
    found = Got(sevenzip(members, filters=filters), SEVENZIP)
    assert found.children == members
    assert found.codes == {}
    assert found.reading.metadata["7z:Entries"] == "4"
    assert found.told["b.bin"].details["7z:Modified"].endswith("Z")


def test_7z_encrypted() -> None:
    members = {"secret.txt": TEXT}
    found = Got(sevenzip(members, password="pw"), SEVENZIP)
    assert found.children == {}
    assert "secret.txt" in found.codes["archive-encrypted"].text
    assert found.lines[0].endswith("encrypted")
    hidden = Got(sevenzip(members, password="pw", header_encryption=True), SEVENZIP)
    assert hidden.reading.text == ""
    assert "archive-encrypted" in hidden.codes


def test_7z_cut_and_damaged() -> None:
    data = sevenzip({"a.txt": TEXT, "b.bin": bytes(range(256)) * 50})
    assert "archive-truncated" in Got(data[:-5], SEVENZIP).codes
    found = Got(patched(data, 40, b"\xff" * 20), SEVENZIP)
    assert found.children == {}
    assert set(found.codes) & {"archive-damaged", "archive-crc"}
    copied = sevenzip({"a.txt": TEXT, "b.txt": b"fine"}, filters=FILTERS["copy"])
    found = Got(patched(copied, 100, b"#"), SEVENZIP)
    assert found.children == {"b.txt": b"fine"}
    assert "a.txt" in found.codes["archive-crc"].text
