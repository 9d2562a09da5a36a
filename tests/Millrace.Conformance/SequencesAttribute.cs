using System.Reflection;
using Millrace.Conformance.Ports;
using Millrace.Conformance.Vectors;
using Xunit.Sdk;
using Xunit.v3;

namespace Millrace.Conformance;

/// <summary>A row for each sequence of a family; the trait <c>Case</c> runs the rows of one case.</summary>
/// <param name="family">The family's name. The family of tables also has a row for each sequence of a family that nobody ported.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SequencesAttribute(string family) : DataAttribute
{
    /// <summary>The family.</summary>
    public string Family => family;

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        if (VectorFolder.Cases is not { } folder)
        {
            return new([Row(null, null)]);
        }

        var rows = VectorReader.Family(folder, family).SelectMany(c => c.Sequences.Select(s => Row(c.Name, s.Name)));
        if (family == "table")
        {
            rows = rows.Concat(VectorReader.Families(folder)
                .Where(f => !PortTable.Knows(f))
                .SelectMany(f => VectorReader.Family(folder, f))
                .SelectMany(c => c.Sequences.Select(s => Row($"{c.Family}/{c.Name}", s.Name))));
        }

        return new([.. rows.DefaultIfEmpty(Row(null, null))]);
    }

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;

    private static TheoryDataRow<string?, string?> Row(string? name, string? sequence)
    {
        var row = new TheoryDataRow<string?, string?>(name, sequence);
        if (name is not null)
        {
            row.Traits["Case"] = [name];
        }

        return row;
    }
}
