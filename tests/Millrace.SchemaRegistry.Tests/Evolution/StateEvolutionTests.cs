using System.Buffers.Binary;
using Millrace.RocksDb;
using Millrace.State;

namespace Millrace.SchemaRegistry.Tests;

/// <summary>State outlives the program that wrote it: its values say what they were written with.</summary>
public sealed class StateEvolutionTests : IDisposable
{
    private const string Subject = TallyWorker<Tally>.Subject;

    private readonly SchemaRegistryClient _registry = DevelopmentRegistry.CreateClient();
    private readonly string _folder = Directory.CreateTempSubdirectory("millrace-evolution-").FullName;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_worker_is_upgraded_over_the_state_of_the_older_version_and_rolled_back(bool onDisk)
    {
        var memory = new InMemoryStateBackendProvider();
        Run(state =>
        {
            using var first = TallyWorkers.First(_registry, state);
            first.Pipe("a", 1);
            first.Pipe("a", 2);
            first.Pipe("b", 10);
        });

        Run(state =>
        {
            using var second = TallyWorkers.Second(_registry, state);
            Assert.Equal(new TallyWithPeak(2, 3, -1), second.Read<TallyWithPeak>("a"));
            second.Pipe("a", 5);
            Assert.Equal(new TallyWithPeak(3, 8, 5), second.Read<TallyWithPeak>("a"));
            Assert.Equal(new TallyWithPeak(1, 10, -1), second.Read<TallyWithPeak>("b"));
        });

        Run(state =>
        {
            using var rolledBack = TallyWorkers.First(_registry, state);
            Assert.Equal(new Tally(3, 8), rolledBack.Read<Tally>("a"));
            rolledBack.Pipe("a", 2);
            Assert.Equal(new Tally(4, 10), rolledBack.Read<Tally>("a"));
            Assert.Equal(new Tally(1, 10), rolledBack.Read<Tally>("b"));
        });

        Run(state =>
        {
            using var again = TallyWorkers.Second(_registry, state);
            Assert.Equal(new TallyWithPeak(4, 10, -1), again.Read<TallyWithPeak>("a"));
        });

        void Run(Action<IStateBackendProvider> work)
        {
            if (onDisk)
            {
                using var state = OnDisk();
                work(state);
            }
            else
            {
                work(memory);
            }
        }
    }

    [Fact]
    public async Task Values_in_the_changelog_carry_the_id_of_their_writers_schema()
    {
        var state = new InMemoryStateBackendProvider();
        using var first = TallyWorkers.First(_registry, state);
        first.Pipe("a", 1);
        using var second = TallyWorkers.Second(_registry, new InMemoryStateBackendProvider());
        second.Pipe("a", 1);

        Assert.Equal((await _registry.GetVersionAsync(Subject, 1)).Id, IdOf(first.Records("app-tallies-changelog").Single().Value!));
        Assert.Equal((await _registry.GetVersionAsync(Subject, 2)).Id, IdOf(second.Records("app-tallies-changelog").Single().Value!));
    }

    [Fact]
    public void A_worker_whose_record_cannot_read_its_state_refuses_to_start_and_names_the_field()
    {
        var state = new InMemoryStateBackendProvider();
        using (var first = TallyWorkers.First(_registry, state))
            first.Pipe("a", 1);

        var error = Assert.Throws<IncompatibleSchemaException>(() => TallyWorkers.Impossible(_registry, state));

        Assert.Contains("field 'unit'", error.Message, StringComparison.Ordinal);
        Assert.Equal((Subject, 1), (error.Subject, error.Version));
        using var untouched = TallyWorkers.First(_registry, state);
        Assert.Equal(new Tally(1, 1), untouched.Read<Tally>("a"));
    }

    /// <summary>A registry that demands nothing takes the schema; the state cannot be read all the same.</summary>
    [Fact]
    public async Task A_registry_that_accepts_everything_does_not_lose_the_state_either()
    {
        await _registry.SetCompatibilityAsync(null, CompatibilityLevel.None);
        var state = new InMemoryStateBackendProvider();
        using (var first = TallyWorkers.First(_registry, state))
            first.Pipe("a", 1);

        var error = Assert.Throws<IncompatibleSchemaException>(() => TallyWorkers.Impossible(_registry, state));

        Assert.True(error.IsState);
        Assert.False(error.IsTransient);
        Assert.Contains("field 'unit'", error.Message, StringComparison.Ordinal);
        Assert.Contains("version 1 of 'app-tallies-changelog-value'", error.Message, StringComparison.Ordinal);
    }

    /// <summary>What an operator does when no state of the old version is left.</summary>
    [Fact]
    public async Task A_version_that_was_deleted_from_the_registry_is_no_obstacle()
    {
        await _registry.SetCompatibilityAsync(null, CompatibilityLevel.None);
        using (TallyWorkers.First(_registry, new InMemoryStateBackendProvider()))
        {
        }

        await _registry.DeleteSubjectAsync(Subject);

        using var started = TallyWorkers.Impossible(_registry, new InMemoryStateBackendProvider());
        started.Pipe("a", 1);
        Assert.Equal(new TallyWithUnit(1, 1, ""), started.Read<TallyWithUnit>("a"));
    }

    /// <summary>In a rolling upgrade a partition may come back from a worker that is newer than its next one.</summary>
    [Fact]
    public void State_that_a_newer_worker_wrote_meanwhile_is_read_by_one_that_was_started_before()
    {
        var state = new InMemoryStateBackendProvider();
        using var old = TallyWorkers.First(_registry, state);
        old.Pipe("a", 1);
        using (var newer = TallyWorkers.Second(_registry, state))
            newer.Pipe("a", 5);

        old.Pipe("a", 2);

        Assert.Equal(new Tally(3, 8), old.Read<Tally>("a"));
        Assert.Equal(0, old.DroppedRecords);
    }

    public void Dispose()
    {
        _registry.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int IdOf(byte[] value) => BinaryPrimitives.ReadInt32BigEndian(value.AsSpan(1));

    private RocksDbStateBackendProvider OnDisk()
    {
        try
        {
            _ = RocksDbLibrary.File;
        }
        catch (MillraceException e)
        {
            Assert.Skip(e.Message);
        }

        return new RocksDbStateBackendProvider(new RocksDbOptions { Directory = _folder, ApplicationId = "app" });
    }
}
