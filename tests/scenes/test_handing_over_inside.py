"""Scene: what was found inside another file, or made from one, goes out and says so.

What an archive states of its files must never stand in a package as if a person had stated it.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from PIL import Image
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from .commands import Person, file, found_vault

PAGE = "https://harbour-post.example/boats"
WORDS = "<html><title>Boats</title><body><p>The boats of Orin lay behind the mill of Tamsk.</p></body></html>"


@pytest.fixture
def op(tmp_path: Path) -> Person:
    return found_vault(tmp_path)


def captured() -> bytes:
    """A web archive of one page."""
    held = io.BytesIO()
    writer = WARCWriter(held, gzip=False)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    record = writer.create_warc_record(
        PAGE,
        "response",
        payload=io.BytesIO(WORDS.encode()),
        http_headers=headers,
        warc_headers_dict={"WARC-Date": "2031-05-02T09:00:00Z"},
    )
    writer.write_record(record)
    return held.getvalue()


def bring(op: Person, name: str, data: bytes | str, *told: str) -> str:
    done = op("add", file(op.vault.parent, f"in/{name}", data), *told, "--json").ok()
    item: str = done.json[0]["item"]
    return item


def page_of(op: Person, archive: str) -> str:
    (child,) = op("show", archive, "--children", "--json").ok().json
    item: str = child["item"]
    return item


def handed_over(op: Person, *items: str, show: tuple[str, ...] = ()) -> tuple[list[dict[str, str]], str]:
    """The rows of the list of exhibits, and the words of the report, of a package that verifies."""
    chosen = [text for item in items for text in ("--item", item)]
    chosen += [text for name in show for text in ("--show", name)]
    package = op.vault.parent / f"package-{'-'.join([*items, *show])}"
    op("disclose", package, *chosen, "--to", "the inquiry", "--purpose", "un-inquiry").ok()
    op("verify", package).ok()
    table = (package / "data/exhibits.csv").read_text("utf-8-sig")
    report = unescape(re.sub(r"<[^>]*>", "", (package / "data/report.html").read_text("utf-8")))
    return list(csv.DictReader(io.StringIO(table, newline=""))), " ".join(report.split())


def test_what_a_web_archive_says_is_said_as_its_words(op: Person) -> None:
    archive = bring(op, "site.warc", captured(), "--basis", "organisation", "--source", "the archive of Orin")
    (row,), report = handed_over(op, page_of(op, archive))
    assert row["Came out of"] == "found inside a file that is not in this package"
    assert row["Source"] == "not said here: that of what it came out of"
    assert row["Date"].endswith("(as the file it came out of says)")
    assert row["Basis"] == "organisation (stated of what it came out of)"
    assert row["Custody before intake"] == "not said here: that of what it came out of"
    assert "Found inside a file that is not in this package." in report
    assert "not what a person stated" in report
    assert f"{PAGE} as the file it came out of says" in report


def test_with_the_archive_in_the_package_its_annex_is_named(op: Person) -> None:
    archive = bring(op, "site.warc", captured(), "--basis", "public", "--source", "the archive of Orin")
    (whole, part), report = handed_over(op, archive, page_of(op, archive))
    assert (whole["Came out of"], part["Came out of"]) == ("", "found inside A0001")
    assert (whole["Source"], part["Source"]) == ("the archive of Orin", "not said here: that of what it came out of")
    assert f"{PAGE} as A0001 says" in report
    assert f"SHA-256 of what it came out of{whole['SHA-256']}" in report


def test_the_hash_of_what_is_not_handed_over_does_not_go_out(op: Person) -> None:
    archive = bring(op, "site.warc", captured(), "--basis", "public")
    sha256 = op("show", archive, "--json").ok().json[0]["sha256"]
    handed_over(op, page := page_of(op, archive))
    package = op.vault.parent / f"package-{page}"
    assert not [path for path in package.rglob("*") if path.is_file() and sha256.encode() in path.read_bytes()]


@pytest.mark.parametrize("basis", ["public", "organisation"])
def test_a_translation_says_what_it_is(op: Person, basis: str) -> None:
    original = bring(op, "notes.txt", "The boats of Orin lay behind the mill.", "--basis", basis)
    made = bring(op, "uk.txt", "Човни Оріна лежали за млином.", "--translates", original, "--by", "Zelmira Ostan")
    (row,), report = handed_over(op, made)
    assert row["Came out of"] == "translation of a file that is not in this package, made by withheld"
    assert "Zelmira" not in report
    (first, second), report = handed_over(op, original, made, show=("made_by",))
    assert (first["Came out of"], second["Came out of"]) == ("", "translation of A0001, made by Zelmira Ostan")
    assert "Translation of A0001, made by Zelmira Ostan." in report


def test_what_a_person_gave_shows_that_it_was_found_and_no_more(op: Person) -> None:
    told = ("--basis", "person", "--source", "Zelmira Ostan", "--consent", "un-inquiry")
    archive = bring(op, "site.warc", captured(), *told)
    (row,), report = handed_over(op, page_of(op, archive))
    assert row["Came out of"] == "found inside a file that is not in this package"
    assert row["Source"] == "not said here: that of what it came out of"
    assert row["Basis"] == "person (stated of what it came out of)"
    assert PAGE not in report
    assert "Zelmira" not in report


CHAT = "02/05/2031, 09:00 - Ilya Brem: IMG-20310502-WA0001.jpg (file attached)\n"


def test_who_wrote_in_a_chat_is_named_only_where_somebody_asks(op: Person) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (16, 16), "grey").save(drawn, "JPEG")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("WhatsApp Chat with Orin.txt", CHAT * 3)
        archive.writestr("IMG-20310502-WA0001.jpg", drawn.getvalue())
    chat = bring(op, "chat.zip", held.getvalue(), "--basis", "organisation", "--source", "the schools of Orin")
    inside = op("show", chat, "--children", "--json").ok().json
    (picture,) = {row["item"] for row in inside if row["path"].endswith(".jpg")}
    assert "Ilya Brem" in [entry.get("source") for entry in op("show", picture, "--json").ok().json[0]["history"]]
    (row,), report = handed_over(op, picture)
    assert row["Source"] == "withheld"
    assert "Ilya" not in report
    assert "Withheld here: obtained from" in report
    package = op.vault.parent / f"package-{picture}"
    assert not [path for path in package.rglob("*") if path.is_file() and b"Ilya" in path.read_bytes()]
    (row,), _ = handed_over(op, picture, show=("source",))
    assert row["Source"] == "Ilya Brem (as the file it came out of says)"
