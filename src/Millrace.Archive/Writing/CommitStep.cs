namespace Millrace.Archive.Writing;

/// <summary>The steps of a commit, each durable before the next begins. Tests break off after each of them.</summary>
internal enum CommitStep
{
    /// <summary>The files are whole, under their names of the way.</summary>
    FilesWritten,

    /// <summary>The manifest is written under a name of the writer's own.</summary>
    IntentWritten,

    /// <summary>One file has its final name; comes once for each.</summary>
    FileNamed,

    /// <summary>All files have their final names, durably.</summary>
    FilesNamed,

    /// <summary>The manifest has its final name: from here on the range is archived.</summary>
    ManifestPublished,
}
