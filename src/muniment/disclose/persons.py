"""What persons agreed to, held against a hand-over of items that record their accounts. The rules, all of them:

- *person-consent*: such an item goes out only for a purpose that the person agreed to: a consent whose use is that
  purpose, or `share-with-` and it. A refusal, or a consent that was taken back, stands against it whatever else is on
  record. What is public by its basis needs no consent of the person, but goes out against no refusal.
- *person-consent-end*: a consent that has ended covers nothing any more.
- *person-consent-condition*: one under a condition, or for another kind of recipient than the one named, covers an
  item only once a person has stated that it is met there (`muniment consents met`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from muniment.model.records import Record
from muniment.preserve import Recorded, Refused

from .rules import passed

SHARE = "share-with-"


def person_refusals(
    item: str, recorded: Sequence[Recorded], public: bool, purpose: str, to: str, today: str
) -> Iterator[Refused]:
    """Every rule by which what persons said forbids handing out an item; none where nothing does."""
    for one in recorded:
        mine = [consent for consent in one.consents if _is_for(consent, purpose)]
        against = [consent for consent in mine if consent.fields["given"] != "yes"]
        if against:
            yield from (_refused(item, one, consent, purpose) for consent in against)
            continue
        faults = [_fault(item, one, consent, to, today) for consent in mine]
        if faults and all(faults):
            yield from (fault for fault in faults if fault)
        elif not mine and not public:
            yield Refused(
                "person-consent", item, f"{_records(item, one)}, who has not agreed to {purpose}. {_ask(one)}"
            )


def _is_for(consent: Record, purpose: str) -> bool:
    use = str(consent.fields["use"]).casefold()
    return use in (purpose.casefold(), f"{SHARE}{purpose.casefold()}")


def _refused(item: str, one: Recorded, consent: Record, purpose: str) -> Refused:
    said = "took back their consent to" if consent.fields["given"] == "withdrawn" else "refused"
    return Refused("person-consent", item, f"{_records(item, one)}, who {said} {purpose} ({consent.label}).")


def _fault(item: str, one: Recorded, consent: Record, to: str, today: str) -> Refused | None:
    """Why a consent that was given does not cover this hand-over, or nothing where it does."""
    fields = consent.fields
    if fields["until"] and passed(fields["until"], today) is not False:
        words = f"{_records(item, one)}, whose consent ended ({consent.label}: {fields['until']}). {_ask(one)}"
        return Refused("person-consent-end", item, words)
    others = fields["recipient"] and fields["recipient"].casefold() != to.casefold()
    if (fields["condition"] or others) and item not in fields.get("items", ()):
        said = " ".join(filter(None, [others and f"only for {fields['recipient']}", fields["condition"]]))
        words = (
            f"{_records(item, one)}, who agreed under a condition ({consent.label}: {said}). Where it is met, say so: "
            f"`muniment consents met {consent.label} --item {item} --reason WHY`."
        )
        return Refused("person-consent-condition", item, words)
    return None


def _records(item: str, one: Recorded) -> str:
    return f"{item} holds {one.account} of {one.person}"


def _ask(one: Recorded) -> str:
    return f"Ask them, never assume; then put what they say on record: `muniment consents add {one.person}`."
