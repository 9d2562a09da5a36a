namespace Millrace.SchemaRegistry;

/// <summary>A user and a password for HTTP basic authentication. Printing it hides the password.</summary>
/// <param name="User">The user's name, without a colon.</param>
/// <param name="Password">The password.</param>
public sealed record BasicCredentials(string User, string Password)
{
    /// <inheritdoc/>
    public override string ToString() => $"{User}:***";
}
