using Portal.Fleet.Power;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <content>Power of a <see cref="BmcHandle"/>: the verbs, what guards them, and the power-off that waits for a shutdown.</content>
public sealed partial class BmcHandle
{
    /// <summary>Shortest and longest wait for a host to shut down before its power is cut.</summary>
    public static readonly (TimeSpan Least, TimeSpan Most) HardOffRange = (TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));

    /// <summary>As <see cref="RequestPowerAsync(PowerAsk, CancellationToken)"/>, with nothing but a reason.</summary>
    public Task<PowerOperationView> RequestPowerAsync(PowerAction action, string? reason, string? idempotencyKey, CancellationToken ct) =>
        RequestPowerAsync(new PowerAsk(action) { Reason = reason, IdempotencyKey = idempotencyKey }, ct);

    /// <summary>
    /// Records a power operation and starts it (<see cref="PowerActions.Right"/> says which rights it needs).
    /// The command is sent once, never repeated. The same idempotency key of the same user answers the operation it made first.
    /// </summary>
    /// <exception cref="PowerConflictException">Another operation on this server is still under way.</exception>
    /// <exception cref="PowerPaceException">Too many came before it.</exception>
    /// <exception cref="BmcActionException"><c>server_protected</c>, or <c>confirmation_required</c>: nothing was sent.</exception>
    public async Task<PowerOperationView> RequestPowerAsync(PowerAsk ask, CancellationToken ct)
    {
        if (!Enum.IsDefined(ask.Action))
            throw new ArgumentOutOfRangeException(nameof(ask), ask.Action, "There is no such power action.");
        Demand(ask.Action.Right());
        if (ask.HardOffAfter is { } after)
        {
            if (ask.Action != PowerAction.Soft)
                throw new ArgumentException("Only a shutdown is followed by a power-off.", nameof(ask));
            Demand(BmcRight.PowerHard);
            RequireHardOff(after);
        }

        var row = await _desk.Servers.FindAsync(Id, ct) ?? throw new NotFoundException();
        await GuardAsync(row, ask, ct);
        if (ask.Action.IsBmcReset())
            await _desk.Audit.DemandProofAsync(_caller, ask.Action.Act(), ct);
        var operation = await _desk.Power.RequestAsync(_caller, Id, Name, ask, ct);
        if (ask.Action.TouchesHost() && ask.Action != PowerAction.Soft)
            await _desk.HardOff.DropAsync(Id, ct);
        else if (ask.HardOffAfter is { } wait && operation is { Action: PowerAction.Soft, Ended: false })
            await ArmAsync(row, operation.Id, wait, ct);
        return operation;
    }

    /// <summary>Lets power be cut after a while, should the shutdown that is under way not come to its end (<see cref="BmcRight.PowerHard"/>).</summary>
    /// <exception cref="BmcActionException"><c>no_shutdown</c>: none is under way, and none was waited for. Or the server is protected.</exception>
    public async Task ArmHardOffAsync(TimeSpan after, CancellationToken ct)
    {
        Demand(BmcRight.PowerHard);
        RequireHardOff(after);
        var row = await _desk.Servers.FindAsync(Id, ct) ?? throw new NotFoundException();
        await GuardAsync(row, new PowerAsk(PowerAction.Soft), ct);
        var soft = _desk.Board.Get(Id).Operation is { Action: PowerAction.Soft, Ended: false } running ? running.Id : _desk.HardOff.Find(Id)?.SoftOperationId;
        await ArmAsync(row, soft ?? throw new BmcActionException("no_shutdown", "No shutdown is under way on this server."), after, ct);
    }

    /// <summary>Keeps the power on (<see cref="BmcRight.PowerSoft"/>): the shutdown itself goes on. False when nothing waited.</summary>
    public async Task<bool> CancelHardOffAsync(CancellationToken ct)
    {
        Demand(BmcRight.PowerSoft);
        return await AuditedAsync("power.hardOff.cancel", null, () => _desk.HardOff.DropAsync(Id, ct), ct);
    }

    /// <summary>
    /// Locks the server's power: no verb goes through, whoever asks (<see cref="BmcRight.PowerHard"/>). What an administrator locked only administrators unlock.
    /// </summary>
    /// <param name="until">When it ends by itself; null for when somebody takes it off.</param>
    /// <exception cref="ArgumentException">The reason is empty or too long, or the time is past.</exception>
    public async Task<ServerView> ProtectAsync(string reason, DateTimeOffset? until, CancellationToken ct)
    {
        Demand(BmcRight.PowerHard);
        var why = ReasonOf(reason);
        var now = _desk.Time.GetUtcNow();
        if (until <= now)
            throw new ArgumentException("The time is past.", nameof(until));
        await DemandOwnLockAsync(ct);
        await AuditedAsync("server.protect", until is null ? why : $"until {until:u}: {why}", async () =>
        {
            await _desk.Servers.ProtectAsync(Id, new ServerProtection(_caller.Name, now, until, why, (Rights & BmcRight.Administer) != 0), ct);
            return true;
        }, ct);
        return await GetAsync(ct);
    }

    /// <summary>Takes the lock off the server's power (<see cref="BmcRight.PowerHard"/>).</summary>
    /// <exception cref="BmcActionException"><c>protected_by_administrator</c>.</exception>
    public async Task<ServerView> UnprotectAsync(CancellationToken ct)
    {
        Demand(BmcRight.PowerHard);
        await DemandOwnLockAsync(ct);
        await AuditedAsync("server.unprotect", null, async () =>
        {
            await _desk.Servers.ProtectAsync(Id, null, ct);
            return true;
        }, ct);
        return await GetAsync(ct);
    }

    /// <summary>Whether whoever wants to do what destroys types the server's name first (<see cref="BmcRight.PowerHard"/>).</summary>
    public async Task<ServerView> SetConfirmByNameAsync(bool on, CancellationToken ct)
    {
        Demand(BmcRight.PowerHard);
        var correlation = await _desk.Audit.IntentAsync(_caller, "server.confirmByName", (Id, Name), on ? "on" : "off", handsOut: !on, ct);
        await ConcludeAsync(correlation, "server.confirmByName", async () =>
        {
            await _desk.Servers.SetConfirmByNameAsync(Id, on, ct);
            return true;
        });
        return await GetAsync(ct);
    }

    private async Task ArmAsync(Server row, PowerOperationId soft, TimeSpan after, CancellationToken ct) =>
        await AuditedAsync("power.hardOff.arm", $"{after.TotalSeconds:0} s", () => _desk.HardOff.ArmAsync(_caller, row, soft, after, ct), ct);

    private static void RequireHardOff(TimeSpan after)
    {
        if (after < HardOffRange.Least || after > HardOffRange.Most)
            throw new ArgumentOutOfRangeException(nameof(after), after, $"Between {HardOffRange.Least.TotalSeconds:0} and {HardOffRange.Most.TotalSeconds:0} seconds.");
    }

    private async Task DemandOwnLockAsync(CancellationToken ct)
    {
        var row = await _desk.Servers.FindAsync(Id, ct) ?? throw new NotFoundException();
        if (row.ProtectionAt(_desk.Time.GetUtcNow()) is { ByAdministrator: true } && (Rights & BmcRight.Administer) == 0)
            throw new BmcActionException("protected_by_administrator", "An administrator protects this server: only administrators take that off or change it.");
    }

    /// <summary>What stands in the way of an action that touches the host. Who tried is in the audit.</summary>
    private async Task GuardAsync(Server row, PowerAsk ask, CancellationToken ct)
    {
        if (!ask.Action.TouchesHost())
            return;
        var refusal = row.ProtectionAt(_desk.Time.GetUtcNow()) is { } lockedBy
            ? new BmcActionException("server_protected", $"This server is protected{(lockedBy.Until is { } until ? $" until {until:u}" : "")} by {lockedBy.By}: {lockedBy.Reason}. Nothing was sent.")
            : row.ConfirmByName && ask.Action.IsDestructive() && !string.Equals(ask.Confirm?.Trim(), row.Name, StringComparison.Ordinal)
                ? new BmcActionException("confirmation_required", "This server wants its name typed before its power is switched. Nothing was sent.")
                : null;
        if (refusal is not null)
            await AuditedAsync<bool>(ask.Action.Act(), null, () => throw refusal, ct);
    }
}
