# shellcheck shell=sh
# Sourced by ./run, ./test and ./bench from the project's folder: Python, the .venv, the libraries that WeasyPrint needs.

beat= # what says every ten seconds that long work goes on
stop() {
    [ -z "$beat" ] || kill "$beat" 2>/dev/null || true
    echo "$*" >&2
    exit 1
}

is_debian_root() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1
}

# patiently WHAT COMMAND...: says what is done, and every ten seconds for how long already, until it is done or we are gone.
patiently() {
    echo "$1"
    shift
    (
        seconds=0
        while sleep 1 && kill -0 $$ 2>/dev/null; do
            seconds=$((seconds + 1))
            [ $((seconds % 10)) -ne 0 ] || echo "  still at it after $seconds s"
        done
    ) &
    beat=$!
    code=0
    "$@" || code=$?
    kill "$beat" 2>/dev/null || true
    wait "$beat" 2>/dev/null || true
    beat=
    return "$code"
}

# logged FILE COMMAND...: what the command says goes to the file.
logged() {
    log_file=$1
    shift
    "$@" >"$log_file" 2>&1
}

apt_quietly() {
    DEBIAN_FRONTEND=noninteractive apt-get update -q &&
        DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}

apt_install() {
    apt_log=$(mktemp)
    if patiently "Installing by apt: $*" logged "$apt_log" apt_quietly "$@"; then
        rm -f "$apt_log"
        return
    fi
    tail -n 5 "$apt_log" >&2
    rm -f "$apt_log"
    stop "apt could not install them. Try it by hand: apt-get install $*"
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# Prints the Python to use: $PYTHON when given, else the first that is new enough.
find_python() {
    if [ -n "${PYTHON:-}" ]; then
        command -v "$PYTHON" >/dev/null 2>&1 || stop "PYTHON is '$PYTHON', which is not there. Name a Python 3.11 or newer."
        is_new_enough "$PYTHON" || stop "PYTHON is '$PYTHON', which is older than 3.11. Name a Python 3.11 or newer."
        command -v "$PYTHON"
        return
    fi
    for candidate in python3 python3.13 python3.12 python3.11 python3.14 python; do
        if command -v "$candidate" >/dev/null 2>&1 && is_new_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    stop "Unknot needs Python 3.11 or newer, and there is none here. Debian: apt-get install python3 python3-venv. Or name one: PYTHON=/path/to/python3.11 ./run"
}

# make_venv PYTHON: a working .venv, made again when it is broken or was cut short.
make_venv() {
    if [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1 && is_new_enough .venv/bin/python; then
        return
    fi
    if ! "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        if is_debian_root && [ "$("$1" -c 'import sys; print(sys.prefix)')" = /usr ]; then
            apt_install python3-venv
        else
            stop "This Python cannot make virtual environments. Debian and Ubuntu: sudo apt-get install python3-venv"
        fi
    fi
    echo "Making .venv with $("$1" --version 2>&1)"
    "$1" -m venv --clear .venv >/dev/null || stop "Could not make .venv in $(pwd). Is the folder writable?"
}

# What one lock file amounts to on this Python: installed again only when this changes.
lock_state() {
    .venv/bin/python -I - "$1" <<'PYTHON_END'
import hashlib, sys
with open(sys.argv[1], "rb") as lock:
    print(hashlib.sha256(lock.read()).hexdigest(), *sys.version_info[:3])
PYTHON_END
}

is_installed() {
    [ -s ".venv/unknot-$1.installed" ] && [ -x .venv/bin/python ] &&
        [ "$(lock_state "requirements/$1.lock" 2>/dev/null)" = "$(cat ".venv/unknot-$1.installed")" ]
}

# set_up NAME: a .venv that holds requirements/NAME.lock, and Pango. Does nothing when nothing has changed.
set_up() {
    [ -z "${PYTHON:-}" ] || find_python >/dev/null
    if is_installed "$1"; then
        need_pango .venv/bin/python
        return
    fi
    python=$(find_python)
    need_pango "$python"
    make_venv "$python"
    count=$(grep -c '^[a-zA-Z0-9].*==' "requirements/$1.lock")
    patiently "Installing up to $count packages of requirements/$1.lock (once; needs the network)" \
        install_packages "requirements/$1.lock"
    echo "Installed."
    mark_installed "$1"
    # dev.lock holds all of run.lock (a test sees to that): ./run has nothing left to install after ./test.
    [ "$1" != dev ] || mark_installed run
}

mark_installed() {
    lock_state "requirements/$1.lock" >".venv/unknot-$1.new"
    mv ".venv/unknot-$1.new" ".venv/unknot-$1.installed"
}

# uv is several times faster than pip; where it cannot be had, pip does the same.
install_packages() {
    if .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.lock 2>/dev/null &&
        .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r "$1" 2>/dev/null; then
        return
    fi
    echo "  uv could not do it here; pip does the same, more slowly"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$1" ||
        stop "The packages could not be installed (see above). Check the network and start again; nothing else was changed."
}

has_pango() {
    "$1" - <<'PYTHON_END' >/dev/null 2>&1
import ctypes, ctypes.util, sys
if sys.platform.startswith("linux"):
    for name in ("libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
        ctypes.CDLL(name)
else:
    homes = [None, "/opt/homebrew/lib/libpango-1.0.dylib", "/usr/local/lib/libpango-1.0.dylib"]
    homes[0] = ctypes.util.find_library("pango-1.0") or homes[1]
    for home in homes:
        try:
            ctypes.CDLL(home)
            break
        except OSError:
            continue
    else:
        sys.exit(1)
PYTHON_END
}

# need_pango PYTHON: the libraries that lay out the printed sheet.
need_pango() {
    has_pango "$1" && return
    if is_debian_root; then
        apt_install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
        has_pango "$1" && return
    fi
    stop "Pango is missing (it lays out the handouts). Debian, Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 | Fedora: sudo dnf install pango | macOS: brew install pango"
}
