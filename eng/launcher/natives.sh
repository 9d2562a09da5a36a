# The native parts: from the NuGet feed where it has them, otherwise obtained once and cached per user.

multiarch() {
  case $(uname -m) in
    aarch64 | arm64) echo aarch64-linux-gnu ;;
    *) echo x86_64-linux-gnu ;;
  esac
}

# Libraries built here fit this distribution's release and this architecture.
platform_key() {
  local release
  # shellcheck disable=SC1091
  release=$(. /etc/os-release 2>/dev/null && printf '%s%s' "${ID:-linux}" "${VERSION_ID:-}") || release=linux
  printf '%s-%s' "$release" "$(uname -m)"
}

# What the state in .millrace/ was decided by: other versions or other NuGet sources decide anew.
natives_key() {
  { cat "$MILLRACE_ROOT/eng/natives/versions.sh" "$MILLRACE_ROOT/eng/launcher/natives.sh" \
    "$HOME/.nuget/NuGet/NuGet.Config" "$HOME/.config/NuGet/NuGet.Config" "$MILLRACE_ROOT"/[Nn]u[Gg]et.[Cc]onfig 2>/dev/null || true; } | cksum
}

natives_ready() {
  local state="$MILLRACE_HOME/natives.ready" line
  [ -f "$state" ] || return 1
  {
    read -r line
    [ "$line" = "$(natives_key)" ] || return 1
    while read -r line; do [ -e "$line" ] || return 1; done
  } <"$state"
}

need_natives() {
  natives_ready && return 0
  need_dotnet
  rm -f "$MILLRACE_HOME/natives.ready" "$MILLRACE_HOME/natives.props"
  if ! probe_feed; then
    [ "$(uname -s)" = Linux ] && [ -f "$(librdkafka_cache)/librdkafka.so" ] ||
      fail "the NuGet feed cannot be reached, so the native parts cannot be had; the log is $MILLRACE_HOME/log/probe.log." \
        "Connect to the network, or configure a feed that is within reach (dotnet nuget add source)."
    say "the NuGet feed cannot be reached; going on with the native parts that were built earlier."
    FEED_LACKS_LIBRDKAFKA=yes FEED_LACKS_ROCKSDB=yes
  fi
  if [ -z "$FEED_LACKS_LIBRDKAFKA$FEED_LACKS_ROCKSDB" ]; then
    natives_key >"$MILLRACE_HOME/natives.ready"
    return 0
  fi
  [ "$(uname -s)" = Linux ] ||
    fail "the NuGet feed lacks librdkafka.redist or RocksDB, and only on Linux can they be obtained otherwise." \
      "Add the public feed: dotnet nuget add source https://api.nuget.org/v3/index.json"
  LIBRDKAFKA_PATH='' ROCKSDB_PATH=''
  [ -z "$FEED_LACKS_LIBRDKAFKA" ] || obtain_librdkafka
  [ -z "$FEED_LACKS_ROCKSDB" ] || obtain_rocksdb
  write_natives_props
  { natives_key; ls "$MILLRACE_HOME"/natives/*.so "$MILLRACE_HOME/natives.props"; } >"$MILLRACE_HOME/natives.ready"
  # What was built against another answer is not up to date.
  rm -f "$MILLRACE_HOME"/*.built
}

write_natives_props() {
  {
    echo '<Project>'
    echo '  <PropertyGroup>'
    [ -z "$LIBRDKAFKA_PATH" ] || echo "    <MillraceLibrdkafka>$LIBRDKAFKA_PATH</MillraceLibrdkafka>"
    [ -z "$ROCKSDB_PATH" ] || echo "    <MillraceRocksDb>$ROCKSDB_PATH</MillraceRocksDb>"
    echo '  </PropertyGroup>'
    echo '</Project>'
  } >"$MILLRACE_HOME/natives.props"
}

# Says which native parts the build will use, and where they came from.
describe_natives() {
  if [ ! -f "$MILLRACE_HOME/natives.props" ]; then
    say "native parts come with the NuGet packages librdkafka.redist $LIBRDKAFKA_VERSION and RocksDB $ROCKSDB_PACKAGE_VERSION."
    return 0
  fi
  local file
  for file in "$MILLRACE_HOME"/natives/*.so; do say "$(basename "$file"): $(readlink -f "$file")"; done
}

# copy_natives FOLDER: what was obtained, with whatever it needs besides the C library, for an image that has neither.
copy_natives() {
  local folder=$1 file needed
  mkdir -p "$folder"
  for file in "$MILLRACE_HOME"/natives/*.so; do
    [ -e "$file" ] || continue
    cp -L "$file" "$folder/"
    ldd "$file" | sed -n 's/.* => \(\/[^ ]*\) .*/\1/p' | while read -r needed; do
      case $(basename "$needed") in
        libc.so.* | libm.so.* | libdl.so.* | librt.so.* | libpthread.so.* | libresolv.so.*) ;;
        *) cp -L "$needed" "$folder/" ;;
      esac
    done
  done
  say "copied $(find "$folder" -type f | wc -l) libraries to $folder."
}

# ./millrace natives [--rebuild] [--copy-to FOLDER]
obtain_natives() {
  local target=''
  while [ $# -gt 0 ]; do
    case $1 in
      --rebuild)
        rm -rf "$MILLRACE_HOME/natives.ready" "$(librdkafka_cache)" "$MILLRACE_CACHE/natives/rocksdb-$(platform_key)"
        shift
        ;;
      --copy-to)
        [ -n "${2:-}" ] || { say "natives: --copy-to needs a folder."; exit 2; }
        target=$2
        shift 2
        ;;
      *) say "natives: unknown option '$1' (--rebuild, --copy-to FOLDER)."; exit 2 ;;
    esac
  done
  need_natives
  describe_natives
  [ -z "$target" ] || copy_natives "$target"
}
