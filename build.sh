#!/usr/bin/env bash
# One door to the project. Needs Python 3.11 or newer; no root, nothing else.
#
#   ./build.sh              build content.yaml into out/
#   ./build.sh test         format, lint, types, and every test but the slow ones
#   ./build.sh test all     the slow ones and the outside judges as well, as CI does
#   ./build.sh test ARGS    the tests that pytest picks by ARGS
#   ./build.sh ANY ARGS     run `typeset ANY ARGS`
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
venv=$here/.venv

find_python() {
  local name
  for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if command -v "$name" >/dev/null 2>&1 &&
      "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  echo "build.sh: Python 3.11 or newer is needed, and none was found. Install one, or name it: PYTHON=/path/to/python ./build.sh" >&2
  exit 2
}

# The packages by a line in a .pth file: setuptools' finder would cost every command 12 ms.
found_quickly=(--config-settings editable_mode=compat)

# install LOCK: make .venv hold what LOCK names, checked by hash, and our own commands. A stamp
# says for which files that was last done, so that an ordinary build costs nothing here.
install() {
  local lock=$here/$1 stamp=$venv/.installed-$1 want
  want=$(cat "$lock" "$here/pyproject.toml" | cksum)
  [ -x "$venv/bin/python" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ] && return
  echo "build.sh: setting up .venv from $1 …" >&2
  if command -v uv >/dev/null 2>&1; then
    [ -x "$venv/bin/python" ] || uv venv --quiet --python "$(find_python)" "$venv" >&2
    VIRTUAL_ENV=$venv uv pip install --quiet --require-hashes -r "$lock" >&2
    VIRTUAL_ENV=$venv uv pip install --quiet --no-deps --no-build-isolation "${found_quickly[@]}" -e "$here" >&2
  else
    [ -x "$venv/bin/python" ] || "$(find_python)" -m venv "$venv" >&2
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock" >&2
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation "${found_quickly[@]}" -e "$here" >&2
  fi
  printf '%s' "$want" >"$stamp"
}

case ${1:-} in
  test)
    shift
    install requirements-dev.lock
    cd "$here"
    "$venv/bin/ruff" format --check --quiet .
    "$venv/bin/ruff" check --quiet .
    "$venv/bin/mypy"
    case ${1:-} in
      "") exec "$venv/bin/python" -m pytest -q -m "not slow and not judge" ;;
      all) exec "$venv/bin/python" -m pytest -q ;;
      *) exec "$venv/bin/python" -m pytest "$@" ;;
    esac
    ;;
  "")
    install requirements.lock
    exec "$venv/bin/typeset" build "$here/content.yaml"
    ;;
  *)
    install requirements.lock
    exec "$venv/bin/typeset" "$@"
    ;;
esac
