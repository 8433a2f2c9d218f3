using System.CommandLine;
using System.Globalization;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Configuration;
using Portal.Ipmi.Tool.Output;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>sol info</c>, <c>sol set</c> and <c>sol payload</c>.</summary>
internal static class SolConfigurationVerbs
{
    private static readonly Dictionary<string, SerialBitRate> s_rates = new()
    {
        ["serial"] = SerialBitRate.Default,
        ["9.6"] = SerialBitRate.Bps9600,
        ["19.2"] = SerialBitRate.Bps19200,
        ["38.4"] = SerialBitRate.Bps38400,
        ["57.6"] = SerialBitRate.Bps57600,
        ["115.2"] = SerialBitRate.Bps115200,
    };

    private static readonly string[] s_settings =
    [
        "enabled", "force-encryption", "force-authentication", "privilege-level", "character-accumulate-level", "character-send-threshold", "retry-count", "retry-interval",
        "non-volatile-bit-rate", "volatile-bit-rate",
    ];

    private static Option<byte?> Channel() => Numbers.Option<byte>("--channel", "Channel number; the one of this connection unless told otherwise.", "-c");

    public static Command Info(VerbRunner runner)
    {
        var channel = Channel();
        var command = new Command("info", "How SOL is configured (Get SOL Configuration Parameters).") { channel };
        runner.Set(command, (call, ct) => new SolConfigurator(call.Connection, call.Arguments.GetValue(channel) ?? 0x0E).ReadAsync(ct), Print);
        return command;
    }

    public static Command Set(VerbRunner runner)
    {
        var setting = new Argument<string>("setting") { Description = string.Join(", ", s_settings) + "." };
        setting.AcceptOnlyFromAmong(s_settings);
        var value = new Argument<string>("value") { Description = "true or false; a privilege; a number; 9.6 to 115.2 or serial." };
        var channel = Channel();
        var command = new Command("set", "Changes one of them and reads it back.") { setting, value, channel };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var configurator = new SolConfigurator(call.Connection, call.Arguments.GetValue(channel) ?? 0x0E);
                await configurator.ApplyAsync(Parse(call.Arguments.GetValue(setting)!, call.Arguments.GetValue(value)!), ct);
                return await configurator.ReadAsync(ct);
            },
            Print);
        return command;
    }

    public static Command Payload(VerbRunner runner)
    {
        var status = PayloadVerb("status", "Whether a user may activate SOL.", null);
        return new Command("payload", "Who may activate SOL.") { status, PayloadVerb("enable", "Lets a user activate SOL.", true), PayloadVerb("disable", "Keeps a user from activating SOL.", false) };

        Command PayloadVerb(string name, string description, bool? enable)
        {
            var user = Numbers.Argument<byte>("user", "User id.");
            var channel = Channel();
            var command = new Command(name, description) { user, channel };
            runner.Set(
                command,
                async (call, ct) =>
                {
                    var (number, id) = (call.Arguments.GetValue(channel) ?? 0x0E, call.Arguments.GetValue(user));
                    if (enable is { } allow)
                        await call.Connection.SendAsync(new SetUserPayloadAccess(number, id, allow, UserPayloadAccess.SolOnly), ct);
                    var access = await call.Connection.SendAsync(new GetUserPayloadAccess(number, id), ct);
                    return enable is null || access.Sol == enable
                        ? access
                        : throw new VerbFailedException("The BMC said that it took the change, but reads back another value.");
                },
                (access, report) => report.Field("SOL", access.Sol ? "enabled" : "disabled").Field("OEM payloads", access.Oem == 0 ? null : $"0x{access.Oem:x4}"));
            return command;
        }
    }

    private static SolChange Parse(string setting, string value) => setting switch
    {
        "enabled" => new SolChange { Enabled = Flag(value) },
        "force-encryption" => new SolChange { ForceEncryption = Flag(value) },
        "force-authentication" => new SolChange { ForceAuthentication = Flag(value) },
        "privilege-level" => new SolChange
        {
            Privilege = Enum.TryParse<PrivilegeLevel>(value, ignoreCase: true, out var level) && level is >= PrivilegeLevel.User and <= PrivilegeLevel.Oem
                ? level : throw new UsageException($"A privilege is user, operator, administrator or oem, not \"{value}\"."),
        },
        "character-accumulate-level" => new SolChange { AccumulateInterval = TimeSpan.FromMilliseconds(5 * Number(value, 1, 255)) },
        "character-send-threshold" => new SolChange { SendThreshold = (byte)Number(value, 0, 255) },
        "retry-count" => new SolChange { RetryCount = (byte)Number(value, 0, 7) },
        "retry-interval" => new SolChange { RetryInterval = TimeSpan.FromMilliseconds(10 * Number(value, 0, 255)) },
        "non-volatile-bit-rate" => new SolChange { StoredBitRate = Rate(value) },
        _ => new SolChange { BitRate = Rate(value) },
    };

    private static bool Flag(string value) => bool.TryParse(value, out var flag) ? flag : throw new UsageException($"\"{value}\" is neither true nor false.");

    private static int Number(string value, int from, int to) =>
        Numbers.TryParse<int>(value, out var number) && number >= from && number <= to ? number : throw new UsageException($"\"{value}\" is no number from {from} to {to}.");

    private static SerialBitRate Rate(string value) =>
        s_rates.TryGetValue(value, out var rate) ? rate : throw new UsageException($"A bit rate is one of {string.Join(", ", s_rates.Keys)}, not \"{value}\".");

    private static void Print(SolConfiguration sol, TextReport report) => report
        .Field("Set in progress", sol.SetInProgress switch { null => null, SetInProgress.Complete => "set-complete", SetInProgress.InProgress => "set-in-progress", _ => "commit-write" })
        .Field("Enabled", Word(sol.Enabled))
        .Field("Force Encryption", Word(sol.ForceEncryption))
        .Field("Force Authentication", Word(sol.ForceAuthentication))
        .Field("Privilege Level", sol.Privilege?.ToString().ToUpperInvariant())
        .Field("Character Accumulate Level (ms)", sol.AccumulateInterval?.TotalMilliseconds)
        .Field("Character Send Threshold", sol.SendThreshold)
        .Field("Retry Count", sol.RetryCount)
        .Field("Retry Interval (ms)", sol.RetryInterval?.TotalMilliseconds)
        .Field("Volatile Bit Rate (kbps)", Word(sol.BitRate))
        .Field("Non-Volatile Bit Rate (kbps)", Word(sol.StoredBitRate))
        .Field("Payload Channel", sol.PayloadChannel is { } channel ? string.Create(CultureInfo.InvariantCulture, $"{channel} (0x{channel:x2})") : null)
        .Field("Payload Port", sol.PayloadPort);

    private static string? Word(bool? value) => value switch { true => "true", false => "false", _ => null };

    private static string? Word(SerialBitRate? rate)
    {
        foreach (var (name, value) in s_rates)
        {
            if (value == rate)
                return name;
        }

        return rate is null ? null : $"reserved ({(byte)rate:X}h)";
    }
}
