"""Taking bytes in: each file is settled once, the same again changes nothing, batches are whole."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from muniment.preserve import Deposit, Deposited, deposit, fast_check
from muniment.verify.asked import Asked
from muniment.verify.vault.vaultcheck import VaultCheck

from .vaults import Place, dump, sniff, take
from .vaults import deposit as put

LARGE = b"large " * 30_000


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def ok(place: Place) -> bool:
    report = VaultCheck(place.vault, Asked(), fast_check).run()
    return report.ok and not report.notes


@pytest.mark.parametrize("size", [0, 1, 8_192, 131_071, 131_072, 131_073, 2**20 + 1])
def test_bytes_of_every_size_come_back(place: Place, size: int) -> None:
    data = bytes(number % 251 for number in range(size))
    (result,) = place.add(file=data)
    assert (result.status, result.size, result.item) == ("added", size, "item-1.0")
    with place.open() as ledger:
        item = ledger.catalogue.items()[0]
        assert item.sha256 == sha256(data).hexdigest()
        found = ledger.catalogue.objects([item.sha256])[item.sha256]
        assert ledger.objects.read(found, item.sha256) == data
    assert ok(place)


def test_the_same_again_changes_nothing(place: Place) -> None:
    files = {"a": b"one", "b": b"two", "c": LARGE, "d": b""}
    place.add(**files)
    before = dump(place.vault)
    for _ in range(2):
        again = place.add(**files)
        assert [(result.status, result.unchanged) for result in again] == [("known", True)] * 4
        assert [result.item for result in again] == ["item-1.0", "item-1.1", "item-1.2", "item-1.3"]
    assert dump(place.vault) == before
    assert ok(place)


def test_the_same_bytes_under_another_name_are_another_acquisition(place: Place) -> None:
    first = place.add(a=b"one", b=LARGE)
    second = place.add(c=b"one", d=LARGE)
    assert [result.status for result in second] == ["known", "known"]
    assert not any(result.unchanged for result in second)
    assert [result.item for result in second] == [result.item for result in first]
    with place.open() as ledger:
        assert [item.names for item in ledger.catalogue.items()] == [["a", "c"], ["b", "d"]]
        assert [item.acquisitions for item in ledger.catalogue.items()] == [2, 2]
    assert len(list((place.vault / "blobs").glob("??/*"))) == 1
    assert ok(place)


def test_from_another_giver_it_is_another_acquisition(place: Place) -> None:
    with place.open(write=True) as ledger:
        for source in ("source-1", "source-2", "source-1"):
            put(ledger, [("a", b"one")], source=source)
        assert ledger.catalogue.items()[0].acquisitions == 2
        sources = [row.fields["source"] for row in ledger.catalogue.acquisitions("item-1.0")]
    assert sources == ["source-1", "source-2"]


def test_twice_in_one_batch(place: Place) -> None:
    """The same name and bytes are one acquisition, the same bytes under two names two of one item."""
    with place.open(write=True) as ledger:
        results = put(ledger, [("a", b"one"), ("a", b"one"), ("b", b"one"), ("c", LARGE), ("d", LARGE)])
    assert [result.status for result in results] == ["added", "known", "known", "added", "known"]
    assert [result.acquisition for result in results] == [f"acquisition-1.{n}" for n in (0, 0, 1, 2, 3)]
    with place.open() as ledger:
        assert [item.acquisitions for item in ledger.catalogue.items()] == [2, 2]
    assert ok(place)


def test_nothing_is_reported_before_it_is_in_the_log(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deposit, "BATCH_PARTS", 3)
    with place.open(write=True) as ledger:
        sizes: list[int] = []
        taking = Deposit(ledger, sniff, lambda result: sizes.append(ledger.log.size))
        for number in range(8):
            take(taking, f"{number}", b"%d" % number)
            assert len(sizes) == (number + 1) // 3 * 3
        taking.flush()
        assert sizes == [2, 2, 2, 3, 3, 3, 4, 4]
        taking.flush()
        assert ledger.log.size == 4, "an empty batch is no act"
    assert ok(place)


@pytest.mark.parametrize(("limit", "value"), [("BATCH_BYTES", 100), ("BATCH_SECONDS", -1.0)])
def test_a_batch_ends_by_its_bytes_and_by_time(
    place: Place, monkeypatch: pytest.MonkeyPatch, limit: str, value: float
) -> None:
    monkeypatch.setattr(deposit, limit, value)
    with place.open(write=True) as ledger:
        put(ledger, [(f"{number}", b"%d" % number * 60) for number in range(6)])
        assert ledger.log.size > 3
    assert ok(place)


def test_a_hash_given_with_it(place: Place) -> None:
    good, bad = sha256(b"one").hexdigest(), sha256(b"two").hexdigest()
    results: list[Deposited] = []
    with place.open(write=True) as ledger:
        taking = Deposit(ledger, sniff, results.append)
        take(taking, "a", b"one", given_hash=good)
        take(taking, "b", b"one", given_hash=bad)
        taking.flush()
        rows = ledger.catalogue.acquisitions("item-1.0")
    assert [row.fields["given_hash_agrees"] for row in rows] == [True, False]
    assert results[0].finding == ""
    assert results[1].finding.startswith("hash-differs")
    assert rows[1].fields["intake_finding"].startswith("hash-differs")


def test_a_source_that_breaks_takes_nothing_with_it(place: Place) -> None:
    """One file cannot be read to its end: it is left out, the others of the batch are kept."""

    class Breaks(Exception):
        pass

    class Source:
        def readinto(self, buffer: memoryview) -> int:
            raise Breaks

    with place.open(write=True) as ledger:
        results: list[Deposited] = []
        taking = Deposit(ledger, sniff, results.append)
        take(taking, "a", b"one")
        take(taking, "b", LARGE)
        with pytest.raises(Breaks):
            taking.take("c", b"head" * 40_000, Source(), {"name": "c", "path": "c"})
        take(taking, "d", LARGE + b"more")
        taking.flush()
    assert [result.path for result in results] == ["a", "b", "d"]
    assert ok(place)
