namespace Millrace.Hvac;

/// <summary>The options of a topology: a sealed record whose defaults hold where nothing else is set.</summary>
/// <typeparam name="TSelf">The options themselves.</typeparam>
public interface ITopologyOptions<TSelf>
    where TSelf : ITopologyOptions<TSelf>
{
    /// <summary>The name of their section below <c>Topologies</c>.</summary>
    static abstract string Section { get; }

    /// <summary>Reads the options; what is not set has its default.</summary>
    static abstract TSelf Read(SettingsSection settings);

    /// <summary>Tells each rule that the options break.</summary>
    void Check(OptionRules rules);
}
