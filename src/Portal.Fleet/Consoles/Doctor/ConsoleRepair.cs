using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Consoles.Doctor;

/// <summary>Changes in one BMC what the doctor found wrong, and reads it back.</summary>
internal sealed class ConsoleRepair(IIpmiConnection connection, PrivilegeLevel privilege, string userName)
{
    private const byte ThisChannel = 0x0E;

    // What ipmiconsole and ipmitool ask for too: quick enough for typing, patient enough for a busy network.
    private static readonly SolChange s_timing = new()
    {
        AccumulateInterval = TimeSpan.FromMilliseconds(60),
        SendThreshold = 96,
        RetryCount = 7,
        RetryInterval = TimeSpan.FromMilliseconds(250),
    };

    /// <summary>Does it.</summary>
    /// <exception cref="IpmiException">The BMC refused it, does not answer, or took it and kept the old value.</exception>
    public async Task ApplyAsync(DoctorFix fix, CancellationToken ct)
    {
        var channel = await ChannelAsync(ct);
        var sol = new SolConfigurator(connection, channel);
        switch (fix.Kind)
        {
            case DoctorFixKind.EnableSol:
                // Some BMCs say that SOL is on and refuse it until it was switched off once.
                if ((await sol.ReadAsync(ct)).Enabled == true)
                    await ChangeAsync(sol, new SolChange { Enabled = false }, ct);
                await ChangeAsync(sol, new SolChange { Enabled = true }, ct);
                break;
            case DoctorFixKind.GrantPayload:
                await GrantAsync(channel, ct);
                break;
            case DoctorFixKind.LowerSolPrivilege:
                await ChangeAsync(sol, new SolChange { Privilege = privilege }, ct);
                break;
            case DoctorFixKind.SetBitRate when fix.BitRate is { } wanted && ConsoleDiagnosis.RateOf(wanted) is { } rate:
                await ChangeAsync(sol, new SolChange { BitRate = rate, StoredBitRate = rate }, ct);
                break;
            case DoctorFixKind.SetTiming:
                await ChangeAsync(sol, s_timing, ct);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fix), fix, "This is not a change of the BMC.");
        }
    }

    /// <summary>What cannot be read back counts as not done: nobody would know.</summary>
    private static async Task ChangeAsync(SolConfigurator sol, SolChange change, CancellationToken ct)
    {
        if (await sol.ApplyAsync(change, ct) is { Count: > 0 } unread)
            throw new IpmiException(IpmiFailure.NotKept, $"The BMC took the change, but does not tell what it has now: {string.Join(", ", unread)}.");
    }

    private async Task GrantAsync(byte channel, CancellationToken ct)
    {
        if (!(await new DoctorReader(connection, userName).FindAccountAsync(ct)).TryGet(out var slot))
            throw new IpmiException(IpmiFailure.CommandRefused, "The BMC does not tell which account the portal's session belongs to.");
        await connection.SendAsync(new SetUserPayloadAccess(channel, slot, Enable: true, UserPayloadAccess.SolOnly), ct);
        if (!(await connection.SendAsync(new GetUserPayloadAccess(channel, slot), ct)).Sol)
            throw new ConfigurationException(["SOL payload access"]);
    }

    private async Task<byte> ChannelAsync(CancellationToken ct)
    {
        try
        {
            return await LanConfigurator.FindChannelAsync(connection, ct);
        }
        catch (IpmiException e) when (e.Failure == IpmiFailure.CommandRefused)
        {
            return ThisChannel;
        }
    }
}
