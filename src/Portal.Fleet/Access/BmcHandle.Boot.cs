using Portal.Fleet.Boot;
using Portal.Fleet.Status;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Fleet.Access;

/// <content>Chassis and boot device of a <see cref="BmcHandle"/>.</content>
public sealed partial class BmcHandle
{
    /// <summary>The chassis and its boot options, asked of the BMC now (<see cref="BmcRight.View"/>).</summary>
    /// <exception cref="BmcActionException">The BMC did not answer.</exception>
    public Task<ChassisView> GetChassisAsync(CancellationToken ct)
    {
        Demand(BmcRight.View);
        return ActAsync(connection => ChassisReader.ReadAsync(connection, _desk.Time, ct), ct);
    }

    /// <summary>Sets what the host boots from and reads it back (<see cref="BmcRight.Boot"/>). It does not restart the host.</summary>
    /// <exception cref="BmcActionException">Not possible with this BMC, refused, not answered, or another value is read back.</exception>
    public async Task<ChassisView> SetBootAsync(BootPlan plan, CancellationToken ct)
    {
        Demand(BmcRight.Boot);
        await AuditedAsync("boot.set", plan.ToString(), () => ActAsync(connection => ChassisWork.SetBootAsync(connection, plan, ct), ct), ct);
        return await GetChassisAsync(ct);
    }

    /// <summary>Sets what the host does when mains power returns, and reads it back (<see cref="BmcRight.BmcSettings"/>).</summary>
    /// <exception cref="BmcActionException">Not possible with this BMC, refused, not answered, or another value is read back.</exception>
    public async Task<ChassisView> SetRestorePolicyAsync(PowerRestorePolicy policy, CancellationToken ct)
    {
        Demand(BmcRight.BmcSettings);
        if (policy is not (PowerRestorePolicy.AlwaysOff or PowerRestorePolicy.Previous or PowerRestorePolicy.AlwaysOn))
            throw new ArgumentOutOfRangeException(nameof(policy), policy, "There is no such policy.");
        await AuditedAsync("chassis.policy", policy.ToString(), () => ActAsync(async connection =>
        {
            await ChassisWork.SetPolicyAsync(connection, policy, ct);
            return true;
        }, ct), ct);
        return await GetChassisAsync(ct);
    }

    /// <summary>Lights the identify light (<see cref="BmcRight.PowerSoft"/>); 0 seconds switch it off, null lets it shine until somebody does.</summary>
    /// <exception cref="BmcActionException">Not possible with this BMC, refused, or not answered.</exception>
    public async Task<IdentifyNote?> IdentifyAsync(byte? seconds, CancellationToken ct)
    {
        Demand(BmcRight.PowerSoft);
        await AuditedAsync("chassis.identify", seconds switch { 0 => "off", null => "until switched off", _ => $"{seconds} s" }, () => ActAsync(async connection =>
        {
            await ChassisWork.IdentifyAsync(connection, seconds ?? 0, forever: seconds is null, ct);
            return true;
        }, ct), ct);
        var now = _desk.Time.GetUtcNow();
        var note = seconds == 0 ? null : new IdentifyNote(_caller.Name, now, seconds is { } until ? now.AddSeconds(until) : null);
        _desk.Board.Update(Id, status => status with { Identify = note });
        return note;
    }
}
