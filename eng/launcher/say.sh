# What the launcher itself has to say goes to stderr: stdout belongs to the program.

say() { printf 'millrace: %s\n' "$*" >&2; }

# fail LINE...: the first line says what is wrong, the others how to mend it.
fail() {
  say "$1"
  shift
  local line
  for line in "$@"; do printf '          %s\n' "$line" >&2; done
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# quietly LOG COMMAND...: runs it with its output in LOG; shows the end of the log only when it fails.
quietly() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  if "$@" >"$log" 2>&1; then return 0; fi
  tail -n 25 "$log" >&2
  return 1
}
