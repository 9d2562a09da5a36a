using Millrace.Graph;

namespace Millrace.Tables;

/// <summary>What a reader asks of a table; a table that cannot do it is a problem of the topology.</summary>
internal static class TableDemands
{
    public static void NeedOldValues<TKey, TValue>(this KTable<TKey, TValue> table, SourcePlace place, string reader)
    {
        if (!table.Plan.HasOldValues)
        {
            table.Changes.Builder.Problem(place, $"{reader} needs the old value with each change, which the table at {table.Plan.Place} does not know: name its store there");
            return;
        }

        table.Plan.WantOldValues();
    }

    public static void NeedLookUp<TKey, TValue>(this KTable<TKey, TValue> table, SourcePlace place, string reader)
    {
        if (!table.Plan.CanBeRead)
        {
            table.Changes.Builder.Problem(place, $"{reader} looks keys up in the table at {table.Plan.Place}, which holds none: name its store there");
        }
    }
}
