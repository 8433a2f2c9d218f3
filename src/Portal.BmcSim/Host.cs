using Portal.BmcSim.Commands;

namespace Portal.BmcSim;

/// <summary>The server behind the BMC: its power, its front panel and its serial port.</summary>
internal sealed class Host(Controller bmc)
{
    private const byte CauseUnknown = 0;
    private const byte CauseChassisControl = 1;
    private static readonly TimeSpan s_offDuringCycle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_softShutdown = TimeSpan.FromSeconds(2);

    private readonly Transcript _printed = new(bmc.Options.TranscriptLimit);
    private readonly Transcript _typed = new(bmc.Options.TranscriptLimit);
    private int _powerEpoch;
    private long _identifyUntil;
    private bool _identifyForever;

    public bool IsOn { get; private set; } = bmc.Options.PoweredOn;

    public bool SwitchedOnByCommand { get; private set; }

    public byte RestartCause { get; private set; } = CauseUnknown;

    public BootOptions BootOptions { get; } = new();

    public int Breaks { get; private set; }

    public Transcript Printed => _printed;

    public Transcript Typed => _typed;

    /// <summary>0 off, 1 for a time, 2 until told otherwise, as Get Chassis Status has it.</summary>
    public int IdentifyState => _identifyForever ? 2 : bmc.Agenda.Now < _identifyUntil ? 1 : 0;

    public void PowerOn()
    {
        if (IsOn)
            return;
        Switch(true);
        SwitchedOnByCommand = true;
        Boot();
    }

    public void PowerOff()
    {
        _powerEpoch++;
        if (IsOn)
            Switch(false);
    }

    public void PowerCycle()
    {
        PowerOff();
        Later(s_offDuringCycle, PowerOn);
    }

    public void Reset()
    {
        _powerEpoch++;
        Boot();
    }

    public void SoftShutdown()
    {
        _powerEpoch++;
        Later(s_softShutdown, PowerOff);
    }

    public void DiagnosticInterrupt() => RestartCause = CauseChassisControl;

    public void Identify(TimeSpan duration, bool forever)
    {
        _identifyForever = forever;
        _identifyUntil = bmc.Agenda.Later(duration);
    }

    /// <summary>SOL was activated.</summary>
    public void OnAttached() => bmc.Sol.Print(_printed.Tail(bmc.Options.SolReplayBytes));

    /// <summary>Characters reach the serial port. A host without power hears nothing.</summary>
    public void Type(ReadOnlySpan<byte> characters)
    {
        if (!IsOn)
            return;
        _typed.Add(characters);
        bmc.Changed();
        if (bmc.Options.Line == SimLine.Echo)
            Print(characters);
    }

    public void Break()
    {
        if (!IsOn)
            return;
        Breaks++;
        bmc.Changed();
    }

    public void Print(ReadOnlySpan<byte> characters)
    {
        _printed.Add(characters);
        bmc.Sol.Print(characters);
        bmc.Changed();
    }

    private void Boot()
    {
        RestartCause = CauseChassisControl;
        BootOptions.OnBoot();
    }

    private void Switch(bool on)
    {
        _powerEpoch++;
        IsOn = on;
        bmc.Changed();
    }

    /// <summary>At the host's pace, unless power changes before.</summary>
    private void Later(TimeSpan delay, Action action)
    {
        var epoch = _powerEpoch;
        bmc.Agenda.After(delay * bmc.Options.BootPace, () =>
        {
            if (epoch == _powerEpoch)
                action();
        });
    }
}
