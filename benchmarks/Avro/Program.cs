using BenchmarkDotNet.Running;
using Millrace.Avro.Benchmarks;

if (args is ["slices"])
{
    var codec = new ReadingCodec();
    codec.Prepare();
    Slices.Run(
        ("encode", () => codec.Encode()),
        ("decode", () => codec.Decode()),
        ("decode an older writer", () => codec.DecodeOlderWriter()));
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(ReadingCodec).Assembly).Run(args);
}
