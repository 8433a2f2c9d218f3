using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>Writes audit rows. When a row cannot be written the action does not happen.</summary>
public sealed class Audit
{
    /// <summary>Records what is about to happen and returns the correlation for the outcome.</summary>
    public Task<Guid> IntentAsync(Caller caller, string action, (BmcId Id, string Name)? server, string? detail, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Records how it went.</summary>
    public Task OutcomeAsync(Caller caller, Guid correlation, string action, (BmcId Id, string Name)? server, string outcome, string? detail, CancellationToken ct) => throw new NotImplementedException();
}
