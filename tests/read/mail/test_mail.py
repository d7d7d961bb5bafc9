"""The mail reader on mails that Python's own `email` package writes."""

from __future__ import annotations

import email
from email import policy
from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from muniment.read.pool import Job, ReadingPool
from tests.read.mail.mails import ARABIC, ENGLISH, HEBREW, RUSSIAN, UKRAINIAN, letter, read

LISTED = "Список зниклих у місті Орін, третя частина, доповнений і виправлений у січні"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 5


def whole() -> EmailMessage:
    """Text in two ways, a picture inside, one in the network, a file."""
    made = letter(subject=LISTED)
    made["Cc"] = "Йосип <josyp@tamsk.example>, other@tamsk.example"
    made["Reply-To"] = "reply@orin.example"
    made["In-Reply-To"] = "<0@tamsk.example>"
    made["References"] = "<00@tamsk.example> <0@tamsk.example>"
    made.set_content("Добрий день,\n\nнадсилаю список.\n\nДе список?\n")
    made.add_alternative(
        '<p>Добрий день,</p><p>надсилаю <a href="https://x.example/">список</a>.</p><img src="cid:p1">'
        '<blockquote>Де список?</blockquote><img src="http://t.example/px.gif">',
        subtype="html",
    )
    made.get_payload()[1].add_related(PNG, maintype="image", subtype="png", cid="<p1>", filename="печатка.png")
    made.add_attachment(b"%PDF-1.4" + b"x" * 3000, maintype="application", subtype="pdf", filename="список.pdf")
    return made


def test_what_a_mail_says_and_shows() -> None:
    got = read(whole())
    assert got.passages() == [
        LISTED,
        "From: Марія Коваль <maria@orin.example>",
        "Reply-To: reply@orin.example",
        "To: Archive of Tamsk <archive@tamsk.example>",
        "Cc: Йосип <josyp@tamsk.example>, other@tamsk.example",
        "Date: Mon, 02 Jan 2023 10:00:00 +0200",
        "Добрий день,",
        "надсилаю список.",
        "Де список?",
        "печатка.png",
        "список.pdf",
    ]
    reading = got.reading
    assert (reading.title, reading.author) == (LISTED, "Марія Коваль <maria@orin.example>")
    assert reading.metadata["mail:Message-ID"] == "<1@orin.example>"
    assert reading.metadata["mail:In-Reply-To"] == "<0@tamsk.example>"
    assert reading.metadata["mail:References"] == "<00@tamsk.example> <0@tamsk.example>"
    (moment,) = reading.moments
    assert (moment.what, moment.written, moment.edtf) == (
        "created", "Mon, 02 Jan 2023 10:00:00 +0200", "2023-01-02T10:00:00+02:00",
    )  # fmt: skip
    words = next(one for one in reading.passages if reading.text[one.start : one.end] == "надсилаю список.")
    assert (words.by, words.at) == ("Марія Коваль <maria@orin.example>", "2023-01-02T10:00:00+02:00")
    quoted = next(one for one in reading.passages if one.kind == "quotation")
    assert quoted.by is None


def test_files_and_pictures_inside_are_children() -> None:
    got = read(whole())
    assert got.files == {"1.2.2/печатка.png": PNG, "2/список.pdf": b"%PDF-1.4" + b"x" * 3000}
    told = got.told["2/список.pdf"]
    assert (told.source, told.obtained) == ("Марія Коваль <maria@orin.example>", "2023-01-02T10:00:00+02:00")
    assert told.details["mail:Content-Type"] == "application/pdf"
    assert got.told["1.2.2/печатка.png"].details["mail:Content-ID"] == "<p1>"


def test_links_go_inside_or_stay_and_nothing_is_fetched() -> None:
    got = read(whole())
    assert got.links() == [
        ("список", "https://x.example/", "ok"),
        ("", "1.2.2/печатка.png", "child"),
        ("", "http://t.example/px.gif", "ok"),
        ("печатка.png", "1.2.2/печатка.png", "child"),
        ("список.pdf", "2/список.pdf", "child"),
    ]
    assert got.codes == ["remote-content"]
    assert "1 of its pictures" in got.reading.findings[0].text


def test_alternatives_with_other_words_are_both_read() -> None:
    made = letter()
    made.set_content("The ferry came at six.\n")
    made.add_alternative("<p>The ferry came at nine.</p>", subtype="html")
    got = read(made)
    assert got.body() == [("paragraph", "The ferry came at six."), ("paragraph", "The ferry came at nine.")]
    assert got.codes == ["alternatives-differ"]
    assert "nine, six" in got.reading.findings[0].text


def test_alternatives_with_the_same_words_are_read_once() -> None:
    made = letter()
    made.set_content("The *ferry* came [image: x.png] <https://x.example/?a=1>\n")
    made.add_alternative('<p>The <b>ferry</b> <a href="https://x.example/?a=1">came</a></p>', subtype="html")
    got = read(made)
    assert got.body() == [("paragraph", "The ferry came")]
    assert got.codes == []


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("koi8-r", RUSSIAN), ("windows-1251", UKRAINIAN), ("windows-1256", ARABIC), ("windows-1255", HEBREW),
        ("iso-8859-6", ARABIC), ("iso-8859-8", HEBREW), ("iso-8859-5", RUSSIAN), ("utf-8", ARABIC),
        ("koi8-u", UKRAINIAN),
        ("iso-8859-15", "Les habitants ont quitté la vallée."), ("iso-2022-jp", "谷の人々は町へ"),
        ("gb2312", "山谷里的人们走到了城里"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("packing", ["base64", "quoted-printable"])
def test_character_sets(charset: str, text: str, packing: str) -> None:
    made = letter()
    made.set_content(text + "\n", charset=charset, cte=packing)
    got = read(made)
    assert got.body() == [("paragraph", text)]
    assert got.codes == (["visual-order"] if charset == "iso-8859-8" else [])


@pytest.mark.parametrize("text", [ARABIC, RUSSIAN, HEBREW])
def test_8bit_bodies(text: str) -> None:
    made = letter(policy.SMTP.clone(cte_type="8bit"))
    made.set_content(text + "\n", charset="utf-8", cte="8bit")
    assert read(made).body() == [("paragraph", text)]


def test_html_alone_in_an_old_encoding() -> None:
    made = letter()
    made.set_content(f"<table><tr><td>{RUSSIAN}</td><td>24</td></tr></table>", subtype="html", charset="windows-1251")
    assert read(made).body() == [("table", f"{RUSSIAN}\t24")]


def test_quotations_and_a_signature() -> None:
    made = letter()
    made.set_content(
        "Nobody came.\n\nOn Monday Borin wrote:\n> Who came?\n> Was it the council?\n>> Nobody, I think.\n\n"
        "So it was.\n-- \nMaria\nOrin\n",
        cte="7bit",
    )
    got = read(made)
    marks = {got.reading.text[one.start : one.end]: one.marks for one in got.reading.passages}
    assert got.body() == [
        ("paragraph", "Nobody came."),
        ("paragraph", "On Monday Borin wrote:"),
        ("quotation", "Who came?"),
        ("quotation", "Was it the council?"),
        ("quotation", "Nobody, I think."),
        ("paragraph", "So it was."),
        ("paragraph", "Maria"),
        ("paragraph", "Orin"),
    ]
    assert (marks["Nobody, I think."], marks["Orin"]) == (("quoted 2 deep",), ("signature",))
    assert marks["So it was."] == ()


def test_format_flowed() -> None:
    made = letter()
    made.set_content(
        "The people of the \nvalley walked \nto Orin.\n From here on.\n> They met \n> nobody.\nshort\n", cte="7bit"
    )
    made.replace_header("Content-Type", 'text/plain; charset="utf-8"; format=flowed')
    assert read(made).body() == [
        ("paragraph", "The people of the valley walked to Orin."),
        ("paragraph", "From here on."),
        ("quotation", "They met nobody."),
        ("paragraph", "short"),
    ]
    made.replace_header("Content-Type", 'text/plain; charset="utf-8"; format=flowed; delsp=yes')
    assert read(made).body()[0] == ("paragraph", "The people of thevalley walkedto Orin.")


def test_a_mail_inside_is_a_child_byte_for_byte() -> None:
    inner = letter(subject="Перша")
    inner.set_content(ENGLISH + "\n")
    outer = letter(subject="Fwd")
    outer.set_content("See below.\n")
    outer.add_attachment(inner)
    data = outer.as_bytes()
    got = read(data)
    assert list(got.files) == ["2.eml"]
    assert got.files["2.eml"] in data
    assert email.message_from_bytes(got.files["2.eml"], policy=policy.default)["Subject"] == "Перша"
    assert got.told["2.eml"].details["mail:Subject"] == "Перша"
    assert read(got.files["2.eml"]).body() == [("paragraph", ENGLISH)]
    assert ENGLISH not in got.reading.text


def test_a_digest_is_children() -> None:
    outer = MIMEMultipart("digest")
    for number in range(3):
        one = letter(subject=f"number {number}")
        one.set_content(f"text {number}\n")
        part = Message()
        part.set_payload(one.as_string())
        outer.attach(part)
    outer["From"] = "list@tamsk.example"
    got = read(outer.as_bytes())
    assert list(got.files) == ["1.eml", "2.eml", "3.eml"]
    assert [told.details["mail:Subject"] for told in got.told.values()] == ["number 0", "number 1", "number 2"]
    assert read(got.files["2.eml"]).body() == [("paragraph", "text 1")]


@pytest.mark.parametrize(
    "name", ["список.pdf", "قائمة.pdf", "../../etc/passwd", "a\u202efdp.exe", "x" * 300, 'a"b;c.txt']
)
def test_names_of_files_are_kept_as_they_are(name: str) -> None:
    made = letter()
    made.set_content("text\n")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename=name)
    got = read(made)
    assert list(got.files) == [f"2/{name}"]
    assert got.told[f"2/{name}"].name == (name if "/" in name else "")


def test_text_parts_in_a_row_are_all_text() -> None:
    made = MIMEMultipart("mixed")
    made["From"], made["Subject"] = "a@orin.example", "list"
    made.attach(MIMEText("The letter.", "plain"))
    made.attach(MIMEText("<p>More of it.</p>", "html"))
    made.attach(MIMEText("You get this because you asked for it.", "plain"))
    assert [text for _kind, text in read(made.as_bytes()).body()] == [
        "The letter.", "More of it.", "You get this because you asked for it.",
    ]  # fmt: skip


def test_the_same_bytes_give_the_same_reading() -> None:
    data = whole().as_bytes()
    assert read(data).reading == read(data).reading


@pytest.mark.parametrize("ends", [b"\r\n", b"\n"])
def test_all_leaves_are_those_that_the_library_finds(ends: bytes) -> None:
    """Parts cut by offsets have the bytes that Python's parser finds."""
    data = whole().as_bytes().replace(b"\r\n", ends)
    theirs = [
        part.get_payload(decode=True)
        for part in email.message_from_bytes(data, policy=policy.default).walk()
        if not part.is_multipart() and part.get_content_maintype() != "text"
    ]
    assert list(read(data).files.values()) == theirs


def test_in_a_confined_worker() -> None:
    hard = letter()
    hard.set_content(RUSSIAN + "\n", charset="koi8-r", cte="base64")
    data = whole().as_bytes()
    jobs = [
        Job("whole", "message/rfc822", data=data),
        Job("hard", "message/rfc822", data=hard.as_bytes()),
    ]
    with ReadingPool(workers=1) as pool:
        found = {job.key: reading for job, reading in pool.read_all(jobs)}
    assert found["whole"] == read(data).reading
    assert RUSSIAN in found["hard"].text
    assert found["hard"].findings == ()
