using Portal.Fleet.Consoles;
using Portal.Ipmi;

namespace Portal.Fleet.Servers;

/// <summary>A partial change; null leaves a field as it is, an empty text clears it. A new address or port clears the credential unless a password comes with it.</summary>
public sealed record ServerChange
{
    public string? Name { get; init; }

    public string? Address { get; init; }

    public int? Port { get; init; }

    public string? UserName { get; init; }

    public SecretBytes? Password { get; init; }

    public string? Tenant { get; init; }

    public string? Site { get; init; }

    public string? Rack { get; init; }

    public string? Notes { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public ConsolePolicy? ConsolePolicy { get; init; }

    /// <summary>Whether the console goes on while it cannot be recorded.</summary>
    public ConsoleRecording? ConsoleRecording { get; init; }

    /// <summary>Days of the console that are kept; 0 for as many as elsewhere.</summary>
    public int? ConsoleKeepDays { get; init; }

    /// <summary>Megabytes of the console that are kept; 0 for as many as elsewhere.</summary>
    public int? ConsoleKeepMegabytes { get; init; }

    public ConsoleCharset? ConsoleCharset { get; init; }

    public ConsoleContention? ConsoleContention { get; init; }
}
