using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get Watchdog Timer, IPMI 2.0 §27.7.</summary>
public sealed record GetWatchdogTimer : IpmiRequest<WatchdogTimer>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x25);

    /// <inheritdoc />
    protected internal override WatchdogTimer Read(ref IpmiReader reader)
    {
        /*  1    [7] do not log, [6] running, [2:0] use
            2    [6:4] pre-timeout interrupt, [2:0] action
            3    pre-timeout in seconds
            4    [5:1] expired uses
            5-6  initial countdown, 100 ms
            7-8  present countdown, 100 ms; missing from OpenIPMI's ipmi_sim  */
        var use = reader.ReadByte();
        var actions = reader.ReadByte();
        var preTimeout = reader.ReadByte();
        var expired = reader.ReadByte();
        return new WatchdogTimer(
            (WatchdogUse)(use & 0x07), (use & 0x80) != 0, (use & 0x40) != 0, (WatchdogAction)(actions & 0x07), (WatchdogInterrupt)((actions >> 4) & 0x07),
            TimeSpan.FromSeconds(preTimeout), (WatchdogExpirations)(expired & 0x3E),
            TimeSpan.FromMilliseconds(100 * reader.ReadUInt16()), reader.Remaining >= 2 ? TimeSpan.FromMilliseconds(100 * reader.ReadUInt16()) : null);
    }
}
