"""The search adapters: both pass the contract; the folder's also keeps its promises about bytes."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from muniment.store.folder import fts_schema
from muniment.store.folder.fts import FtsIndex
from muniment.store.folder.fts_rank import CANDIDATES, length_class
from muniment.store.memory.search import MemorySearchIndex
from muniment.store.search import KeysLeftBehind, Query, SearchIndex, SearchIndexUnusable

from .search_contract import SearchContract, entry, query, starts

UNUSUAL = ["qzxjkvbn", "ґжщфюєц", "ъыщфжюя", "ظضغثخذق", "צקטעגפז", "ñqzéœvkç", "鑫龘靐"]


class TestMemory(SearchContract):
    @pytest.fixture
    def index(self) -> SearchIndex:
        return MemorySearchIndex()


class TestFts(SearchContract):
    @pytest.fixture
    def index(self, tmp_path: Path) -> Iterator[SearchIndex]:
        made = FtsIndex(tmp_path / "search.sqlite")
        yield made
        made.close()


def on_disk(path: Path) -> bytes:
    """All bytes of the index: the file and its write-ahead log."""
    wal = path.with_name(path.name + "-wal")
    return path.read_bytes() + (wal.read_bytes() if wal.exists() else b"")


def filled(path: Path, documents: int = 300) -> FtsIndex:
    """An index with ordinary items and, among them, the secret one that holds `UNUSUAL`."""
    index = FtsIndex(path)
    for number in range(documents):
        index.add([entry(f"mill bridge word{number} bridge", f"item-{number}", more="brid")])
        if number == documents // 2:
            index.add([entry(" ".join(UNUSUAL), "secret-item", more=" ".join(f"{w}more" for w in UNUSUAL))])
        if number % 100 == 0:
            index.commit()
    index.commit()
    return index


def test_removal_leaves_no_key_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    index = filled(path)
    before = on_disk(path)
    assert all(word.encode() in before for word in UNUSUAL), "the scan would not see a key that is there"
    assert b"secret-item" in before
    index.remove("secret-item")
    index.commit()
    for when in ("open", "closed"):
        after = on_disk(path)
        assert [word for word in UNUSUAL if word.encode() in after] == [], when
        assert b"secret-item" not in after
        index.close()
    again = FtsIndex(path)
    assert again.search(query(UNUSUAL[0]), 5) == []
    assert len(again.search(query("mill"), 1000)) == 300


def test_removal_is_finished_once_and_leaves_no_place_behind(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    index = filled(path)
    index.remove("secret-item")
    index.commit()
    other = apsw.Connection(str(path))
    assert other.execute("SELECT count(*) FROM passage").get == 300
    assert other.execute("SELECT count(*) FROM item").get == 300
    assert other.execute("SELECT count(*) FROM meta WHERE name = 'erasing'").get == 0
    other.close()


def test_removal_of_the_only_item_leaves_no_key(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    index = FtsIndex(path)
    index.add([entry(" ".join(UNUSUAL), "secret-item")])
    index.commit()
    assert UNUSUAL[0].encode() in on_disk(path)
    index.remove("secret-item")
    index.commit()
    assert [word for word in UNUSUAL if word.encode() in on_disk(path)] == []


def test_a_key_added_and_removed_in_one_transaction_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    index = FtsIndex(path)
    index.add([entry("mill", "item-1"), entry(" ".join(UNUSUAL), "secret-item")])
    index.remove("secret-item")
    index.commit()
    assert [word for word in UNUSUAL if word.encode() in on_disk(path)] == []
    assert starts(index.search(query("mill"), 5)) == [0]


def test_a_reader_in_the_way_of_removal_is_reported_and_the_next_commit_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fts_schema, "BUSY_MILLISECONDS", 50)
    path = tmp_path / "search.sqlite"
    index = filled(path, 20)
    reader = apsw.Connection(str(path))
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM passage").fetchall()
    index.remove("secret-item")
    with pytest.raises(KeysLeftBehind, match="Close that program"):
        index.commit()
    assert index.search(query(UNUSUAL[0]), 5) == []
    index.close()
    reader.close()
    later = FtsIndex(path)
    later.commit()
    assert [word for word in UNUSUAL if word.encode() in on_disk(path)] == []


def test_what_was_committed_is_there_after_reopening(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    index = FtsIndex(path)
    index.add([entry("mill")])
    index.commit()
    index.add([entry("bridge", start=50)])
    index.close()
    again = FtsIndex(path)
    assert starts(again.search(query("mill"), 5)) == [0]
    assert again.search(query("bridge"), 5) == []


def _search_elsewhere(path: str, word: str, answers: multiprocessing.Queue[int]) -> None:
    index = FtsIndex(Path(path))
    answers.put(len(index.search(query(word), 100)))
    index.close()


def _found_elsewhere(path: Path, word: str) -> int:
    spawn = multiprocessing.get_context("spawn")
    answers = spawn.Queue()
    child = spawn.Process(target=_search_elsewhere, args=(str(path), word, answers))
    child.start()
    found: int = answers.get(timeout=30)
    child.join()
    return found


def test_another_process_reads_while_this_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    writer = FtsIndex(path)
    writer.add([entry("mill")])
    writer.commit()
    writer.add([entry("mill", start=50)])
    assert _found_elsewhere(path, "mill") == 1
    writer.commit()
    assert _found_elsewhere(path, "mill") == 2


def test_an_open_reader_does_not_stop_the_writer(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    writer = filled(path, 20)
    reader = apsw.Connection(str(path))
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM passage").get == 21
    writer.add([entry("mill", start=50)])
    writer.commit()
    assert len(writer.search(query("mill"), 100)) == 21


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough " * 200, b"SQLite format 3\0" + b"\xff" * 8000]
)
def test_a_corrupt_file_is_unusable_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "search.sqlite"
    path.write_bytes(content)
    with pytest.raises(SearchIndexUnusable, match=r"search\.sqlite"):
        FtsIndex(path)
    assert path.read_bytes() == content


def test_a_foreign_database_is_unusable_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    with sqlite3.connect(path) as foreign:
        foreign.execute("CREATE TABLE diary(page)")
    foreign.close()
    before = path.read_bytes()
    with pytest.raises(SearchIndexUnusable, match="not a search index"):
        FtsIndex(path)
    assert path.read_bytes() == before


def test_damaged_pages_are_reported_when_they_are_met(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    filled(path, 2000).close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(SearchIndexUnusable):
        FtsIndex(path).search(query("mill"), 5)


def test_an_index_of_another_version_is_unusable(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    FtsIndex(path).close()
    with apsw.Connection(str(path)) as connection:
        connection.pragma("user_version", fts_schema.VERSION + 1)
    connection.close()
    with pytest.raises(SearchIndexUnusable, match="version"):
        FtsIndex(path)


def test_keys_made_by_other_rules_are_never_mixed(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    FtsIndex(path, "keys/1").close()
    FtsIndex(path, "keys/1").close()
    with pytest.raises(SearchIndexUnusable, match="keys/2"):
        FtsIndex(path, "keys/2")


def test_a_missing_table_is_unusable(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    FtsIndex(path).close()
    with apsw.Connection(str(path)) as connection:
        connection.execute("DROP TABLE keys")
    connection.close()
    with pytest.raises(SearchIndexUnusable, match="lacks"):
        FtsIndex(path)


def test_numbers_of_removed_passages_do_no_harm(tmp_path: Path) -> None:
    index = filled(tmp_path / "search.sqlite", 20)
    index.remove("item-19")
    index.add([entry("mill tower", "item-20", start=7)])
    index.commit()
    assert starts(index.search(query("tower"), 5)) == [7]


def test_both_adapters_rank_alike(tmp_path: Path) -> None:
    passages = [
        entry(" ".join(["mill"] * (1 + n % 4) + ["bridge"] * (1 + n % 3) + ["x"] * (n * 7 % 31)), start=n)
        for n in range(60)
    ]
    memory, fts = MemorySearchIndex(), FtsIndex(tmp_path / "search.sqlite")
    for index in (memory, fts):
        index.add(passages)
        index.commit()
    sought = Query((), (("mill",), ("bridge",)))
    best = [set(starts(index.search(sought, 10))) for index in (memory, fts)]
    assert len(best[0] & best[1]) >= 9


def test_the_best_passage_is_found_behind_many_others(tmp_path: Path) -> None:
    index = FtsIndex(tmp_path / "search.sqlite")
    filler = " ".join(f"word{n}" for n in range(30))
    index.add(entry(f"{filler} mill", start=n) for n in range(CANDIDATES + 100))
    index.add([entry("a mill", start=5000)])
    assert starts(index.search(Query((), (("mill",),)), 1)) == [5000]


def test_length_classes_order_passages_by_length() -> None:
    classes = [length_class(words) for words in (0, 1, 2, 3, 10, 100, 1000, 10_000, 1_000_000)]
    assert classes == sorted(classes)
    assert classes[-1] == 255
    assert CANDIDATES >= 100
