"""Words written with a full stop that ends no sentence, in the languages the program knows.

One table for all: a short word of one language is rarely the end of a sentence in another, and a passage's language
is often unknown. Three kinds, since a full stop behind `no` ends a sentence unless a number follows.
"""

from __future__ import annotations


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


BEFORE_NAMES = _table(
    """
    mr mrs ms dr prof gen col lt capt maj sgt cpl cmdr rev hon gov sen rep st vs cf e.g i.e u.s u.k u.n
    sr sra srs srta dra ud uds lic ing gral cnel mm mme mmes mlle mgr me
    ім им вул ул просп пл буд обл смт с м г гор т тов гр гос ред см див пор проф ген полк напр
    أ د م ص ج
    """
)
"""Of titles, places and references: what follows belongs to them."""

BEFORE_NUMBERS = _table(
    """
    no nos vol pp p fig art arts para paras sec ch jan feb mar apr jun jul aug sept sep oct nov dec
    núm pág págs cap inc ap n ст ч п пп № гл рис табл стор
    """
)
"""A full stop behind them goes on only where a number follows."""

AFTER_NUMBERS = _table("г гг р рр в вв ст н.е тис тыс млн млрд грн руб год хв мин km kg")
"""Units and years, `2024 р.`: before a capital letter the sentence ends."""

AT_THE_END = _table("etc al др пр ін т.д т.п тощо inc ltd corp")
"""May end a sentence; before a capital letter it does."""
