"""What the readers of text share: decoding, languages, links, dates, healing."""

from __future__ import annotations

import pytest

from muniment.model.reading import LinkState
from muniment.read.interface import Source
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.text import TextReader
from muniment.read.text import wrapped
from muniment.read.text.blocks import Block, Mark
from muniment.read.text.dates import published
from muniment.read.text.decode import decode
from muniment.read.text.heal import heal
from muniment.read.text.language import identify, languages
from muniment.read.text.links import bare_links, state
from muniment.read.text.wrapped import blocks_of

SENTENCES = {
    "en": "The soldiers drove the people of the valley out of their houses before the harvest.",
    "uk": "Солдати вигнали мешканців долини з їхніх домівок ще до жнив, і ніхто не повернувся.",
    "ru": "Солдаты выгнали жителей долины из их домов ещё до жатвы, и никто не вернулся.",
    "ar": "طرد الجنود سكان الوادي من بيوتهم قبل الحصاد ولم يعد أحد منهم إلى القرية.",
    "he": "החיילים גירשו את תושבי העמק מבתיהם לפני הקציר ואיש לא חזר אל הכפר.",
    "es": "Los soldados expulsaron a los niños y a los habitantes del valle; nadie regresó a su casa después.",
    "fr": "Les soldats ont chassé les habitants de la vallée de leurs maisons avant la moisson.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_languages_of_sentences(code: str) -> None:
    assert identify(SENTENCES[code]) == code


def test_languages_of_passages_and_of_the_whole() -> None:
    passages = [SENTENCES["uk"], "Додаток", "12", SENTENCES["en"], SENTENCES["uk"], "Annex", "נספח", "ملحق"]
    assert languages(passages) == (["uk", "uk", None, "en", "uk", None, "he", "ar"], "uk")


def test_short_ukrainian_in_a_russian_text_is_told_by_its_letters() -> None:
    found, whole = languages([SENTENCES["ru"], "Її звіт", "Отчёт", "Протокол"])
    assert (found, whole) == (["ru", "uk", "ru", "ru"], "ru")


@pytest.mark.parametrize(
    ("code", "encoding"),
    [("uk", "windows-1251"), ("ru", "windows-1251"), ("ru", "koi8-r"), ("ru", "ibm866"), ("fr", "windows-1252"),
     ("es", "windows-1252"), ("ar", "windows-1256"), ("he", "windows-1255")],
)  # fmt: skip
def test_legacy_code_pages_are_guessed_and_said_so(code: str, encoding: str) -> None:
    text = SENTENCES[code].replace("ё", "е") if encoding == "ibm866" else SENTENCES[code]
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.encoding == encoding
    (finding,) = decoded.findings
    assert finding.code == "encoding-guessed"
    assert encoding in finding.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_is_no_guess(encoding: str) -> None:
    decoded = decode((SENTENCES["en"] + SENTENCES["ar"]).encode(encoding))
    assert decoded.text == SENTENCES["en"] + SENTENCES["ar"]
    assert decoded.findings == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("code", SENTENCES)
def test_utf16_without_a_mark_is_told_from_forty_letters(code: str, encoding: str) -> None:
    decoded = decode(SENTENCES[code][:40].encode(encoding))
    assert (decoded.text, decoded.encoding) == (SENTENCES[code][:40], encoding)


@pytest.mark.parametrize("line", ["水曜日、オリンの村に人が来た。\n", "村民\t3\n"])
def test_utf16_without_a_mark_of_other_scripts_is_told_from_more(line: str) -> None:
    assert decode((line * 30).encode("utf-16-le")).text == line * 30


@pytest.mark.parametrize("code", SENTENCES)
@pytest.mark.parametrize("place", range(4, 40, 3))
@pytest.mark.parametrize("encoding", ["utf-8", "legacy"])
def test_a_stray_zero_byte_does_not_make_a_short_text_utf16(code: str, place: int, encoding: str) -> None:
    legacy = {"uk": "cp1251", "ru": "cp1251", "ar": "cp1256", "he": "cp1255"}.get(code, "cp1252")
    text = f"{SENTENCES[code][:place]}\0{SENTENCES[code][place:40]}"
    assert not decode(text.encode(encoding if encoding == "utf-8" else legacy)).encoding.startswith("utf-16")


def test_records_that_end_in_zero_bytes_are_not_utf16() -> None:
    data = b"Orin, the mill, seven people on the 3rd\0" * 40
    assert decode(data).text == data.decode()


def test_a_broken_byte_in_utf8_does_not_make_it_a_code_page() -> None:
    decoded = decode((SENTENCES["uk"] * 3).encode() + b"\xff" + SENTENCES["uk"].encode())
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == 1
    assert [finding.code for finding in decoded.findings] == ["encoding-broken"]


def test_a_stated_encoding_is_believed_when_it_fits() -> None:
    assert decode(SENTENCES["ru"].encode("koi8-r"), "KOI8-R").findings == ()
    assert decode(SENTENCES["ru"].encode(), "no-such-thing").encoding == "utf-8"


def test_line_ends_are_one_kind() -> None:
    assert decode(b"a\r\nb\rc\n").text == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("target", "expected"),
    [("https://example.org/a?b#c", "ok"), ("#", "no-target"), ("", "no-target"), ("  ", "no-target"),
     ("http://", "malformed"), ("http://exa mple.org/", "malformed"), ("http://[::1", "malformed"),
     ("https://example.org:port/", "malformed"), ("page.html", "relative"), ("/page", "relative"),
     ("#note-3", "relative"), ("mailto:a@example.org", "ok"), ("javascript:void(0)", "ok"), ("www.example.org", "ok")],
)  # fmt: skip
def test_link_states(target: str, expected: LinkState) -> None:
    assert state(target) == expected


def test_a_base_makes_relative_links_whole() -> None:
    assert state("page.html", has_base=True) == "ok"
    assert state("#", has_base=True) == "no-target"


def test_bare_links_end_before_the_sentence_does() -> None:
    text = "See https://example.org/a_(b). And (www.example.org/x), or «http://приклад.test/шлях»!"
    assert [link.target for link in bare_links(text)] == [
        "https://example.org/a_(b)", "www.example.org/x", "http://приклад.test/шлях",
    ]  # fmt: skip
    assert all(text[link.start : link.end] == link.target for link in bare_links(text))


@pytest.mark.parametrize(
    ("line", "written", "edtf"),
    [
        ("Released on 25 November 2024", "25 November 2024", "2024-11-25"),
        ("Published: November 25, 2024 in Verba", "November 25, 2024", "2024-11-25"),
        ("Опубліковано: 3 травня 2023 року", "3 травня 2023", "2023-05-03"),
        ("Дата публікації 03.05.2023", "03.05.2023", "2023-05-03"),
        ("Опубликовано 9 мая 2023", "9 мая 2023", "2023-05-09"),
        ("نشر في ٢٥ تشرين الثاني ٢٠٢٤", "٢٥ تشرين الثاني ٢٠٢٤", "2024-11-25"),
        ("تاريخ النشر: 7 يناير 2024", "7 يناير 2024", "2024-01-07"),
        ("פורסם ב-25 בנובמבר 2024", "25 בנובמבר 2024", "2024-11-25"),
        ("Publicado el 25 de noviembre de 2024", "25 de noviembre de 2024", "2024-11-25"),
        ("Publié le 1er août 2024", "1er août 2024", "2024-08-01"),
        ("Published 2024-11-25", "2024-11-25", "2024-11-25"),
        ("Published on 04/05/2024", "04/05/2024", None),
        ("Published on 31 February 2024", "31 February 2024", None),
    ],
)
def test_dates_under_a_clear_label(line: str, written: str, edtf: str | None) -> None:
    (moment,) = published(["Title", line, "Published on 1 January 2001"])
    assert (moment.what, moment.written, moment.edtf) == ("published", written, edtf)


@pytest.mark.parametrize("line", ["On 25 November 2024 the village was empty.", "It was published on 25 November 2024",
                                  "25 November 2024", "Publishing house, 2024"])  # fmt: skip
def test_a_date_without_a_label_is_nobodys_date_of_publication(line: str) -> None:
    assert list(published([line])) == []


CUT = [
    ("They showed the map to the whole assembly in", "2023—one that left the valley out.", " "),
    ("It was a hopeful sign and a testament that human", "dignity endures even under siege.", " "),
    ("The houses of the village burned for three days—", "nobody came to put the fire out.", ""),
    ("The commission speaks of the right to self-", "determination of the valley.", ""),
    ("Вони показали мапу всім, хто прийшов до зали", "засідань у місті Верба того ранку.", " "),
    ("Он сказал, что видел это своими глазами, и", "«никогда не забудет» того утра.", " "),
    ("وقال الشهود إن الجنود دخلوا القرية من", "الجهة الشرقية قبل الفجر.", " "),
    ("העדים סיפרו כי החיילים נכנסו אל הכפר מן", "הצד המזרחי לפני עלות השחר.", " "),
    (
        "وصل الجنود قبل الفجر إلى القرية. ثم أحرقوا البيوت كلها وساقوا الرجال إلى الساحة الكبيرة",
        "القريبة من النهر.",
        " ",
    ),
]


@pytest.mark.parametrize(("first", "second", "between"), CUT)
def test_what_a_page_break_cut_is_one_again(first: str, second: str, between: str) -> None:
    (healed,) = heal([Block(first), Block(second)])
    assert healed.text == first + between + second


WHOLE = [
    ("The village was empty when the trucks came back.", "nobody was there."),
    ("He said “we will come back”, and so they did.”", "and they did."),
    ("As the eldest of the village council put it:", "watching the houses burn was hard."),
    ("The council demands the return of the children;", "demands an inquiry;"),
    ("Statement of the Network of Verba on the Anniversary of the Expulsion", "Two villages stand empty today."),
    ("Report on the burning of houses in the valley of Verba", "24 houses burned that night."),
    ("They asked for water, bread and for news of the", "(a) children taken from the school;"),
    ("They asked for water, bread and for news of the", "12. The commission recalls its report."),
    ("They asked for water, bread and for news of the", "14"),
    ("With kind regards", "the council of Verba"),
    ("تقرير عن أوضاع السكان", "وصل الجنود قبل الفجر إلى القرية."),
    ("تقرير عن أوضاع السكان المدنيين في وادي فربا بعد الحريق", "وصل الجنود قبل الفجر إلى القرية."),
    ("דוח על מצב התושבים האזרחיים בעמק ורבה אחרי השרפה", "החיילים הגיעו לפני עלות השחר."),
    ("وصل الجنود قبل الفجر إلى القرية؟", "ثم رحلوا."),
    ("وصل الجنود قبل الفجر إلى القرية ۔", "ثم رحلوا."),
    ("דוח על מצב התושבים בעמק", "החיילים הגיעו לפני עלות השחר."),
]


@pytest.mark.parametrize(("first", "second"), WHOLE)
def test_what_is_whole_stays_apart(first: str, second: str) -> None:
    assert [block.text for block in heal([Block(first), Block(second)])] == [first, second]


@pytest.mark.parametrize("kind", ["heading", "list", "quotation", "table", "code", "caption"])
def test_only_paragraphs_are_healed(kind: str) -> None:
    cut, rest = Block("It was a hopeful sign and a testament that human"), Block("dignity endures.")
    rest.kind = kind  # type: ignore[assignment]
    assert len(heal([cut, rest])) == 2
    rest.kind, cut.kind = "paragraph", kind  # type: ignore[assignment]
    assert len(heal([cut, rest])) == 2


def test_a_paragraph_over_three_pages_keeps_its_links() -> None:
    parts = [
        Block("The council of the valley wrote about it in", page=1),
        Block("a long report which the people of the village", page=2),
        Block("still keep in the school.", page=3, marks=[Mark(0, 10, "https://example.org")]),
    ]
    (healed,) = heal(parts)
    (mark,) = healed.marks
    assert healed.text[mark.start : mark.end] == "still keep"
    assert (healed.page, healed.page_end) == (1, 3)


class _Searched(str):
    """A text that counts how often it is searched from its beginning."""

    def __new__(cls, text: str) -> _Searched:
        made = super().__new__(cls, text)
        made.times = 0
        return made

    times: int

    def __contains__(self, part: object) -> bool:
        self.times += 1
        return str.__contains__(self, part)  # type: ignore[arg-type]


@pytest.mark.parametrize("count", [50, 500])
def test_parted_words_do_not_make_the_text_searched_again_and_again(count: int) -> None:
    line = "the people of the valley came to the mill before dawn and asked the inhab-\nitants of Orin, north-\n"
    text = _Searched(line * count + "eastern. They know north-eastern winds.")
    assert text.times == 0
    (block,) = blocks_of(text)
    assert text.times <= 1
    assert block.text.count("inhabitants") == count
    assert block.text.endswith("north-eastern. They know north-eastern winds.")


def test_a_paragraph_of_a_hundred_thousand_parted_lines_is_read_within_its_time() -> None:
    line = "the people of the valley came to the mill before dawn and asked the inhab-\n"
    data = (line * 60_000).encode()
    with ReadingPool(workers=1) as pool:
        ((_, reading),) = pool.read_all([Job("a", "text/plain", data=data)])
    assert [finding.code for finding in reading.findings] == []
    assert len(reading.passages) == 1


def test_of_millions_of_lines_the_last_are_one_passage_and_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrapped, "MOST", 5)
    text = "a\nb\n\nc\nd\ne\n  f\n\ng\n"
    blocks = blocks_of(text)
    assert [block.text for block in blocks] == ["a", "b", "c", "d", "e", "  f\n\ng"]
    assert [finding.code for finding in wrapped.too_many(blocks)] == ["too-many-passages"]
    assert wrapped.too_many(blocks_of("a\nb\n\nc\nd\ne\n")) == ()
    assert [block.text for block in wrapped.verbatim(text)] == ["a", "b", "c", "d", "e", "  f\n\ng"]
    reading = TextReader().read(Source(media_type="text/plain", data=text.encode()))
    assert reading.text == "a\nb\n\nc\nd\ne\nf\n\ng"
    assert [finding.code for finding in reading.findings] == ["too-many-passages"]


def test_a_paragraph_does_not_grow_without_end_by_healing() -> None:
    cut = Block("The council of the valley met in the school and")
    blocks = [cut, *(Block("and in the mill and " * 100 + "and") for _ in range(100))]
    assert max(len(block.text) for block in heal(blocks)) < 25_000
