"""What the annotated snippets measure of attribution does not fall; PolNeAR is measured by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from . import attribution_measure as measured
from .polnear import relations

STANDOFF = (
    "T1\tSource 0 3\tOsk\nT2\tCue 4 8\tsaid\nT3\tContent 9 12;15 18\tit fell\nT4\tAttribution 4 8\tsaid\n"
    "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n#1\tAnnotatorNotes T1\tx\nE2\tAttribution:T4 Cue:T2\n"
)


def test_the_speaker_is_found_in_seven_languages() -> None:
    total: Counter[str] = Counter()
    for path in sorted(measured.HERE.glob("*.jsonl")):
        total += measured.measure(measured.gold(path))
    precision, recall = total["source"] / total["found"], total["source"] / total["annotated"]
    assert 2 * precision * recall / (precision + recall) >= 0.75
    assert total["kind"] / total["matched"] >= 0.9


def test_snippets_for_development_are_all_right() -> None:
    for path in sorted((measured.HERE / "dev").glob("*.jsonl")):
        counts = measured.measure(measured.gold(path))
        assert counts["source"] == counts["annotated"] == counts["found"], path.name


def test_relations_of_a_standoff_file() -> None:
    assert relations(STANDOFF) == [(frozenset({9, 10, 11, 15, 16, 17}), "Osk", "said")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [({"osk"}, {"minister", "osk"}, True), ({"osk"}, {"tarn"}, False), (None, None, True), (None, {"osk"}, False)],
)
def test_sources_are_the_same_if_they_share_a_word(one: set[str] | None, other: set[str] | None, same: bool) -> None:
    def frozen(words: set[str] | None) -> frozenset[str] | None:
        return None if words is None else frozenset(words)

    assert measured.same(frozen(one), frozen(other)) is same
