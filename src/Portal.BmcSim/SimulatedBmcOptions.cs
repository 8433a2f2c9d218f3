using System.Net;

namespace Portal.BmcSim;

/// <summary>How one simulated BMC starts. Everything that changes while it runs is in <see cref="SimFaults"/>.</summary>
public sealed record SimulatedBmcOptions
{
    /// <summary>Address and UDP port to listen on; port 0 takes a free one.</summary>
    public IPEndPoint EndPoint { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>Name printed by firmware, kernel and login prompt.</summary>
    public string HostName { get; init; } = "sim";

    /// <summary>Accounts; by default <c>admin</c>, <c>operator</c> and <c>user</c>, each with the password <c>password</c> and that privilege.</summary>
    public IReadOnlyList<SimAccount> Accounts { get; init; } = SimAccount.Defaults;

    /// <summary>BMC key K_G, 20 bytes; null for one-key login.</summary>
    public byte[]? Kg { get; init; }

    /// <summary>Session slots.</summary>
    public int SessionSlots { get; init; } = 4;

    /// <summary>A session silent for this long is dropped.</summary>
    public TimeSpan InactivityTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Cipher suites offered.</summary>
    public IReadOnlyList<byte> CipherSuites { get; init; } = [3, 17];

    /// <summary>The host has power at the start, and has booted to its login prompt.</summary>
    public bool PoweredOn { get; init; } = true;

    /// <summary>Speed of the boot and of the serial line: 1 is a lifelike boot of about 8 s, 0 prints without waiting.</summary>
    public double BootPace { get; init; } = 1;

    /// <summary>What the serial line is connected to: the machine with firmware, boot and shell, or a plain echo.</summary>
    public SimLine Line { get; init; } = SimLine.Machine;

    /// <summary>Seed of all random faults, so that a run can be repeated.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
