using System.CommandLine;
using Portal.Ipmi.Commands.Transport;
using Portal.Ipmi.Configuration;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>lan</c>: how the controller is reached over the network.</summary>
internal sealed class LanVerbs : IVerbGroup
{
    private static readonly string[] s_settings =
    [
        "ipsrc", "ipaddr", "netmask", "macaddr", "defgw", "defgwmac", "bakgw", "bakgwmac", "snmp", "vlan", "vlan-priority", "arp-respond", "arp-generate", "arp-interval",
        "cipher-privileges", "ttl", "ipv6", "ipv6-address", "ipv6-hop-limit", "ipv6-routers", "alert-address",
    ];

    public Command Create(VerbRunner runner) => new("lan", "LAN configuration.") { Print(runner), Set(runner), Statistics(runner) };

    /// <summary>An option that names a channel; without it the LAN channel is looked for.</summary>
    public static Option<byte?> Channel() => Numbers.Option<byte>("--channel", "Channel number; without it the LAN channel is looked for.", "-c");

    /// <summary>The channel that was named, or the LAN channel.</summary>
    public static async Task<byte> ChannelAsync(VerbCall call, byte? named, CancellationToken ct) => named ?? await LanConfigurator.FindChannelAsync(call.Connection, ct);

    private static Command Print(VerbRunner runner)
    {
        var channel = Numbers.Argument<byte>("channel", "Channel number; without it the LAN channel is looked for.");
        channel.Arity = ArgumentArity.ZeroOrOne;
        var command = new Command("print", "All LAN configuration parameters, IPv6 among them.") { channel };
        runner.Set(
            command,
            async (call, ct) =>
            {
                byte? named = call.Arguments.GetResult(channel)?.Tokens.Count > 0 ? call.Arguments.GetValue(channel) : null;
                return await new LanConfigurator(call.Connection, await ChannelAsync(call, named, ct)).ReadAsync(ct);
            },
            LanText.Print);
        return command;
    }

    private static Command Set(VerbRunner runner)
    {
        var setting = new Argument<string>("setting") { Description = string.Join(", ", s_settings) + "." };
        setting.AcceptOnlyFromAmong(s_settings);
        var values = new Argument<string[]>("value") { Description = "Its value.", Arity = ArgumentArity.OneOrMore };
        var channel = Channel();
        var takeOver = new Option<bool>("--take-over") { Description = "Go on when somebody else seems to be changing the configuration." };
        var command = new Command("set", "Changes one of them and reads it back. What changes the way to the BMC ends this session.") { setting, values, channel, takeOver };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var name = call.Arguments.GetValue(setting)!;
                var change = LanSettings.Parse(name, call.Arguments.GetValue(values)!);
                var pacing = ConfigurationPacing.Default with { TakeOver = call.Arguments.GetValue(takeOver) };
                var configurator = new LanConfigurator(call.Connection, await ChannelAsync(call, call.Arguments.GetValue(channel), ct), pacing);
                return new Changed(name, await configurator.ApplyAsync(change, ct));
            },
            static (changed, report) => report.Line(changed.Unverified.Count == 0
                ? $"{changed.Setting} set and read back."
                : $"{changed.Setting} sent; it could not be read back, because the way to the BMC changed with it."));
        return command;
    }

    private static Command Statistics(VerbRunner runner)
    {
        var channel = Channel();
        var clear = new Option<bool>("--clear") { Description = "Set them to 0 afterwards." };
        var command = new Command("stats", "Packet counters (Get IP/UDP/RMCP Statistics).") { channel, clear };
        runner.Set(
            command,
            async (call, ct) => await call.Connection.SendAsync(
                new GetIpStatistics(await ChannelAsync(call, call.Arguments.GetValue(channel), ct), call.Arguments.GetValue(clear)), ct),
            static (counters, report) => report
                .Field("IP Rx Packet", counters.PacketsReceived)
                .Field("IP Rx Header Errors", counters.HeaderErrors)
                .Field("IP Rx Address Errors", counters.AddressErrors)
                .Field("IP Rx Fragmented", counters.FragmentsReceived)
                .Field("IP Tx Packet", counters.PacketsSent)
                .Field("UDP Rx Packet", counters.UdpReceived)
                .Field("RMCP Rx Valid", counters.RmcpReceived)
                .Field("UDP Proxy Packet Received", counters.ProxyReceived)
                .Field("UDP Proxy Packet Dropped", counters.ProxyDropped));
        return command;
    }

    /// <summary>A setting that was changed, and what of it could not be read back.</summary>
    internal sealed record Changed(string Setting, IReadOnlyList<string> Unverified);
}
