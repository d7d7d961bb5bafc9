"""What a verification found: four axes, never one word for all.

`intact` decides `ok`, together with what was asked through `--trust` and `--since`. The other axes
are sentences, because that is what they are worth.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

ASKED = ("--trust", "--since")
"""Where a problem is that no byte is to blame for: what was asked does not hold of something that may be whole."""
SHOWN = 5
"""How many withheld records are told of in text: they tend to say the same."""


class Problem(NamedTuple):
    """One thing that is wrong: what kind of thing, where it is, why it fails."""

    what: str
    where: str
    why: str


class Gone(NamedTuple):
    """Something that is not there: a record or field, and why."""

    what: str
    why: str


@dataclass
class Report:
    """The whole answer. Filled while checking; read when done."""

    kind: str
    fails: list[Problem] = field(default_factory=list)
    missing: list[Gone] = field(default_factory=list)
    withheld: list[Gone] = field(default_factory=list)
    erased: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    owed: list[int] = field(default_factory=list)
    """Entries of erasures that are signed and not carried out."""
    checked: Counter[str] = field(default_factory=Counter)
    identity: str = "unknown: nothing could be read"
    time: str = "no time proven"
    completeness: str = "unknown: nothing could be read"
    fingerprint: str = ""

    def fail(self, what: str, where: str, why: str) -> None:
        """Record that something is wrong."""
        self.fails.append(Problem(what, where, why))

    def miss(self, what: str, why: str) -> None:
        """Record that something which must be there is not; that is also a failure."""
        self.missing.append(Gone(what, why))

    @property
    def ok(self) -> bool:
        """Whether all that is here is what was signed, and what was asked for holds."""
        return not self.fails and not self.missing

    @property
    def intact(self) -> str:
        """The first axis in words."""
        fails = [problem for problem in self.fails if problem.where not in ASKED]
        if not fails and not self.missing:
            return "yes: every byte checked is what was signed"
        return f"NO: {len(fails)} {'thing fails' if len(fails) == 1 else 'things fail'}, {len(self.missing)} missing"

    def as_json(self) -> dict[str, Any]:
        """The documented JSON form."""
        return {
            "ok": self.ok,
            "kind": self.kind,
            "fingerprint": self.fingerprint,
            "verdict": {
                "intact": self.intact,
                "identity": self.identity,
                "time": self.time,
                "completeness": self.completeness,
            },
            "checked": dict(sorted(self.checked.items())),
            "fails": [problem._asdict() for problem in self.fails],
            "missing": [gone._asdict() for gone in self.missing],
            "withheld": [gone._asdict() for gone in self.withheld],
            "erased": self.erased,
            "notes": self.notes,
        }

    def as_text(self) -> str:
        """The same for a person, plain enough for any terminal."""
        lines = [
            f"intact        {self.intact}",
            f"identity      {self.identity}",
            f"time          {self.time}",
            f"completeness  {self.completeness}",
            "checked       " + ", ".join(f"{count:,} {what}" for what, count in sorted(self.checked.items())),
        ]
        lines += [f"  FAILS       {p.what} {p.where}: {p.why}" for p in self.fails]
        lines += [f"  MISSING     {g.what}: {g.why}" for g in self.missing]
        lines += [f"  withheld    {g.what}: {g.why}" for g in self.withheld[:SHOWN]]
        if len(self.withheld) > SHOWN:
            lines.append(f"  withheld    … and {len(self.withheld) - SHOWN:,} more (see --json)")
        lines += [f"  erased      {erasure_line(e)}" for e in self.erased]
        lines += [f"  note        {note}" for note in self.notes]
        # What was written into a package must not write lines of its own among these.
        return "\n".join(" ".join(line.splitlines()) for line in lines)


def erasure_line(erasure: dict[str, Any]) -> str:
    """One erasure in words."""
    return (
        f"by entry {erasure['act']} ({' and '.join(erasure['by'])}, {erasure['at']}), ground: "
        f"{erasure['ground']}; can no longer be shown: {', '.join(erasure['what'])}"
    )
