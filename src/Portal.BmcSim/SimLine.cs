namespace Portal.BmcSim;

/// <summary>What sits on a simulated BMC's serial line.</summary>
public enum SimLine
{
    /// <summary>A machine: firmware screen, kernel-like boot, login, a tiny shell; reacts to power.</summary>
    Machine,

    /// <summary>Everything that is typed comes back; tests write output with <see cref="SimulatedBmc.PrintAsync"/>.</summary>
    Echo,

    /// <summary>Nothing; what is typed is only recorded.</summary>
    Silent,
}
