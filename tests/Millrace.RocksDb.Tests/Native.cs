using Millrace.State;

namespace Millrace.RocksDb.Tests;

internal static class Native
{
    internal static void SkipWithout()
    {
        try
        {
            _ = RocksDbLibrary.File;
        }
        catch (StateException e)
        {
            Assert.Skip(e.Message);
        }
    }
}
