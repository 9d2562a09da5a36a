using Millrace.State;

namespace Millrace.RocksDb.Tests;

public sealed class StateFolderTests : IDisposable
{
    private static readonly TaskId Task = new(0, 0);

    private readonly TemporaryFolder _folder = new();

    public StateFolderTests() => Native.SkipWithout();

    [Fact]
    public void A_folder_with_other_files_is_refused_and_left_as_it_was()
    {
        File.WriteAllText(_folder["letters.txt"], "dear");
        Assert.Contains("holds 'letters.txt'", Refusal(), StringComparison.Ordinal);
        Assert.Equal([_folder["letters.txt"]], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Another_applications_folder_is_refused()
    {
        Create();
        Assert.Contains("belongs to the application 'test', not to 'other'", Refusal("other"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_format_is_refused()
    {
        Create();
        File.WriteAllText(_folder["millrace-state.json"], """{"format":2,"application":"test"}""");
        Assert.Contains("has format 2; this version reads format 1", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"format\":1")]
    [InlineData("[]")]
    [InlineData("{\"format\":\"one\",\"application\":\"test\"}")]
    public void A_torn_marker_is_refused(string marker)
    {
        Create();
        File.WriteAllText(_folder["millrace-state.json"], marker);
        Assert.Contains("is torn", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CURRENT")]
    [InlineData("MANIFEST-*")]
    [InlineData("*.sst")]
    public void A_database_that_lost_a_file_is_refused(string lost)
    {
        Create();
        var files = Directory.GetFiles(_folder["0_0"], lost);
        Assert.NotEmpty(files);
        foreach (var file in files)
            File.Delete(file);
        Assert.Contains(_folder["0_0"], Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_folder_from_a_crash_during_its_creation_is_no_obstacle()
    {
        Create();
        Directory.CreateDirectory(_folder["0_1"]);
        File.WriteAllText(Path.Combine(_folder["0_1"], "MANIFEST-000001"), "");
        using var provider = _folder.Open();
        using var backend = provider.Open(new TaskId(0, 1), ["s"]);
        Assert.Null(backend.ChangelogOffset(0));
    }

    [Fact]
    public void What_a_crash_left_of_a_deletion_is_cleared_away()
    {
        Create();
        Directory.CreateDirectory(_folder[".deleted-0_5-x"]);
        Create();
        Assert.False(Directory.Exists(_folder[".deleted-0_5-x"]));
    }

    [Fact]
    public void Every_broken_option_is_named_at_once()
    {
        var options = new RocksDbOptions { Directory = " ", ApplicationId = "", Tasks = 0, MaxOpenFiles = 3, Compression = (RocksDbCompression)99 };
        Assert.Equal(5, options.Validate().Count);
        var refused = Assert.Throws<ArgumentException>(() => new RocksDbStateBackendProvider(options));
        Assert.Contains("Tasks is 0: it is from 1 to 100000", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_that_the_environment_names_is_looked_at_first()
    {
        File.WriteAllText(_folder["librocksdb.so"], "");
        Assert.Equal(_folder["librocksdb.so"], RocksDbLibrary.Candidates("/nowhere", _folder.Path).First());
        Assert.Equal("librocksdb.so.7.8", RocksDbLibrary.Candidates("/nowhere", null).First());
    }

    public void Dispose() => _folder.Dispose();

    private void Create()
    {
        using var provider = _folder.Open();
        using var backend = provider.Open(Task, ["s"]);
        using var batch = backend.CreateBatch();
        batch.Put(0, [1], [2]);
        batch.SetChangelogOffset(0, 1);
        batch.Apply();
    }

    private string Refusal(string application = "test")
    {
        using var provider = _folder.Open(application);
        return Assert.Throws<StateException>(() => provider.Open(Task, ["s"])).Message;
    }
}
