"""What every object store must do, whatever it is built on.

An adapter's test module subclasses `ObjectsContract` and gives a fixture `opener` that opens the same
store again and again, as programs do one after the other. `split` is the longest piece it may keep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO

import pytest

from muniment.model.records import Place
from muniment.store.ports import Objects, Stored, StoreError

Opener = Callable[[], Objects]
SPLIT = 1_000
TOMB = b'{"erased":9}'


def put(store: Objects, act: int, body: bytes) -> Stored:
    return store.put(act, body, sha256(body).hexdigest())


def write_act(store: Objects, act: int, *bodies: bytes, streams: tuple[bytes, ...] = ()) -> Place:
    """An act as the ledger writes it: objects, parts, sync; acknowledged by `committed`."""
    for body in bodies:
        put(store, act, body)
    for body in streams:
        store.put_stream(act, BytesIO(body))  # type: ignore[arg-type]
    place = store.put_parts(act, b"parts of %d" % act)
    store.sync()
    store.committed()
    return place


def objects_in(store: Objects, size: int) -> list[tuple[int, str]]:
    return [(act, digest) for act, digest, _ in store.scan(size)]


def never(digest: str) -> bool:
    return False


class ObjectsContract:
    @pytest.fixture
    def opener(self) -> Opener:
        raise NotImplementedError

    @pytest.fixture
    def store(self, opener: Opener) -> Iterator[Objects]:
        store = opener()
        yield store
        close(store)

    @pytest.mark.parametrize("body", [b"", b"a", b"mun\x01" * 20, bytes(range(256)) * 30])
    def test_bytes_come_back(self, store: Objects, opener: Opener, body: bytes) -> None:
        stored = put(store, 0, body)
        assert (stored.sha256, stored.size) == (sha256(body).hexdigest(), len(body))
        assert store.read(stored.place, stored.sha256) == body, "before it is durable"
        store.put_parts(0, b"p")
        store.sync()
        store.committed()
        other = opener()
        assert other.read(stored.place, stored.sha256) == body
        assert b"".join(other.chunks(stored.place, stored.sha256)) == body
        with other.as_file(stored.place, stored.sha256) as path:
            assert path.read_bytes() == body
        close(other)

    @pytest.mark.parametrize("size", [0, 1, SPLIT - 1, SPLIT, SPLIT + 1, 2 * SPLIT, 5 * SPLIT + 7])
    @pytest.mark.parametrize("head", [0, 3, 10_000])
    def test_streams_come_back(self, store: Objects, opener: Opener, size: int, head: int) -> None:
        body = bytes(number % 251 for number in range(size))
        stored = store.put_stream(0, BytesIO(body[head:]), body[:head])  # type: ignore[arg-type]
        assert (stored.sha256, stored.size) == (sha256(body).hexdigest(), size)
        store.put_parts(0, b"p")
        store.sync()
        store.committed()
        other = opener()
        other.recover(1, never)
        assert other.read(stored.place, stored.sha256) == body
        assert b"".join(other.chunks(stored.place, stored.sha256)) == body
        with other.as_file(stored.place, stored.sha256) as path:
            assert path.read_bytes() == body
        close(other)

    def test_what_is_not_there_is_refused_in_words(self, store: Objects) -> None:
        write_act(store, 0, b"one")
        place = put(store, 1, b"two").place
        nowhere = (Place(1, place.offset + 10_000, 3), Place(7, 52, 3), Place(0, 0, 3), Place(1, 60, 3))
        for wrong in nowhere:
            with pytest.raises(StoreError, match=" "):
                store.read(wrong, sha256(b"three").hexdigest())
        with pytest.raises(StoreError):
            store.read(place, sha256(b"three").hexdigest())

    def test_a_stream_that_breaks_leaves_nothing(self, store: Objects, opener: Opener) -> None:
        with pytest.raises(ZeroDivisionError):
            store.put_stream(0, Breaking())
        stored = store.put_stream(0, BytesIO(b"x" * 2_500))  # type: ignore[arg-type]
        write_act(store, 0)
        assert store.read(stored.place, stored.sha256) == b"x" * 2_500

    def test_a_stream_taken_back_leaves_nothing(self, store: Objects, opener: Opener) -> None:
        kept = store.put_stream(0, BytesIO(b"k" * 2_500))  # type: ignore[arg-type]
        for _ in range(2):
            store.drop_stream(store.put_stream(0, BytesIO(b"k" * 2_500)))  # type: ignore[arg-type]
        other = store.put_stream(0, BytesIO(b"o" * 2_500))  # type: ignore[arg-type]
        write_act(store, 0)
        reader = opener()
        assert reader.read(kept.place, kept.sha256) == b"k" * 2_500
        assert reader.read(other.place, other.sha256) == b"o" * 2_500
        close(reader)

    def test_scan_is_in_the_order_of_writing(self, store: Objects) -> None:
        for act in range(5):
            write_act(store, act, b"a%d" % act, b"b%d" % act)
        wanted = []
        for act in range(5):
            wanted += [(act, sha256(b"%s%d" % (name, act)).hexdigest()) for name in (b"a", b"b")] + [(act, "")]
        assert objects_in(store, 5) == wanted
        assert objects_in(store, 3) == wanted[:9]
        assert objects_in(store, 0) == []
        for act, digest, place in store.scan(5):
            body = store.read(place, digest)
            assert body == b"parts of %d" % act if not digest else sha256(body).hexdigest() == digest

    def test_recover_cuts_off_exactly_what_is_beyond(self, store: Objects, opener: Opener) -> None:
        stored = [put(store, 0, b"zero"), store.put_stream(0, BytesIO(b"0" * 3_000))]  # type: ignore[arg-type]
        write_act(store, 0)
        before = self.everything(opener)
        lost = store.put_stream(1, BytesIO(b"1" * 3_000))  # type: ignore[arg-type]
        put(store, 1, b"one")
        store.put_parts(1, b"parts")
        store.sync()  # durable, but no checkpoint ever said so
        close(store)
        assert self.everything(opener) != before
        again = opener()
        again.recover(1, lambda digest: digest == stored[1].sha256)
        assert objects_in(again, 9) == [(0, stored[0].sha256), (0, "")]
        for one, body in zip(stored, (b"zero", b"0" * 3_000), strict=True):
            assert again.read(one.place, one.sha256) == body
        with pytest.raises(StoreError):
            again.read(lost.place, lost.sha256)
        assert self.everything(opener) == before
        write_act(again, 1, b"another one")
        assert objects_in(again, 9)[-1] == (1, "")
        close(again)

    def everything(self, opener: Opener) -> object:
        """All that the store keeps, to be compared; adapters say how."""
        raise NotImplementedError

    def test_recover_keeps_blobs_whose_act_is_in_the_log(self, store: Objects, opener: Opener) -> None:
        stored = store.put_stream(0, BytesIO(b"b" * 3_000))  # type: ignore[arg-type]
        store.put_parts(0, b"parts")
        store.sync()  # and the checkpoint, but the end comes before `committed`
        close(store)
        again = opener()
        again.recover(1, lambda digest: digest == stored.sha256)
        assert again.read(stored.place, stored.sha256) == b"b" * 3_000
        close(again)

    def test_recover_of_a_sound_store_changes_nothing(self, store: Objects, opener: Opener) -> None:
        for act in range(3):
            write_act(store, act, b"body %d" % act, streams=(b"%d" % act * 3_000,))
        before = self.everything(opener)
        for _ in range(2):
            again = opener()
            again.recover(3, lambda digest: True)
            close(again)
        assert self.everything(opener) == before

    def test_recover_refuses_when_something_before_is_gone(self, store: Objects, opener: Opener) -> None:
        write_act(store, 0, b"zero")
        write_act(store, 1, b"one")
        close(store)
        before = self.everything(opener)
        again = opener()
        with pytest.raises(StoreError, match="restore"):
            again.recover(3, never)
        assert self.everything(opener) == before, "nothing is removed by a refusal"
        close(again)

    def test_recover_of_an_empty_store(self, store: Objects) -> None:
        store.recover(0, never)
        with pytest.raises(StoreError, match="restore"):
            store.recover(1, never)

    def test_erased_is_gone_and_the_rest_is_not(self, store: Objects, opener: Opener) -> None:
        gone = [put(store, 0, b"a secret"), store.put_stream(0, BytesIO(b"a long secret " * 300))]  # type: ignore[arg-type]
        kept = [put(store, 0, b"no secret"), store.put_stream(0, BytesIO(b"k" * 3_000))]  # type: ignore[arg-type]
        write_act(store, 0)
        write_act(store, 1, b"later")
        for _ in range(2):  # safe to repeat
            store.erase({one.sha256 for one in gone}, {0: b"new parts"}, TOMB)
            assert b"secret " not in self.raw(opener)
            assert b"a secret" not in self.raw(opener)
            places = {digest: place for _, digest, place in store.scan(2) if digest}
            assert set(places) == {kept[0].sha256, sha256(b"later").hexdigest()}
            assert store.read(places[kept[0].sha256], kept[0].sha256) == b"no secret"
            assert store.read(kept[1].place, kept[1].sha256) == b"k" * 3_000
            parts = [store.read(place) for _, digest, place in store.scan(2) if not digest]
            assert parts == [b"new parts", b"parts of 1"]
        store.recover(2, never)
        write_act(store, 2, b"after")
        assert objects_in(store, 3)[-1] == (2, "")

    def raw(self, opener: Opener) -> bytes:
        """All bytes that the store keeps, whatever they mean."""
        raise NotImplementedError

    def test_a_place_from_before_an_erasure_is_never_read_wrongly(self, store: Objects) -> None:
        first, second = put(store, 0, b"first" * 9), put(store, 0, b"second" * 9)
        write_act(store, 0)
        store.erase({first.sha256}, {}, TOMB)
        for digest in ("", second.sha256):
            with pytest.raises(StoreError, match="verify"):
                store.read(second.place, digest)


class Breaking:
    """A stream that ends in an error which is not the store's."""

    def __init__(self) -> None:
        self._left = 3

    def readinto(self, buffer: memoryview) -> int:
        self._left -= 1
        return 700 // self._left


def close(store: Objects) -> None:
    """Let go of a store; ports leave closing to whoever opened it."""
    store.close()  # type: ignore[attr-defined]

    def test_what_is_lacking(self, store: Objects) -> None:
        """Nothing while all is there; then each place that is not, whether small, large or of no pack."""
        small, large = put(store, 0, b"small"), store.put_stream(0, BytesIO(b"x" * (2 * SPLIT + 1)))  # type: ignore[arg-type]
        parts = store.put_parts(0, b"parts")
        store.sync()
        store.committed()
        there = [("", small.place), ("", parts), (large.sha256, large.place)]
        assert store.lacking(there) == []
        assert store.lacking([("", parts._replace(size=parts.size + 1))]) != []
        assert store.lacking([("", Place(parts.pack + 1, 52, 1))]) != []
        assert len(store.lacking([("f" * 64, Place(0, 0, 2 * SPLIT + 1))])) >= 1
