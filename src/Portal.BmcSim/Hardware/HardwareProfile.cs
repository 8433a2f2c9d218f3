namespace Portal.BmcSim.Hardware;

/// <summary>
/// What the server around a simulated BMC is made of: everything that a client can read of it. Immutable; each simulated BMC
/// starts with a copy of what may change. Named profiles stand for the servers people have.
/// </summary>
public sealed partial record HardwareProfile
{
    /// <summary>A server with nothing special about it.</summary>
    public static HardwareProfile Standard { get; } = new();

    /// <summary>Name of the model, for people.</summary>
    public string Name { get; init; } = "Standard server";
}
