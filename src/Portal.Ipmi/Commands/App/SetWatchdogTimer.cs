using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Set Watchdog Timer, IPMI 2.0 §27.6. It does not start until <see cref="ResetWatchdogTimer"/>.</summary>
/// <param name="Use">What it is used for.</param>
/// <param name="Action">What happens at the end.</param>
/// <param name="Countdown">Time to count, at most 6553.5 s.</param>
public sealed record SetWatchdogTimer(WatchdogUse Use, WatchdogAction Action, TimeSpan Countdown) : IpmiRequest<Empty>
{
    /// <summary>Expiration is not logged.</summary>
    public bool DoNotLog { get; init; }

    /// <summary>A timer that runs goes on with the new values instead of being stopped.</summary>
    public bool KeepRunning { get; init; }

    /// <summary>What warns before the end.</summary>
    public WatchdogInterrupt Interrupt { get; init; }

    /// <summary>How long before the end, in seconds.</summary>
    public byte PreTimeoutSeconds { get; init; }

    /// <summary>Expired uses to forget.</summary>
    public WatchdogExpirations Clear { get; init; }

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x24);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1    [7] do not log, [6] do not stop, [2:0] use
            2    [6:4] pre-timeout interrupt, [2:0] action
            3    pre-timeout in seconds
            4    [5:1] expired uses to clear
            5-6  initial countdown, 100 ms  */
        writer.WriteByte((byte)((DoNotLog ? 0x80 : 0) | (KeepRunning ? 0x40 : 0) | ((byte)Use & 0x07)));
        writer.WriteByte((byte)((((byte)Interrupt & 0x07) << 4) | ((byte)Action & 0x07)));
        writer.WriteByte(PreTimeoutSeconds);
        writer.WriteByte((byte)((byte)Clear & 0x3E));
        writer.WriteUInt16((ushort)Math.Clamp(Countdown.TotalMilliseconds / 100, 0, ushort.MaxValue));
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
