namespace Portal.Fleet.Secrets;

/// <summary>The keys and where a change of the key has come to.</summary>
/// <param name="Keys">The active one first.</param>
/// <param name="Source">The file or setting they come from.</param>
/// <param name="CanRotate">The portal can make a new key itself; otherwise it must be put first where the keys come from.</param>
/// <param name="ChangedAt">When the keys were last changed; null when their source does not tell.</param>
public sealed record KeyState(IReadOnlyList<KeyView> Keys, string Source, bool CanRotate, DateTimeOffset? ChangedAt)
{
    /// <summary>An older key is still in the ring.</summary>
    public bool UnderWay => Keys.Count(key => key.IsPresent) > 1;

    /// <summary>Values under keys that are lost.</summary>
    public int Lost => Keys.Where(key => !key.IsPresent).Sum(key => key.Total);
}
