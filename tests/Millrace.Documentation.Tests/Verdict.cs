namespace Millrace.Documentation.Tests;

internal static class Verdict
{
    /// <summary>Fails with every complaint in full; an assertion on a collection would cut them short.</summary>
    public static void NoComplaint(IEnumerable<string> complaints)
    {
        var all = string.Join(Environment.NewLine, complaints);
        Assert.True(all.Length == 0, all);
    }
}
