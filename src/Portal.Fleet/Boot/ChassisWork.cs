using Portal.Fleet.Access;
using Portal.Ipmi;
using Portal.Ipmi.Commands.Chassis;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Boot;

/// <summary>What people change about a chassis. Each change is read back: an answer that says "done" is not yet a change.</summary>
internal static class ChassisWork
{
    /// <summary>Writes the boot flags and reads them back.</summary>
    /// <exception cref="BmcActionException">Not possible, or not kept.</exception>
    /// <exception cref="IpmiException">The BMC did not answer, or refused.</exception>
    public static async Task<BootFlags> SetBootAsync(IIpmiConnection connection, BootPlan plan, CancellationToken ct)
    {
        var configurator = new BootConfigurator(connection);
        try
        {
            var unread = plan.IsClear ? await configurator.ClearAsync(ct) : await configurator.OverrideAsync(plan.Device, plan.Persistent, plan.Uefi, ct);
            if (unread.Count > 0)
                throw new BmcActionException("boot_not_verified", "The BMC took the boot device, but did not answer when it was read back: it may be set or not. It was not sent again. Read it again before you restart the host.");
            return await configurator.ReadFlagsAsync(ct);
        }
        catch (ConfigurationException)
        {
            throw new BmcActionException("boot_not_kept", $"The BMC said that it took the boot device, but reads back something else: {await TellAsync(configurator, ct)}. Many forget \"every start\" or UEFI.");
        }
        catch (IpmiCommandException e) when (ChassisRefusal.Of(e) is { } refusal)
        {
            throw refusal;
        }
    }

    /// <exception cref="BmcActionException">Not possible, or not kept.</exception>
    /// <exception cref="IpmiException">The BMC did not answer, or refused.</exception>
    public static async Task SetPolicyAsync(IIpmiConnection connection, PowerRestorePolicy policy, CancellationToken ct)
    {
        try
        {
            var known = await connection.SendAsync(new SetPowerRestorePolicy(PowerRestorePolicy.Unknown), ct);
            // One that names none is asked all the same: some do not tell what they can.
            if (known != PowerRestorePolicies.None && !known.HasFlag((PowerRestorePolicies)(1 << (int)policy)))
                throw new BmcActionException("not_supported", $"This BMC does not offer this policy. Nothing was changed; it offers: {known}.");
            await connection.SendAsync(new SetPowerRestorePolicy(policy), ct);
            var kept = (await connection.SendAsync(new GetChassisStatus(), ct)).RestorePolicy;
            if (kept != policy)
                throw new BmcActionException("policy_not_kept", $"The BMC said that it took the policy, but tells another one: {kept}.");
        }
        catch (IpmiCommandException e) when (ChassisRefusal.Of(e) is { } refusal)
        {
            throw refusal;
        }
    }

    /// <param name="seconds">0 switches the light off.</param>
    /// <exception cref="BmcActionException">Not possible.</exception>
    /// <exception cref="IpmiException">The BMC did not answer, or refused.</exception>
    public static async Task IdentifyAsync(IIpmiConnection connection, byte seconds, bool forever, CancellationToken ct)
    {
        try
        {
            await connection.SendAsync(new ChassisIdentify(seconds, forever), ct);
        }
        catch (IpmiCommandException e) when (forever && ChassisRefusal.StateOf(e.CompletionCode) == TellState.NotSupported)
        {
            throw new BmcActionException("identify_forever_not_supported", $"This BMC can light it for a time only, at most 255 seconds. Nothing was changed. {e.Message}");
        }
        catch (IpmiCommandException e) when (ChassisRefusal.Of(e) is { } refusal)
        {
            throw refusal;
        }
    }

    private static async Task<string> TellAsync(BootConfigurator configurator, CancellationToken ct)
    {
        try
        {
            var flags = await configurator.ReadFlagsAsync(ct);
            return new BootPlan(flags.Device, flags.Persistent, flags.Uefi).ToString();
        }
        catch (IpmiException)
        {
            return "unknown";
        }
    }
}
