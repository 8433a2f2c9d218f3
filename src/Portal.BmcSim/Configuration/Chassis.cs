using Portal.BmcSim.Hardware;

namespace Portal.BmcSim.Configuration;

/// <summary>What Chassis commands keep: policy, buttons, capabilities, hours.</summary>
internal sealed class Chassis(Controller bmc)
{
    private TimeSpan _onBefore;
    private long _onSince = bmc.Agenda.Now;

    /// <summary>0 off, 1 as before, 2 on.</summary>
    public byte RestorePolicy { get; set; } = bmc.Options.Hardware.RestorePolicy;

    /// <summary>Bits 3 to 0: standby, diagnostic interrupt, reset, power off.</summary>
    public byte DisabledButtons { get; set; }

    public TimeSpan PowerCycleInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Flags, then the addresses of FRU, SDR, SEL, system management and bridge.</summary>
    public byte[] Capabilities { get; } = [0x07, 0x20, 0x20, 0x20, 0x20, 0x20];

    public uint PowerOnCount
    {
        get
        {
            var on = _onBefore + (bmc.Host.IsOn ? bmc.Agenda.Time.GetElapsedTime(_onSince) : TimeSpan.Zero);
            return bmc.Options.Hardware.PowerOnCount + (uint)(on.TotalMinutes / Math.Max((byte)1, bmc.Options.Hardware.MinutesPerPowerOnCount));
        }
    }

    public bool Is(ChassisConditions condition) => (bmc.Options.Hardware.Conditions & condition) != 0;

    /// <summary>Power has come or gone.</summary>
    public void OnPower(bool on)
    {
        if (on)
            _onSince = bmc.Agenda.Now;
        else
            _onBefore += bmc.Agenda.Time.GetElapsedTime(_onSince);
    }
}
