using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>The fleet, opened by an administrator.</summary>
public sealed partial class FleetHandle
{
    private readonly FleetDesk _desk;
    private readonly Caller _caller;

    internal FleetHandle(FleetDesk desk, Caller caller)
    {
        _desk = desk;
        _caller = caller;
    }

    /// <summary>Adds a server after checking every field and <c>AllowedNetworks</c>; the portal starts to hold its BMC at once.</summary>
    /// <exception cref="InvalidServerException">A field is not acceptable, or the name or the endpoint is taken.</exception>
    /// <exception cref="NotFoundException">The caller is no administrator any more.</exception>
    public async Task<ServerView> AddServerAsync(NewServer server, CancellationToken ct)
    {
        var rights = (await _desk.Grants.GetAsync(_caller, ct)).OnFleet;
        if ((rights & BmcRight.Administer) == 0)
            throw new NotFoundException();

        // The fields are checked before they are written anywhere: a name goes into the audit as it was accepted.
        var row = _desk.Servers.Build(server);
        var correlation = await _desk.Audit.IntentAsync(_caller, "server.add", (row.Id, row.Name), $"{row.UserName} at {row.Address}, port {row.Port}", ct);
        try
        {
            await _desk.Servers.AddAsync(row, _caller.Name, ct);
        }
        catch (Exception e)
        {
            await _desk.Audit.OutcomeAsync(_caller, correlation, "server.add", (row.Id, row.Name), e is InvalidServerException ? "refused" : "failed", (e as InvalidServerException)?.Code, CancellationToken.None);
            throw;
        }

        await _desk.Audit.OutcomeAsync(_caller, correlation, "server.add", (row.Id, row.Name), "ok", null, CancellationToken.None);
        return _desk.View(row, rights);
    }
}
