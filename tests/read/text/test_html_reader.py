"""The HTML reader: all visible text in order, links, what the page says of itself, hostile pages."""

from __future__ import annotations

import socket
import time

import pytest

from muniment.model.reading import Reading
from muniment.read.interface import Source
from muniment.read.readers.html import HtmlReader


def read(page: str | bytes) -> Reading:
    data = page if isinstance(page, bytes) else page.encode()
    return HtmlReader().read(Source(media_type="text/html", data=data))


def passages(reading: Reading) -> list[tuple[str, str]]:
    return [(passage.kind, reading.text[passage.start : passage.end]) for passage in reading.passages]


PAGE = """<!doctype html><html lang="uk-UA"><head><title>Порожні  хати</title>
<meta name="author" content="О. Коваль"><meta property="og:site_name" content="Вісті Верби">
<meta property="article:published_time" content="2023-05-03T10:00:00+03:00">
<meta name="description" content="Про долину"></head>
<body><nav><a href="/">Головна</a> <a href="#">Мапа</a></nav>
<h1>Порожні <b>хати</b></h1>
<p>Солдати вигнали мешканців   долини з їхніх
домівок.<br>Ніхто не <a href="dead.html">повер<i>нувся</i></a>.</p>
loose words<div>in a box <span hidden>unseen</span><p>inside</p>after</div>
<ul><li>хліб</li><li>вода<ul><li>з криниці</li></ul></li></ul><ol start=4><li><p>четверте</p></li><li>п’яте</ol>
<blockquote><p>החיילים גירשו את תושבי העמק מבתיהם לפני הקציר.</p></blockquote>
<table><tr><th>Село</th><th>Хат</th></tr><tr><td>Верба</td><td>24</td></tr></table>
<pre>  a
   b</pre><figure><img src="m.jpg"><figcaption>Млин</figcaption></figure>
<script>bad()</script><style>p{}</style><!-- no --><template><p>no</p></template><p style="display:none">no</p>
<p>&lt;tag&gt; &amp; http://example.org/bare.</p><a href="https://example.org/box"><div>one</div><div>two</div></a>
</body></html>"""


def test_all_visible_text_in_order() -> None:
    assert passages(read(PAGE)) == [
        ("paragraph", "Головна Мапа"),
        ("heading", "Порожні хати"),
        ("paragraph", "Солдати вигнали мешканців долини з їхніх домівок.\nНіхто не повернувся."),
        ("paragraph", "loose words"),
        ("paragraph", "in a box"),
        ("paragraph", "inside"),
        ("paragraph", "after"),
        ("list", "хліб"),
        ("list", "вода"),
        ("list", "з криниці"),
        ("list", "4. четверте"),
        ("list", "5. п’яте"),
        ("quotation", "החיילים גירשו את תושבי העמק מבתיהם לפני הקציר."),
        ("table", "Село\tХат"),
        ("table", "Верба\t24"),
        ("code", "a\n   b"),
        ("caption", "Млин"),
        ("paragraph", "<tag> & http://example.org/bare."),
        ("paragraph", "one"),
        ("paragraph", "two"),
    ]


def test_links_have_words_targets_and_states() -> None:
    reading = read(PAGE)
    assert [(link.text, link.target, link.state) for link in reading.links] == [
        ("Головна", "/", "relative"),
        ("Мапа", "#", "no-target"),
        ("повернувся", "dead.html", "relative"),
        ("http://example.org/bare", "http://example.org/bare", "ok"),
        ("one", "https://example.org/box", "ok"),
        ("two", "https://example.org/box", "ok"),
    ]
    assert all(reading.text[link.start : link.end] == link.text for link in reading.links)


def test_what_the_page_says_of_itself() -> None:
    reading = read(PAGE)
    assert (reading.title, reading.author, reading.language) == ("Порожні хати", "О. Коваль", "uk")
    (moment,) = reading.moments
    assert (moment.what, moment.written, moment.edtf) == (
        "published", "2023-05-03T10:00:00+03:00", "2023-05-03T10:00:00+03:00",
    )  # fmt: skip
    assert reading.metadata["og:site_name"] == "Вісті Верби"
    assert reading.metadata["html:description"] == "Про долину"
    assert reading.metadata["html:lang"] == "uk-UA"
    quotation = next(passage for passage in reading.passages if passage.kind == "quotation")
    assert quotation.language == "he"


def test_a_base_makes_relative_links_whole() -> None:
    reading = read("<base href='https://example.org/a/'><a href='b.html'>b</a>")
    assert [(link.target, link.state) for link in reading.links] == [("b.html", "ok")]
    assert reading.metadata["html:base"] == "https://example.org/a/"


def test_a_link_on_a_picture_alone_is_kept() -> None:
    reading = read("<p>words</p><p><a href='https://example.org/x'><img src='x.jpg'></a></p><p>more</p>")
    assert [(link.text, link.target) for link in reading.links] == [("", "https://example.org/x")]
    assert reading.text == "words\n\nmore"


@pytest.mark.parametrize(
    ("page", "said_by"),
    [
        ("<time itemprop=datePublished datetime=2023-05-03>May</time>", "time datePublished"),
        ('<script type="application/ld+json">{"@graph":[{"datePublished":"2023-05-03"}]}</script>', "JSON-LD"),
        ('<head><meta name="DC.date" content="2023-05-03"></head>', "meta dc.date"),
        ("<body><p>Published: 3 May 2023</p>", "text"),
    ],
)
def test_other_ways_to_say_when(page: str, said_by: str) -> None:
    (moment,) = read(f"<html><body><p>Words of the council.</p>{page}").moments
    assert moment.edtf == "2023-05-03"
    assert moment.said_by.startswith((said_by, "htmldate"))


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-8"])
def test_the_stated_encoding_is_used(encoding: str) -> None:
    page = f"<html><head><meta charset={encoding}></head><p>Жителей долины выгнали солдаты.</p>"
    reading = read(page.encode(encoding))
    assert reading.text == "Жителей долины выгнали солдаты."
    assert reading.findings == ()


@pytest.mark.parametrize(
    "hostile",
    ["<div>" * 200_000, "<b>" * 50_000, "<table><tr><td>" * 30_000, "<a href='x'>" * 30_000, "<ul><li>" * 30_000,
     "<!--" * 1000 + "-->", "<p " + "a=b " * 50_000 + ">"],
    ids=["div", "b", "table", "a", "list", "comment", "attributes"],
)  # fmt: skip
def test_hostile_pages_survive_with_their_words(hostile: str) -> None:
    begun = time.monotonic()
    reading = read(f"<p>before</p>{hostile}after")
    assert time.monotonic() - begun < 15
    assert "before" in reading.text
    assert "after" in reading.text


@pytest.mark.parametrize("data", [b"", b"<", b"\xff\xfe<\x00", bytes(range(256)) * 20, b"<html lang=''><title>"])
def test_any_bytes_give_a_reading(data: bytes) -> None:
    reading = read(data)
    assert all(0 <= one.start < one.end <= len(reading.text) for one in reading.passages)


def test_nothing_a_page_refers_to_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    there = "'http://127.0.0.1:9/f'"
    page = f"<link rel=stylesheet href={there}><img src={there}><iframe src={there}></iframe>"
    reading = read(f'<!DOCTYPE html SYSTEM "http://127.0.0.1:9/evil.dtd"><html>{page}<p>words</p>')
    assert reading.text == "words"
    assert [link.target for link in reading.links] == ["http://127.0.0.1:9/f"]
