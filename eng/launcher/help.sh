# What ./millrace says without an argument.

launcher_help() {
  cat <<'EOF'
Millrace turns Kafka topics of device readings into decisions.

  ./millrace demo                 a simulated building on an embedded broker: watch rooms raise and clear alerts
  ./millrace demo --for 20s       the same, with a summary at its end
  ./millrace test                 build, check the format, run every test
  ./millrace test --suite NAME    a long run (faults, fuzz, ...), or one part alone (conformance)
  ./millrace test --filter TEXT   only the tests whose class or name holds TEXT
  ./millrace natives              only obtain the native parts (librdkafka, RocksDB)
  ./millrace natives --rebuild    obtain them anew

Every other command is the program's own, and so is its help:

  ./millrace run | simulate | replay | alerts | topics | topology | dead-letters | archive | doctor
  ./millrace COMMAND --help

The first start obtains what is missing and builds; later starts take a second or two.
Nothing outside .millrace/, artifacts/ and the user's cache is written, except that Debian packages are
installed where this runs as root and the NuGet feed lacks a native part.
EOF
}
