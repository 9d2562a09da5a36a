namespace Millrace.Tests.RandomTopologies;

/// <summary>
/// A topology that a list of numbers describes, whatever the numbers: each adds an operator to one of the streams and
/// tables that are there. So a list that fails can be made shorter and still is a topology. Values are numbers as text;
/// folds are sums and maxima, whose results do not depend on the order of what they fold, and begin with nothing: what
/// else they began with would be told as the old value of a first update, as in Kafka Streams, but not at a commit.
/// </summary>
internal sealed class RandomTopology(IReadOnlyList<int> steps, bool stateBehindStreamsOfTables)
{
    public const string LeftTopic = "left";
    public const string RightTopic = "right";
    public const string TableTopic = "table";
    public const string OtherTableTopic = "other-table";

    private const int Most = 10;
    private readonly List<Branch> _streams = [];
    private readonly List<Entries> _tables = [];
    private int _names;

    /// <summary>The topics that it writes.</summary>
    public List<string> Outputs { get; } = [];

    /// <summary>Its stores.</summary>
    public List<string> Stores { get; } = [];

    public void Define(StreamsBuilder streams)
    {
        _streams.Add(new Branch(streams.Stream<string, string?>(LeftTopic), Roots: 1));
        _streams.Add(new Branch(streams.Stream<string, string?>(RightTopic), Roots: 2));
        _tables.Add(new Entries(streams.Table<string, string?>(TableTopic, Store("source")), Roots: 4));
        _tables.Add(new Entries(streams.Table<string, string?>(OtherTableTopic, Store("source")), Roots: 8));
        foreach (var step in steps.Take(Most))
        {
            var number = step & int.MaxValue;
            Add(number % 22, number / 22);
        }

        foreach (var branch in _streams)
        {
            branch.Stream.To(Name("out", Outputs));
        }

        foreach (var (table, _) in _tables)
        {
            table.ToStream().To(Name("changes", Outputs));
        }
    }

    private static long Number(string? value) => value is null ? 0 : long.Parse(value);

    private static string? Sum(string? a, string? b) => (Number(a) + Number(b)).ToString();

    /// <summary>A group whose sum is nothing is no group: so it does not show whether a member was ever in it.</summary>
    private static string? Group(long sum) => sum == 0 ? null : sum.ToString();

    private void Add(int what, int which)
    {
        var branch = _streams[which % _streams.Count];
        var stream = branch.Stream;
        switch (what)
        {
            case 0:
                Stream(branch, stream.Filter((_, value) => value is null || (Number(value) & 3) != (which & 3)));
                break;
            case 1:
                Stream(branch, stream.MapValues(value => value is null ? null : Sum(value, $"{which % 7}")));
                break;
            case 2:
                Stream(branch with { KeyIsNew = true }, stream.SelectKey((key, value) => value is null ? key : $"k{Number(value) % 3}"));
                break;
            case 3:
                Stream(branch, stream.FlatMapValues(value => value is null ? Array.Empty<string?>() : [value, Sum(value, "1")]));
                break;
            case 4 when _streams.Find(b => b.IsDirect && branch.IsDirect && b.Roots == branch.Roots && b != branch) is { } other:
                // How records that went through several topics of the application's own are mixed is not said anywhere.
                Stream(branch with { KeyIsNew = branch.KeyIsNew || other.KeyIsNew }, stream.Merge(other.Stream));
                break;
            case 5:
                Stream(branch with { IsDirect = false }, stream.Repartition(Name("through")));
                break;
            case 6 when MayKeepState(branch):
                Table(branch.Roots, stream.ToTable(Store("table")));
                break;
            case 7 or 8 when MayKeepState(branch):
                Table(branch.Roots, stream.GroupByKey(Name("group")).Reduce(Store("sum"), Sum));
                break;
            case 9 or 10 when MayKeepState(branch):
                Table(branch.Roots, stream.GroupByKey(Name("group")).Aggregate<string?>(
                    Store("highest"), static () => null, static (_, value, highest) => Math.Max(Number(value), Number(highest)).ToString()));
                break;
            case 11 when MayKeepState(branch):
                Table(branch.Roots, stream.GroupBy(Name("group"), static (_, value) => $"g{Number(value) % 2}").Aggregate<string?>(
                    Store("count"), static () => null, static (_, _, count) => Sum(count, "1")));
                break;
            default:
                AddToTable(what, which, _tables[which % _tables.Count]);
                break;
        }
    }

    private void AddToTable(int what, int which, Entries entries)
    {
        var (table, roots) = entries;

        // A change that comes to both sides of a join at once is told twice, as in Kafka Streams, and how often depends on
        // what a commit put together.
        var (other, otherRoots) = _tables.Find(t => (t.Roots & roots) == 0) ?? entries;
        var together = roots | otherRoots;
        switch (what)
        {
            case 12:
                Table(roots, table.Filter((_, value) => (Number(value) & 1) == (which & 1), MaybeStore(which)));
                break;
            case 13:
                Table(roots, table.MapValues(value => Sum(value, "10"), MaybeStore(which)));
                break;
            case 14 or 15:
                Table(roots, table.GroupBy(Name("group"), static (_, value) => KeyValuePair.Create($"t{Number(value) % 2}", value)).Aggregate<string?>(
                    Store("total"), static () => null, static (_, value, total) => Group(Number(total) + Number(value)), static (_, value, total) => Group(Number(total) - Number(value))));
                break;
            case 16 when other != table:
                Table(together, table.Join(other, static (a, b) => Sum(a, b), MaybeStore(which)));
                break;
            case 17 when other != table:
                Table(together, table.LeftJoin(other, static (a, b) => Sum(a, b), MaybeStore(which)));
                break;
            case 18 when other != table:
                Table(together, table.OuterJoin(other, static (a, b) => Sum(a, b), MaybeStore(which)));
                break;
            case 19:
                var branch = _streams[which % _streams.Count];
                if (branch.IsDirect && !branch.KeyIsNew)
                {
                    // What a stream finds in a table that others are behind of depends on when those have told of their changes.
                    Stream(branch with { IsDirect = false, IsBehindTable = true }, branch.Stream.LeftJoin(table, static (value, found) => Sum(value, found)));
                }

                break;
            default:
                _streams.Add(new Branch(table.ToStream(), roots, IsDirect: false, IsBehindTable: true));
                break;
        }
    }

    private bool MayKeepState(Branch branch) => stateBehindStreamsOfTables || !branch.IsBehindTable;

    private void Stream(Branch parent, KStream<string, string?> made) => _streams.Add(parent with { Stream = made });

    private void Table(int roots, KTable<string, string?> made) => _tables.Add(new Entries(made, roots));

    private string? MaybeStore(int which) => which % 2 == 0 ? null : Store("kept");

    private string Store(string kind) => Name(kind, Stores);

    private string Name(string kind, List<string>? list = null)
    {
        var name = $"{kind}-{_names++}";
        list?.Add(name);
        return name;
    }

    /// <summary>A stream of the topology.</summary>
    /// <param name="Stream">The stream.</param>
    /// <param name="Roots">The topics that it comes from, a bit each.</param>
    /// <param name="IsDirect">Whether there is no other topic and no table in between.</param>
    /// <param name="KeyIsNew">Whether its keys were changed.</param>
    /// <param name="IsBehindTable">Whether it tells the changes of a table, whose number depends on how often a task commits.</param>
    private sealed record Branch(KStream<string, string?> Stream, int Roots, bool IsDirect = true, bool KeyIsNew = false, bool IsBehindTable = false);

    /// <summary>A table of the topology.</summary>
    /// <param name="Table">The table.</param>
    /// <param name="Roots">The topics that it comes from, a bit each.</param>
    private sealed record Entries(KTable<string, string?> Table, int Roots);
}
