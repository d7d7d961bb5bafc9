"""The mailbox reader: mailboxes by Python's `mailbox`, odd ones by hand, and a large one."""

from __future__ import annotations

import mailbox
import tracemalloc
from pathlib import Path

import pytest

from muniment.model.reading import Told
from muniment.read.giving import Allowance, Giving, Part
from muniment.read.interface import Source
from muniment.read.mail import mbox
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.mbox import MboxReader
from tests.read.mail.mails import UKRAINIAN, Read, letter

LINE = b"From maria@orin.example Mon Jan  2 10:00:00 2023\n"


def box(data: bytes) -> Read:
    return Read(MboxReader(), data, "application/mbox")


def thread(folder: Path) -> bytes:
    """Three messages, the second and third answering; the third has a line that begins with From."""
    path = folder / "box"
    made = mailbox.mbox(path)
    for number in (1, 2, 3):
        one = letter(subject=f"Лист {number}")
        one.replace_header("Message-ID", f"<{number}@orin.example>")
        if number == 2:
            one["In-Reply-To"] = "<1@orin.example>"
        if number == 3:
            one["References"] = "<1@orin.example> <2@orin.example> <9@tamsk.example>"
        one.set_content(
            f"{UKRAINIAN}\n\nFrom here on nobody came.\n" if number == 3 else f"text {number}\n", cte="8bit"
        )
        made.add(one)
    made.close()
    return path.read_bytes()


def test_each_message_is_a_passage_and_a_child(tmp_path: Path) -> None:
    data = thread(tmp_path)
    got = box(data)
    assert got.passages() == [
        f"Лист {number}\tМарія Коваль <maria@orin.example>\tMon, 02 Jan 2023 10:00:00 +0200" for number in (1, 2, 3)
    ]
    first, _second, third = got.reading.passages
    assert (first.kind, first.where, first.by) == ("message", "message 1", "Марія Коваль <maria@orin.example>")
    assert (first.at, first.marks) == ("2023-01-02T10:00:00+02:00", ())
    assert third.marks == ("reply to message 2",)
    assert list(got.files) == ["00001.eml", "00002.eml", "00003.eml"]
    assert [link.target for link in got.reading.links] == list(got.files)
    assert {link.state for link in got.reading.links} == {"child"}
    assert got.reading.metadata == {"mbox:messages": "3", "mbox:quoting": "mboxo or mboxrd (>From)"}


def test_children_have_the_bytes_between_the_lines(tmp_path: Path) -> None:
    data = thread(tmp_path)
    got = box(data)
    lines = [line for line in data.splitlines(keepends=True) if line.startswith(b"From ")]
    assert len(lines) == 3
    rebuilt = b"".join(line + raw for line, raw in zip(lines, got.files.values(), strict=True))
    assert rebuilt == data
    assert b"\n>From here on" in got.files["00003.eml"]
    told = got.told["00002.eml"]
    assert (told.source, told.obtained) == ("Марія Коваль <maria@orin.example>", "2023-01-02T10:00:00+02:00")
    assert told.details["mail:Message-ID"] == "<2@orin.example>"
    assert told.details["mail:Subject"] == "Лист 2"
    assert told.details["mbox:From"] == "MAILER-DAEMON"


def test_an_answer_to_what_is_elsewhere_says_to_what() -> None:
    got = box(LINE + b"From: a\nMessage-ID: <1@x>\nIn-Reply-To: <0@y>\nReferences: <00@y> <0@y>\n\ntext\n")
    assert got.reading.passages[0].marks == ("reply to <0@y>",)


@pytest.mark.parametrize(
    "line",
    [
        b"From - Mon Jan 02 10:00:00 2023\r\n", b"From 12@xxx Mon Jan 02 10:00:00 +0000 2023\n",
        b"From a@b Mon, 2 Jan 2023 10:00:00 +0200\n", b"From ???@??? Mon Jan 02 10:00:00 2023\n",
        b"From a b c Mon Jan  2 10:00 EET 2023 remote from tamsk\n",
    ],
)  # fmt: skip
def test_lines_of_all_kinds_of_programs(line: bytes) -> None:
    message = b"From: a@orin.example\nSubject: s\n\ntext\n\n"
    got = box((line + message) * 3)
    assert list(got.files.values()) == [message] * 3


def test_prose_that_begins_with_from_is_no_beginning() -> None:
    text = b"From: a\n\nFrom Monday on the ferry ran.\nFrom x Mon Jan  2 10:00:00 2023\nit was quiet.\n"
    got = box(LINE + text + LINE + b"From: b\n\nend\n")
    assert list(got.files.values()) == [text, b"From: b\n\nend\n"]
    assert got.codes == ["mbox-run-on", "mbox-same-id"]


def test_a_length_that_lies_hides_no_message() -> None:
    first = b"From: a\nContent-Length: 100000\nMessage-ID: <1@x>\n\ntext\n\n"
    second = b"From: b\nContent-Length: 4\nMessage-ID: <2@x>\n\n>>From me\n\n"
    got = box(LINE + first + LINE + second)
    assert list(got.files.values()) == [first, second]
    assert got.reading.metadata["mbox:Content-Length"] == "2 messages say their length (mboxcl)"
    assert got.reading.metadata["mbox:quoting"] == "mboxrd (>>From)"
    assert got.codes == []


def test_what_stands_before_the_first_message_is_told() -> None:
    got = box(b"rubbish\n\n" + LINE + b"From: a\nMessage-ID: <1@x>\n\ntext\n")
    assert (got.codes, len(got.files)) == (["mbox-beginning"], 1)
    assert box(b"nothing at all").codes == ["mbox-empty"]


@pytest.mark.parametrize("window", [1, 7, 64, 1000])
def test_where_the_windows_part_makes_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, window: int
) -> None:
    data = thread(tmp_path)
    whole = box(data)
    monkeypatch.setattr(mbox, "_WINDOW", window)
    got = box(data)
    assert got.files == whole.files
    assert got.reading == whole.reading


class Counted:
    """Counts what is handed out and keeps nothing."""

    def __init__(self) -> None:
        self.bytes = self.count = 0

    def begin(self, _part: Part) -> None:
        self.count += 1

    def data(self, piece: bytes) -> None:
        self.bytes += len(piece)

    def end(self) -> None: ...

    def drop(self) -> None: ...


def test_a_large_mailbox_is_read_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "large"
    message = LINE + b"From: a\nSubject: s\n\n"
    with path.open("wb") as file:  # most of it a hole
        file.write(message)
        file.seek(300 << 20)
        file.write(b"\n\n" + message + b"end\n")
    counted = Counted()
    source = Source(media_type="application/mbox", path=path, giving=Giving(Allowance(bytes=8 << 30), counted))
    tracemalloc.start()
    reading = MboxReader().read(source)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    source.close()
    assert [one.where for one in reading.passages] == ["message 1", "message 2"]
    assert (counted.count, counted.bytes) == (2, path.stat().st_size - 2 * len(LINE))
    assert most < 32 << 20


def test_more_messages_than_are_handed_out_are_listed_all_the_same() -> None:
    data = b"".join(LINE + b"From: a\nMessage-ID: <%d@x>\n\nx\n\n" % number for number in range(30))
    source = Source(media_type="application/mbox", data=data, giving=Giving(Allowance(count=10), Counted()))
    assert len(MboxReader().read(source).passages) == 30


def test_told_is_bounded() -> None:
    got = box(LINE + b"From: " + b"a" * 60_000 + b"\nMessage-ID: <1@x>\n\nx\n")
    told: Told = got.told["00001.eml"]
    assert len(told.source) <= 4_000
    assert len(got.reading.text) < 1_000


def test_in_a_confined_worker(tmp_path: Path) -> None:
    data = thread(tmp_path)
    with ReadingPool(workers=1) as pool:
        ((_job, reading),) = pool.read_all([Job("box", "application/mbox", data=data)])
    assert reading == box(data).reading
