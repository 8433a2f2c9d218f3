using Portal.Fleet.Servers;

namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>A hand-over as one side may see it: a tenant learns nothing of the other one.</summary>
/// <param name="From">The former tenant; null for the provider, and for the tenant that got the server.</param>
/// <param name="To">The new tenant; null for the provider, and for the tenant that gave it back.</param>
/// <param name="By">Who handed it over; null for tenants.</param>
public sealed record HandOverView(
    Guid Id, HandOverSide Side, BmcId ServerId, string ServerName, int Epoch, string? From, string? To, string? By, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    IReadOnlyList<HandOverStepView> Steps)
{
    /// <summary>How many grants and denials ended with it; 0 for the tenant that got the server.</summary>
    public int GrantsEnded { get; init; }

    /// <summary>Nothing is left to be done or looked at.</summary>
    public bool IsClean => Steps.All(step => step.State == HandOverStepState.Done);
}
