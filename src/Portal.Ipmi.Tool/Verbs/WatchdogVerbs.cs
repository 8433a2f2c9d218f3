using System.CommandLine;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Tool.Output;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>mc watchdog</c>.</summary>
internal static class WatchdogVerbs
{
    private static readonly Dictionary<string, WatchdogUse> s_uses = new()
    {
        ["frb2"] = WatchdogUse.BiosFrb2,
        ["post"] = WatchdogUse.BiosPost,
        ["osload"] = WatchdogUse.OsLoad,
        ["sms"] = WatchdogUse.SmsOs,
        ["oem"] = WatchdogUse.Oem,
    };

    private static readonly Dictionary<string, WatchdogAction> s_actions = new()
    {
        ["none"] = WatchdogAction.None,
        ["reset"] = WatchdogAction.HardReset,
        ["off"] = WatchdogAction.PowerDown,
        ["cycle"] = WatchdogAction.PowerCycle,
    };

    public static Command Create(VerbRunner runner)
    {
        var get = new Command("get", "The timer as it stands (Get Watchdog Timer).");
        runner.Set(get, static (call, ct) => ReadAsync(call, ct), Print);

        var reset = new Command("reset", "Starts it, or starts it over (Reset Watchdog Timer).");
        runner.Set(
            reset,
            static async (call, ct) =>
            {
                await call.Connection.SendAsync(new ResetWatchdogTimer(), ct);
                return await ReadAsync(call, ct);
            },
            Print);

        var off = new Command("off", "Stops it; its settings stay.");
        runner.Set(
            off,
            static async (call, ct) =>
            {
                var now = await ReadAsync(call, ct);
                // What a timer that was never set says (use 0) cannot be written back.
                var use = now.Use is WatchdogUse.Reserved or > WatchdogUse.Oem ? WatchdogUse.SmsOs : now.Use;
                await call.Connection.SendAsync(
                    new SetWatchdogTimer(use, now.Action, now.Initial)
                    {
                        DoNotLog = now.DoNotLog,
                        Interrupt = now.Interrupt,
                        PreTimeoutSeconds = (byte)now.PreTimeout.TotalSeconds,
                    },
                    ct);
                return await ReadAsync(call, ct);
            },
            Print);

        return new Command("watchdog", "The watchdog timer.") { get, Set(runner), reset, off };
    }

    private static Command Set(VerbRunner runner)
    {
        var seconds = new Argument<double>("seconds") { Description = "Time to count, 0.1 to 6553.5." };
        seconds.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double>() is < 0.1 or > 6553.5)
                result.AddError("The watchdog counts from 0.1 to 6553.5 seconds.");
        });
        var action = new Option<string>("--action") { Description = "none, reset, off or cycle.", DefaultValueFactory = static _ => "none" };
        action.AcceptOnlyFromAmong([.. s_actions.Keys]);
        var use = new Option<string>("--use") { Description = "frb2, post, osload, sms or oem.", DefaultValueFactory = static _ => "sms" };
        use.AcceptOnlyFromAmong([.. s_uses.Keys]);
        var warn = Numbers.Option<byte>("--warn", "Seconds before the end at which it warns the host with an interrupt (NMI).");
        var doNotLog = new Option<bool>("--do-not-log") { Description = "Expiration is not logged." };
        var start = new Option<bool>("--start") { Description = "Start it at once." };
        var set = new Command("set", "Sets it (Set Watchdog Timer); it starts with reset or --start.") { seconds, action, use, warn, doNotLog, start };
        runner.Set(
            set,
            async (call, ct) =>
            {
                var before = call.Arguments.GetValue(warn);
                await call.Connection.SendAsync(
                    new SetWatchdogTimer(s_uses[call.Arguments.GetValue(use)!], s_actions[call.Arguments.GetValue(action)!], TimeSpan.FromSeconds(call.Arguments.GetValue(seconds)))
                    {
                        DoNotLog = call.Arguments.GetValue(doNotLog),
                        Interrupt = before is null ? WatchdogInterrupt.None : WatchdogInterrupt.Nmi,
                        PreTimeoutSeconds = before ?? 0,
                    },
                    ct);
                if (call.Arguments.GetValue(start))
                    await call.Connection.SendAsync(new ResetWatchdogTimer(), ct);
                return await ReadAsync(call, ct);
            },
            Print);
        return set;
    }

    private static Task<WatchdogTimer> ReadAsync(VerbCall call, CancellationToken ct) => call.Connection.SendAsync(new GetWatchdogTimer(), ct).AsTask();

    private static void Print(WatchdogTimer timer, TextReport report) => report
        .Field("Watchdog Timer Use", timer.Use)
        .Field("Watchdog Timer Is", timer.IsRunning ? "Started/Running" : "Stopped")
        .Field("Logging", timer.DoNotLog ? "Off" : "On")
        .Field("Timeout Action", timer.Action)
        .Field("Pre-timeout Interrupt", timer.Interrupt)
        .Field("Pre-timeout interval", $"{timer.PreTimeout.TotalSeconds:0} seconds")
        .Field("Timer Expiration Flags", timer.Expired)
        .Field("Initial Countdown", $"{timer.Initial.TotalSeconds:0.0} sec")
        .Field("Present Countdown", timer.Present is { } present ? $"{present.TotalSeconds:0.0} sec" : null);
}
