using Portal.Ipmi;
using Portal.Ipmi.Commands.Chassis;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Boot;

/// <summary>Asks a BMC for everything about its chassis, one question after another.</summary>
internal static class ChassisReader
{
    /// <exception cref="IpmiException">The BMC did not answer.</exception>
    public static async Task<ChassisView> ReadAsync(IIpmiConnection connection, TimeProvider time, CancellationToken ct)
    {
        var status = await AskAsync(connection, new GetChassisStatus(), ct);
        var capabilities = await AskAsync(connection, new GetChassisCapabilities(), ct);
        // This policy changes nothing: the answer tells what there is to choose from.
        var policies = await AskAsync(connection, new SetPowerRestorePolicy(PowerRestorePolicy.Unknown), ct);
        var hours = await AskAsync(connection, new GetPohCounter(), ct);
        var cause = await AskAsync(connection, new GetSystemRestartCause(), ct);
        var flags = await ReadFlagsAsync(connection, ct);
        var retention = await AskAsync(connection, new GetSystemBootOptions(BootOptionParameter.FlagClearing), ct);
        return new ChassisView(
            time.GetUtcNow(), status, Turn(capabilities, told => told!.Features), policies, Turn(hours, told => told!.Total), Turn(cause, told => told!.Cause), flags,
            Map(retention, 1, data => (BootFlagRetention)(data[0] & 0x1F)));
    }

    private static async Task<Told<BootFlagsView>> ReadFlagsAsync(IIpmiConnection connection, CancellationToken ct) =>
        Map(await AskAsync(connection, new GetSystemBootOptions(BootOptionParameter.BootFlags), ct), 2, data =>
        {
            var flags = BootFlags.Parse(data);
            return new BootFlagsView(flags.Device, flags.Valid, flags.Persistent, flags.Uefi, flags.DeviceInstance);
        });

    private static async Task<Told<T>> AskAsync<T>(IIpmiConnection connection, IpmiRequest<T> request, CancellationToken ct)
    {
        try
        {
            return new Told<T>(TellState.Told, await connection.SendAsync(request, ct), null);
        }
        catch (IpmiCommandException e)
        {
            return new Told<T>(ChassisRefusal.StateOf(e.CompletionCode), default, e.Message);
        }
        catch (IpmiFormatException e)
        {
            return new Told<T>(TellState.Refused, default, e.Message);
        }
    }

    private static Told<TResult> Turn<T, TResult>(Told<T> told, Func<T?, TResult> turn) => new(told.State, told.Is ? turn(told.Value) : default, told.Why);

    private delegate T Parser<T>(ReadOnlySpan<byte> data);

    private static Told<T> Map<T>(Told<BootOptionValue> told, int atLeast, Parser<T> parse) => told switch
    {
        { Is: false } => new Told<T>(told.State, default, told.Why),
        _ when told.Value!.Data.Length < atLeast => new Told<T>(TellState.Refused, default, "The BMC's answer is too short."),
        _ => new Told<T>(TellState.Told, parse(told.Value!.Data.Span), null),
    };
}
