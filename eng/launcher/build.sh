# Builds when something changed since the last build; the check costs a few milliseconds.

# Folders count too: a deleted file changes only its folder.
changed_since() {
  [ -f "$1" ] || return 0
  [ -n "$(cd "$MILLRACE_ROOT" && find src topologies schemas Directory.Build.props Directory.Build.targets Directory.Packages.props \
    global.json .editorconfig .millrace/natives.props -newer "$1" -print -quit 2>/dev/null)" ]
}

COMMAND="$MILLRACE_ROOT/artifacts/bin/Millrace.Cli/release/Millrace.Cli.dll"

COMMAND_STAMP="$MILLRACE_HOME/command.built"

need_command() {
  if command_is_fresh; then return 0; fi
  if [ -f "$COMMAND_STAMP" ]; then say "building, since sources changed."; else say "building the command for the first time."; fi
  mkdir -p "$MILLRACE_HOME"
  # Two starts at once build once. The compiler outlives the build, so it must not inherit the lock.
  exec 7>"$MILLRACE_HOME/build.lock"
  if have flock; then flock 7; fi
  if ! command_is_fresh; then
    touch "$COMMAND_STAMP.new"
    quietly "$MILLRACE_HOME/log/build.log" "$DOTNET" build "$MILLRACE_ROOT/src/Millrace.Cli" -c Release --nologo -v q -clp:NoSummary -nodeReuse:false 7>&- ||
      fail "the build failed; the log is $MILLRACE_HOME/log/build.log."
    mv "$COMMAND_STAMP.new" "$COMMAND_STAMP"
  fi
  exec 7>&-
}

command_is_fresh() { [ -f "$COMMAND" ] && ! changed_since "$COMMAND_STAMP"; }
