"""How fast the program is, beside a peer in the same run.

    python bench/run.py [--only add-mix,verify] [--quick] [--pairs 3] [--json] [--folder DIR]

Makes its own material (seeded), cleans up at the end, and never contacts a network. Needs about 30 GB for
a while; `--quick` a tenth of that. Quote a figure only with the machine's line above the table, and only
where the last column is near 0: it says how many cores other programs kept busy meanwhile, and a peer
on one core does not feel one of them, while two threads on two cores do.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from material import Bench, machine
from pairs import Crowd, Row, table
from rows import ROWS

QUICK = 0.1


def measure(names: list[str], bench: Bench) -> list[Row]:
    """The rows of these names, each from a file system at rest."""
    found = []
    for name in names:
        os.sync()
        print(f"measuring {name} …", file=sys.stderr)
        crowd = Crowd()
        for row in ROWS[name](bench):
            row.more["others"] = crowd.cores()
            found.append(row)
            crowd = Crowd()
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(ROWS), help=f"some of: {', '.join(ROWS)}")
    parser.add_argument("--quick", action="store_true", help="a tenth of the work: is anything badly off?")
    parser.add_argument("--pairs", type=int, default=3, help="at least so many pairs a row")
    parser.add_argument("--json", action="store_true", help="JSON Lines")
    parser.add_argument("--folder", type=Path, help="where to work; must be on the disk that is to be measured")
    options = parser.parse_args()
    options.names = [name for name in options.only.split(",") if name]
    if unknown := [name for name in options.names if name not in ROWS]:
        parser.error(f"no such row: {', '.join(unknown)}; there are {', '.join(ROWS)}")
    return options


def main() -> None:
    """Run it."""
    options = _options()
    root = Path(tempfile.mkdtemp(prefix="bench-", dir=options.folder))
    try:
        told = machine()
        rows = measure(options.names, Bench(root, QUICK if options.quick else 1.0, options.pairs))
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"{' '.join(map(str, error.cmd[:4]))} … failed: {error.stderr.decode()[-500:]}") from error
    finally:
        shutil.rmtree(root)
    if options.json:
        print(json.dumps({"machine": told, "quick": options.quick}, ensure_ascii=False))
        for row in rows:
            print(row.as_json())
        return
    print(f"{told}{' (quick: a tenth of the work)' if options.quick else ''}\n\n{table(rows)}")


if __name__ == "__main__":
    main()
