using System.Runtime.InteropServices;
using System.Text;
using Millrace.RocksDb.Native;
using Millrace.State;

namespace Millrace.RocksDb.Internal;

/// <summary>Opens one task's database with a column family for each store, and one for the offsets.</summary>
internal static unsafe class TaskDatabase
{
    /// <summary>The family that holds the stores' changelog offsets. No store may have its name.</summary>
    internal const string OffsetFamily = "__millrace";

    private const string DefaultFamily = "default";

    // Gives the database, the offsets' family, and the stores' families in their order.
    internal static (DatabaseHandle Database, nint Offsets, nint[] Stores) Open(string path, SharedResources shared, IReadOnlyList<string> stores)
    {
        var existing = Exists(path) ? ListFamilies(path, shared) : [DefaultFamily];
        var families = new Dictionary<string, nint>(StringComparer.Ordinal);
        var database = OpenWith(path, shared, existing, families);
        try
        {
            return (database, Family(OffsetFamily), stores.Select(Family).ToArray());
        }
        catch
        {
            database.Dispose();
            throw;
        }

        nint Family(string name)
        {
            if (families.TryGetValue(name, out var family))
                return family;
            byte* error = null;
            family = RocksApi.CreateColumnFamily(database, shared.Options, name, &error);
            NativeError.ThrowIfAny(error, $"the store '{name}' in '{path}' cannot be created");
            return families[name] = database.Own(family);
        }
    }

    // RocksDB would create a new database over the files of a torn one.
    private static bool Exists(string path)
    {
        if (File.Exists(Path.Combine(path, "CURRENT")))
            return true;
        if (Directory.Exists(path) && Directory.EnumerateFiles(path, "*.sst").Any())
            throw new StateException($"the state '{path}' is torn: it has tables but no CURRENT file; delete the folder, and it is restored from the changelog");
        return false;
    }

    private static List<string> ListFamilies(string path, SharedResources shared)
    {
        nuint count;
        byte* error = null;
        var list = RocksApi.ListColumnFamilies(shared.Options, path, &count, &error);
        NativeError.ThrowIfAny(error, $"the state '{path}' cannot be opened");
        var names = new List<string>((int)count);
        for (nuint i = 0; i < count; i++)
            names.Add(Marshal.PtrToStringUTF8((nint)list[i])!);
        RocksApi.DestroyColumnFamilyList(list, count);
        return names;
    }

    private static DatabaseHandle OpenWith(string path, SharedResources shared, List<string> names, Dictionary<string, nint> families)
    {
        var pointers = stackalloc nint[names.Count];
        var options = stackalloc nint[names.Count];
        var handles = stackalloc nint[names.Count];
        var texts = new GCHandle[names.Count];
        try
        {
            for (var i = 0; i < names.Count; i++)
            {
                texts[i] = GCHandle.Alloc(
                    Encoding.UTF8.GetBytes(names[i] + '\0'), GCHandleType.Pinned);
                pointers[i] = texts[i].AddrOfPinnedObject();
                options[i] = shared.Options;
            }

            byte* error = null;
            var opened = RocksApi.OpenColumnFamilies(shared.Options, path, names.Count, pointers, options, handles, &error);
            NativeError.ThrowIfAny(error, $"the state '{path}' cannot be opened");
            var database = new DatabaseHandle(opened);
            for (var i = 0; i < names.Count; i++)
                families[names[i]] = database.Own(handles[i]);
            return database;
        }
        finally
        {
            foreach (var text in texts.Where(t => t.IsAllocated))
                text.Free();
        }
    }
}
