"""Who wrote or published a document."""

from __future__ import annotations

import pytest

from muniment.claims.attribution import author_of
from muniment.model.reading import Passage, Reading


def reading(text: str, language: str = "en", **fields: object) -> Reading:
    return Reading("test/1", text, (Passage(0, len(text)),), language=language, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Statement of the Osmel Network\n\nWe saw it.", "Osmel Network"),
        ("en", "Dawn over Ostrivka\nBy Mira Tarn\n\nIt rained.", "Mira Tarn"),
        ("en", "It rained.\n\nReleased by the Water Institute", "the Water Institute"),
        ("en", "The Water Institute\n\nIt rained.", "The Water Institute"),
        ("uk", "Заява Мережі Острівки\n\nМи бачили.", "Мережі Острівки"),
        ("es", "Comunicado de la Red Osmel\n\nLlovió.", "Red Osmel"),
        ("ar", "بيان صادر عن شبكة أوسمل\n\nرأينا ذلك.", "شبكة أوسمل"),
    ],
)
def test_the_first_or_last_lines_say_whose_it_is(language: str, text: str, name: str) -> None:
    author = author_of(reading(text, language))
    assert (author.name, author.role) == (name, "author")
    assert author.said is not None
    assert text[author.said.start : author.said.end] == author.said.text


def test_metadata_come_first_an_author_before_a_publisher() -> None:
    text = "By Mira Tarn\n\nIt rained."
    assert author_of(reading(text, author="Lena Orsk")).name == "Lena Orsk"
    assert author_of(reading("It rained.", metadata={"og:site_name": "Courier", "dc:creator": "Orsk"})).name == "Orsk"
    assert author_of(reading("It rained.", metadata={"og:site_name": "Courier"})).name == "Courier"


def test_an_unknown_author_is_unnamed_but_there() -> None:
    author = author_of(reading("It rained in the night and nobody came."))
    assert (author.name, author.said, author.role) == ("", None, "author")
