using Portal.BmcSim.Hardware.Profiles;

namespace Portal.BmcSim.Hardware;

/// <summary>What a profile says about inventory, DCMI and a manufacturer's own commands.</summary>
public sealed partial record HardwareProfile
{
    /// <summary>Who made the BMC; null: what the options say.</summary>
    public SimIdentity? Identity { get; init; }

    /// <summary>FRU devices of the BMC and of the controllers behind it.</summary>
    public IReadOnlyList<SimFru> FruDevices { get; init; } = StandardInventory.Frus;

    /// <summary>DCMI; null for a BMC without it.</summary>
    public SimDcmi? Dcmi { get; init; } = SimDcmi.Standard;

    /// <summary>System info parameters 1 to 7 as they are at the start; one that is not among them is not supported.</summary>
    public IReadOnlyDictionary<byte, string> SystemInfo { get; init; } = SystemInfoOf("2.14.1");

    /// <summary>Answers to commands of the manufacturer's own.</summary>
    public IReadOnlyList<SimOemAnswer> OemAnswers { get; init; } = [];

    /// <summary>System info with a firmware version, and nothing written into the other parameters.</summary>
    internal static Dictionary<byte, string> SystemInfoOf(string firmware) => new() { [1] = firmware, [2] = "", [3] = "", [4] = "", [5] = "", [6] = "", [7] = "" };
}
