using Portal.Fleet.Secrets;

namespace Portal.Web.Api;

/// <summary>The keys that seal everything else.</summary>
/// <param name="Source">The file or setting they come from.</param>
/// <param name="CanRotate">The portal can make a new key itself.</param>
/// <param name="UnderWay">An older key is still there.</param>
internal sealed record KeyStateJson(string Source, bool CanRotate, bool UnderWay, DateTimeOffset? ChangedAt, IReadOnlyList<KeyStateJson.Key> Keys)
{
    public static KeyStateJson From(KeyState state) => new(
        state.Source, state.CanRotate, state.UnderWay, state.ChangedAt, [.. state.Keys.Select(key => new Key(key.Id, key.IsActive, key.IsPresent, key.Values))]);

    /// <summary>One key.</summary>
    /// <param name="Id">Says nothing of the key itself.</param>
    /// <param name="Present">False: values lie under it that cannot be opened.</param>
    /// <param name="Values">How many values lie under it, by what keeps them.</param>
    public sealed record Key(string Id, bool Active, bool Present, IReadOnlyDictionary<string, int> Values);
}
