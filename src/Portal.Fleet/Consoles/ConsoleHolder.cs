using Portal.Ipmi;

namespace Portal.Fleet.Consoles;

/// <summary>Who else holds the serial line, as far as the BMC tells and the caller may know.</summary>
/// <param name="Since">When the portal first found it held.</param>
public sealed record ConsoleHolder(DateTimeOffset Since)
{
    /// <summary>Name of the BMC account; null when the BMC does not tell or the caller may not know.</summary>
    public string? UserName { get; init; }

    /// <summary>Number of the BMC account.</summary>
    public int? UserId { get; init; }

    public PrivilegeLevel? Privilege { get; init; }

    /// <summary>Where that session comes from.</summary>
    public string? Address { get; init; }

    public int? Port { get; init; }

    /// <summary>The session's number on the BMC; 0 when the BMC does not tell.</summary>
    internal uint SessionId { get; init; }

    /// <summary>For those who may not see the BMC's side.</summary>
    internal ConsoleHolder WithoutDetails() => new(Since);
}
