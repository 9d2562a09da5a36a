namespace Millrace.Archive;

/// <summary>
/// The archive cannot be read or written: a full disk, a torn manifest, a file system without hard links. Somebody has to mend it.
/// </summary>
public sealed class ArchiveException : MillraceException
{
    /// <summary>Creates the exception.</summary>
    public ArchiveException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}

/// <summary>
/// Another worker has published the range first. What this one had gathered is given up; the task starts anew from
/// where the archive stands now.
/// </summary>
public sealed class ArchiveConflictException : MillraceException
{
    /// <summary>Creates the exception.</summary>
    public ArchiveConflictException(string message) : base(message)
    {
    }

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
