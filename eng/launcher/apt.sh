# Debian packages: installed where we are root, otherwise unpacked into a folder of our own.

may_install() { [ "$(id -u)" = 0 ] && [ -z "${MILLRACE_NO_ROOT:-}" ] && have apt-get; }

apt_log() { printf '%s/log/apt.log' "$MILLRACE_HOME"; }

apt_refresh() {
  [ -n "${APT_REFRESHED:-}" ] && return 0
  APT_REFRESHED=1
  quietly "$(apt_log)" apt-get update -q "$@"
}

# apt_install PACKAGE...: needs root.
apt_install() {
  local quiet=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@")
  "${quiet[@]}" >"$(apt_log)" 2>&1 && return 0
  apt_refresh && quietly "$(apt_log)" "${quiet[@]}"
}

# apt_private ARGUMENT...: apt-get with lists of its own, so that it works without root and on an image without lists.
apt_private() {
  local lists="$MILLRACE_CACHE/apt"
  mkdir -p "$lists/lists/partial" "$lists/archives/partial"
  apt-get -q -o "Dir::State::Lists=$lists/lists" -o "Dir::Cache=$lists" -o "Dir::Cache::Archives=$lists/archives" \
    -o APT::Sandbox::User="$(id -un)" -o Debug::NoLocking=1 "$@"
}

# apt_unpack FOLDER PACKAGE...: downloads and unpacks; no root needed.
apt_unpack() {
  local folder=$1 debs file
  shift
  have apt-get && have dpkg-deb || return 1
  debs=$(mktemp -d)
  if ! (cd "$debs" && apt-get -q download "$@") >"$(apt_log)" 2>&1; then
    quietly "$(apt_log)" apt_private update || { rm -rf "$debs"; return 1; }
    (cd "$debs" && quietly "$(apt_log)" apt_private download "$@") || { rm -rf "$debs"; return 1; }
  fi
  mkdir -p "$folder"
  for file in "$debs"/*.deb; do dpkg-deb -x "$file" "$folder"; done
  rm -rf "$debs"
}

# The libraries that a package needs at run time, as package names.
apt_libraries_of() { apt-cache depends --no-recommends --no-suggests "$1" 2>/dev/null | sed -n 's/^ *|\{0,1\}Depends: \(lib[^ <]*\)$/\1/p'; }
