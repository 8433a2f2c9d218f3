using Portal.Fleet.Consoles;
using Portal.Fleet.Servers;
using Portal.Ipmi;

namespace Portal.Web.Api;

/// <summary>A server to add.</summary>
internal sealed record ServerRequest
{
    /// <summary>Unique name, 1 to 64 characters.</summary>
    public required string Name { get; init; }

    /// <summary>IP address of the BMC, inside Portal:Bmc:AllowedNetworks.</summary>
    public required string Address { get; init; }

    /// <summary>UDP port of the BMC.</summary>
    public int Port { get; init; } = 623;

    /// <summary>Account on the BMC.</summary>
    public required string Username { get; init; }

    /// <summary>Its password. Sealed at once and never returned.</summary>
    public required string Password { get; init; }

    /// <summary>Name of the tenant it belongs to, which is added when it is new.</summary>
    public string? Tenant { get; init; }

    /// <summary>Where it stands: a data centre, a hall.</summary>
    public string? Site { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? Rack { get; init; }

    public string? Notes { get; init; }

    /// <summary>When the console is held and what is kept of it: <c>always</c> (the default), <c>onDemand</c>, <c>memoryOnly</c> or <c>off</c>.</summary>
    public ConsolePolicy ConsolePolicy { get; init; }

    /// <summary>Whether the console goes on while it cannot be recorded.</summary>
    public ConsoleRecording ConsoleRecording { get; init; }

    /// <summary>What the bytes of the console mean: <c>auto</c> (the default), <c>utf8</c>, <c>cp437</c> or <c>latin1</c>.</summary>
    public ConsoleCharset ConsoleCharset { get; init; }

    /// <summary>Never the password.</summary>
    public override string ToString() => Name;

    /// <summary>The caller disposes the password.</summary>
    public NewServer ToNewServer() => new()
    {
        Name = Name,
        Address = Address,
        Port = Port,
        UserName = Username,
        Password = SecretBytes.FromText(Password),
        Tenant = Tenant,
        Site = Site,
        Tags = Tags ?? [],
        Rack = Rack,
        Notes = Notes,
        ConsolePolicy = ConsolePolicy,
        ConsoleRecording = ConsoleRecording,
        ConsoleCharset = ConsoleCharset,
    };
}
