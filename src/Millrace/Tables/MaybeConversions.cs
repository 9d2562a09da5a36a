namespace Millrace.Tables;

/// <summary>Between a value or none and the user's types, of which some have a null and others have it as <see cref="Nullable{T}"/>.</summary>
internal static class MaybeConversions
{
    public static T? OrNull<T>(this Maybe<T> maybe)
        where T : class? => maybe.Exists ? maybe.Value : null;

    public static T? OrNullValue<T>(this Maybe<T> maybe)
        where T : struct => maybe.Exists ? maybe.Value : null;

    public static Maybe<T> AsMaybe<T>(this T? value)
        where T : class => new(value, value is not null);

    public static Maybe<T> AsMaybeValue<T>(this T? value)
        where T : struct => new(value.GetValueOrDefault(), value.HasValue);
}
