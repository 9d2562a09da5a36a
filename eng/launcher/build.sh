# Builds when something changed since the last build; the check costs a few milliseconds.

# Folders count too: a deleted file changes only its folder.
changed_since() {
  [ -f "$1" ] || return 0
  [ -n "$(cd "$MILLRACE_ROOT" && find src topologies schemas "${@:2}" Directory.Build.props Directory.Build.targets Directory.Packages.props \
    global.json .editorconfig .millrace/natives.props -newer "$1" -print -quit 2>/dev/null)" ]
}

COMMAND="$MILLRACE_ROOT/artifacts/bin/Millrace.Cli/release/Millrace.Cli.dll"

need_command() {
  local stamp="$MILLRACE_HOME/command.built"
  if [ -f "$COMMAND" ] && ! changed_since "$stamp"; then return 0; fi
  if [ -f "$stamp" ]; then say "building, since sources changed."; else say "building the command for the first time."; fi
  mkdir -p "$MILLRACE_HOME"
  touch "$stamp.new"
  quietly "$MILLRACE_HOME/log/build.log" "$DOTNET" build "$MILLRACE_ROOT/src/Millrace.Cli" -c Release --nologo -v q -clp:NoSummary ||
    fail "the build failed; the log is $MILLRACE_HOME/log/build.log."
  mv "$stamp.new" "$stamp"
}

