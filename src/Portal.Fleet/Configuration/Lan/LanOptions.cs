namespace Portal.Fleet.Configuration.Lan;

/// <summary>How long a change of a BMC's network is waited for.</summary>
public sealed record LanOptions
{
    /// <summary>A BMC whose network changed may restart it: so long it is looked for where it should be.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Between two tries.</summary>
    public TimeSpan Again { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>One try.</summary>
    public TimeSpan Login { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>So long an answer at the new address is waited for before anything is sent.</summary>
    public TimeSpan Free { get; init; } = TimeSpan.FromSeconds(1);
}
