"""The mail reader on mails that are broken, that lie, and that mean harm; all written by hand."""

from __future__ import annotations

import base64
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.read.mail.dates import edtf, wrong_day
from muniment.read.mail.encoded import decode_words
from muniment.read.mail.notes import Notes
from tests.read.mail.mails import ARABIC, ENGLISH, HEAD, RUSSIAN, UKRAINIAN, Read, letter, read

MIXED = HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'


def part(headers: bytes, body: bytes) -> bytes:
    return b"--b\r\n" + headers + b"\r\n\r\n" + body + b"\r\n"


def with_part(headers: bytes, body: bytes) -> Read:
    return read(MIXED + part(b"Content-Type: text/plain", b"text") + part(headers, body) + b"--b--\r\n")


DATES = {
    "Mon, 02 Jan 2023 10:00:00 +0200": "2023-01-02T10:00:00+02:00",
    "2 Jan 2023 10:00 -0000": "2023-01-02T10:00:00",
    "Mon, 2 Jan 2023 10:00:00 +0000": "2023-01-02T10:00:00Z",
    "Mon, 2 Jan 2023 10:00:00 GMT": "2023-01-02T10:00:00Z",
    "Mon, 2 Jan 2023 10:00:00 EST": "2023-01-02T10:00:00-05:00",
    "Mon, 2 Jan 2023 10:00:00 MSK": "2023-01-02T10:00:00",
    "Mon, 2 Jan 2023 10:00:00": "2023-01-02T10:00:00",
    "Mon, 2 Jan 2023 10:00:00 +0200 (EET)": "2023-01-02T10:00:00+02:00",
    "Mon Jan  2 10:00:00 2023": "2023-01-02T10:00:00",
    "2 Jan 99 10:00:00 +0330": "1999-01-02T10:00:00+03:30",
    "2 Jan 55 10:00:00 +0000": None,
    "31 Feb 2023 10:00:00 +0000": None,
    "2 Jan 2023 25:00:00 +0000": None,
    "2 Jan 2023 10:00:00 +9900": None,
    "yesterday": None,
    "2023-01-02 10:00": None,
    "": None,
}


@pytest.mark.parametrize("written", DATES)
def test_dates(written: str) -> None:
    assert edtf(written) == DATES[written]


def test_dates_that_cannot_be_stay_as_written() -> None:
    got = read(HEAD.replace(b"Mon, 02 Jan 2023", b"Mon, 31 Feb 2023") + b"\r\ntext")
    (moment,) = got.reading.moments
    assert (moment.written, moment.edtf) == ("Mon, 31 Feb 2023 10:00:00 +0200", None)
    assert got.codes == ["date-unread"]
    odd = read(HEAD.replace(b"Mon, 02", b"Tue, 02") + b"\r\ntext")
    assert odd.codes == ["date-odd"]
    assert wrong_day("Mon, 02 Jan 2023 10:00") == ""


WORDS = {
    "=?utf-8?B?0J7RgNGW0L0=?=": "Орін",
    "=?koi8-r?Q?=EF=D2=C9=CE?= and =?windows-1251?B?zvDo7Q==?=": "Орин and Орин",
    "=?utf-8?B?0J7RgA==?= =?utf-8?B?0ZbQvQ==?=": "Орін",
    "=?utf-8?B?0J7R?=\t=?utf-8?B?gNGW0L0=?=": "Орін",
    "=?utf-8?Q?a_b=5F?=": "a b_",
    '"=?utf-8?B?0J7RgNGW0L0?="': '"Орін"',
    "=?utf-8*uk?Q?=D0=9E?=": "О",
    "=?windows-1256?B?w+bRx+Q=?=": "أوران",
    "=?iso-8859-8-i?B?4OX46ef4?=": "אוריחר",
    "=?utf-7?Q?+AD4-?=": "=?utf-7?Q?+AD4-?=",
    "=?no-such?Q?a?=": "=?no-such?Q?a?=",
    "a =? b ?= c": "a =? b ?= c",
}


@pytest.mark.parametrize("written", WORDS)
def test_encoded_words(written: str) -> None:
    assert decode_words(written, Notes()) == WORDS[written]


def test_raw_letters_in_header_lines() -> None:
    got = read(HEAD.replace(b"the valley", UKRAINIAN.encode()) + b"\r\ntext")
    assert (got.reading.title, got.codes) == (UKRAINIAN, [])
    stated = b"Content-Type: text/plain; charset=koi8-r\r\n\r\ntext"
    got = read(HEAD.replace(b"the valley", "Долина".encode("koi8-r")) + stated)
    assert (got.reading.title, got.codes) == ("Долина", ["header-8bit"])


@pytest.mark.parametrize(
    ("label", "raw", "text", "codes"),
    [
        ("us-ascii", RUSSIAN.encode("koi8-r"), RUSSIAN, ["charset-wrong"]),
        ("iso-8859-1", RUSSIAN.encode("windows-1251"), RUSSIAN, ["charset-wrong"]),
        ("koi8-r", RUSSIAN.encode("windows-1251"), RUSSIAN, ["charset-wrong"]),
        ("windows-1251", RUSSIAN.encode("utf-8"), RUSSIAN, ["charset-wrong"]),
        ("utf-8", ARABIC.encode("windows-1256"), ARABIC, ["charset-wrong"]),
        ("", ARABIC.encode("windows-1256"), ARABIC, ["encoding-guessed"]),
        ("x-unknown", RUSSIAN.encode(), RUSSIAN, []),
        ("rot13", b"text", "text", ["charset-unknown"]),
        ("unicode_escape", b"a\\u0041", "a\\u0041", ["charset-unknown"]),
        ("punycode", b"a-b", "a-b", ["charset-unknown"]),
        ("utf-7", b"+ADw-b+AD4-", "+ADw-b+AD4-", ["charset-refused"]),
        ("iso-8859-1", "Där är någon på fältet".encode("latin-1"), "Där är någon på fältet", []),
    ],
)  # fmt: skip
def test_character_sets_that_lie_or_are_refused(label: str, raw: bytes, text: str, codes: list[str]) -> None:
    head = b"Content-Type: text/plain; charset=" + label.encode() + b"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    got = read(HEAD + (head if label else b"\r\n") + raw)
    assert got.body() == [("paragraph", text)]
    assert got.codes == codes


def test_base64_cut_off_or_dirty() -> None:
    whole = base64.encodebytes(b"the list of names" * 20)
    head = b"Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: BASE64"
    got = with_part(head, whole[:-30])
    assert got.files["2/a.pdf"]
    assert (b"the list of names" * 20).startswith(got.files["2/a.pdf"])
    assert got.codes == ["base64-broken"]
    assert with_part(head, whole.replace(b"\n", b"\r\n \t")).codes == []
    dirty = with_part(head, whole.replace(b"\n", b"!\n"))
    assert (dirty.files["2/a.pdf"], dirty.codes) == (b"the list of names" * 20, ["base64-broken"])
    twice = with_part(head, b"YQ==\r\nYg==\r\n")
    assert (twice.files["2/a.pdf"], twice.codes) == (b"ab", [])


def test_large_files_come_out_whole() -> None:
    raw = bytes(range(256)) * 12_000
    head = b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64"
    assert with_part(head, base64.encodebytes(raw)).files["2.png"] == raw
    quoted = b"".join(b"=%02X" % byte for byte in raw[:400_000])
    head = b"Content-Type: image/png\r\nContent-Transfer-Encoding: quoted-printable"
    assert with_part(head, quoted).files["2.png"] == raw[:400_000]
    assert with_part(b"Content-Type: image/png\r\nContent-Transfer-Encoding: 8bit", raw).files["2.png"] == raw


def test_unknown_packing_is_kept_as_it_stands() -> None:
    got = with_part(b"Content-Type: image/png\r\nContent-Transfer-Encoding: x-own", b"abc")
    assert (got.files, got.codes) == ({"2.png": b"abc"}, ["transfer-unknown"])


NAMES = {
    b"filename*0*=utf-8''%D0%9E%D1%80; filename*1*=%D1%96%D0%BD; filename*2=.pdf": "Орін.pdf",
    b'filename="=?utf-8?B?0J7RgNGW0L0ucGRm?="': "Орін.pdf",
    'filename="Орін.pdf"'.encode(): "Орін.pdf",
    b"filename*=koi8-r''%EF%D2%C9%CE.pdf": "Орин.pdf",
    b"filename*=utf-7''%2BAD4-.pdf": "+AD4-.pdf",
    b'filename="a\\"b.pdf"': 'a"b.pdf',
    b"filename=a.pdf; filename=b.pdf": "a.pdf",
    b'filename="a\x00b\x1b.pdf"': "a\x00b\x1b.pdf",
    b'filename="/etc/passwd"': "/etc/passwd",
}


@pytest.mark.parametrize("written", NAMES)
def test_names_in_every_way_they_are_written(written: bytes) -> None:
    got = with_part(b"Content-Type: application/pdf\r\nContent-Disposition: attachment; " + written, b"x")
    assert list(got.files) == [f"2/{NAMES[written]}"]


def test_a_boundary_that_is_missing_or_never_comes() -> None:
    for said in (b"multipart/mixed", b'multipart/mixed; boundary="never"'):
        got = read(HEAD + b"Content-Type: " + said + b"\r\n\r\n--b\r\n\r\n" + ENGLISH.encode())
        assert ENGLISH in got.reading.text
        assert got.codes == ["boundary-missing"]


def test_an_end_that_is_missing() -> None:
    got = read(MIXED + part(b"Content-Type: text/plain", b"one") + b"--b\r\nContent-Type: text/html\r\n\r\n<p>tw")
    assert got.body() == [("paragraph", "one"), ("paragraph", "tw")]
    assert got.codes == ["not-closed"]


def test_text_outside_of_the_parts_is_not_lost() -> None:
    got = read(MIXED + b"Hidden before.\r\n" + part(b"Content-Type: text/plain", b"shown") + b"--b--\r\nHidden behind.")
    assert got.body() == [("comment", "Hidden before."), ("paragraph", "shown"), ("comment", "Hidden behind.")]
    assert got.codes == ["text-beside-parts"]
    usual = (
        MIXED + b"This is a multi-part message in MIME format.\r\n" + part(b"Content-Type: text/plain", b"x") + b"--b--"
    )
    assert (read(usual).body(), read(usual).codes) == ([("paragraph", "x")], [])


def test_an_inner_part_without_end_ends_with_the_outer_one() -> None:
    inner = b'Content-Type: multipart/alternative; boundary="i"\r\n\r\n--i\r\n\r\ninner\r\n'
    got = read(MIXED + b"--b\r\n" + inner + part(b"Content-Type: image/png", b"PNG") + b"--b--\r\n")
    assert (got.body(), got.files, got.codes) == ([("paragraph", "inner")], {"2.png": b"PNG"}, [])


def test_a_boundary_that_was_closed_opens_nothing_more() -> None:
    inner = b'Content-Type: multipart/alternative; boundary="i"\r\n\r\n--i\r\n\r\ninner\r\n--i--\r\n--i\r\n\r\nlate\r\n'
    got = read(MIXED + b"--b\r\n" + inner + part(b"Content-Type: text/plain", b"next") + b"--b--\r\n")
    assert got.body() == [("paragraph", "inner"), ("comment", "--i"), ("comment", "late"), ("paragraph", "next")]


def test_header_lines_twice_and_none_at_all() -> None:
    got = read(b"From: other@tamsk.example\r\n" + HEAD + b"\r\ntext")
    assert got.codes == ["header-twice"]
    assert got.reading.author == "other@tamsk.example"
    assert got.reading.metadata["mail:From (2)"] == "Maria <maria@orin.example>"
    assert read(b"\r\njust text").codes == ["no-headers"]


def test_all_received_lines_in_order_and_nothing_judged() -> None:
    chain = b"".join(
        b"Received: from m%d by m%d;\r\n\tMon, 02 Jan 2023 10:00:0%d +0200\r\n" % (n, n + 1, n) for n in range(4)
    )
    signed = b"DKIM-Signature: v=1; d=orin.example;\r\n b=AAAA\r\nAuthentication-Results: x; dkim=fail\r\n"
    got = read(chain + signed + HEAD + b"\r\ntext")
    said = [value[:10] for name, value in got.reading.metadata.items() if name.startswith("mail:Received")]
    assert said == ["from m0 by", "from m1 by", "from m2 by", "from m3 by"]
    assert got.reading.metadata["mail:DKIM-Signature"] == "v=1; d=orin.example; b=AAAA"
    assert got.reading.metadata["mail:Authentication-Results"] == "x; dkim=fail"
    assert got.codes == []


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        (b"Content-Type: application/ms-tnef; name=winmail.dat", "tnef"),
        (b"Content-Type: application/octet-stream; name=WINMAIL.DAT", "tnef"),
        (b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "encrypted"),
        (b"Content-Type: application/x-pkcs7-mime; smime-type=signed-data; name=smime.p7m", "signature-not-checked"),
        (b"Content-Type: application/pkcs7-signature; name=smime.p7s", "signature-not-checked"),
        (b"Content-Type: application/x-pkcs7-signature; name=smime.p7s", "signature-not-checked"),
        (b"Content-Type: application/pgp-encrypted", "encrypted"),
        (b"Content-Type: application/pgp-signature", "signature-not-checked"),
        (b"Content-Type: message/partial; id=1; number=1", "partial-message"),
        (b"Content-Type: message/external-body; access-type=URL", "external-body"),
    ],
)
def test_what_is_not_opened_is_a_child_and_a_finding(headers: bytes, code: str) -> None:
    got = with_part(headers, b"bytes")
    assert got.codes == [code]
    assert list(got.files.values()) == [b"bytes"]


def test_pgp_in_the_text() -> None:
    got = read(HEAD + b"\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----\r\n")
    assert got.codes == ["encrypted"]
    assert read(HEAD + b"\r\n-----BEGIN PGP SIGNED MESSAGE-----\r\n\r\nx\r\n").codes == ["signature-not-checked"]


def test_pictures_that_are_missing_or_written_out() -> None:
    page = b'<p>x</p><img src="cid:lost"><img src="data:image/png;base64,iVBORw==">'
    got = read(HEAD + b"Content-Type: text/html\r\n\r\n" + page)
    assert got.codes == ["picture-missing"]
    assert got.files == {"1/data 1": b"\x89PNG"}
    assert got.links() == [("", "cid:lost", "ok"), ("", "1/data 1", "child")]


def test_backgrounds_in_the_network_are_links_too() -> None:
    page = b'<body background="http://t.example/1"><p style="background: url(https://t.example/2)">x</p></body>'
    got = read(HEAD + b"Content-Type: text/html\r\n\r\n" + page)
    assert [target for _text, target, _state in got.links()] == ["https://t.example/2", "http://t.example/1"]
    assert got.codes == ["remote-content"]


def test_zero_bytes_in_a_flowing_text_stay() -> None:
    got = read(HEAD + b"Content-Type: text/plain; format=flowed\r\n\r\n" + ENGLISH.encode() + b"\r\n\x00two\r\n")
    assert got.body() == [("paragraph", ENGLISH), ("paragraph", "\x00two")]


def test_a_line_end_in_a_subject_forges_no_line() -> None:
    got = read(HEAD.replace(b"the valley", b"=?utf-8?Q?a=0D=0ATo:_forged?=") + b"\r\ntext")
    assert got.passages("heading") == ["a To: forged"]


def test_from_quoted_by_a_mailbox_is_no_quotation() -> None:
    assert read(HEAD + b"\r\n>From here on nobody came.\r\n").body() == [("paragraph", ">From here on nobody came.")]


def test_a_thousand_parts_in_each_other() -> None:
    data = bytearray(HEAD + b'Content-Type: multipart/mixed; boundary="0"\r\n\r\n')
    for number in range(1000):
        data += b'--%d\r\nContent-Type: multipart/mixed; boundary="%d"\r\n\r\n' % (number, number + 1)
    got = read(bytes(data) + b"--1000\r\n\r\ninnermost\r\n")
    assert "parts-too-deep" in got.codes
    assert b"innermost" in b"".join(got.files.values())


def test_a_million_parts() -> None:
    begun = time.perf_counter()
    got = read(MIXED + b"--b\r\nContent-Type: image/png\r\n\r\nx\r\n" * 1_000_000)
    assert "too-many-parts" in got.codes
    assert len(got.files) == 20_000
    assert len(got.reading.passages) < 2_000
    assert time.perf_counter() - begun < 120


@pytest.mark.parametrize(
    "endless", [b"X: y\r\n" * 500_000, b"X: " + b"y" * 5_000_000 + b"\r\n", b"X: y\r\n" + b" y\r\n" * 1_000_000]
)
def test_header_lines_without_end(endless: bytes) -> None:
    got = read(HEAD + endless + b"\r\ntext")
    assert "headers-too-long" in got.codes
    assert len(got.reading.metadata) <= 201
    assert sum(map(len, got.reading.metadata.values())) < 1_000_000
    assert got.passages()[-1] == "text"


@pytest.mark.parametrize(
    "hard",
    [
        b"> " * 2_000_000, b">" * 3_000_000, b"word-\n" * 500_000, b"a" * 5_000_000, b"\n--" * 1_500_000,
        (b"x" * 70 + b"-\n") * 30_000, b"=?utf-8?B?" * 300_000, b"-- \n" * 500_000,
    ],
    ids=["quotes", "marks", "hyphens", "letters", "lines", "wrapped", "words", "signatures"],
)  # fmt: skip
def test_hard_text_takes_no_time_squared(hard: bytes) -> None:
    begun = time.perf_counter()
    read(
        MIXED
        + part(b"Content-Type: text/plain; format=flowed", hard)
        + part(b"Content-Type: text/plain", hard)
        + b"--b--"
    )
    read(HEAD.replace(b"the valley", hard[:50_000].replace(b"\n", b" ")) + b"\r\n")
    assert time.perf_counter() - begun < 120


def test_a_long_content_type_takes_no_time_squared() -> None:
    begun = time.perf_counter()
    read(HEAD + b"Content-Type: text/plain" + b"; a=b" * 200_000 + b"\r\n\r\ntext")
    read(HEAD + b"Content-Disposition: attachment; " + b'filename*0="' * 80_000 + b"\r\n\r\ntext")
    assert time.perf_counter() - begun < 120


SEED = letter()
SEED.set_content(UKRAINIAN)
SEED.add_alternative(f"<p>{UKRAINIAN}</p>", subtype="html")
SEED.add_attachment(b"%PDF" * 50, maintype="application", subtype="pdf", filename="список.pdf")
SEED_BYTES = SEED.as_bytes()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SEED_BYTES) - 1), st.binary(max_size=6)), min_size=1, max_size=8))
def test_damage_never_raises_and_offsets_make_sense(damage: list[tuple[int, bytes]]) -> None:
    data = bytearray(SEED_BYTES)
    for at, put in damage:
        data[at : at + len(put)] = put
    got = read(bytes(data))
    ends = [0, *(one.end for one in got.reading.passages)]
    assert all(one.start >= before for one, before in zip(got.reading.passages, ends, strict=False))
    assert all(got.reading.text[link.start : link.end] == link.text for link in got.reading.links)
