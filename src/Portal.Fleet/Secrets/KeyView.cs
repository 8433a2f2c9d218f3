namespace Portal.Fleet.Secrets;

/// <summary>One key of the ring, for people.</summary>
/// <param name="Id">Its id in hexadecimal; says nothing of the key.</param>
/// <param name="IsActive">What is sealed now is wrapped by it.</param>
/// <param name="IsPresent">It is in the ring. False: values lie under it that cannot be opened.</param>
/// <param name="Values">How many values lie under it, by what keeps them.</param>
public sealed record KeyView(string Id, bool IsActive, bool IsPresent, IReadOnlyDictionary<string, int> Values)
{
    public int Total => Values.Values.Sum();
}
