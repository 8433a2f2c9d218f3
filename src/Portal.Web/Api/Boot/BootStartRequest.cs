using Portal.Fleet.Boot;

namespace Portal.Web.Api.Boot;

/// <summary>What to boot from, and to start the host with it.</summary>
internal sealed record BootStartRequest
{
    /// <summary>As in <c>PUT boot</c>; left out, the boot device stays as it is set.</summary>
    public string? Device { get; init; }

    /// <summary>At every start, not at the next one only.</summary>
    public bool Persistent { get; init; }

    /// <summary>By UEFI; otherwise the legacy way.</summary>
    public bool Uefi { get; init; }

    /// <summary>Why, for the record.</summary>
    public string? Reason { get; init; }

    /// <summary>The server's name, for servers that want it typed.</summary>
    public string? Confirm { get; init; }

    public BootPlan? ToPlan() => Device is null ? null : new BootPlan(BootDevices.Read(Device), Persistent, Uefi);
}
