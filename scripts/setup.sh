#!/usr/bin/env bash
# Sets up what the project needs: Python parts into .venv; on Debian as root also system packages.
# Usage: scripts/setup.sh run|dev   («run» for using the program, «dev» for tests and benchmarks too)
set -euo pipefail
cd "$(dirname "$0")/.."
want=${1:-dev}

missing_packages() {
    sed '/^#/d;/^$/d' debian-packages.txt | while read -r package; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
    done
}

if [ "$want" = dev ]; then
    if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
        missing=$(missing_packages | tr '\n' ' ')
        if [ -n "$missing" ] && [ "$(id -u)" = 0 ]; then
            echo "setup: installing $missing"
            export DEBIAN_FRONTEND=noninteractive
            apt-get update -qq
            # shellcheck disable=SC2086
            apt-get install -y -qq --no-install-recommends $missing >/dev/null
        elif [ -n "$missing" ]; then
            echo "setup: not root, so these packages stay missing and the tests that need them are skipped: $missing"
        fi
    else
        echo "setup: this is not Debian; tests that need these programs are skipped where they are missing:"
        sed '/^#/d;/^$/d;s/^/  /' debian-packages.txt
    fi
fi

python=
for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || { echo "setup: Python 3.11 or later is needed"; exit 1; }
[ -x .venv/bin/python ] || "$python" -m venv .venv

stamp=".venv/.set-up-$want-$(cksum < pyproject.toml | cut -d' ' -f1)"
if [ ! -e "$stamp" ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check uv
    if [ "$want" = dev ]; then
        .venv/bin/uv pip install --quiet --compile-bytecode --python .venv/bin/python --editable . --group dev
    else
        .venv/bin/uv pip install --quiet --compile-bytecode --python .venv/bin/python --editable .
    fi
    touch "$stamp"
fi
# Compiled once, so that a command starts at once also where Python is told to write no such files.
.venv/bin/python -m compileall -q -j 0 src
