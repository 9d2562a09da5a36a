namespace Millrace.Tables;

/// <summary>A value or none, of types with and without a null alike.</summary>
internal readonly record struct Maybe<T>(T? Value, bool Exists);
