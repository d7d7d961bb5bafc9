"""What every catalogue must do: take acts all or none, once, in order; and show the same again.

An adapter's test module subclasses `CatalogueContract` and gives a fixture `catalogue`, an empty one.
"""

from __future__ import annotations

import pytest

from muniment.model.claims import Span, Speaker, Suggestion
from muniment.model.records import ActRow, ItemRow, Place, ReadingRow, Record, StatementRow, label
from muniment.store.ports import Catalogue, Change, ItemFilter

LEAF = b"\x07" * 32


def sha(number: int) -> str:
    return f"{number:064x}"


def leaf(act: int) -> bytes:
    return bytes([act]) * 32


def change(act: int, kind: str = "acquire") -> Change:
    """An act with nothing in it."""
    row = ActRow(act, kind, f"2031-01-{act + 1:02d}T10:00:00Z", "op-1", 0, f"summary {act}")
    return Change(row, Place(1, act * 1_000 + 52, 10))


def acquire(act: int, *brought: tuple[int, str], media: str = "text/plain") -> Change:
    """An act that brings items: (number of the bytes, name) each; the bytes are new with it."""
    made = change(act)
    for part, (number, name) in enumerate(brought):
        made.objects.append((sha(number), Place(1, number, number + 1)))
        made.references.append((sha(number), part))
        made.items.append((part, sha(number), number + 1, media))
        key = b"key %d %d" % (act, part)
        made.acquisitions.append((part, sha(number), key, {"name": name, "source": f"source-{act}"}))
    return made


def read(act: int, item: str, **fields: object) -> Change:
    """An act that reads an item."""
    values = {"status": "done", "reader": "text 1", "reading": sha(900 + act), "thumbnail": None, "title": None}
    values |= {"language": "en", "findings": [], **fields}
    made = change(act, "read")
    made.readings.append(ReadingRow(item, **values))  # type: ignore[arg-type]
    return made


def put_on_record(act: int, about: str = "", kind: str = "claim", **fields: object) -> Change:
    """An act that puts something on record; or, with `about`, states the next version of that record."""
    made = change(act, kind)
    stated = {"note": f"version of act {act}", **fields}
    at, by = made.act.at, f"op-{act}"
    made.records.append(
        Record(about or f"claim-{act}.0", kind, at, by, stated, at, by, withdrawn=stated.get("state") == "withdrawn")
    )
    return made


def mark(name: str, item: str, start: int = 0) -> Suggestion:
    """A suggestion of nothing in particular."""
    return Suggestion(name, item, Span("words", start, start + 5), (Speaker(""),), "rules/1")


def take(catalogue: Catalogue, *changes: Change) -> None:
    for one in changes:
        catalogue.apply([one], leaf(one.act.index))


def labels(rows: list[ItemRow]) -> list[str]:
    return [row.item for row in rows]


class CatalogueContract:
    @pytest.fixture
    def catalogue(self) -> Catalogue:
        raise NotImplementedError

    def test_an_empty_one(self, catalogue: Catalogue) -> None:
        assert catalogue.position() == (0, b"")
        assert catalogue.items() == []
        assert catalogue.acts() == []
        assert catalogue.item(0, 0) is None
        assert catalogue.parts(0) is None
        assert catalogue.reading("item-0.0") is None
        assert list(catalogue.unread()) == []
        assert catalogue.counts()["items"] == 0
        assert catalogue.objects([sha(1)]) == {}

    def test_the_position_is_the_last_act(self, catalogue: Catalogue) -> None:
        take(catalogue, change(0, "charter"), acquire(1, (1, "a")))
        assert catalogue.position() == (2, leaf(1))
        catalogue.apply([change(2), change(3), change(4)], leaf(4))
        assert catalogue.position() == (5, leaf(4))
        assert [row.index for row in catalogue.acts()] == [0, 1, 2, 3, 4]

    def test_what_was_applied_is_not_applied_again(self, catalogue: Catalogue) -> None:
        both = [change(0, "charter"), acquire(1, (1, "a"), (2, "b"))]
        catalogue.apply(both, leaf(1))
        before = everything(catalogue)
        catalogue.apply(both, leaf(1))
        catalogue.apply(both[1:], leaf(1))
        assert everything(catalogue) == before

    def test_an_act_out_of_turn_is_not_applied(self, catalogue: Catalogue) -> None:
        take(catalogue, change(0, "charter"))
        before = everything(catalogue)
        catalogue.apply([acquire(2, (2, "b"))], leaf(2))
        assert everything(catalogue) == before

    def test_all_or_nothing(self, catalogue: Catalogue) -> None:
        take(catalogue, change(0, "charter"))
        before = everything(catalogue)
        wrong = acquire(2, (3, "c"))
        wrong.acquisitions.append((1, "no digest at all", b"key", {}))
        with pytest.raises(Exception, match=r".+"):
            catalogue.apply([acquire(1, (1, "a")), wrong], leaf(2))
        assert everything(catalogue) == before
        take(catalogue, acquire(1, (1, "a")))
        assert labels(catalogue.items()) == ["item-1.0"]

    def test_places(self, catalogue: Catalogue) -> None:
        first = acquire(1, (1, "a"))
        first.objects.append((sha(5), Place(0, 0, 500_000)))
        first.objects.append((sha(6), Place(2, 9, 6, 3)))
        take(catalogue, change(0), first)
        found = catalogue.objects([sha(1), sha(5), sha(6), sha(7)])
        assert found == {sha(1): Place(1, 1, 2), sha(5): Place(0, 0, 500_000), sha(6): Place(2, 9, 6, 3)}
        assert catalogue.parts(1) == Place(1, 1_052, 10)
        assert catalogue.parts(2) is None

    def test_the_same_bytes_again_are_the_same_item(self, catalogue: Catalogue) -> None:
        take(catalogue, change(0), acquire(1, (1, "a"), (2, "b"), (1, "twice")), acquire(2, (1, "again"), (1, "a")))
        assert labels(catalogue.items()) == ["item-1.0", "item-1.1"]
        first = catalogue.items()[0]
        assert (first.names, first.acquisitions, first.size) == (["a", "twice", "again"], 4, 2)
        rows = catalogue.acquisitions("item-1.0")
        wanted = [(1, 0, "a"), (1, 2, "twice"), (2, 0, "again"), (2, 1, "a")]
        assert [row.acquisition for row in rows] == [label("acquisition", act, part) for act, part, _ in wanted]
        assert [row.fields["name"] for row in rows] == [name for _, _, name in wanted]
        assert [row.at[:10] for row in rows] == ["2031-01-02", "2031-01-02", "2031-01-03", "2031-01-03"]
        assert catalogue.item(2, 1) == first, "by the record of a later acquisition"
        assert catalogue.item(2, 7) is None
        assert catalogue.references(sha(1)) == [(1, 0), (1, 2), (2, 0), (2, 1)]
        assert catalogue.references(sha(3)) == []

    def test_many_names_of_the_same_bytes_are_kept_in_part(self, catalogue: Catalogue) -> None:
        """An archive may hold tens of thousands of empty files: the work must not grow with the names held."""
        first = acquire(1, *((1, f"{n % 70}") for n in range(90)), (2, "b"))
        take(catalogue, change(0), first, acquire(2, *((1, f"{n}") for n in range(20_000))), acquire(3, (1, "last")))
        item, other = catalogue.items()
        assert (item.names, item.acquisitions) == ([str(n) for n in range(100)], 20_091)
        assert (other.names, other.acquisitions) == (["b"], 1)
        assert [row.fields["name"] for row in catalogue.acquisitions("item-1.0")][-1] == "last"

    def test_what_is_known(self, catalogue: Catalogue) -> None:
        take(catalogue, change(0), acquire(1, (1, "a"), (2, "b")))
        assert catalogue.known_acquisitions([b"key 1 1", b"key 9 9"]) == {b"key 1 1": "acquisition-1.1"}
        assert catalogue.item_of([sha(2), sha(9)]) == {sha(2): "item-1.1"}

    def test_paging_reaches_each_once_in_order(self, catalogue: Catalogue) -> None:
        acts = [acquire(act, *((act * 100 + n, f"{act}-{n}") for n in range(7))) for act in range(1, 6)]
        take(catalogue, change(0), *acts)
        whole = labels(catalogue.items())
        assert whole == [f"item-{act}.{part}" for act in range(1, 6) for part in range(7)]
        pages = [labels(catalogue.items(limit=4, offset=at)) for at in range(0, 40, 4)]
        assert [name for page in pages for name in page] == whole
        assert catalogue.items(limit=0) == []
        assert catalogue.items(limit=5, offset=100) == []
        assert [row.index for row in catalogue.acts(limit=2, offset=3)] == [3, 4]
        assert catalogue.acts(limit=9, offset=6) == []

    def test_filters(self, catalogue: Catalogue) -> None:
        take(
            catalogue,
            change(0),
            acquire(1, (1, "map of Dorrin.txt"), (2, "list.txt")),
            acquire(2, (3, "photograph.jpg"), media="image/jpeg"),
            read(3, "item-1.0", language="uk", title="Карта"),
            read(4, "item-2.0", status="failed", findings=[{"code": "broken", "text": "", "level": "error"}]),
        )
        wanted = {
            ItemFilter(): ["item-1.0", "item-1.1", "item-2.0"],
            ItemFilter(media_type="image/jpeg"): ["item-2.0"],
            ItemFilter(media_type="image"): [],
            ItemFilter(read="done"): ["item-1.0"],
            ItemFilter(read="pending"): ["item-1.1"],
            ItemFilter(read="failed"): ["item-2.0"],
            ItemFilter(language="uk"): ["item-1.0"],
            ItemFilter(name="Dorrin"): ["item-1.0"],
            ItemFilter(name=".txt"): ["item-1.0", "item-1.1"],
            ItemFilter(findings=True): ["item-2.0"],
            ItemFilter(media_type="text/plain", read="done", language="uk", name="map"): ["item-1.0"],
            ItemFilter(media_type="text/plain", language="en"): [],
        }
        for what, found in wanted.items():
            assert labels(catalogue.items(what)) == found, what
            assert catalogue.count(what) == len(found), what
        assert labels(catalogue.items(ItemFilter(name=".txt"), limit=1, offset=1)) == ["item-1.1"]

    def test_what_has_no_stated_basis(self, catalogue: Catalogue) -> None:
        """Of what people brought; a basis stated later counts for the item, and the newest of several."""
        first = acquire(1, *((number, f"{number}") for number in range(7)))
        told: list[dict[str, object]] = [
            {}, {"basis": "public"}, {"basis": "unstated"}, {"parent": sha(0), "depth": 1},
            {"parent": sha(0), "mentioned": True}, {}, {},
        ]  # fmt: skip
        first.acquisitions = [(part, sha(part), b"key %d" % part, fields) for part, fields in enumerate(told)]
        later = change(2, "amend")
        later.statements += [
            StatementRow("1.5", 2, 0, "amend", {"basis": "unstated"}),
            StatementRow("1.5", 2, 1, "amend", {"basis": "person"}),
            StatementRow("1.5", 2, 2, "amend", {"consent": {"purposes": ["press"]}}),
            StatementRow("1.2", 2, 3, "restrict", {"basis": "no amendment"}),
            StatementRow("1.6", 2, 4, "amend", {"basis": "public"}),
            StatementRow("1.6", 2, 5, "amend", {"basis": "unstated"}),
        ]
        take(catalogue, change(0), first, later, acquire(3, (1, "again, and nothing said")))
        wanted = ItemFilter(no_basis=True)
        found = ["item-1.0", "item-1.1", "item-1.2", "item-1.6"]
        assert labels(catalogue.items(wanted)) == found
        assert labels(catalogue.items(wanted, limit=2, offset=1)) == found[1:3]
        assert (catalogue.count(wanted), catalogue.count()) == (4, 7)

    def test_the_newest_reading_counts(self, catalogue: Catalogue) -> None:
        take(catalogue, change(0), acquire(1, (1, "a")))
        assert labels(list(catalogue.unread())) == ["item-1.0"]
        take(catalogue, read(2, "item-1.0", status="failed", language=None, findings=[{"code": "x"}]))
        take(catalogue, read(3, "item-1.0", title="A map", language="fr", thumbnail=sha(77)))
        row = catalogue.reading("item-1.0")
        assert row == ReadingRow("item-1.0", "done", "text 1", sha(903), sha(77), "A map", "fr", [])
        item = catalogue.items()[0]
        assert (item.read, item.title, item.language, item.findings) == ("done", "A map", "fr", 0)
        assert list(catalogue.unread()) == []

    def test_unread_goes_on_while_readings_come_in(self, catalogue: Catalogue) -> None:
        """In pages, over more items than a page holds; none is left out and none comes twice."""
        total = 1_203
        take(catalogue, change(0), acquire(1, *((n, f"{n}") for n in range(total))))
        seen = []
        for number, row in enumerate(catalogue.unread()):
            seen.append(row.item)
            if number in (0, 499, 500, 800):
                take(catalogue, read(catalogue.position()[0], row.item))
        assert seen == [f"item-1.{n}" for n in range(total)]

    def test_what_the_search_knows(self, catalogue: Catalogue) -> None:
        take(catalogue, change(0), acquire(1, (1, "a"), (2, "b")), read(2, "item-1.0"))
        take(catalogue, read(3, "item-1.1", reading=None))
        assert sorted(catalogue.unindexed(9)) == [("item-1.0", sha(902), False), ("item-1.1", None, False)]
        assert len(catalogue.unindexed(1)) == 1
        catalogue.set_indexed(["item-1.0", "item-1.1"])
        assert catalogue.unindexed(9) == []
        take(catalogue, read(4, "item-1.0"))
        assert catalogue.unindexed(9) == [("item-1.0", sha(904), True)], "an older reading is indexed"
        take(catalogue, read(5, "item-1.0"))
        assert catalogue.unindexed(9) == [("item-1.0", sha(905), True)], "and still is"
        catalogue.forget_index()
        assert [stale for _, _, stale in catalogue.unindexed(9)] == [False, False]

    def test_statements(self, catalogue: Catalogue) -> None:
        rows = [StatementRow("1.0", 2, part, "restrict", {"reason": "é", "n": part}) for part in (0, 1)]
        rows.append(StatementRow("1.0", 3, 0, "hold", {"state": "set"}))
        second, third = change(2, "restrict"), change(3, "hold")
        second.statements += [rows[1], rows[0], StatementRow("1.1", 2, 2, "restrict", {})]
        third.statements.append(rows[2])
        take(catalogue, change(0), acquire(1, (1, "a")), second, third)
        assert catalogue.statements("1.0") == rows
        assert catalogue.statements("9.9") == []

    def test_the_extent_of_what_is_kept(self, catalogue: Catalogue) -> None:
        """The last place in each pack, be it of an object or of parts; and every large object."""
        first, second = acquire(0, (1, "a"), (2, "b")), change(1)
        first.objects = [(sha(1), Place(1, 5_000, 9)), (sha(2), Place(0, 0, 300_000)), (sha(3), Place(4, 52, 7, 2))]
        second.objects = [(sha(4), Place(1, 4_000, 9))]
        take(catalogue, first, second)
        assert set(catalogue.extent()) == {
            ("", Place(1, 5_000, 9)),
            ("", Place(4, 52, 7, 2)),
            (sha(2), Place(0, 0, 300_000)),
        }
        third = Change(change(2).act, Place(1, 6_000, 10))
        take(catalogue, third)
        assert ("", Place(1, 6_000, 10)) in set(catalogue.extent())

    def test_counts(self, catalogue: Catalogue) -> None:
        gone = change(4, "acquire")
        gone.erased += [0, 1, 1]
        brought = acquire(1, (1, "a"), (2, "b"), (9, "c"))
        take(catalogue, change(0), brought, acquire(2, (1, "a")), read(3, "item-1.0"), gone)
        counts = catalogue.counts()
        wanted = {"items": 3, "acquisitions": 4, "acts": 5, "erased": 2, "read_done": 1, "read_pending": 2, "bytes": 15}
        assert wanted.items() <= counts.items()

    def test_text_of_every_kind_comes_back(self, catalogue: Catalogue) -> None:
        names = ["Дорін.txt", "دورين", "多林", 'it\'s "quoted"', "a\nb", "%", "_", "\u202eexe.txt"]
        take(catalogue, change(0), acquire(1, *enumerate(names)))
        assert [row.names for row in catalogue.items()] == [[name] for name in names]
        assert [row.fields["name"] for n in range(len(names)) for row in catalogue.acquisitions(f"item-1.{n}")] == names
        for number, name in enumerate(names):
            assert labels(catalogue.items(ItemFilter(name=name))) == [f"item-1.{number}"]

    @pytest.mark.parametrize("wanted", ["ДОРІН", "дорін", "Straße", "STRASSE", "öl"])
    def test_a_name_is_found_in_either_case_in_every_script(self, catalogue: Catalogue, wanted: str) -> None:
        take(catalogue, change(0), acquire(1, (1, "Дорін, Straße, ÖL.txt"), (2, "another")))
        assert labels(catalogue.items(ItemFilter(name=wanted))) == ["item-1.0"]

    def test_a_name_is_not_found_by_how_it_is_kept(self, catalogue: Catalogue) -> None:
        take(catalogue, change(0), acquire(1, (1, "a"), (1, "b")))
        for wanted in ('"', "[", "]", ",", "%", "_"):
            assert catalogue.items(ItemFilter(name=wanted)) == []


def everything(catalogue: Catalogue) -> object:
    """All that can be asked of it."""
    items = catalogue.items()
    about = [(catalogue.acquisitions(row.item), catalogue.reading(row.item)) for row in items]
    return (catalogue.position(), catalogue.acts(), items, about, catalogue.counts(), catalogue.unindexed(-1))

    def test_what_is_put_on_record_is_shown_as_its_newest_version_says(self, catalogue: Catalogue) -> None:
        take(catalogue, put_on_record(0, item="item-9.0"), put_on_record(1, "claim-0.0", item="item-8.0"))
        (record,) = catalogue.records("claim")
        assert (record.label, record.by, record.now_by, record.versions) == ("claim-0.0", "op-0", "op-1", 2)
        assert record.fields["note"] == "version of act 1"
        assert catalogue.record("claim-0.0") == record
        assert catalogue.record("claim-5.0") is None

    def test_a_version_of_another_kind_changes_no_record(self, catalogue: Catalogue) -> None:
        take(catalogue, put_on_record(0), put_on_record(1, "claim-0.0", kind="incident"))
        assert [record.fields["note"] for record in catalogue.records()] == ["version of act 0"]

    def test_records_are_found_by_what_they_refer_to_now(self, catalogue: Catalogue) -> None:
        take(catalogue, put_on_record(0, claims=["claim-7.0", "claim-7.1"]), put_on_record(1, item="claim-7.1"))
        assert [record.label for record in catalogue.records(about="claim-7.1")] == ["claim-0.0", "claim-1.0"]
        take(catalogue, put_on_record(2, "claim-0.0", claims=["claim-7.0"]))
        assert [record.label for record in catalogue.records("claim", about="claim-7.1")] == ["claim-1.0"]

    def test_a_withdrawn_record_says_so(self, catalogue: Catalogue) -> None:
        take(catalogue, put_on_record(0), put_on_record(1, "claim-0.0", state="withdrawn"))
        assert [record.withdrawn for record in catalogue.records()] == [True]

    def test_suggestions_stand_in_the_order_of_the_text_and_are_replaced(self, catalogue: Catalogue) -> None:
        take(catalogue, acquire(0, (1, "a")), read(1, "item-0.0"))
        reading = sha(901)
        catalogue.suggest("item-0.0", reading, [mark("s2", "item-0.0", 40), mark("s1", "item-0.0", 7)])
        assert [one.suggestion for one in catalogue.suggestions()] == ["s1", "s2"]
        catalogue.suggest("item-0.0", reading, [mark("s3", "item-0.0")])
        assert [one.suggestion for one in catalogue.suggestions("item-0.0")] == ["s3"]
        assert catalogue.suggestion("s3") == mark("s3", "item-0.0")
        assert catalogue.suggestion("s1") is None

    def test_suggestions_for_an_earlier_reading_are_not_shown(self, catalogue: Catalogue) -> None:
        take(catalogue, acquire(0, (1, "a")), read(1, "item-0.0"))
        catalogue.suggest("item-0.0", sha(901), [mark("s1", "item-0.0")])
        take(catalogue, read(2, "item-0.0"))
        assert catalogue.suggestions() == []
        assert catalogue.suggestion("s1") is None
