# ./millrace test: builds, checks the format, runs every test project, and adds up what they say.
#
# A long run is a suite: its tests carry [Trait("Suite", NAME)] and run only with --suite NAME. Quick tests that one
# wants to run alone carry [Trait("Part", NAME)]: they run by default, and alone with --suite NAME.

PASSED=0 FAILED=0 SKIPPED=0

run_tests() {
  local suite='' filter='' filters=()
  while [ $# -gt 0 ]; do
    case $1 in
      --suite | --filter)
        [ -n "${2:-}" ] || { say "test: $1 needs a value."; exit 2; }
        if [ "$1" = --suite ]; then suite=$2; else filter=$2; fi
        shift 2
        ;;
      *) say "test: unknown option '$1' (--suite NAME, --filter TEXT)."; exit 2 ;;
    esac
  done
  if [ -n "$suite" ]; then filters=(-trait "Suite=$suite" -trait "Part=$suite"); else filters=(-trait- 'Suite=*'); fi
  if [ -n "$filter" ]; then filters+=(-method "*$filter*"); fi

  trap 'exit 130' INT
  # A default run never takes long; a project that does hangs.
  LIMIT=()
  if [ -z "$suite" ] && have timeout; then LIMIT=(timeout --foreground -k 10 600); fi

  need_dotnet
  need_natives
  export MILLRACE_NATIVES="$MILLRACE_HOME/natives"
  if build_solution; then
    if [ -z "$suite$filter" ]; then check_format; fi
    local project
    for project in "$MILLRACE_ROOT"/tests/*/*.csproj; do run_test_project "$(basename "$project" .csproj)" "${filters[@]}"; done
    if [ $((PASSED + FAILED + SKIPPED)) = 0 ]; then
      say "no test matched${suite:+ suite '$suite'}${filter:+ filter '$filter'}."
      FAILED=1
    fi
  else
    FAILED=1
  fi
  echo "$PASSED passed, $FAILED failed, $SKIPPED skipped"
  [ "$FAILED" = 0 ]
}

build_solution() {
  local log="$MILLRACE_HOME/log/build.log" started=$SECONDS
  say "building the solution (warnings are errors)."
  mkdir -p "$MILLRACE_HOME/log"
  touch "$COMMAND_STAMP.new"
  if "$DOTNET" build "$MILLRACE_ROOT/Processing.sln" -c Release --nologo -v q -clp:NoSummary -warnaserror -nodeReuse:false >"$log" 2>&1; then
    mv "$COMMAND_STAMP.new" "$COMMAND_STAMP"
    say "built in $((SECONDS - started)) s."
    return 0
  fi
  grep -E '(error|warning) ' "$log" | sort -u | head -n 40 || tail -n 25 "$log"
  say "the build failed; the log is $log."
  return 1
}

# Counted as one test, so that a run says in one line whether all is well.
check_format() {
  local log="$MILLRACE_HOME/log/format.log" started=$SECONDS
  say "checking the format."
  # Release, since the generator that makes the records has been built as that and not as Debug.
  if Configuration=Release "$DOTNET" format "$MILLRACE_ROOT/Processing.sln" --verify-no-changes --no-restore >"$log" 2>&1; then
    PASSED=$((PASSED + 1))
    echo "dotnet format: clean ($((SECONDS - started)) s)"
  else
    FAILED=$((FAILED + 1))
    echo "dotnet format: would change files; run 'dotnet format' ($((SECONDS - started)) s)"
    grep -E '(error|warning) ' "$log" | sort -u | head -n 40 || tail -n 25 "$log"
  fi
}

# run_test_project NAME FILTER...: failures and skips are printed as they come, the counts at the end.
run_test_project() {
  local name=$1 status summary total failed errors skipped
  local log="$MILLRACE_HOME/log/$name.log" program="$MILLRACE_ROOT/artifacts/bin/$1/release/$1.dll"
  shift
  set +e
  ${LIMIT[@]+"${LIMIT[@]}"} "$DOTNET" "$program" -noLogo -noColor "$@" 2>&1 | tee "$log" |
    grep -vE --line-buffered '^  (Discovering|Discovered|Starting|Finished): |^=== TEST EXECUTION SUMMARY|^   [^ ]+  Total: '
  status=${PIPESTATUS[0]}
  set -e
  summary=$(grep -E '^   [^ ]+  Total: ' "$log" | tail -n1) || true
  total=$(count_of Total "$summary") failed=$(count_of Failed "$summary")
  # An error stands outside the tests: a fixture that could not be cleaned up, for example.
  errors=$(count_of Errors "$summary") skipped=$(count_of Skipped "$summary")
  if [ "$status" != 0 ] && [ $((failed + errors)) = 0 ] || [ -z "$summary" ]; then
    FAILED=$((FAILED + 1))
    echo "$name: ended with exit code $status before it could say how its tests went (124: it took more than 10 minutes); the log is $log."
    return 0
  fi
  local passed=$((total - failed - skipped))
  failed=$((failed + errors))
  PASSED=$((PASSED + passed)) FAILED=$((FAILED + failed)) SKIPPED=$((SKIPPED + skipped))
  if [ $((passed + failed + skipped)) -gt 0 ]; then
    echo "$name: $passed passed, $failed failed, $skipped skipped ($(printf '%s' "$summary" | sed 's/.*Time: //'))"
  fi
}

# count_of WORD SUMMARY: the number after the word, 0 where there is none.
count_of() {
  local number
  number=$(printf '%s' "$2" | sed -n "s/.*$1: \([0-9]*\).*/\1/p")
  printf '%s' "${number:-0}"
}
