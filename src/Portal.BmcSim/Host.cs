using System.Text;
using Portal.BmcSim.Commands;
using Portal.BmcSim.Machine;

namespace Portal.BmcSim;

/// <summary>The server behind the BMC: its power, its front panel and its serial port.</summary>
internal sealed class Host(Controller bmc)
{
    public const byte CauseUnknown = 0;
    public const byte CauseChassisControl = 1;
    public const byte CauseWatchdog = 4;
    public const byte CauseSoftware = 10;
    private static readonly TimeSpan s_softShutdown = TimeSpan.FromSeconds(2);

    private HostMachine? _machine;
    private int _powerEpoch;
    private long _printedAtDetach;
    private long _identifyUntil;
    private bool _identifyForever;

    public bool IsOn { get; private set; } = bmc.Options.PoweredOn;

    public bool SwitchedOnByCommand { get; private set; }

    public byte RestartCause { get; private set; } = CauseUnknown;

    public BootOptions BootOptions => field ??= new BootOptions(bmc);

    public int Breaks { get; private set; }

    public Transcript Printed { get; } = new(bmc.Options.TranscriptLimit);

    public Transcript Typed { get; } = new(bmc.Options.TranscriptLimit);

    /// <summary>0 off, 1 for a time, 2 until told otherwise, as Get Chassis Status has it.</summary>
    public int IdentifyState => _identifyForever ? 2 : bmc.Agenda.Now < _identifyUntil ? 1 : 0;

    private HostMachine? Machine => bmc.Options.Line == SimLine.Machine ? _machine ??= new HostMachine(bmc) : null;

    public void PowerOn() => PowerOn(CauseChassisControl);

    public void PowerOn(byte cause)
    {
        if (IsOn)
            return;
        Switch(true);
        SwitchedOnByCommand = cause == CauseChassisControl;
        Boot(cause);
    }

    public void PowerOff()
    {
        _powerEpoch++;
        if (!IsOn)
            return;
        Switch(false);
        _machine?.PowerOff();
    }

    public void PowerCycle(byte cause = CauseChassisControl)
    {
        PowerOff();
        Later(bmc.Chassis.PowerCycleInterval, () => PowerOn(cause));
    }

    public void Reset(byte cause = CauseChassisControl) => Boot(cause);

    public void RestartBySoftware() => Boot(CauseSoftware);

    public void SoftShutdown()
    {
        if (Machine is { } machine)
            machine.Stop(reboot: false, PowerOff);
        else
            Later(s_softShutdown, PowerOff);
    }

    public void DiagnosticInterrupt() => Machine?.DiagnosticInterrupt();

    public void Identify(TimeSpan duration, bool forever)
    {
        _identifyForever = forever;
        _identifyUntil = bmc.Agenda.Later(duration);
    }

    /// <summary>SOL was activated.</summary>
    public void OnAttached()
    {
        if (bmc.Options.SolReplayBytes > 0)
            Replay();
        if (IsOn)
            Machine?.OnAttached();
    }

    /// <summary>SOL ended.</summary>
    public void OnDetached() => _printedAtDetach = Printed.Length;

    /// <summary>Characters reach the serial port. A host without power hears nothing.</summary>
    public void Type(ReadOnlySpan<byte> characters)
    {
        if (!IsOn)
            return;
        Typed.Add(characters);
        bmc.Changed();
        if (bmc.Options.Line == SimLine.Echo)
            Print(characters);
        else
            Machine?.Type(characters);
    }

    public void Break()
    {
        if (!IsOn)
            return;
        Breaks++;
        bmc.Changed();
        Machine?.Break();
    }

    public void Print(ReadOnlySpan<byte> characters)
    {
        Printed.Add(characters);
        bmc.Sol.Print(characters);
        bmc.Changed();
    }

    private void Replay()
    {
        // A machine that was up before anyone looked has printed its boot, though nobody was there to record it.
        if (Printed.Length == 0 && IsOn && Machine is { } machine)
            Printed.Add(Encoding.UTF8.GetBytes(machine.BootText()));
        var unseen = Printed.Length - _printedAtDetach;
        var tail = Printed.Tail((int)Math.Min(unseen, bmc.Options.SolReplayBytes));
        if (unseen > tail.Length)
            tail = tail[(tail.IndexOf((byte)'\n') + 1)..];
        bmc.Sol.Print(tail);
    }

    private void Boot(byte cause)
    {
        _powerEpoch++;
        RestartCause = cause;
        BootOptions.OnBoot(cause);
        Machine?.PowerOn();
    }

    private void Switch(bool on)
    {
        _powerEpoch++;
        bmc.Chassis.OnPower(on);
        IsOn = on;
        bmc.Changed();
    }

    /// <summary>At the host's pace, unless power changes before.</summary>
    private void Later(TimeSpan delay, Action action)
    {
        var epoch = _powerEpoch;
        var paced = delay * bmc.Options.BootPace;
        if (paced == TimeSpan.Zero)
        {
            action();
            return;
        }
        bmc.Agenda.After(paced, () =>
        {
            if (epoch == _powerEpoch)
                action();
        });
    }
}
