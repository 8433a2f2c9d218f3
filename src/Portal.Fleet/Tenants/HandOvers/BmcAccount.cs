namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>An account on a BMC.</summary>
/// <param name="Slot">Its user id.</param>
/// <param name="Privilege">Its highest privilege; null when it may not log in, or the BMC does not tell.</param>
public sealed record BmcAccount(int Slot, string Name, string? Privilege, bool Enabled)
{
    /// <summary>The portal's own, or one of the baseline.</summary>
    public bool Known { get; init; }
}
