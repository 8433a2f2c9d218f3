using Portal.Fleet.Boot;

namespace Portal.Web.Api.Boot;

/// <summary>What to boot from.</summary>
internal sealed record BootRequest
{
    /// <summary><c>none</c> (the firmware decides), <c>pxe</c>, <c>disk</c>, <c>diskSafeMode</c>, <c>diagnostics</c>, <c>cdrom</c>, <c>setup</c>, <c>floppy</c>, <c>remoteFloppy</c>, <c>remoteCdrom</c>, <c>remoteMedia</c> or <c>remoteDisk</c>.</summary>
    public required string Device { get; init; }

    /// <summary>At every start, not at the next one only.</summary>
    public bool Persistent { get; init; }

    /// <summary>By UEFI; otherwise the legacy way.</summary>
    public bool Uefi { get; init; }

    public BootPlan ToPlan() => new(BootDevices.Read(Device), Persistent, Uefi);
}
