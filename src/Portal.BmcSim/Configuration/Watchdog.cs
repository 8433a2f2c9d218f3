namespace Portal.BmcSim.Configuration;

/// <summary>The watchdog timer, IPMI 2.0 §27: counts in steps of 100 ms, warns, and acts.</summary>
internal sealed class Watchdog(Controller bmc)
{
    private const byte PreTimeoutFlag = 0x08;
    private const byte NonMaskableInterrupt = 2;
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(100);
    private int _epoch;
    private long _due;

    /// <summary>Timer use byte without the running bit.</summary>
    public byte Use { get; private set; }

    public byte Actions { get; private set; }

    public byte PreTimeoutSeconds { get; private set; }

    /// <summary>Uses for which it has expired, a bit each.</summary>
    public byte Expired { get; private set; }

    /// <summary>In steps.</summary>
    public ushort Initial { get; private set; }

    public bool IsRunning { get; private set; }

    /// <summary>It was set at least once: before that it cannot be started.</summary>
    public bool IsSet { get; private set; }

    /// <summary>Steps left.</summary>
    public ushort Present
    {
        get
        {
            if (!IsRunning)
                return Initial;
            var left = (_due - bmc.Agenda.Now) / (double)bmc.Agenda.Time.TimestampFrequency / s_step.TotalSeconds;
            return (ushort)Math.Clamp(Math.Ceiling(left), 0, ushort.MaxValue);
        }
    }

    public void Set(byte use, byte actions, byte preTimeoutSeconds, byte clear, ushort initial)
    {
        const byte doNotStop = 0x40;
        Use = (byte)(use & 0x87);
        Actions = actions;
        PreTimeoutSeconds = preTimeoutSeconds;
        Expired &= (byte)~clear;
        Initial = initial;
        IsSet = true;
        if (IsRunning && (use & doNotStop) != 0)
            Start();
        else
            Stop();
    }

    public void Start()
    {
        var epoch = ++_epoch;
        var countdown = Initial * s_step;
        IsRunning = true;
        _due = bmc.Agenda.Later(countdown);
        var warning = TimeSpan.FromSeconds(PreTimeoutSeconds);
        if ((Actions >> 4 & 0x07) != 0 && warning < countdown)
            At(countdown - warning, epoch, Warn);
        At(countdown, epoch, Expire);
    }

    public void Stop()
    {
        _epoch++;
        IsRunning = false;
    }

    private void At(TimeSpan delay, int epoch, Action action) => bmc.Agenda.After(delay, () =>
    {
        if (epoch == _epoch)
            action();
    });

    private void Warn()
    {
        bmc.Messaging.Flags |= PreTimeoutFlag;
        if ((Actions >> 4 & 0x07) == NonMaskableInterrupt && bmc.Host.IsOn)
            bmc.Host.DiagnosticInterrupt();
        bmc.Changed();
    }

    private void Expire()
    {
        Stop();
        Expired |= (byte)(1 << (Use & 0x07));
        var host = bmc.Host;
        switch (Actions & 0x07)
        {
            case 1 when host.IsOn:
                host.Reset(Host.CauseWatchdog);
                break;
            case 2:
                host.PowerOff();
                break;
            case 3 when host.IsOn:
                host.PowerCycle(Host.CauseWatchdog);
                break;
        }
        bmc.Changed();
    }
}
