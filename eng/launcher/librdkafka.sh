# librdkafka where the NuGet feed lacks librdkafka.redist: built from the sources inside an npm package.

# The headers that optional features need, as "feature:header:Debian package".
LIBRDKAFKA_HEADERS="ssl:openssl/ssl.h:libssl-dev zlib:zlib.h:zlib1g-dev zstd:zstd.h:libzstd-dev sasl:sasl/sasl.h:libsasl2-dev oidc:curl/curl.h:libcurl4-openssl-dev"

librdkafka_cache() { printf '%s/librdkafka-%s-%s' "$MILLRACE_CACHE/natives" "$LIBRDKAFKA_VERSION" "$(platform_key)"; }

# Sets LIBRDKAFKA_PATH.
obtain_librdkafka() {
  local cached
  cached=$(librdkafka_cache)
  if [ ! -f "$cached/librdkafka.so" ]; then
    need_build_tools
    mkdir -p "$cached"
    # Two checkouts may start at once; the second finds what the first has built.
    exec 8>"$cached/lock"
    if have flock; then flock 8; fi
    [ -f "$cached/librdkafka.so" ] || build_librdkafka "$cached"
    exec 8>&-
  else
    say "librdkafka $LIBRDKAFKA_VERSION: taken from $cached (built earlier)."
  fi
  mkdir -p "$MILLRACE_HOME/natives"
  cp -f "$cached/librdkafka.so" "$MILLRACE_HOME/natives/"
  LIBRDKAFKA_PATH="$MILLRACE_HOME/natives/librdkafka.so"
}

need_build_tools() {
  local missing=''
  have npm || missing="$missing npm"
  have cc || have gcc || have clang || missing="$missing gcc"
  have make || missing="$missing make"
  [ -z "$missing" ] && return 0
  if may_install; then
    say "installing$missing with apt-get: librdkafka has to be built here."
    # shellcheck disable=SC2086
    apt_install $missing libc6-dev && return 0
  fi
  fail "librdkafka cannot be built:$missing missing, and the NuGet feed has no librdkafka.redist $LIBRDKAFKA_VERSION." \
    "Install:$missing (on Debian: apt-get install$missing libc6-dev), or use a NuGet feed that carries librdkafka.redist."
}

# build_librdkafka CACHE_FOLDER
build_librdkafka() {
  local cached=$1 work compiler
  compiler=$(command -v cc || command -v gcc || command -v clang)
  work=$(mktemp -d "${TMPDIR:-/tmp}/millrace-librdkafka.XXXXXX")
  fetch_librdkafka "$work"
  find_headers "$work/sysroot"
  say "librdkafka $LIBRDKAFKA_VERSION: building it once, about half a minute (features:${LIBRDKAFKA_FEATURES:- none})."
  quietly "$MILLRACE_HOME/log/librdkafka.log" compile_librdkafka "$work" "$compiler" "$cached" ||
    fail "librdkafka did not build; the log is $MILLRACE_HOME/log/librdkafka.log."
  local source="$work/package/deps/librdkafka/src/librdkafka.so.1"
  if have strip; then strip --strip-unneeded "$source"; fi
  # Libraries that only the private sysroot has stay beside it in the cache; its rpath names both places.
  if [ -d "$work/sysroot/carry" ]; then cp -L "$work/sysroot/carry"/* "$cached/"; fi
  echo "${LIBRDKAFKA_FEATURES# }" >"$cached/features"
  cp "$source" "$cached/librdkafka.so.new"
  mv "$cached/librdkafka.so.new" "$cached/librdkafka.so"
  rm -rf "$work"
}

fetch_librdkafka() {
  local work=$1 package="@confluentinc/kafka-javascript@$KAFKA_JAVASCRIPT_VERSION" archive sum
  say "librdkafka $LIBRDKAFKA_VERSION: the NuGet feed lacks it; taking the sources from npm ($package)."
  (cd "$work" && quietly "$MILLRACE_HOME/log/npm.log" npm pack --silent "$package") ||
    fail "npm could not fetch $package (no network, or a registry without it); the log is $MILLRACE_HOME/log/npm.log."
  archive=$(ls "$work"/*.tgz)
  sum=$(sha256sum "$archive" | cut -d' ' -f1)
  [ "$sum" = "$KAFKA_JAVASCRIPT_SHA256" ] || fail "$package is not the archive that was reviewed (sha256 $sum); nothing was built."
  tar -xzf "$archive" -C "$work"
}

# find_headers SYSROOT: sets LIBRDKAFKA_FEATURES to those whose headers there are; installs or unpacks what is missing.
find_headers() {
  local sysroot=$1 entry feature header package missing='' compiler
  compiler=$(command -v cc || command -v gcc || command -v clang)
  LIBRDKAFKA_FEATURES=''
  for entry in $LIBRDKAFKA_HEADERS; do
    IFS=: read -r feature header package <<<"$entry"
    has_header "$compiler" "$header" || missing="$missing $package"
  done
  if [ -n "$missing" ] && may_install; then
    say "installing the headers$missing with apt-get (TLS, SASL and compression in librdkafka)."
    # shellcheck disable=SC2086
    apt_install $missing || say "apt-get could not; building without them."
  elif [ -n "$missing" ]; then
    # libcurl needs thirty libraries more, for OAUTHBEARER over OIDC alone: not worth it in a private folder.
    missing=${missing/ libcurl4-openssl-dev/}
    say "not root: unpacking${missing:- nothing} beside the build instead of installing."
    [ -z "$missing" ] || unpack_headers "$sysroot" $missing || say "apt-get could not download them; building without."
  fi
  for entry in $LIBRDKAFKA_HEADERS; do
    IFS=: read -r feature header package <<<"$entry"
    if has_header "$compiler" "$header" || [ -n "$(find "$sysroot/usr/include" -path "*/$header" -print -quit 2>/dev/null)" ]; then
      LIBRDKAFKA_FEATURES="$LIBRDKAFKA_FEATURES $feature"
    fi
  done
}

has_header() { echo "#include <$2>" | "$1" -E -xc - >/dev/null 2>&1; }

# A -dev package's libX.so points to the library's own package: use the system's, else carry one along.
unpack_headers() {
  local sysroot=$1 link target package library
  shift
  apt_unpack "$sysroot" "$@" || return 1
  local folder="$sysroot/usr/lib/$(multiarch)"
  for link in "$folder"/*.so; do
    [ -L "$link" ] && [ ! -e "$link" ] || continue
    target=$(basename "$(readlink "$link")")
    library=$(find "/usr/lib/$(multiarch)" "/lib/$(multiarch)" -maxdepth 1 -name "$target" -print -quit 2>/dev/null)
    if [ -n "$library" ]; then ln -sf "$library" "$link"; fi
  done
  for package in "$@"; do
    for library in $(apt_libraries_of "$package"); do
      case $library in *-dev | libc6) continue ;; esac
      dpkg -s "$library" >/dev/null 2>&1 || carry_library "$sysroot" "$library"
    done
  done
}

carry_library() {
  local sysroot=$1 unpacked="$1/carried/$2" file
  apt_unpack "$unpacked" "$2" || return 0
  mkdir -p "$sysroot/carry"
  find "$unpacked" -name '*.so.*' \( -type f -o -type l \) | while read -r file; do
    cp -L "$file" "$sysroot/carry/" 2>/dev/null || true
    cp -L "$file" "$sysroot/usr/lib/$(multiarch)/" 2>/dev/null || true
  done
}

# compile_librdkafka WORK_FOLDER COMPILER CACHE_FOLDER: in a subshell, since it changes folder and the folder is removed afterwards.
compile_librdkafka() (
  local work=$1 sysroot="$1/sysroot" flags='' links=''
  if [ -d "$sysroot" ]; then
    flags="-I$sysroot/usr/include -I$sysroot/usr/include/$(multiarch)"
    # DT_RPATH, unlike RUNPATH, also serves the libraries that our libraries need.
    links="-L$sysroot/usr/lib/$(multiarch) -Wl,--disable-new-dtags -Wl,-rpath,\\\$\$ORIGIN:$3"
  fi
  cd "$work/package/deps/librdkafka" || return 1
  ./configure --cc="$2" --disable-lz4-ext --disable-debug-symbols ${flags:+--CFLAGS="$flags"} ${links:+--LDFLAGS="$links"} || return 1
  make -C src -j"$(getconf _NPROCESSORS_ONLN)" librdkafka.so.1
)
