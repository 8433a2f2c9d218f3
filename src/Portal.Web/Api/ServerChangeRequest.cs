using Portal.Fleet.Consoles;
using Portal.Fleet.Servers;
using Portal.Ipmi;

namespace Portal.Web.Api;

/// <summary>A change. What is left out stays; an empty text clears. A new address or port forgets the password unless one comes with it.</summary>
internal sealed record ServerChangeRequest
{
    public string? Name { get; init; }

    public string? Address { get; init; }

    public int? Port { get; init; }

    public string? Username { get; init; }

    /// <summary>A new password for the BMC account. Sealed at once and never returned.</summary>
    public string? Password { get; init; }

    /// <summary>Another one hands the server over, as <c>POST /servers/{id}/handover</c> does.</summary>
    public string? Tenant { get; init; }

    public string? Site { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? Rack { get; init; }

    public string? Notes { get; init; }

    /// <summary>When the console is held and what is kept of it: <c>always</c>, <c>onDemand</c>, <c>memoryOnly</c> or <c>off</c>.</summary>
    public ConsolePolicy? ConsolePolicy { get; init; }

    /// <summary>Whether the console goes on while it cannot be recorded.</summary>
    public ConsoleRecording? ConsoleRecording { get; init; }

    /// <summary>How many days of the console are kept, 1 to 3650; 0 for the portal's default.</summary>
    public int? ConsoleKeepDays { get; init; }

    /// <summary>How many megabytes of the console are kept, packed, 1 to 1048576; 0 for the portal's default.</summary>
    public int? ConsoleKeepMegabytes { get; init; }

    /// <summary>What the bytes of the console mean: <c>auto</c>, <c>utf8</c>, <c>cp437</c> or <c>latin1</c>.</summary>
    public ConsoleCharset? ConsoleCharset { get; init; }

    /// <summary>What happens when somebody else holds the serial line: <c>wait</c>, <c>ask</c> or <c>take</c>.</summary>
    public ConsoleContention? ConsoleContention { get; init; }

    /// <summary>Never the password.</summary>
    public override string ToString() => Name ?? "";

    /// <summary>The caller disposes the password.</summary>
    public ServerChange ToChange() => new()
    {
        Name = Name,
        Address = Address,
        Port = Port,
        UserName = Username,
        Password = Password is null ? null : SecretBytes.FromText(Password),
        Tenant = Tenant,
        Site = Site,
        Tags = Tags,
        Rack = Rack,
        Notes = Notes,
        ConsolePolicy = ConsolePolicy,
        ConsoleRecording = ConsoleRecording,
        ConsoleKeepDays = ConsoleKeepDays,
        ConsoleKeepMegabytes = ConsoleKeepMegabytes,
        ConsoleCharset = ConsoleCharset,
        ConsoleContention = ConsoleContention,
    };
}
