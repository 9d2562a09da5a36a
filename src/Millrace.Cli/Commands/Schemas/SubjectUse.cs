using Millrace.Cli.Catalog;
using Millrace.Cli.Infrastructure;
using Millrace.Graph;

namespace Millrace.Cli.Commands.Schemas;

/// <summary>A subject and the record that is registered under it.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Record">The record's full name.</param>
/// <param name="IsState">Whether it is what a worker keeps for itself: a store's changelog or a repartition topic.</param>
internal sealed record SubjectUse(string Subject, string Record, bool IsState)
{
    private const string Avro = "Avro ";

    /// <summary>Those of all workers that the command knows, by the usual strategy: the topic and <c>-key</c> or <c>-value</c>.</summary>
    public static IReadOnlyList<SubjectUse> OfWorkers()
    {
        var topics = WorkerCatalog.All.SelectMany(worker => TopologyDescription.Of(worker.Graph(worker.TopologyNames)).Topics);
        return
        [
            .. topics.SelectMany(topic => Of(topic, topic.KeyFormat, "key").Concat(Of(topic, topic.ValueFormat, "value")))
                .DistinctBy(use => use.Subject)
                .OrderBy(use => use.IsState)
                .ThenBy(use => use.Subject, StringComparer.Ordinal),
        ];
    }

    /// <summary>One that was said as <c>subject=record</c>.</summary>
    /// <exception cref="UsageException">It was said otherwise, or there is no such record.</exception>
    public static SubjectUse Parse(string text, IEnumerable<string> records)
    {
        if (text.Split('=', 2) is not [{ Length: > 0 } subject, { Length: > 0 } name])
        {
            throw new UsageException($"--map: '{text}' is not subject=record");
        }

        var found = records.Where(record => record == name || record.EndsWith("." + name, StringComparison.Ordinal)).ToList();
        return found is [var only]
            ? new SubjectUse(subject, only, subject.EndsWith("-changelog-value", StringComparison.Ordinal))
            : throw new UsageException($"--map: '{name}' is {(found.Count == 0 ? "no record" : "the name of several records")} of the folder; there are {string.Join(", ", records)}");
    }

    private static IEnumerable<SubjectUse> Of(TopicDescription topic, string? format, string part) =>
        format?.StartsWith(Avro, StringComparison.Ordinal) == true ? [new SubjectUse($"{topic.Name}-{part}", format[Avro.Length..], topic.IsInternal)] : [];
}
