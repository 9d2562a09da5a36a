using BenchmarkDotNet.Running;
using Millrace.Avro.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(ReadingCodec).Assembly).Run(args);
