"""Checks a whole vault in a folder: log, packs, blobs, erasures, stamps, and what came before."""

from __future__ import annotations

import os
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from muniment.verify import layout
from muniment.verify.acts import Act
from muniment.verify.asked import Asked
from muniment.verify.crypto import verify_ed25519 as pure_check
from muniment.verify.files import SETTINGS, Tick, plain_bytes, silent
from muniment.verify.identity import judge_identity
from muniment.verify.log import Check, Checkpoint, NoteError, parse_checkpoint, parse_note
from muniment.verify.report import Report
from muniment.verify.timestamps import StampedSize, StampError, check_stamp, covers, time_in_words

from .erasure import check_erasures
from .logcheck import CheckedLog, LogCheck
from .packcheck import BlobCheck, Contents, PackCheck, short_turns


class VaultCheck:
    """One verification of one vault."""

    def __init__(
        self, root: Path, asked: Asked, check: Check = pure_check, tick: Tick = silent, threads: int = 2
    ) -> None:
        self.root, self.asked, self._check, self._tick, self._threads = root, asked, check, tick, threads
        self.report = Report("vault")

    def run(self) -> Report:
        """Check everything and return the report."""
        self._links()
        with short_turns(), ThreadPoolExecutor(self._threads) as pool:
            blobs = BlobCheck(self.root, self.report, self._tick)
            waiting = blobs.start(pool)
            generations = self._generations(pool)
            for future in waiting:
                future.result()
        if generations is None:
            return self.report
        check_erasures(generations, self.report)
        self._objects([contents for _, contents in generations], blobs)
        self._check_lineage(generations)
        log, contents = generations[-1]
        self._check_config(log)
        judge_identity(self.report, log.authority, log.signer, self.asked.trust)
        self._time(log, contents)
        self._completeness(log)
        return self.report

    def _links(self) -> None:
        """Bytes that lie elsewhere are not kept here, and may be others the next time."""
        for top in (layout.LOG, layout.PACKS, layout.BLOBS, layout.BEFORE):
            if (self.root / top).is_symlink():
                self.report.fail("file", top, "it is a link")
                continue
            for folder, folders, files in os.walk(self.root / top):
                for path in (Path(folder, name) for name in sorted((*folders, *files))):
                    if path.is_symlink():
                        self.report.fail("file", path.relative_to(self.root).as_posix(), "it is a link")

    def _generations(self, pool: ThreadPoolExecutor) -> list[tuple[CheckedLog, Contents]] | None:
        """The logs that this one goes on from, oldest first, and this one; None without the last."""
        numbers, strangers = layout.earlier_numbers(self.root)
        for name in strangers:
            why = "it does not belong here, or a log before it is missing"
            self.report.fail("file", f"{layout.BEFORE}/{name}", why)
        names = [f"{layout.BEFORE}/{number}" for number in numbers]
        folders = [(self.root / name, f"{name}/") for name in names]
        checked = []
        log = None
        for folder, where in [*folders, (self.root, "")]:
            log = LogCheck(folder / layout.LOG, self.report, self._check, where).run()
            if log is not None:
                contents = PackCheck(log, self.report, self._tick, where).run(folder / layout.PACKS, pool)
                self._doubts(log)
                checked.append((log, contents))
        return checked if log is not None else None

    def _doubts(self, log: CheckedLog) -> None:
        for act in log.acts.values():
            if doubt := log.authority.doubt(act):
                self.report.notes.append(f"entry {act.index} ({act.kind}): {doubt}")

    def _objects(self, generations: list[Contents], blobs: BlobCheck) -> None:
        """Every object some part refers to is there once, and nothing else is."""
        found = {digest: where for contents in generations for digest, where in contents.found.items()}
        lengths = _lengths(generations, blobs)
        wanted: set[str] = set()
        for contents in generations:
            for digest, who in contents.wanted.items():
                wanted.add(digest)
                if digest not in found and digest not in blobs.found:
                    self.report.miss(f"entry {who.act}.{who.part} ({who.name})", "its bytes are nowhere")
                elif digest in contents.found and not _is_kept_for(contents, digest, who.act):
                    self.report.fail("object", found[digest].partition(":")[2], "it names another entry")
            for digest, who in (*contents.wanted.items(), *contents.otherwise):
                if lengths.get(digest, who.size) != who.size:
                    why = f"it is recorded with a size of {who.size} bytes; {lengths[digest]} were kept"
                    self.report.fail("object", f"entry {who.act}.{who.part} ({who.name})", why)
        for digest in (found.keys() | blobs.found.keys()) - wanted:
            where = found.get(digest, f":{layout.BLOBS}/{digest[:2]}/{digest}").partition(":")[2]
            if digest in blobs.unfinished and digest not in found:
                self.report.notes.append(f"{where} is left over from an unfinished write")
                continue
            self.report.fail("object", where, "no entry speaks of it: it was added")
        for digest in found.keys() & blobs.found.keys():
            self.report.fail("object", f"{layout.BLOBS}/{digest[:2]}/{digest}", "it is kept twice")
        self.report.checked["objects"] += len(wanted)

    def _check_lineage(self, generations: list[tuple[CheckedLog, Contents]]) -> None:
        """A branch's charter names the checkpoint that it goes on from."""
        earlier: Checkpoint | None = None
        for log, _ in generations:
            charter = log.acts.get(0)
            named: Any = charter.payload["charter"].get("predecessor") if charter else None
            actual = {"origin": earlier.origin, "size": earlier.size, "root": earlier.root.hex()} if earlier else None
            if named != actual:
                why = "its charter names another predecessor than the log kept before it"
                self.report.fail("charter", log.checkpoint.origin, why)
            earlier = log.checkpoint

    def _check_config(self, log: CheckedLog) -> None:
        try:
            config = tomllib.loads(plain_bytes(self.root / layout.CONFIG, SETTINGS).decode("utf-8"))
        except (OSError, ValueError) as error:
            self.report.fail("file", layout.CONFIG, f"cannot be read: {error}")
            return
        if config.get("id") != log.authority.log:
            self.report.fail("file", layout.CONFIG, "it names another vault than the charter")

    def _time(self, log: CheckedLog, contents: Contents) -> None:
        stamps: list[StampedSize] = []
        for index, act in log.acts.items():
            if act.kind == "stamp":
                for fields in contents.fields.get(index, []):
                    stamps += self._stamp(log, contents, act, fields)
        self.report.checked["stamps"] += len(stamps)
        self.report.time = time_in_words(stamps, log.checkpoint.size)

    def _stamp(self, log: CheckedLog, contents: Contents, act: Act, fields: dict[str, Any]) -> list[StampedSize]:
        try:
            token, checkpoint = (_object(contents, fields[name]) for name in ("token", "checkpoint"))
            stamped, root = check_stamp(token, checkpoint, (), self.asked.anchors)
            if not covers(log.tree, stamped, root):
                raise StampError("it was made over another log")
        except KeyError:
            return []  # its bytes have been named as missing already
        except (OSError, ValueError, IndexError):
            return []  # the tiles or packs that are wrong have been named already
        except (StampError, TypeError) as error:
            self.report.fail("stamp", f"entry {act.index}", str(error))
            return []
        return [stamped]

    def _completeness(self, log: CheckedLog) -> None:
        size = log.checkpoint.size
        self.report.completeness = f"whole log of {size} entries"
        if self.asked.since is None:
            return
        try:
            since = parse_checkpoint(parse_note(self.asked.since).text)
        except NoteError as error:
            self.report.fail("checkpoint", "--since", str(error))
            return
        if since.origin != log.checkpoint.origin:
            why = f"is of another log ({since.origin}); this vault may be a branch of it"
            self.report.fail("checkpoint", "--since", why)
        elif since.size > size:
            self.report.fail("log", "--since", f"rolled back: {since.size} entries were seen, {size} are here")
        elif _root(log, since.size) != since.root:
            self.report.fail("log", "--since", f"forked: other entries than the {since.size} seen before")
        else:
            self.report.completeness = f"whole log of {size} entries; extends the {since.size} seen before"


def _lengths(generations: list[Contents], blobs: BlobCheck) -> dict[str, int]:
    """Length of every object as it is, in bytes."""
    packed = {digest: place[2] for contents in generations for digest, place in contents.places.items()}
    return packed | blobs.found


def _is_kept_for(contents: Contents, digest: str, act: int) -> bool:
    """Whether an object stands with the act that first speaks of it, or did before an erasure."""
    kept = int(contents.found[digest].partition(":")[0])
    return kept == act or (kept < act and any(gone[0] == kept for gone in contents.gone))


def _root(log: CheckedLog, size: int) -> bytes | None:
    try:
        return log.tree.root(size)
    except (OSError, ValueError, IndexError):
        return None  # the tiles that are wrong or missing have been named already


def _object(contents: Contents, value: Any) -> bytes:
    path, offset, length = contents.places[value["object"]]
    with path.open("rb") as file:
        file.seek(offset)
        return file.read(length)
