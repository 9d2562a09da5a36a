# Finds the .NET SDK that global.json asks for.

find_dotnet() {
  local candidate
  for candidate in "${DOTNET_ROOT:+$DOTNET_ROOT/dotnet}" "$(command -v dotnet || true)" "$HOME/.dotnet/dotnet" \
    /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/local/share/dotnet/dotnet; do
    if [ -n "$candidate" ] && [ -x "$candidate" ] && (cd "$MILLRACE_ROOT" && "$candidate" --version) >/dev/null 2>&1; then
      DOTNET=$candidate
      return 0
    fi
  done
  return 1
}

need_dotnet() {
  find_dotnet && return 0
  fail "the .NET 10 SDK is missing (looked on PATH, in DOTNET_ROOT and in ~/.dotnet)." \
    "Install it from https://dotnet.microsoft.com/download/dotnet/10.0, with your distribution's package" \
    "'dotnet-sdk-10.0', or without root: curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0"
}
