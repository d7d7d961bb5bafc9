"""The Markdown reader: markup goes, words stay; on invented texts, and on the seeds where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment.model.reading import Reading
from muniment.read.interface import Source
from muniment.read.readers.markdown import MarkdownReader

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


def read(text: str | bytes) -> Reading:
    data = text if isinstance(text, bytes) else text.encode()
    return MarkdownReader().read(Source(media_type="text/markdown", data=data))


def passages(reading: Reading) -> list[tuple[str, str]]:
    return [(passage.kind, reading.text[passage.start : passage.end]) for passage in reading.passages]


SAMPLE = """\
## **Die leeren Häuser** von *Verba*

Two lines of one
paragraph.\\
A new line, `code` & &amp; ~~gone~~ 2 \\* 3, <inaudible> and <b>bold</b>.

> The lorries came at night.
>
> There were nine.

- bread
- water
  - from the well

3. third
4. fourth

| Name | Count |
|------|-------|
| A [list](lists/a.html) | 3 |

```python
print("x")
```

![The mill](mill.jpg) and [a dead link](#) and <https://example.org/autolink> and https://example.org/bare.

[unused]: https://example.org/unused "Title"
"""


def test_kinds_and_text_without_markup() -> None:
    assert passages(read(SAMPLE)) == [
        ("heading", "Die leeren Häuser von Verba"),
        ("paragraph", "Two lines of one paragraph.\nA new line, code & & gone 2 * 3, <inaudible> and bold."),
        ("quotation", "The lorries came at night."),
        ("quotation", "There were nine."),
        ("list", "bread"),
        ("list", "water"),
        ("list", "from the well"),
        ("list", "3. third"),
        ("list", "4. fourth"),
        ("table", "Name\tCount"),
        ("table", "A list\t3"),
        ("code", 'print("x")'),
        ("paragraph", "The mill and a dead link and https://example.org/autolink and https://example.org/bare."),
        ("paragraph", "[UNUSED]: https://example.org/unused Title"),
    ]
    assert read(SAMPLE).title == "Die leeren Häuser von Verba"


def test_links_with_their_words_targets_and_states() -> None:
    reading = read(SAMPLE)
    assert [(link.text, link.target, link.state) for link in reading.links] == [
        ("list", "lists/a.html", "relative"),
        ("The mill", "mill.jpg", "relative"),
        ("a dead link", "#", "no-target"),
        ("https://example.org/autolink", "https://example.org/autolink", "ok"),
        ("https://example.org/bare", "https://example.org/bare", "ok"),
        ("https://example.org/unused", "https://example.org/unused", "ok"),
    ]
    for link in reading.links:
        assert reading.text[link.start : link.end] == link.text


@pytest.mark.parametrize("target", ["javascript:alert(1)", "http://exa%zzmple/ü", "HTTP://Example.ORG/%7e", "data:x,y"])
def test_targets_are_verbatim_whatever_they_are(target: str) -> None:
    (link,) = read(f"See [this]({target}) now").links
    assert (link.text, link.target) == ("this", target)


def test_healing_over_page_breaks_in_three_scripts() -> None:
    reading = read(
        "The council met in the school of the valley and\n\nin the mill by the river.\n\n"
        "Вони показали мапу всім, хто прийшов до зали\n\nзасідань у місті Верба.\n\n---\n\n"
        "وقال الشهود إن الجنود دخلوا القرية من\n\nالجهة الشرقية قبل الفجر.\n"
    )
    assert [text for _kind, text in passages(reading)] == [
        "The council met in the school of the valley and in the mill by the river.",
        "Вони показали мапу всім, хто прийшов до зали засідань у місті Верба.",
        "وقال الشهود إن الجنود دخلوا القرية من الجهة الشرقية قبل الفجر.",
    ]


def test_a_paragraph_over_a_page_rule_is_no_heading() -> None:
    long = "The council of the valley met in the school and spoke of the harvest, the wells and the road. " * 4
    assert passages(read(f"{long}\n---\n\nNext."))[0][0] == "paragraph"


def test_indented_text_is_not_code() -> None:
    assert passages(read("# T\n\n    We left at night.\n")) == [("heading", "T"), ("paragraph", "We left at night.")]


def test_html_blocks_keep_their_text() -> None:
    reading = read("# T\n\n<div>\n<p>In the <b>mill</b> <a href='x.html'>list</a></p>\n</div>\n\n<unclear>\n")
    assert [text for _kind, text in passages(reading)] == ["T", "In the mill list", "<unclear>"]
    assert reading.links[0].target == "x.html"


@pytest.mark.parametrize(
    "hostile",
    [
        ">" * 5000 + " Lypa",
        "- " * 3000 + "Lypa",
        "> " * 150 + "Lypa",
        "[" * 20_000 + "Lypa",
        "*a " * 5000 + "Lypa",
        "\n".join("  " * depth + "- Lypa" for depth in range(120)),
    ],
)
def test_hostile_nesting_loses_no_word(hostile: str) -> None:
    reading = read("# T\n\n" + "Before it, words. " * 500 + "\n\n" + hostile)
    assert reading.text.count("Before it, words.") == 500
    assert reading.text.count("Lypa") == hostile.count("Lypa")


@pytest.mark.parametrize("data", [b"", b"#", b"\xff\xfe# \x00", b"[](", b"|a|\n|-|", bytes(range(256)) * 5])
def test_any_bytes_give_a_reading(data: bytes) -> None:
    reading = read(data)
    assert all(0 <= one.start < one.end <= len(reading.text) for one in reading.passages)


@pytest.mark.skipif(not SEEDS.exists(), reason="needs ../shared/seeds")
def test_sentences_of_the_seeds_that_a_page_break_cut() -> None:
    first, second = (read(path.read_bytes()) for path in sorted(SEEDS.iterdir()))
    wanted = "at the United Nations General Assembly in 2023—one that showed Israel with Gaza"
    assert sum(wanted in text for _kind, text in passages(first)) == 1
    wanted = "a testament that human dignity endures even under siege."
    assert sum(wanted in text for _kind, text in passages(second)) == 1
    assert (len(first.passages), len(second.passages)) == (15, 9)  # nothing else was joined


@pytest.mark.skipif(not SEEDS.exists(), reason="needs ../shared/seeds")
def test_titles_links_and_dates_of_the_seeds() -> None:
    first, second = (read(path.read_bytes()) for path in sorted(SEEDS.iterdir()))
    assert first.title == "Stand Against Genocide and Imperialism, from Palestine to Ukraine"
    assert [link.state for link in first.links] == ["no-target", "no-target", "ok"]
    assert second.title == "1000 Days of Resilience: Reflecting on the War in Ukraine"
    assert [(moment.what, moment.written, moment.edtf) for moment in second.moments] == [
        ("published", "25 November 2024", "2024-11-25")
    ]
