using System.CommandLine;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>power</c>, which is also <c>chassis power</c>.</summary>
internal sealed class PowerVerb : IVerbGroup
{
    private static readonly Dictionary<string, (ChassisAction Action, string Words)> s_actions = new()
    {
        ["on"] = (ChassisAction.PowerUp, "Up/On"),
        ["up"] = (ChassisAction.PowerUp, "Up/On"),
        ["off"] = (ChassisAction.PowerDown, "Down/Off"),
        ["down"] = (ChassisAction.PowerDown, "Down/Off"),
        ["cycle"] = (ChassisAction.PowerCycle, "Cycle"),
        ["reset"] = (ChassisAction.HardReset, "Reset"),
        ["diag"] = (ChassisAction.DiagnosticInterrupt, "Diag"),
        ["soft"] = (ChassisAction.SoftShutdown, "Soft"),
    };

    public Command Create(VerbRunner runner) => Power(runner);

    /// <summary>The words below <c>power</c>.</summary>
    public static Command Power(VerbRunner runner)
    {
        var power = new Command("power", "Power of the host: status, on, off, cycle, reset, diag, soft.");
        var status = new Command("status", "Whether the host has power.");
        runner.Set(
            status,
            static async (call, ct) => new PowerState((await call.Connection.SendAsync(new GetChassisStatus(), ct)).IsOn),
            static (state, report) => report.Line($"Chassis Power is {(state.IsOn ? "on" : "off")}"));
        power.Add(status);
        foreach (var (name, (action, words)) in s_actions)
        {
            var command = new Command(name, $"Chassis Control: {words}. Sent once.") { Hidden = name is "up" or "down" };
            runner.Set(
                command,
                async (call, ct) =>
                {
                    await call.Connection.SendAsync(new ChassisControl(action), ct);
                    return new PowerRequested(action);
                },
                (_, report) => report.Line($"Chassis Power Control: {words}"));
            power.Add(command);
        }

        return power;
    }

    /// <summary>Whether the host has power.</summary>
    internal sealed record PowerState(bool IsOn);

    /// <summary>What the BMC was asked to do and did not refuse.</summary>
    internal sealed record PowerRequested(ChassisAction Requested);
}
