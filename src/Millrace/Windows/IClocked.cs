namespace Millrace.Windows;

/// <summary>A value of one of several streams that are aggregated together, each of which has its own stream time.</summary>
internal interface IClocked
{
    /// <summary>The stream's number, from 0.</summary>
    int Clock { get; }
}
