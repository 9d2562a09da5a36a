using System.Runtime.InteropServices;

namespace Millrace.RocksDb.Native;

/// <summary>
/// The part of RocksDB's C API that is used: only entry points whose form is the same from 7.8 to 11 (the headers were compared). An error comes
/// back as a string that <see cref="NativeError"/> frees.
/// </summary>
internal static unsafe partial class RocksApi
{
    private const string Lib = RocksDbLibrary.Name;

    static RocksApi() => NativeLibrary.SetDllImportResolver(typeof(RocksApi).Assembly, RocksDbLibrary.Resolve);

    [LibraryImport(Lib, EntryPoint = "rocksdb_free")]
    internal static partial void Free(void* memory);

    // Databases and their families.
    [LibraryImport(Lib, EntryPoint = "rocksdb_open_column_families", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint OpenColumnFamilies(
        nint options, string path, int count, nint* names, nint* familyOptions, nint* families, byte** error);

    [LibraryImport(Lib, EntryPoint = "rocksdb_list_column_families", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial byte** ListColumnFamilies(nint options, string path, nuint* count, byte** error);

    [LibraryImport(Lib, EntryPoint = "rocksdb_list_column_families_destroy")]
    internal static partial void DestroyColumnFamilyList(byte** list, nuint count);

    [LibraryImport(Lib, EntryPoint = "rocksdb_create_column_family", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint CreateColumnFamily(DatabaseHandle database, nint options, string name, byte** error);

    [LibraryImport(Lib, EntryPoint = "rocksdb_column_family_handle_destroy")]
    internal static partial void DestroyColumnFamilyHandle(nint family);

    [LibraryImport(Lib, EntryPoint = "rocksdb_close")]
    internal static partial void Close(nint database);

    [LibraryImport(Lib, EntryPoint = "rocksdb_property_int_cf", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int PropertyOf(DatabaseHandle database, nint family, string property, out ulong value);

    // Reading and writing.
    [LibraryImport(Lib, EntryPoint = "rocksdb_get_pinned_cf")]
    internal static partial nint GetPinned(DatabaseHandle database, nint readOptions, nint family, byte* key, nuint length, byte** error);

    [LibraryImport(Lib, EntryPoint = "rocksdb_pinnableslice_value")]
    [SuppressGCTransition]
    internal static partial byte* PinnedValue(nint slice, nuint* length);

    [LibraryImport(Lib, EntryPoint = "rocksdb_pinnableslice_destroy")]
    internal static partial void DestroyPinned(nint slice);

    [LibraryImport(Lib, EntryPoint = "rocksdb_write")]
    internal static partial void Write(DatabaseHandle database, nint writeOptions, BatchHandle batch, byte** error);

    [LibraryImport(Lib, EntryPoint = "rocksdb_writebatch_create")]
    internal static partial nint CreateBatch();

    [LibraryImport(Lib, EntryPoint = "rocksdb_writebatch_destroy")]
    internal static partial void DestroyBatch(nint batch);

    [LibraryImport(Lib, EntryPoint = "rocksdb_writebatch_clear")]
    internal static partial void ClearBatch(BatchHandle batch);

    [LibraryImport(Lib, EntryPoint = "rocksdb_writebatch_put_cf")]
    internal static partial void BatchPut(BatchHandle batch, nint family, byte* key, nuint keyLength, byte* value, nuint valueLength);

    [LibraryImport(Lib, EntryPoint = "rocksdb_writebatch_delete_cf")]
    internal static partial void BatchDelete(BatchHandle batch, nint family, byte* key, nuint keyLength);

    [LibraryImport(Lib, EntryPoint = "rocksdb_writebatch_delete_range_cf")]
    internal static partial void BatchDeleteRange(BatchHandle batch, nint family, byte* from, nuint fromLength, byte* to, nuint toLength);

    // Iterators.
    [LibraryImport(Lib, EntryPoint = "rocksdb_create_iterator_cf")]
    internal static partial nint CreateIterator(DatabaseHandle database, nint readOptions, nint family);

    [LibraryImport(Lib, EntryPoint = "rocksdb_iter_destroy")]
    internal static partial void DestroyIterator(nint iterator);

    [LibraryImport(Lib, EntryPoint = "rocksdb_iter_seek_to_first")]
    internal static partial void SeekToFirst(IteratorHandle iterator);

    [LibraryImport(Lib, EntryPoint = "rocksdb_iter_seek_to_last")]
    internal static partial void SeekToLast(IteratorHandle iterator);

    [LibraryImport(Lib, EntryPoint = "rocksdb_iter_next")]
    internal static partial void Next(IteratorHandle iterator);

    [LibraryImport(Lib, EntryPoint = "rocksdb_iter_prev")]
    internal static partial void Previous(IteratorHandle iterator);

    [LibraryImport(Lib, EntryPoint = "rocksdb_iter_valid")]
    [SuppressGCTransition]
    internal static partial byte IsValid(IteratorHandle iterator);

    [LibraryImport(Lib, EntryPoint = "rocksdb_iter_key")]
    [SuppressGCTransition]
    internal static partial byte* KeyOf(IteratorHandle iterator, nuint* length);

    [LibraryImport(Lib, EntryPoint = "rocksdb_iter_value")]
    internal static partial byte* ValueOf(IteratorHandle iterator, nuint* length);

    [LibraryImport(Lib, EntryPoint = "rocksdb_iter_get_error")]
    internal static partial void ErrorOf(IteratorHandle iterator, byte** error);
}
