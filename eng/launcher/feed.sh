# Asks the configured NuGet sources, with NuGet itself, which of the native packages they have.

# Sets FEED_LACKS_LIBRDKAFKA and FEED_LACKS_ROCKSDB to 'yes' or ''. Returns 1 when the feed cannot be reached.
probe_feed() {
  local folder="$MILLRACE_HOME/probe" log="$MILLRACE_HOME/log/probe.log"
  mkdir -p "$folder" "$(dirname "$log")"
  # Inside the checkout, so that a nuget.config above it counts; empty build files keep the repository's own out.
  local file
  for file in Directory.Build.props Directory.Build.targets Directory.Packages.props; do echo '<Project />' >"$folder/$file"; done
  cat >"$folder/probe.csproj" <<EOF
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup>
    <PackageDownload Include="librdkafka.redist" Version="[$LIBRDKAFKA_VERSION]" />
    <PackageDownload Include="RocksDB" Version="[$ROCKSDB_PACKAGE_VERSION]" />
  </ItemGroup>
</Project>
EOF
  FEED_LACKS_LIBRDKAFKA='' FEED_LACKS_ROCKSDB=''
  "$DOTNET" restore "$folder/probe.csproj" --nologo -v q >"$log" 2>&1 && return 0
  grep -Eq 'NU110[123].*librdkafka\.redist' "$log" && FEED_LACKS_LIBRDKAFKA=yes
  grep -Eq 'NU110[123].*RocksDB' "$log" && FEED_LACKS_ROCKSDB=yes
  [ -n "$FEED_LACKS_LIBRDKAFKA$FEED_LACKS_ROCKSDB" ]
}
