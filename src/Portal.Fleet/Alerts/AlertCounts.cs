namespace Portal.Fleet.Alerts;

/// <summary>How many open alerts a server has.</summary>
public sealed record AlertCounts(int Critical, int Warning, int Info)
{
    public static AlertCounts None { get; } = new(0, 0, 0);

    public int Total => Critical + Warning + Info;
}
