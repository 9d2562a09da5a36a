namespace Millrace.Integration.Tests.Kills;

/// <summary>A step of the archive's commits, at which a worker is killed.</summary>
internal enum KillMoment
{
    /// <summary>A file has been begun.</summary>
    FileBegun,

    /// <summary>A manifest is about to be published.</summary>
    IntentWritten,

    /// <summary>A file has got its name, and its manifest not yet.</summary>
    FileNamed,

    /// <summary>A manifest is published, and the worker's offsets are not yet committed.</summary>
    ManifestPublished,
}
