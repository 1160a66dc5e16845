# shellcheck shell=bash
# The launcher's part that makes Python environments: each from its lock file, and anew when that changes. The bridge's
# has families of environments on top, each with a lock file of its own, all in one virtual environment.
: "${root:?}" "${state:?}"

families=(atari mujoco box2d)

# find_python MINOR: sets `python` to one of version 3.MINOR or later that can make virtual environments.
find_python() {
    for python in python3 /usr/bin/python3 python3.13 python3.12 python3.11; do
        if "$python" -c "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, $1))" 2>/dev/null; then
            return
        fi
    done
    python=
}

# Prints the interpreter of environment $1, which is made if need be; bridge takes the families it must have.
python_environment() {
    local name=$1 home=$state/python/$1 file candidate
    shift
    file=$root/envs/src/main/python/requirements.lock
    if [[ $name != bridge ]]; then
        file=
        for candidate in "$root"/*/src/{main,test}/python/"$name"/requirements.lock; do
            [[ ! -f $candidate ]] || file=$candidate
        done
    fi
    if [[ ! $name =~ ^[a-z0-9-]+$ || ! -f $file ]]; then
        fail 2 "no Python environment '$name': there is no lock file */src/*/python/$name/requirements.lock"
    fi
    if [[ $name != bridge ]] && (($# > 0)); then
        fail 2 "the Python environment '$name' has no families: bridge alone has"
    fi
    check_families "$@"
    if ! is_made "$home" "$file" "$@"; then
        lock "python-$name"
        if ! is_made "$home" "$file" "$@"; then
            make_environment "$name" "$home" "$file" "$@"
        fi
        unlock
    fi
    printf '%s\n' "$home/bin/python"
}

check_families() {
    local family
    for family in "$@"; do
        case " ${families[*]} " in
            *" $family "*) ;;
            *) fail 2 "unknown family '$family' of Python environments: there are atari, mujoco and box2d" ;;
        esac
    done
}

family_lock() { printf '%s' "$root/envs/src/main/python/requirements-$1.lock"; }

# has_family HOME FAMILY: true when the family was installed from its lock file as it is now.
has_family() { cmp -s "$(family_lock "$2")" "$1/made-from-$2.lock"; }

# is_made HOME LOCK_FILE FAMILY...: true when there is nothing to do.
is_made() {
    local family
    cmp -s "$2" "$1/made-from.lock" || return 1
    for family in "${@:3}"; do
        has_family "$1" "$family" || return 1
    done
}

# make_environment NAME HOME LOCK_FILE FAMILY...: what is stale; all of it when the environment's own lock file changed.
make_environment() {
    local name=$1 home=$2 file=$3 family had=()
    shift 3
    if ! cmp -s "$file" "$home/made-from.lock"; then
        for family in "${families[@]}"; do
            [[ ! -f $home/made-from-$family.lock ]] || had+=("$family")
        done
        find_python 11 # which NumPy and MuJoCo need
        if [[ -z $python ]]; then
            set_up all
            find_python 11
        fi
        if [[ -z $python ]]; then
            fail 2 "Python 3.11 or later with venv is needed for the Python environment '$name', and there is none"
        fi
        say "setting up the Python environment '$name' from ${file#"$root"/} ..."
        rm -rf "$home"
        mkdir -p "$home"
        # Empty marks: if this is interrupted, the next time still knows which families there were.
        for family in ${had[@]+"${had[@]}"}; do
            : >"$home/made-from-$family.lock"
        done
        logged "python-$name.log" "$python" -m venv "$home"
        pip_install "$name" "$home" "$file"
        cp "$file" "$home/made-from.lock"
    fi
    for family in ${had[@]+"${had[@]}"} "$@"; do
        has_family "$home" "$family" || add_family "$name" "$home" "$family"
    done
}

# add_family NAME HOME FAMILY: a half-changed family must not pass for its former state.
add_family() {
    local file mark=$2/made-from-$3.lock
    file=$(family_lock "$3")
    say "adding the family '$3' to the Python environment '$1' from ${file#"$root"/} ..."
    [[ ! -f $mark ]] || : >"$mark"
    pip_install "$1-$3" "$2" "$file"
    cp "$file" "$mark"
}

# pip_install LOG_NAME HOME LOCK_FILE
pip_install() {
    logged "python-$1.log" "$2/bin/python" -m pip install --disable-pip-version-check --no-input --no-deps --requirement "$3"
}

# The command `python`: sees to the bridge's environment and says what is in it.
show_python() {
    local argument path wanted=() ready=() lacking=()
    for argument in "$@"; do
        case $argument in
            all) wanted+=("${families[@]}") ;;
            -h | --help)
                echo "./palestra python [atari] [mujoco] [box2d] | all   set up the Python that Gymnasium's environments run in, print its path"
                return
                ;;
            *) wanted+=("$argument") ;;
        esac
    done
    check_families ${wanted[@]+"${wanted[@]}"}
    if [[ -n ${PALESTRA_PYTHON:-} ]]; then
        path=$(type -P -- "$PALESTRA_PYTHON") || fail 2 "PALESTRA_PYTHON names no program: $PALESTRA_PYTHON"
        say "PALESTRA_PYTHON names the Python to use, so nothing is set up; unset it for one made from the lock files"
        printf '%s\n' "$path"
        return
    fi
    path=$(python_environment bridge ${wanted[@]+"${wanted[@]}"}) || exit
    for argument in "${families[@]}"; do
        if has_family "$state/python/bridge" "$argument"; then
            ready+=("$argument")
        else
            lacking+=("$argument")
        fi
    done
    say "Python is ready; families: ${ready[*]:-none}${lacking[*]:+; not set up: ${lacking[*]} (./palestra python ${lacking[0]})}"
    printf '%s\n' "$path"
}

# NVIDIA's libraries come as Python wheels; the loader must find them before TensorFlow does.
gpu_libraries() {
    local python_path directory found=
    python_path=$(python_environment gpu) || exit
    for directory in "${python_path%/bin/python}"/lib/python3*/site-packages/nvidia/*/lib; do
        found=$found:$directory
    done
    export LD_LIBRARY_PATH=${found#:}${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
}
