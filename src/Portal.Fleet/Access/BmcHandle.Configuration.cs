using Portal.Fleet.Configuration.Accounts;
using Portal.Fleet.Configuration.Channels;
using Portal.Fleet.Configuration.Lan;
using Portal.Fleet.Configuration.Raw;
using Portal.Fleet.Configuration.Sol;
using Portal.Fleet.Servers;
using Portal.Ipmi;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Access;

/// <content>The settings of the BMC itself.</content>
public sealed partial class BmcHandle
{
    /// <summary>The rights of which at least one opens something of the settings.</summary>
    public const BmcRight AnyConfiguration = BmcRight.BmcUsers | BmcRight.BmcNetwork | BmcRight.BmcSettings;

    /// <summary>The BMC's accounts, read now (<see cref="BmcRight.BmcUsers"/>).</summary>
    /// <exception cref="BmcActionException">The BMC did not answer, or refused.</exception>
    public async Task<BmcAccountsView> GetAccountsAsync(byte? channel, CancellationToken ct)
    {
        Demand(BmcRight.BmcUsers);
        var row = await RowAsync(ct);
        return await ActAsync(connection => _desk.Configuration.Accounts.ReadAsync(connection, row.UserName, channel, ct), ct);
    }

    /// <summary>Changes an account, or makes one in a free slot (<see cref="BmcRight.BmcUsers"/>). Answers what the BMC has then.</summary>
    /// <exception cref="BmcActionException">Refused, not answered, not kept, or it would lock the portal out.</exception>
    public async Task<BmcAccountView> SetAccountAsync(byte slot, byte? channel, BmcAccountChange change, CancellationToken ct)
    {
        Demand(BmcRight.BmcUsers);
        var row = await RowAsync(ct);
        return await AuditedAsync("bmc.user.set", Short(change.Describe(slot, channel)),
            () => ActAsync(connection => _desk.Configuration.Accounts.ChangeAsync(connection, row.UserName, slot, channel, change, ct), ct), ct);
    }

    /// <summary>Takes an account away (<see cref="BmcRight.BmcUsers"/>).</summary>
    /// <param name="slot">Where it is.</param>
    /// <param name="shown">The name that was shown; another one in the slot by now is left alone. Null when none was.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="BmcActionException">Refused, not answered, not kept, or it would lock the portal out.</exception>
    public async Task DeleteAccountAsync(byte slot, string? shown, CancellationToken ct)
    {
        Demand(BmcRight.BmcUsers);
        var row = await RowAsync(ct);
        await AuditedAsync("bmc.user.delete", Short($"slot {slot}{(shown is null ? "" : $", \"{shown}\"")}"), () => ActAsync(async connection =>
        {
            await _desk.Configuration.Accounts.DeleteAsync(connection, row.UserName, slot, shown, ct);
            return true;
        }, ct), ct);
    }

    /// <summary>Asks the BMC whether an account has a password (<see cref="BmcRight.BmcUsers"/>).</summary>
    /// <exception cref="BmcActionException">The BMC did not answer, or cannot tell.</exception>
    public Task<PasswordTest> TestAccountAsync(byte slot, SecretBytes password, CancellationToken ct)
    {
        Demand(BmcRight.BmcUsers);
        return AuditedAsync("bmc.user.test", $"slot {slot}", () => ActAsync(connection => AccountWork.TestAsync(connection, slot, password, ct), ct), ct);
    }

    /// <summary>The BMC's network, read now (<see cref="BmcRight.BmcNetwork"/>).</summary>
    /// <exception cref="BmcActionException">The BMC did not answer, or refused.</exception>
    public Task<LanView> GetLanAsync(CancellationToken ct)
    {
        Demand(BmcRight.BmcNetwork);
        return ActAsync(connection => _desk.Configuration.Lan.ReadAsync(Id, connection, ct), ct);
    }

    /// <summary>The newest change of the BMC's network (<see cref="BmcRight.BmcNetwork"/>), and a task that completes with its next stage. Null when there was none.</summary>
    public async Task<(LanMoveView? Move, Task Changed)> GetLanMoveAsync(CancellationToken ct)
    {
        Demand(BmcRight.BmcNetwork);
        var changed = _desk.Configuration.Lan.Changed;
        var move = await _desk.Configuration.Lan.FindAsync(Id, ct);
        return (move is not null && _sight.Covers(move.StartedAt) ? move : null, changed);
    }

    /// <summary>Checks a change of the network, and begins it (<see cref="BmcRight.BmcNetwork"/>). It goes on by itself, stage by stage.</summary>
    /// <exception cref="BmcActionException">It cannot be, or another one is under way; nothing was changed.</exception>
    public async Task<LanMoveView> SetLanAsync(LanWish wish, CancellationToken ct)
    {
        Demand(BmcRight.BmcNetwork);
        const string action = "bmc.lan";
        var row = await RowAsync(ct);
        var lan = _desk.Configuration.Lan;
        var now = await ActAsync(connection => lan.ReadAsync(Id, connection, ct), ct);
        var plan = await lan.PlanAsync(row, now, wish, ct);
        var correlation = await _desk.Audit.IntentAsync(_caller, action, (Id, Name), Short(string.Join(", ", plan.Differences.Select(difference => $"{difference.Name} {difference.Before ?? "unknown"} to {difference.After}"))), ct);
        try
        {
            return await lan.StartAsync(_caller, row, now, plan, move => _desk.Audit.OutcomeAsync(_caller, correlation, action, (Id, Name), move.State switch
            {
                LanMoveState.Done => "ok",
                LanMoveState.Refused or LanMoveState.StillThere => "failed",
                _ => "unknown",
            }, move.State.ToString(), CancellationToken.None), ct);
        }
        catch (Exception e)
        {
            await _desk.Audit.OutcomeAsync(_caller, correlation, action, (Id, Name), "failed", (e as BmcActionException)?.Code, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Looks at an address for a BMC whose change of the network did not end, and keeps it there (<see cref="BmcRight.BmcNetwork"/>).</summary>
    /// <exception cref="BmcActionException">It is not there, or something else is.</exception>
    public async Task<LanMoveView> FindBmcAsync(string address, CancellationToken ct)
    {
        Demand(BmcRight.BmcNetwork);
        var row = await RowAsync(ct);
        return await AuditedAsync("bmc.lan.find", Short(address), () => _desk.Configuration.Lan.FindAgainAsync(row, address, ct), ct);
    }

    /// <summary>Serial over LAN, read now (<see cref="BmcRight.BmcSettings"/>).</summary>
    /// <exception cref="BmcActionException">The BMC did not answer, or refused.</exception>
    public Task<SolView> GetSolAsync(CancellationToken ct)
    {
        Demand(BmcRight.BmcSettings);
        return ActAsync(connection => _desk.Configuration.Sol.ReadAsync(connection, ct), ct);
    }

    /// <summary>Changes serial over LAN and reads it back (<see cref="BmcRight.BmcSettings"/>).</summary>
    /// <exception cref="BmcActionException">Refused, not answered, or another value is read back.</exception>
    public Task<SolView> SetSolAsync(SolChange change, CancellationToken ct)
    {
        Demand(BmcRight.BmcSettings);
        return AuditedAsync("bmc.sol", Short(SolWork.Describe(change)), () => ActAsync(connection => _desk.Configuration.Sol.ChangeAsync(connection, change, ct), ct), ct);
    }

    /// <summary>The channels, read now (<see cref="BmcRight.BmcSettings"/>).</summary>
    /// <exception cref="BmcActionException">The BMC did not answer, or tells of none.</exception>
    public Task<BmcChannelsView> GetChannelsAsync(CancellationToken ct)
    {
        Demand(BmcRight.BmcSettings);
        return ActAsync(connection => _desk.Configuration.Channels.ReadAsync(connection, ct), ct);
    }

    /// <summary>Changes the access of a channel and reads it back (<see cref="BmcRight.BmcSettings"/>).</summary>
    /// <exception cref="BmcActionException">Refused, not answered, not kept, or it would lock the portal out.</exception>
    public Task<BmcChannelView> SetChannelAsync(byte channel, BmcChannelChange change, CancellationToken ct)
    {
        Demand(BmcRight.BmcSettings);
        return AuditedAsync("bmc.channel", Short(change.Describe(channel)), () => ActAsync(connection => _desk.Configuration.Channels.ChangeAsync(connection, channel, change, ct), ct), ct);
    }

    /// <summary>Which commands may be sent by number; for staff (<see cref="BmcRight.Raw"/>).</summary>
    public RawPolicy GetRawPolicy()
    {
        // People of a tenant may be allowed Raw, but never the other: raw commands are the provider's.
        Demand(BmcRight.Raw | BmcRight.BmcSettings);
        return _desk.Configuration.Raw.Policy;
    }

    /// <summary>Sends a command by number, once; for staff (<see cref="BmcRight.Raw"/>).</summary>
    /// <exception cref="BmcActionException">Not allowed, or not answered.</exception>
    public Task<RawAnswer> SendRawAsync(RawRequest request, CancellationToken ct)
    {
        Demand(BmcRight.Raw | BmcRight.BmcSettings);

        // What is refused may hold a password: its bytes are not written down.
        var isRefused = request.Data.Length > RawRequest.MaxData || _desk.Configuration.Raw.Policy.Refuse(request.NetFn, request.Command, request.Data.Span) is not null;
        return AuditedAsync("bmc.raw", Short((isRefused ? request with { Data = default } : request).Describe()), () => ActAsync(connection => _desk.Configuration.Raw.SendAsync(connection, request, ct), ct), ct);
    }

    private async Task<Server> RowAsync(CancellationToken ct) => await _desk.Servers.FindAsync(Id, ct) ?? throw new NotFoundException();

    private static string Short(string text) => text.Length <= 900 ? text : text[..900];
}
