using System.Net;
using Portal.BmcSim.Hardware;

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

    /// <summary>A session that was opened but did not finish its handshake within this time is dropped.</summary>
    public TimeSpan HalfOpenTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Cipher suites offered, of 0 to 3, 6 to 8, 11, 12 and 15 to 17.</summary>
    public IReadOnlyList<byte> CipherSuites { get; init; } = [3, 17];

    /// <summary>Authentication types of IPMI 1.5 offered: 0 none, 1 MD2, 2 MD5, 4 straight password. Empty for none of IPMI 1.5 at all.</summary>
    public IReadOnlyList<byte> Ipmi15 { get; init; } = [];

    /// <summary>The host has power at the start, and has booted to its login prompt.</summary>
    public bool PoweredOn { get; init; } = true;

    /// <summary>Speed of the boot and of the serial line: 1 is a lifelike boot of about 8 s, 0 prints without waiting.</summary>
    public double BootPace { get; init; } = 1;

    /// <summary>What the serial line is connected to: the machine with firmware, boot and shell, or a plain echo.</summary>
    public SimLine Line { get; init; } = SimLine.Machine;

    /// <summary>
    /// Bytes of output kept while SOL is not active, which the next activation receives first, as BMCs with a console buffer do.
    /// 0, like most BMCs: output starts with the activation. With more, a machine that was powered on from the start has its boot to show.
    /// </summary>
    public int SolReplayBytes { get; init; }

    /// <summary>The server around the BMC: sensors, event log, inventory, configuration.</summary>
    public HardwareProfile Hardware { get; init; } = HardwareProfile.Standard;

    /// <summary>IANA enterprise number in Get Device ID; 49871 is OpenBMC.</summary>
    public int ManufacturerId { get; init; } = 49871;

    /// <summary>Product id in Get Device ID.</summary>
    public ushort ProductId { get; init; } = 0x5001;

    /// <summary>Firmware revision in Get Device ID, 0 to 127 and 0 to 99.</summary>
    public (byte Major, byte Minor) Firmware { get; init; } = (2, 14);

    /// <summary>Newest ledger entries kept; older ones are forgotten.</summary>
    public int LedgerLimit { get; init; } = 1_000_000;

    /// <summary>Newest bytes kept of what was printed and of what was typed; older ones are forgotten.</summary>
    public int TranscriptLimit { get; init; } = 64 << 20;

    /// <summary>Seed of all random faults and of the host's model, so that a run can be repeated.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Check()
    {
        foreach (var suite in CipherSuites)
            _ = Rmcp.CipherSuite.ById(suite);
        if (CipherSuites.Count == 0)
            throw new ArgumentException("A simulated BMC needs at least one cipher suite.");
        foreach (var type in Ipmi15)
        {
            if (type is not (0 or 1 or 2 or 4))
                throw new ArgumentException($"The authentication types of IPMI 1.5 are 0, 1, 2 and 4, not {type}.");
        }
        if (Kg is { Length: not 20 })
            throw new ArgumentException($"K_G has 20 bytes, not {Kg.Length}.");
        foreach (var account in Accounts)
            account.Check();
        if (Hardware.LanChannel is < 1 or > 11)
            throw new ArgumentException($"A LAN channel has a number from 1 to 11, not {Hardware.LanChannel}.");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Hardware.UserSlots, 63);
        ArgumentOutOfRangeException.ThrowIfLessThan(SessionSlots, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(BootPace);
    }
}
