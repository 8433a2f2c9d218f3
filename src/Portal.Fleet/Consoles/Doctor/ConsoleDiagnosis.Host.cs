using Portal.Fleet.Status;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Consoles.Doctor;

/// <content>The serial line and the host behind it.</content>
internal static partial class ConsoleDiagnosis
{
    /// <summary>From so many percent of bytes that are no text on, the speeds differ.</summary>
    private const int Garbled = 30;

    /// <summary>A host that was powered on less long ago may still be in its firmware's silent part.</summary>
    private static readonly TimeSpan s_justOn = TimeSpan.FromMinutes(3);

    /// <summary>A boot that printed less long ago goes on.</summary>
    private static readonly TimeSpan s_stillBooting = TimeSpan.FromSeconds(30);

    private static DoctorFinding BitRate(DoctorFacts facts)
    {
        const DoctorCheck check = DoctorCheck.BitRate;
        var (kernel, port) = (facts.Text.BitRate, facts.Text.Port ?? "ttyS0");
        var isGarbled = facts.Text.GarbledPercent >= Garbled;
        if (!facts.Sol.TryGet(out var sol) || (sol.BitRate ?? sol.StoredBitRate) is not { } inForce)
        {
            return isGarbled ? DoctorFinding.Failed(check, DoctorSaying.RateGarbled, facts.Text.GarbledPercent!.Value)
                : facts.Sol.IsKnown ? NotKnown(check, Unread(facts, Ipmi.Commands.Transport.SolParameter.BitRate))
                : NotKnown(check, facts.Sol);
        }

        // 0 means "as the serial port is".
        var serial = facts.Serial.TryGet(out var told) ? BitsPerSecond(told) : 0;
        var rate = BitsPerSecond(inForce) is > 0 and var set ? set : serial;
        if (rate > 0 && kernel is { } wanted && wanted != rate)
        {
            // Where the serial port is a virtual one, speeds do not matter: only a line that is really bad is an error.
            var isBad = isGarbled || IsSilent(facts);
            var differs = (isBad ? DoctorFinding.Failed(check, DoctorSaying.RateKernel, rate, wanted, port) : DoctorFinding.Warning(check, DoctorSaying.RateKernel, rate, wanted, port));
            return RateOf(wanted) is null ? differs : differs.FixedBy(DoctorFixKind.SetBitRate, wanted);
        }

        if (isGarbled)
            return DoctorFinding.Failed(check, DoctorSaying.RateGarbled, facts.Text.GarbledPercent!.Value);
        if (rate > 0 && sol.StoredBitRate is { } stored && BitsPerSecond(stored) is > 0 and var later && later != rate)
            return DoctorFinding.Warning(check, DoctorSaying.RateVolatile, rate, later).FixedBy(DoctorFixKind.SetBitRate, rate);
        if (rate > 0 && serial > 0 && serial != rate)
            return DoctorFinding.Warning(check, DoctorSaying.RateSerial, rate, serial);
        if (rate == 0)
            return DoctorFinding.Ok(check, DoctorSaying.RateDefault);
        return DoctorFinding.Ok(check, kernel is null ? DoctorSaying.RateOnly : DoctorSaying.RateAgrees, rate);
    }

    private static DoctorFinding Transfer(DoctorFacts facts)
    {
        const DoctorCheck check = DoctorCheck.Transfer;
        if (facts.Line != ConsoleLineState.Live)
            return DoctorFinding.NotKnown(check, DoctorSaying.Waits);
        if (facts.Signals.BlockedSince is { } since)
            return DoctorFinding.Warning(check, DoctorSaying.TransferBlocked, since);
        return facts.Signals.OverrunAt is { } at
            ? DoctorFinding.Warning(check, DoctorSaying.TransferOverrun, at)
            : DoctorFinding.Ok(check, DoctorSaying.TransferOpen);
    }

    private static DoctorFinding LastByte(DoctorFacts facts) => facts.LastByteAt is { } at
        ? DoctorFinding.Ok(DoctorCheck.LastByte, DoctorSaying.LastByteSeen, at)
        : DoctorFinding.Warning(DoctorCheck.LastByte, DoctorSaying.NeverPrinted);

    private static DoctorFinding SincePowerOn(DoctorFacts facts)
    {
        const DoctorCheck check = DoctorCheck.SincePowerOn;
        if (facts.PoweredOnAt is not { } poweredOn)
            return DoctorFinding.NotKnown(check, DoctorSaying.PowerOnUnknown);
        if (facts.LastByteAt is { } last && last >= poweredOn)
            return DoctorFinding.Ok(check, DoctorSaying.PrintedSincePowerOn, poweredOn, last);
        if (facts.Now - poweredOn < s_justOn)
            return DoctorFinding.NotKnown(check, DoctorSaying.PoweredOnJustNow, poweredOn);

        // While the line was not held, the host may well have printed.
        return facts.Line == ConsoleLineState.Live && facts.IsOn is { IsKnown: true, Value: true }
            ? DoctorFinding.Failed(check, DoctorSaying.SilentSincePowerOn, poweredOn)
            : DoctorFinding.Warning(check, DoctorSaying.SilentSincePowerOn, poweredOn);
    }

    private static DoctorFinding Login(DoctorFacts facts)
    {
        const DoctorCheck check = DoctorCheck.Login;
        if (facts.Text.Login)
            return DoctorFinding.Ok(check, DoctorSaying.LoginSeen);
        if (!facts.Text.Kernel)
            return DoctorFinding.NotKnown(check, DoctorSaying.NoKernelText);
        if (facts.Now - facts.LastByteAt < s_stillBooting)
            return DoctorFinding.NotKnown(check, DoctorSaying.StillBooting);
        var port = facts.Text.Port ?? "ttyS0";
        return DoctorFinding.Warning(check, DoctorSaying.KernelNoLogin, port, $"serial-getty@{port}.service");
    }

    private static bool IsSilent(DoctorFacts facts) => facts.LastByteAt is not { } last || (facts.PoweredOnAt is { } on && last < on);

    /// <summary>The rate in bit/s; 0 for "as the port is" and for what the specification does not name.</summary>
    private static int BitsPerSecond(SerialBitRate rate) => rate switch
    {
        SerialBitRate.Bps9600 => 9600,
        SerialBitRate.Bps19200 => 19200,
        SerialBitRate.Bps38400 => 38400,
        SerialBitRate.Bps57600 => 57600,
        SerialBitRate.Bps115200 => 115200,
        _ => 0,
    };

    /// <summary>The value of a rate in bit/s; null for one that SOL does not know.</summary>
    public static SerialBitRate? RateOf(int bitsPerSecond) => bitsPerSecond switch
    {
        9600 => SerialBitRate.Bps9600,
        19200 => SerialBitRate.Bps19200,
        38400 => SerialBitRate.Bps38400,
        57600 => SerialBitRate.Bps57600,
        115200 => SerialBitRate.Bps115200,
        _ => null,
    };
}
