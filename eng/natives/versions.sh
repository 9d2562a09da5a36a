# The native parts, named once. Directory.Packages.props must agree (a test compares them).
LIBRDKAFKA_VERSION=2.15.1
# The npm package whose sources hold exactly that librdkafka.
KAFKA_JAVASCRIPT_VERSION=1.10.1
KAFKA_JAVASCRIPT_SHA256=ada7d703bb1d3237e2292bfabf438d663b6160c9f1ac2a2406b5dc4257c81b66
# The NuGet package that carries librocksdb, and the oldest RocksDB whose C API serves.
ROCKSDB_PACKAGE_VERSION=8.10.0.45338
ROCKSDB_OLDEST=7.8
