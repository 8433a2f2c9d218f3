using Portal.Fleet.Access;
using Portal.Ipmi;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Configuration.Sol;

/// <summary>Reading and changing serial over LAN.</summary>
internal sealed class SolWork(TimeProvider time)
{
    public async Task<SolView> ReadAsync(IIpmiConnection connection, CancellationToken ct) => new(await new SolConfigurator(connection).ReadAsync(ct), time.GetUtcNow());

    /// <summary>Changes what is not null and reads it back.</summary>
    /// <exception cref="BmcActionException">A value cannot be, or another one is read back.</exception>
    public async Task<SolView> ChangeAsync(IIpmiConnection connection, SolChange change, CancellationToken ct)
    {
        Check(change);
        try
        {
            await new SolConfigurator(connection).ApplyAsync(change, ct);
        }
        catch (ConfigurationException e)
        {
            throw new BmcActionException("not_kept", e.Message);
        }

        return await ReadAsync(connection, ct);
    }

    /// <summary>For the audit.</summary>
    public static string Describe(SolChange change)
    {
        var parts = new List<string>();
        void Note(object? value, string name)
        {
            if (value is not null)
                parts.Add(FormattableString.Invariant($"{name} {value}"));
        }

        Note(change.Enabled, "enabled");
        Note(change.BitRate, "bit rate");
        Note(change.StoredBitRate, "stored bit rate");
        Note(change.Privilege, "privilege");
        Note(change.ForceEncryption, "force encryption");
        Note(change.ForceAuthentication, "force authentication");
        Note(change.AccumulateInterval?.TotalMilliseconds, "accumulate ms");
        Note(change.SendThreshold, "threshold");
        Note(change.RetryCount, "retries");
        Note(change.RetryInterval?.TotalMilliseconds, "retry ms");
        Note(change.PayloadPort, "port");
        return string.Join(", ", parts);
    }

    private static void Check(SolChange change)
    {
        if (change == new SolChange())
            throw new BmcActionException("nothing_to_change", "Nothing is to be changed.");
        Within(change.AccumulateInterval?.TotalMilliseconds, 5, 1275, "The character accumulate interval", "ms");
        Within(change.RetryInterval?.TotalMilliseconds, 0, 2550, "The retry interval", "ms");
        Within(change.RetryCount, 0, 7, "The retry count", "");
        Within(change.PayloadPort, 1, 65535, "The port", "");
        if (change.Privilege is { } privilege && privilege is < PrivilegeLevel.User or > PrivilegeLevel.Oem)
            throw new BmcActionException("sol_value_invalid", "The privilege is user, operator, administrator or oem.");
    }

    private static void Within(double? value, double from, double to, string name, string unit)
    {
        if (value is { } number && (number < from || number > to))
            throw new BmcActionException("sol_value_invalid", $"{name} is {from} to {to} {unit}".TrimEnd() + ".");
    }
}
