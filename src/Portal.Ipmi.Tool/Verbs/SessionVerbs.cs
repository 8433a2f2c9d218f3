using System.CommandLine;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Tool.Output;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>session</c>: who is logged in.</summary>
internal sealed class SessionVerbs : IVerbGroup
{
    public Command Create(VerbRunner runner)
    {
        var active = new Command("active", "This session.");
        runner.Set(active, static (call, ct) => call.Connection.SendAsync(new GetSessionInfo(), ct).AsTask(), Print);

        var all = new Command("all", "All sessions.");
        runner.Set(
            all,
            static async (call, ct) =>
            {
                var sessions = new List<SessionInfo>();
                for (byte number = 1; number < 0x40; number++)
                {
                    try
                    {
                        var info = await call.Connection.SendAsync(GetSessionInfo.Active(number), ct);
                        if (info.Handle != 0)
                            sessions.Add(info);
                        if (info.Handle == 0 || number >= info.ActiveSessions)
                            break;
                    }
                    catch (IpmiCommandException e) when (e.CompletionCode is CompletionCode.InvalidDataField or CompletionCode.NotPresent or CompletionCode.ParameterOutOfRange && number > 1)
                    {
                        // Sessions end while we count them.
                        break;
                    }
                }

                return sessions;
            },
            static (sessions, report) =>
            {
                foreach (var session in sessions)
                {
                    Print(session, report);
                    report.Line();
                }
            });

        var number = Numbers.Argument<uint>("id", "Session id.");
        var id = new Command("id", "The session with an id.") { number };
        runner.Set(id, (call, ct) => call.Connection.SendAsync(GetSessionInfo.ById(call.Arguments.GetValue(number)), ct).AsTask(), Print);
        var handleNumber = Numbers.Argument<byte>("handle", "Session handle.");
        var handle = new Command("handle", "The session with a handle.") { handleNumber };
        runner.Set(handle, (call, ct) => call.Connection.SendAsync(GetSessionInfo.ByHandle(call.Arguments.GetValue(handleNumber)), ct).AsTask(), Print);

        return new Command("session", "Sessions of the controller.") { new Command("info", "Who is logged in (Get Session Info).") { active, all, id, handle } };
    }

    private static void Print(SessionInfo info, TextReport report) => report
        .Field("session handle", info.Handle)
        .Field("slot count", info.PossibleSessions)
        .Field("active sessions", info.ActiveSessions)
        .Field("user id", info.UserId)
        .Field("privilege level", info.Privilege?.ToString().ToUpperInvariant())
        .Field("session type", info.UserId is null ? null : info.IsRmcpPlus ? "IPMIv2/RMCP+" : "IPMIv1.5")
        .Field("channel number", info.Channel is { } channel ? $"0x{channel:x2}" : null)
        .Field("console ip", info.ConsoleAddress)
        .Field("console mac", Hex(info))
        .Field("console port", info.ConsolePort);

    private static string? Hex(SessionInfo info) =>
        info.ConsoleMac is { } mac ? string.Join(':', mac.GetAddressBytes().Select(b => $"{b:x2}")) : null;
}
