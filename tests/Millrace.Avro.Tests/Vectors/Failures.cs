namespace Millrace.Avro.Tests.Vectors;

/// <summary>What went wrong in the cases of one file, so that one bad case does not hide the others.</summary>
internal sealed class Failures
{
    private readonly List<string> _all = [];

    public void Check(string name, Action check)
    {
        try
        {
            check();
        }
        catch (Exception e)
        {
            _all.Add($"{name}: {e.GetType().Name}: {e.Message}");
        }
    }

    public void AssertNone() => Assert.True(_all.Count == 0, $"{_all.Count} failed:\n{string.Join('\n', _all.Take(10))}");
}
