using System.Globalization;

namespace Millrace.Conformance.Ports.Caching;

/// <summary>Makes a record of each <c>text+delay</c> in a list, that many milliseconds after the one that it came in.</summary>
internal sealed class Spread : FixedKeyProcessor<string, string, string?>
{
    public static KStream<string, string?> From(StreamsBuilder builder) =>
        builder.Stream<string, string>("in").ProcessValues("spread", () => (FixedKeyProcessor<string, string, string?>)new Spread());

    public override void Process(in FixedKeyRecord<string, string> record)
    {
        foreach (var part in record.Value.Split(','))
        {
            var plus = part.IndexOf('+', StringComparison.Ordinal);
            Context.Forward(record.WithValue<string?>(part[..plus]).WithTimestamp(record.Timestamp + long.Parse(part[(plus + 1)..], CultureInfo.InvariantCulture)));
        }
    }
}
