using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Boot;

/// <summary>What a host shall boot from.</summary>
/// <param name="Persistent">At every start, not at the next one only.</param>
/// <param name="Uefi">By UEFI; otherwise the legacy way.</param>
public sealed record BootPlan(BootDevice Device, bool Persistent, bool Uefi)
{
    /// <summary>The firmware decides again.</summary>
    public bool IsClear => Device == BootDevice.NoOverride;

    /// <summary>As it is kept in a row: <c>FirmwareSetup once uefi</c>.</summary>
    public override string ToString() => $"{Device} {(Persistent ? "persistent" : "once")} {(Uefi ? "uefi" : "legacy")}";

    internal static BootPlan? Parse(string? text) => text?.Split(' ') is [var device, var how, var way] && Enum.TryParse<BootDevice>(device, out var known)
        ? new BootPlan(known, how == "persistent", way == "uefi")
        : null;
}
