# librocksdb where the NuGet feed lacks the RocksDB package: Debian's, installed or unpacked beside.

# Sets ROCKSDB_PATH to 'system' or to a file.
obtain_rocksdb() {
  local found package
  if found=$(system_rocksdb); then
    say "RocksDB: using the system's $found."
    link_rocksdb "$found"
    ROCKSDB_PATH=system
    return 0
  fi
  local cached
  cached="$MILLRACE_CACHE/natives/rocksdb-$(platform_key)"
  if [ -f "$cached/librocksdb.so" ]; then
    say "RocksDB: taken from $cached (unpacked earlier)."
  else
    package=$(debian_rocksdb) || { apt_refresh_anyhow && package=$(debian_rocksdb); } ||
      fail "RocksDB is missing: the NuGet feed has no RocksDB package, and no librocksdb of $ROCKSDB_OLDEST or newer is installed." \
        "Install librocksdb (on Debian 12: apt-get install librocksdb7.8), or use a NuGet feed that carries RocksDB."
    if may_install; then
      say "RocksDB: the NuGet feed lacks it; installing $package with apt-get."
      apt_install "$package" || fail "apt-get could not install $package; the log is $(apt_log)."
      found=$(system_rocksdb) || fail "$package is installed, but no librocksdb is on the library path."
      link_rocksdb "$found"
      ROCKSDB_PATH=system
      return 0
    fi
    say "RocksDB: the NuGet feed lacks it and we are not root; unpacking $package into $cached."
    unpack_rocksdb "$package" "$cached"
  fi
  mkdir -p "$MILLRACE_HOME/natives"
  ln -sfn "$cached/librocksdb.so" "$MILLRACE_HOME/natives/librocksdb.so"
  ROCKSDB_PATH="$cached/librocksdb.so"
}

# Programs look in MILLRACE_NATIVES too, so a version that they do not know by name is found all the same.
link_rocksdb() {
  mkdir -p "$MILLRACE_HOME/natives"
  ln -sfn "$1" "$MILLRACE_HOME/natives/librocksdb.so"
}

# Prints the newest librocksdb of the system that serves.
system_rocksdb() {
  local path version best='' best_version=''
  [ -z "${MILLRACE_NO_SYSTEM_ROCKSDB:-}" ] || return 1
  for path in "/usr/lib/$(multiarch)"/librocksdb.so.[0-9]* "/lib/$(multiarch)"/librocksdb.so.[0-9]* /usr/local/lib/librocksdb.so.[0-9]* /usr/lib64/librocksdb.so.[0-9]*; do
    [ -e "$path" ] || continue
    version=${path##*librocksdb.so.}
    newer_or_same "$version" "$ROCKSDB_OLDEST" || continue
    if [ -z "$best" ] || newer_or_same "$version" "$best_version"; then best=$path best_version=$version; fi
  done
  [ -n "$best" ] && printf '%s' "$best"
}

newer_or_same() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n1)" = "$2" ]; }

debian_rocksdb() {
  local name
  have apt-cache || return 1
  for name in $(apt-cache search --names-only '^librocksdb[0-9]' | cut -d' ' -f1 | sort -rV); do
    if newer_or_same "${name#librocksdb}" "$ROCKSDB_OLDEST"; then printf '%s' "$name"; return 0; fi
  done
  return 1
}

apt_refresh_anyhow() {
  if may_install; then apt_refresh; else quietly "$(apt_log)" apt_private update; fi
}

# One small library with an rpath of its own stands before Debian's, so that its neighbours are found without LD_LIBRARY_PATH.
unpack_rocksdb() {
  local package=$1 cached=$2 compiler library real
  compiler=$(command -v cc || command -v gcc || command -v clang) ||
    fail "a C compiler is missing; it links the unpacked RocksDB." "Install gcc, or install $package as root."
  local missing=''
  for library in $(apt_libraries_of "$package"); do
    dpkg -s "$library" >/dev/null 2>&1 || missing="$missing $library"
  done
  rm -rf "$cached"
  # shellcheck disable=SC2086
  apt_unpack "$cached" "$package" $missing || fail "apt-get could not download $package; the log is $(apt_log)."
  local folder="$cached/usr/lib/$(multiarch)"
  real=$(find "$folder" -name 'librocksdb.so.*' -type l | head -n1)
  [ -n "$real" ] || real=$(find "$folder" -name 'librocksdb.so.*' | head -n1)
  quietly "$MILLRACE_HOME/log/rocksdb.log" "$compiler" -shared -o "$cached/librocksdb.so" -Wl,--no-as-needed \
    -L"$folder" "-l:$(basename "$real")" -Wl,--disable-new-dtags "-Wl,-rpath,$folder" "-Wl,-rpath-link,$folder" ||
    fail "the unpacked RocksDB could not be linked; the log is $MILLRACE_HOME/log/rocksdb.log."
}
