using Portal.Fleet.Consoles;
using Portal.Ipmi;

namespace Portal.Fleet.Servers;

/// <summary>What is needed to add a server. The password is sealed at once and never returned.</summary>
public sealed record NewServer
{
    public required string Name { get; init; }

    public required string Address { get; init; }

    public int Port { get; init; } = 623;

    public required string UserName { get; init; }

    public required SecretBytes Password { get; init; }

    public string? Tenant { get; init; }

    public string? Site { get; init; }

    public string? Rack { get; init; }

    public string? Notes { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public ConsolePolicy ConsolePolicy { get; init; }

    /// <summary>Whether the console goes on while it cannot be recorded.</summary>
    public ConsoleRecording ConsoleRecording { get; init; }

    public ConsoleCharset ConsoleCharset { get; init; }
}
