using System.CommandLine;
using Portal.Ipmi.Commands.App;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>mc commands</c>: what commands the controller takes, as its firmware firewall tells.</summary>
internal static class FirewallVerbs
{
    public static Command Create(VerbRunner runner)
    {
        var channel = Numbers.Option<byte>("--channel", "Channel that the commands come by; this one unless told otherwise.");
        var command = new Command("commands", "The commands that the controller takes (Get NetFn Support, Get Command Support, Get Configurable Commands, Get Command Enables).") { channel };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var by = call.Arguments.GetValue(channel) ?? 0x0E;
                var support = await call.Connection.SendAsync(new GetNetFnSupport(by), ct);
                var functions = new List<FunctionReport>();
                foreach (var netFn in support.Of(Lun.Bmc))
                {
                    // Groups and manufacturers have commands per body, which only they can name.
                    if (netFn is NetFn.Group or NetFn.Oem)
                        continue;
                    var found = await BothAsync(upper => new GetCommandSupport(netFn, by) { UpperHalf = upper });
                    var configurable = await BothAsync(upper => new GetConfigurableCommands(netFn, by) { UpperHalf = upper });
                    var enabled = await BothAsync(upper => new GetCommandEnables(netFn, by) { UpperHalf = upper });
                    functions.Add(new FunctionReport(netFn, found, [.. found.Except(enabled)], configurable));
                }

                return functions;

                async Task<byte[]> BothAsync(Func<bool, IpmiRequest<CommandMask>> request) =>
                [
                    .. (await call.Connection.SendAsync(request(false), ct)).Commands,
                    .. (await call.Connection.SendAsync(request(true), ct)).Commands,
                ];
            },
            static (functions, report) =>
            {
                foreach (var function in functions)
                    report.Field($"NetFn {(byte)function.NetFn:X2}h {function.NetFn}", string.Join(' ', function.Commands.Select(c => $"{c:X2}")))
                        .Field("  switched off", function.Disabled.Length == 0 ? null : string.Join(' ', function.Disabled.Select(c => $"{c:X2}")));
            });
        return command;
    }

    /// <summary>Commands of one network function.</summary>
    internal sealed record FunctionReport(NetFn NetFn, byte[] Commands, byte[] Disabled, byte[] Configurable);
}
