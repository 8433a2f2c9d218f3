using System.CommandLine;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Sol;
using Portal.Ipmi.Tool.Output;
using Portal.Ipmi.Tool.Sol;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>sol</c>: the host's serial console.</summary>
internal sealed class SolVerbs : IVerbGroup
{
    public Command Create(VerbRunner runner) => new("sol", "The host's serial console over LAN.")
    {
        Activate(runner),
        Deactivate(runner),
        SolConfigurationVerbs.Info(runner),
        SolConfigurationVerbs.Set(runner),
        SolConfigurationVerbs.Payload(runner),
    };

    private static Option<byte?> Instance() => Numbers.Option<byte>("--instance", "Instance of the payload, 1 to 15.");

    private static Command Activate(VerbRunner runner)
    {
        var instance = Instance();
        var steal = new Option<bool>("--steal") { Description = "Take the console from whoever has it." };
        var command = new Command("activate", "Opens the console on this terminal; ~. at the start of a line ends it.") { instance, steal };
        runner.SetConversation(command, (call, ct) => ActivateAsync(call, call.Arguments.GetValue(instance) ?? 1, call.Arguments.GetValue(steal), ct));
        return command;
    }

    private static async Task<int> ActivateAsync(VerbCall call, byte instance, bool steal, CancellationToken ct)
    {
        var session = call.Opened.Session ?? throw new UsageException("A serial console over LAN needs a session over LAN: name the BMC with -H.");
        if (steal)
            await DeactivateAsync(call, instance, ct);
        await using var channel = await OpenAsync(session, instance, ct);
        await call.Console.Error.WriteLineAsync("[SOL Session operational.  Use ~? for help]");
        using var terminal = RawTerminal.Enter(call.Console);
        return await new ConsoleConversation(channel, call.Console).RunAsync(ct);
    }

    private static async Task<SolChannel> OpenAsync(BmcSession session, byte instance, CancellationToken ct)
    {
        try
        {
            return await session.ActivateSolAsync(new SolOptions { Instance = instance }, ct);
        }
        catch (IpmiException e) when (e.Failure == IpmiFailure.SolAlreadyActive)
        {
            throw new VerbFailedException("Another session has the console; --steal takes it.");
        }
    }

    private static Command Deactivate(VerbRunner runner)
    {
        var instance = Instance();
        var command = new Command("deactivate", "Ends the console of whoever has it.") { instance };
        runner.Set(command, (call, ct) => DeactivateAsync(call, call.Arguments.GetValue(instance) ?? 1, ct), Print);
        return command;
    }

    private static async Task<Deactivation> DeactivateAsync(VerbCall call, byte instance, CancellationToken ct)
    {
        try
        {
            await call.Connection.SendAsync(new DeactivatePayload(instance), ct);
            return new Deactivation(WasActive: true);
        }
        catch (IpmiCommandException e) when (e.CompletionCode == DeactivatePayload.NotActive)
        {
            return new Deactivation(WasActive: false);
        }
    }

    private static void Print(Deactivation result, TextReport report) => report.Line(result.WasActive ? "SOL was deactivated." : "SOL was not active.");

    /// <summary>What <c>sol deactivate</c> found.</summary>
    internal sealed record Deactivation(bool WasActive);
}
