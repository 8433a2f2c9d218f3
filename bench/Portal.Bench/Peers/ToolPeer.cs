using System.Globalization;
using System.Net;
using Portal.Bench.Consoles;

namespace Portal.Bench.Peers;

/// <summary>A program that holds one console and shows it on its terminal: ipmitool, ipmiconsole, and conman's client.</summary>
internal sealed class ToolPeer : ConsolePeer
{
    private PtyProgram? _program;
    private Conmand? _daemon;

    private ToolPeer(string name) => Name = name;

    public override string Name { get; }

    /// <summary>Of conman without its client: the daemon holds the console.</summary>
    public override ProcessFigures Figures => _daemon?.Figures ?? ProcessFigures.OfTree(_program!.Id);

    public override bool HasEnded => _program!.HasExited;

    /// <summary>Memory, with what several processes share divided between them.</summary>
    public long Proportional => ProcessFigures.ProportionalOfTree(_daemon?.Id ?? _program!.Id);

    public static Task<ToolPeer> IpmitoolAsync(IPEndPoint bmc, CancellationToken ct) => StartAsync(
        "ipmitool sol activate", "for help]",
        ["ipmitool", "-I", "lanplus", "-C", "3", "-H", $"{bmc.Address}", "-p", bmc.Port.ToString(CultureInfo.InvariantCulture), "-U", Farm.User, "-P", Farm.PasswordText, "sol", "activate"], ct);

    public static Task<ToolPeer> IpmiconsoleAsync(IPEndPoint bmc, CancellationToken ct) => StartAsync(
        "ipmiconsole", "established",
        ["/usr/sbin/ipmiconsole", "-h", $"{bmc.Address}", "-u", Farm.User, "-p", Farm.PasswordText, "-I", "3"], ct);

    public static async Task<ToolPeer> ConmanAsync(IPEndPoint bmc, CancellationToken ct)
    {
        var daemon = await Conmand.StartAsync([bmc], ct);
        var peer = await StartAsync("conman, ipmiconsole in it", "Connection to console", ["conman", "-d", $"127.0.0.1:{daemon.Port}", "c0"], ct);
        peer._daemon = daemon;
        return peer;
    }

    public override Task TypeAsync(ReadOnlyMemory<byte> characters, CancellationToken ct) => _program!.TypeAsync(characters, ct);

    public override async ValueTask DisposeAsync()
    {
        if (_program is not null)
            await _program.DisposeAsync();
        _daemon?.Dispose();
    }

    private static async Task<ToolPeer> StartAsync(string name, string ready, string[] command, CancellationToken ct)
    {
        var peer = new ToolPeer(name);
        peer._program = PtyProgram.Start(peer.See, command[0], command[1..]);
        await peer._program.ExpectAsync(ready, ct);
        return peer;
    }
}
