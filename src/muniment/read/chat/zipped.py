"""An exported chat that comes as a ZIP with its media: each file goes out with what its message tells of it.

The chat's own file is a child too, and its reading has the messages; here is the list of members, with the counts of
the chat. What a message names and the archive does not have, and the other way round, is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import msgspec

from muniment.model.reading import Finding, Reading, Told
from muniment.read.archive.faults import MemberError
from muniment.read.archive.flavours import NotThisFlavour
from muniment.read.archive.listing import listed
from muniment.read.archive.zipitem import ZipItem
from muniment.read.chat import telegram, telegram_html, whatsapp
from muniment.read.chat.gathering import Gathering
from muniment.read.interface import Source
from muniment.read.sniff.chat import TELEGRAM_HTML, TELEGRAM_JSON, WHATSAPP
from muniment.read.sniff.text import sniff_text
from muniment.read.text.decode import decode

LONGEST = 256 << 20
"""Bytes of a chat's file that is unpacked to see which files it names; a longer one is a child like any other."""
MOST_FILES = 5_000
"""So many pages or files of a chat are looked at."""
MOST_MISSING = 200_000
_HEAD = 8192
_MOST_NAMED = 10
_PAGE = re.compile(r"(?:\A|/)(?:messages\d*\.html|result\.json)\Z")
_OF_THE_PAGES = re.compile(
    r"(?:\A|/)(?:css|js|images)/[^/]+\Z|(?:\A|/)(?:export_results|lists/[^/]+)\.html\Z|_thumb\.\w+\Z"
)
"""What Telegram puts beside its pages so that they can be looked at."""
_NAMED_AFTER = re.compile(
    r"(?:WhatsApp|واتساب)\s+(?:Chat\s+)?(?:with|з|с контактом|с|con|avec|עם|مع)\s+(?P<name>[^/\\]+)\.txt\Z"
)


def read_whatsapp(archive: ZipItem, source: Source, label: str) -> Reading:
    """The reading of a ZIP that WhatsApp made."""
    return _read(archive, source, label, filter(_is_chat_text, archive.names), {WHATSAPP: _whatsapp})


def read_telegram(archive: ZipItem, source: Source, label: str) -> Reading:
    """The reading of a ZIP of a folder that Telegram Desktop made."""
    return _read(archive, source, label, filter(_PAGE.search, archive.names),
                 {TELEGRAM_JSON: telegram.read, TELEGRAM_HTML: telegram_html.read})  # fmt: skip


_Parse = Callable[[str, bytes, Gathering], Reading]


@dataclass
class _Chats:
    """What all chats of an archive say: of which member, and what of themselves."""

    names: frozenset[str]
    told: dict[str, Told] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)

    def tell(self, folder: str) -> Callable[[str, Told], bool]:
        """Takes what a chat in `folder` says of a file."""

        def take(path: str, told: Told) -> bool:
            name = folder + path.removeprefix("./")
            if name not in self.names:
                if len(self.missing) < MOST_MISSING:
                    self.missing[name] = None
            elif name in self.told:
                self._again(name, told)
            else:
                self.told[name] = told
            return True

        return take

    def _again(self, name: str, told: Told) -> None:
        before = self.told[name]
        also = ", ".join(filter(None, (before.details.get("message:Also", ""), told.details.get("message:Where", ""))))
        self.told[name] = msgspec.structs.replace(before, details={**before.details, "message:Also": also[:1000]})


def _read(
    archive: ZipItem, source: Source, label: str, candidates: Iterable[str], parsers: dict[str, _Parse]
) -> Reading:
    chats = _Chats(frozenset(archive.names))
    for name in list(dict.fromkeys(candidates))[:MOST_FILES]:
        _parse(archive, name, parsers, chats)
    if not chats.readings:
        raise NotThisFlavour("no chat in it")
    more = True
    for name, told in chats.told.items():
        more = more and archive.give(source, name, told)
    if more:
        archive.give_rest(source)
    reading = listed(label, archive.listing(), archive.metadata() | _metadata(chats), archive.faults)
    first = next(iter(chats.readings.values()))
    return msgspec.structs.replace(
        reading,
        moments=first.moments if len(chats.readings) == 1 else (),
        findings=(*_compared(archive, chats), *reading.findings),
    )


def _parse(archive: ZipItem, name: str, parsers: dict[str, _Parse], chats: _Chats) -> None:
    """One file of a chat; nothing where it is none, is damaged, or too long."""
    try:
        data = archive.read(name, LONGEST)
    except MemberError:
        return  # giving it says why
    parser = parsers.get(sniff_text(data[:_HEAD], len(data)))
    if parser is not None:
        folder = name.rpartition("/")[0]
        gathering = Gathering(chats.tell(f"{folder}/" if folder else ""), room=0)
        chats.readings[name] = parser("", data, gathering)


def _whatsapp(label: str, data: bytes, gathering: Gathering) -> Reading:
    return whatsapp.read(label, decode(data), gathering)


def _metadata(chats: _Chats) -> dict[str, str]:
    """Of the one chat that there is; of several only how many."""
    if len(chats.readings) > 1:
        messages = sum(int(one.metadata.get("chat:Messages", "0")) for one in chats.readings.values())
        kinds = ", ".join(sorted({one.metadata.get("chat:Kind", "") for one in chats.readings.values()}))
        return {"chat:Kind": kinds, "chat:Files": str(len(chats.readings)), "chat:Messages": str(messages)}
    (name, reading), = chats.readings.items()  # fmt: skip
    made = {key: value for key, value in reading.metadata.items() if key.startswith(("chat:", "telegram:"))}
    named = _NAMED_AFTER.search(name)
    return {**made, "chat:Name": named["name"]} if named else made


def _compared(archive: ZipItem, chats: _Chats) -> tuple[Finding, ...]:
    """Files that only the messages have, and members that no message names."""
    made = []
    if chats.missing:
        words = f"files that messages name and the archive does not have: {_some(chats.missing)}"
        made.append(Finding("attachment-missing", words))
    known = chats.told.keys() | chats.readings.keys()
    loose = [name for name in dict.fromkeys(archive.names)
             if name not in known and not archive.entry(name).folder and not _OF_THE_PAGES.search(name)]  # fmt: skip
    if loose:
        words = f"members that no message names, perhaps added later, or of messages that were deleted: {_some(loose)}"
        made.append(Finding("attachment-unnamed", words, "note"))
    return tuple(made)


def _some(names: Iterable[str]) -> str:
    every = list(names)
    more = f" and {len(every) - _MOST_NAMED:,} more" if len(every) > _MOST_NAMED else ""
    return ", ".join(name[:200] for name in every[:_MOST_NAMED]) + more


def _is_chat_text(name: str) -> bool:
    last = name.rpartition("/")[2]
    return last == "_chat.txt" or (last.endswith(".txt") and ("whatsapp" in last.lower() or "واتساب" in last))


def warm() -> None:
    """Import the parser of HTML."""
    import selectolax.lexbor  # noqa: F401
