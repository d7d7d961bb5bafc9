"""Words of a sealed identity are found in open text, and other words are let be."""

from __future__ import annotations

from typing import Any

import pytest

from muniment.claims import ClaimError
from muniment.claims.witnesses.naming import refuse_names

IDENTITY = {
    "name": "Zelmira Qorvane-Tól",
    "other_names": ["Зельміра Кворван", "Li"],
    "contact": "+999 (123) 45-67, zel@osmel.example",
    "address": "Mill lane 4, Ostrivka",
    "note": "She is the sister of the ferryman.",
}


@pytest.mark.parametrize(
    "text",
    [
        "do not call Zelmira",
        "the QORVANE family",
        "Tól",
        "ask for «Кворван» only",
        "LI knows",
        "ring 999 1234567 at night",
        "write to ZEL@osmel.example",
        "lives in Mill lane",
        "the ferryman's: of the ferryman",
        "ｚｅｌｍｉｒａ",
    ],
)
def test_a_sealed_word_in_open_text_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(ClaimError, match="protection: words of the sealed identity") as refused:
        refuse_names({"note": "nothing", "protection": text}, IDENTITY)
    assert text not in str(refused.value)


@pytest.mark.parametrize(
    "value",
    ["speaks to nobody in Ostrivka", "a lane", "call 112", "she is afraid", ["uk", "ar"], "", {"to": "Legal Aid"}],
)
def test_other_words_are_let_be(value: Any) -> None:
    refuse_names({"protection": value}, IDENTITY)


def test_lists_and_tables_are_looked_through() -> None:
    with pytest.raises(ClaimError, match="earlier_accounts"):
        refuse_names({"earlier_accounts": [{"to": "a cousin, Qorvane", "when": ""}]}, IDENTITY)
