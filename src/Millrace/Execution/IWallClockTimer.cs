namespace Millrace.Execution;

/// <summary>Something in a task that comes due by the wall clock, at times that it knows itself.</summary>
internal interface IWallClockTimer
{
    /// <summary>Does what is due; called often, so that finding nothing has to be cheap.</summary>
    /// <param name="now">Milliseconds since 1970.</param>
    /// <returns>Whether anything was due.</returns>
    bool Run(long now);
}
