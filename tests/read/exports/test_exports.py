"""Exports of KoboToolbox, ODK and auto-archiver: invented surveys in the columns that these programs write."""

from __future__ import annotations

import csv
import datetime
import io
import json

import pytest

from muniment.model.reading import Told
from muniment.read.exports.archiver import sha256_in
from muniment.read.exports.literal import literal
from muniment.read.exports.survey import kind_of
from muniment.read.exports.times import edtf_of
from muniment.read.interface import Source
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.archiver_page import ArchiverPageReader
from muniment.read.readers.sheet import SheetReader
from muniment.read.readers.table import TableReader
from muniment.read.sniff import sniff
from tests.read.table.samples_table import codes, read_sheet, read_table, rows_of, source, text, workbook

KOBO = [
    "start", "end", "deviceid", "What happened?", "place", "_place_latitude", "_place_longitude", "_place_altitude",
    "_place_precision", "photo", "photo_URL", "_id", "_uuid", "_submission_time", "_submitted_by", "__version__",
    "_index",
]  # fmt: skip
KOBO_ROW = [
    "2024-05-03T10:00:00.000+03:00", "2024-05-03T10:12:00.000+03:00", "collect:Xy1", "Млин згорів уночі.",
    "48.5 37.25 120 4.5", "48.5", "37.25", "120", "4.5", "1714719600000.jpg", "https://kobo.example/o/1714719600000.jpg",
    "17", "u-1", "2024-05-03T07:12:31", "borin", "vA1", "1",
]  # fmt: skip
CENTRAL = [
    "SubmissionDate", "start", "end", "spot-Latitude", "spot-Longitude", "spot-Altitude", "spot-Accuracy", "seen-photo",
    "meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "DeviceID", "FormVersion",
]  # fmt: skip
CENTRAL_ROW = [
    "2024-05-03T07:12:31.123Z", "2024-05-03T10:00:00.000+03:00", "2024-05-03T10:12:00.000+03:00", "48.5", "37.25",
    "120", "0", "171.jpg", "uuid:a", "uuid:a", "5", "Field worker", "1", "collect:Xy1", "3",
]  # fmt: skip


def as_csv(*rows: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue()


def parts_of(data: str) -> list[tuple[str, Told]]:
    """What a table says about files beside it."""
    given = source(data.encode(), "text/csv")
    TableReader().read(given)
    return [(one.path, one.told) for one, _ in given.collected.parts]


def test_kobo_rows_have_time_place_and_marks() -> None:
    reading = read_table(as_csv(KOBO, KOBO_ROW))
    assert reading.metadata["export:Kind"] == "kobo"
    assert reading.metadata["export:Rows"] == "1"
    row = reading.passages[1]
    assert (row.at, row.where, row.marks) == ("2024-05-03T07:12:31", "A2:Q2", ("device-identifiers",))
    (position,) = reading.positions
    assert (position.latitude, position.longitude, position.uncertainty, position.altitude) == (48.5, 37.25, 4.5, 120)
    assert position.said_by == "place in A2:Q2"


def test_columns_that_name_devices_and_people_are_said_and_their_values_are_not() -> None:
    reading = read_table(as_csv(KOBO, KOBO_ROW))
    (finding,) = (one for one in reading.findings if one.code == "device-identifiers")
    assert "deviceid" in finding.text
    assert "_submitted_by" in finding.text
    assert "collect:Xy1" not in finding.text
    empty = [
        value if name not in ("deviceid", "_submitted_by") else "" for name, value in zip(KOBO, KOBO_ROW, strict=True)
    ]
    assert "device-identifiers" not in codes(read_table(as_csv(KOBO, empty)))


def test_a_picture_that_a_row_names_is_passed_on_without_the_device() -> None:
    paths = dict(parts_of(as_csv(KOBO, KOBO_ROW)))
    assert list(paths) == ["1714719600000.jpg", "media/1714719600000.jpg"]
    told = paths["1714719600000.jpg"]
    assert told.obtained == "2024-05-03T07:12:31"
    assert told.reference == "https://kobo.example/o/1714719600000.jpg"
    assert told.tool == "KoboToolbox"
    assert told.details == {
        "kobo:_uuid": "u-1", "kobo:_id": "17", "kobo:__version__": "vA1", "kobo:question": "photo", "kobo:row": "A2:Q2",
    }  # fmt: skip
    assert "collect:Xy1" not in str(told)


def test_the_list_of_attachments_is_passed_on_by_its_paths() -> None:
    path = "borin/attachments/f1/u-1/1714719600000.jpg"
    listed = json.dumps([{"filename": path, "download_url": "https://kobo.example/a"}, {"filename": "b/other.mp4"}])
    data = as_csv([*KOBO, "_attachments"], [*KOBO_ROW, listed])
    assert [name for name, _ in parts_of(data)] == [path, "1714719600000.jpg", "media/1714719600000.jpg", "b/other.mp4"]
    assert parts_of(as_csv([*KOBO, "_attachments"], [*KOBO_ROW, "[" * 5_000]))  # not JSON: no matter


def test_repeated_groups_of_a_kobo_workbook_say_what_they_belong_to() -> None:
    def fill(book: object) -> None:
        main = book.add_worksheet("survey")  # type: ignore[attr-defined]
        main.write_row(0, 0, KOBO)
        main.write_row(1, 0, KOBO_ROW)
        group = book.add_worksheet("persons")  # type: ignore[attr-defined]
        group.write_row(0, 0, ["name", "_index", "_parent_table_name", "_parent_index", "_submission__uuid",
                               "_submission__submission_time"])  # fmt: skip
        group.write_row(1, 0, ["Aila", "1", "survey", "1", "u-1", "2024-05-03T07:12:31"])

    data = workbook(fill)  # type: ignore[arg-type]
    reading = read_sheet(data)
    row = reading.passages[-1]
    assert (row.where, row.at, row.marks) == ("persons!A2:F2", "2024-05-03T07:12:31", ("part of survey 1",))
    assert reading.metadata["export:Rows"] == "2"
    given = source(data)
    SheetReader().read(given)
    assert "1714719600000.jpg" in [one.path for one, _ in given.collected.parts]


def test_odk_central_has_its_own_zone_where_it_writes_one() -> None:
    reading = read_table(as_csv(CENTRAL, CENTRAL_ROW))
    assert reading.metadata["export:Kind"] == "odk"
    assert reading.passages[1].at == "2024-05-03T07:12:31Z"
    assert reading.positions[0].uncertainty is None  # 0 m says that it is not known
    assert "device-identifiers" in codes(reading)
    told = dict(parts_of(as_csv(CENTRAL, CENTRAL_ROW)))["171.jpg"]
    assert told.details["odk:KEY"] == "uuid:a"
    assert told.details["odk:question"] == "seen-photo"


def test_a_group_of_odk_central_names_its_parent() -> None:
    reading = read_table(as_csv(["name", "PARENT_KEY", "KEY"], ["Aila", "uuid:a", "uuid:a/persons[1]"]))
    assert reading.metadata["export:Kind"] == "odk"
    assert reading.passages[1].marks == ("part of uuid:a",)


@pytest.mark.parametrize(
    ("written", "edtf"),
    [("May 3, 2024 7:12:31 PM", "2024-05-03T19:12:31"), ("2024-05-03 07:12:31", "2024-05-03T07:12:31"), ("", None),
     ("2024-05-03T10:00:00.5+03:00", "2024-05-03T10:00:00+03:00"), ("03/05/2024 07:12", None),
     ("2024-05-03", "2024-05-03"),
     ("Foo 3, 2024 7:12:31 PM", None), ("May 33, 2024 7:12:31 PM", None),
     ("Dec 31, 2023 12:00 AM", "2023-12-31T00:00:00")],
)  # fmt: skip
def test_times_of_surveys(written: str, edtf: str | None) -> None:
    assert edtf_of(written) == edtf


def test_a_time_that_cannot_be_read_is_said() -> None:
    row = [value if name != "_submission_time" else "03/05/24 7h" for name, value in zip(KOBO, KOBO_ROW, strict=True)]
    reading = read_table(as_csv(KOBO, row))
    assert reading.passages[1].at is None
    assert "time-unread" in codes(reading)


def test_places_that_cannot_be_are_no_points_on_a_map() -> None:
    def row(*parts: str) -> list[str]:
        return [*KOBO_ROW[:4], "", *parts, *KOBO_ROW[9:]]

    reading = read_table(as_csv(KOBO, row("148.5", "37", "1", "1"), row("0", "0", "0", "0"), row("x", "37", "1", "1")))
    assert codes(reading).count("impossible-position") == 2
    assert "doubtful-position" in codes(reading)
    assert len(reading.positions) == 1


def test_four_numbers_in_one_cell_are_a_place() -> None:
    reading = read_table(as_csv(["spot", "_uuid", "_submission_time"], ["48.5 37.25 120.5 4.9", "u", "2024-05-03"]))
    assert [(one.latitude, one.uncertainty) for one in reading.positions] == [(48.5, 4.9)]


@pytest.mark.parametrize(
    ("header", "kind"),
    [(KOBO, "kobo"), (CENTRAL, "odk"), (["a", "meta/instanceID"], "odk"), (["instanceId", "region"], ""),
     (["KEY", "VALUE"], ""), (["_id", "name"], ""), (["username", "email"], "")],
)  # fmt: skip
def test_only_the_columns_of_exports_make_one(header: list[str], kind: str) -> None:
    assert kind_of(header) == kind


# auto-archiver ----------------------------------------------------------------------------------------------------

UTC = datetime.UTC
SHA = "ab" * 32
ABOUT = {
    "_processed_at": datetime.datetime(2024, 5, 3, 12, 0, 1, 5, tzinfo=datetime.timezone.utc),  # noqa: UP017
    "url": "https://social.example/p/1",
    "timestamp": datetime.datetime(2024, 5, 2, 10, tzinfo=datetime.timezone(datetime.timedelta(hours=3))),
    "title": "The mill",
}
PREVIEW = {"filename": "t.jpg", "_key": "orin/t.jpg", "urls": [], "properties": {"hash": "SHA-256:" + "cd" * 32}}
MEDIA = [
    {"filename": "v.mp4", "_key": "orin/v.mp4", "urls": ["https://store.example/orin/v.mp4"],
     "properties": {"hash": f"SHA-256:{SHA}", "thumbnails": [PREVIEW]}, "_mimetype": None, "_stored": False},
]  # fmt: skip


def database(*rows: tuple[str, object, object]) -> str:
    """As the CSV database module writes it: the `str` of each field."""
    return as_csv(["status", "metadata", "media"], *([status, str(about), str(media)] for status, about, media in rows))


def test_the_csv_database_is_taken_apart() -> None:
    data = database(("generic_extractor: success", ABOUT, MEDIA))
    reading = read_table(data)
    assert reading.metadata["export:Kind"] == "auto-archiver"
    assert reading.passages[1].at == "2024-05-03T12:00:01Z"
    assert "auto-archiver-time" in codes(reading)
    paths = dict(parts_of(data))
    assert list(paths) == ["orin/v.mp4", "orin/t.jpg"]
    told = paths["orin/v.mp4"]
    assert (told.reference, told.obtained, told.sha256) == ("https://social.example/p/1", "2024-05-03T12:00:01Z", SHA)
    assert told.details["auto-archiver:timestamp"] == "2024-05-02 10:00:00+03:00"
    assert told.details["auto-archiver:status"] == "generic_extractor: success"


def test_a_row_with_an_object_in_between_keeps_its_address_and_time() -> None:
    about = str(ABOUT)[:-1] + ", 'api': <Message at 0x7f>}"
    reading = read_table(as_csv(["status", "metadata", "media"], ["ok", about, "[]"]))
    assert reading.passages[1].at == "2024-05-03T12:00:01Z"
    assert "auto-archiver-row" in codes(reading)


def test_times_of_the_sheet_are_taken_without_their_zone() -> None:
    header = ["Link", "Archive status", "Archive location", "Archive date", "Upload timestamp", "Upload title",
              "Screenshot", "Hash", "Thumbnail"]  # fmt: skip
    row = ["https://social.example/p/1", "success", "https://store.example/orin/page.html",
           "2024-05-03T14:00:01+00:00", "2024-05-02T10:00:00+00:00", "The mill", "https://store.example/orin/shot.png",
           f"SHA-256:{SHA}", '=IMAGE("https://store.example/orin/t.jpg")']  # fmt: skip
    reading = read_table(as_csv(header, row))
    assert reading.passages[1].at == "2024-05-03T14:00:01"
    (finding,) = (one for one in reading.findings if one.code == "auto-archiver-time")
    assert "1.2.9" in finding.text
    paths = dict(parts_of(as_csv(header, row)))
    assert list(paths) == ["page.html", "shot.png", "t.jpg"]
    assert paths["page.html"].sha256 == SHA
    assert paths["shot.png"].sha256 == ""
    assert paths["page.html"].obtained == "2024-05-03T14:00:01"
    assert paths["page.html"].details["auto-archiver:upload-timestamp"] == "2024-05-02T10:00:00+00:00"


PAGE = f"""
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>https://social.example/p/1</title>
<style>table.metadata td:first-child {{ }} .copy:hover {{ }} #notification {{ }}</style></head><body>
<h2>Archived media for <span class="copy">https://social.example/p/1</span></h2>
<table class="content"><tr><th>about</th><th>files and preview</th></tr><tbody><tr>
<td><ul><li><b>key:</b> <span class="copy">orin/v.mp4</span></li>
<li><b>type:</b> <span class="copy">video/mp4</span></li>
<li><b>hash:</b> <span class="copy">SHA-256:{SHA}</span></li>
<div><b class="collapsible">thumbnails (1):</b><div class="collapsible-content">
<a href="https://store.example/orin/t.jpg">open</a> or
<a href="https://store.example/orin/t.jpg" download="">download</a>
<ul><li><b>key:</b> <span class="copy">orin/t.jpg</span></li></ul></div></div></ul></td>
<td><a href="https://store.example/orin/v.mp4" download="">download</a></td></tr></tbody></table>
<table class="metadata"><tr><th>key</th><th>value</th></tr>
<tr><td>_processed_at</td><td><span class="copy">2024-05-03 12:00:01.000005+00:00</span></td></tr>
<tr><td>url</td><td><span class="copy">https://social.example/p/1</span></td></tr>
<tr><td>timestamp</td><td><span class="copy">2024-05-02 10:00:00+03:00</span></td></tr></table>
<p class="center">Made with
<a href="https://github.com/bellingcat/auto-archiver">bellingcat/auto-archiver</a> VERSION</p>
</body></html>"""


def page(version: str = "v1.2.9") -> Source:
    data = PAGE.replace("VERSION", version).encode()
    return Source(media_type=sniff(data[:4096], len(data)), data=data)


def test_the_page_is_told_from_others_and_taken_apart() -> None:
    given = page()
    assert given.media_type == "text/x-auto-archiver+html"
    reading = ArchiverPageReader().read(given)
    assert reading.metadata["export:Kind"] == "auto-archiver"
    assert reading.metadata["auto-archiver:version"] == "1.2.9"
    assert [(one.what, one.edtf) for one in reading.moments] == [("created", "2024-05-03T12:00:01Z")]
    assert "Archived media for" in reading.text
    told = {one.path: one.told for one, _ in given.collected.parts}
    assert told["orin/v.mp4"].sha256 == SHA
    assert told["orin/v.mp4"].tool == "auto-archiver 1.2.9"
    assert told["orin/v.mp4"].reference == "https://social.example/p/1"
    assert told["orin/v.mp4"].details["auto-archiver:urls"] == "https://store.example/orin/v.mp4"
    assert told["orin/t.jpg"].details["auto-archiver:urls"] == "https://store.example/orin/t.jpg"
    assert "auto-archiver-time" not in codes(reading)


def test_a_page_without_its_version_has_doubtful_times() -> None:
    assert "auto-archiver-time" in codes(ArchiverPageReader().read(page("")))


def test_pages_and_surveys_are_read_in_the_confined_worker() -> None:
    jobs = [
        Job("page", "text/x-auto-archiver+html", data=page().data),
        Job("kobo", "text/csv", data=as_csv(KOBO, KOBO_ROW).encode()),
        Job("database", "text/csv", data=database(("ok", ABOUT, MEDIA)).encode()),
    ]
    with ReadingPool(workers=1) as pool:
        kinds = {job.key: reading.metadata.get("export:Kind") for job, reading in pool.read_all(jobs)}
    assert kinds == {"page": "auto-archiver", "kobo": "kobo", "database": "auto-archiver"}


@pytest.mark.parametrize(
    "value",
    [ABOUT, MEDIA, {"a": [1, -2.5, None, True, ("x",)]}, datetime.date(2024, 5, 3), {"z": datetime.datetime(1, 1, 1)}],
)
def test_literals_come_back(value: object) -> None:
    def plain(one: object) -> object:
        if isinstance(one, dict):
            return {key: plain(inner) for key, inner in one.items()}
        return [plain(inner) for inner in one] if isinstance(one, list | tuple) else one

    assert literal(str(value) if not isinstance(value, datetime.date) else repr(value)) == plain(value)


@pytest.mark.parametrize(
    "hostile", ["__import__('os').system('x')", "(lambda: 1)()", "[x for x in y]", "f'{1}'", "2**9**9"]
)
def test_nothing_is_ever_run(hostile: str) -> None:
    assert literal(hostile) is None


@pytest.mark.parametrize("broken", ["{", "<Message>", "(" * 100_000, "-" * 100_000 + "1", "[" * 150 + "]" * 150 + "x"])
def test_what_is_no_literal_is_refused(broken: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        literal(broken)


def test_only_a_whole_hash_is_one() -> None:
    assert sha256_in(f"SHA-256:{SHA.upper()}") == SHA
    assert sha256_in("SHA3-512:" + "ab" * 64) == sha256_in("SHA-256:ab") == sha256_in("not-calculated") == ""


def test_rows_keep_all_their_text() -> None:
    reading = read_table(as_csv(KOBO, KOBO_ROW))
    assert rows_of(reading)[1] == KOBO_ROW
    assert text(reading, reading.passages[0]).split("\t") == KOBO
