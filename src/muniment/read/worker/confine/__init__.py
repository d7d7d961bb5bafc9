"""How a worker gives up what it does not need, on each platform; all platform code is here.

Each protection is tried by itself and reported as it came out: one that the kernel does not
offer never stops the worker, and none is ever claimed that is not in force. Nothing here needs
an administrator. What is given up stays given up until the process ends.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable

from muniment.read.programs import find_program
from muniment.read.worker.confine import landlock, limits, linux, seccomp
from muniment.read.worker.messages import Limits, Protection


def confine(bounds: Limits, programs: frozenset[str] = frozenset(), item: int | None = None) -> tuple[Protection, ...]:
    """Confine this process for good; what is in force now. Call it once, after all imports.

    `programs` may be started, and they may open the file behind the descriptor `item`; nothing else changes.
    """
    paths = [path for name in sorted(programs) if (path := find_program(name))]
    done = [_try("resource-limits", limits.SAYS, lambda: limits.apply(bounds))]
    if sys.platform == "linux":
        done += [
            _try("no-new-privileges", linux.SAYS_PRIVILEGES, linux.no_new_privileges),
            _try("no-capabilities", linux.SAYS_CAPABILITIES, linux.drop_capabilities),
            _try("landlock", landlock.SAYS, lambda: landlock.restrict(paths, item)),
            _try("seccomp", seccomp.SAYS, lambda: seccomp.install(bool(paths))),
        ]
    else:
        done += [
            Protection(name, False, f"not offered by {platform.system()}")
            for name in ("no-new-privileges", "landlock", "seccomp")
        ]
    return tuple(done)


def _try(name: str, says: str, act: Callable[[], str]) -> Protection:
    """`act` returns what to add to `says`, or raises OSError with the reason."""
    try:
        extra = act()
    except (OSError, AttributeError, ValueError) as error:
        return Protection(name, False, f"not in force here: {error}")
    return Protection(name, True, f"{says}{extra}")
