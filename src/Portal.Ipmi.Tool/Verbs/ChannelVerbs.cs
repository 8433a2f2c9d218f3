using System.CommandLine;
using System.Security.Cryptography;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Configuration;
using Portal.Ipmi.Tool.Output;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>channel</c>: ways to the controller and who may use them.</summary>
internal sealed class ChannelVerbs : IVerbGroup
{
    public Command Create(VerbRunner runner) => new("channel", "Channels of the controller: medium, access, cipher suites, keys.")
    {
        Info(runner), GetAccess(runner), SetAccess(runner), Ciphers(runner), Key(runner), Payloads(runner),
    };

    private static Argument<byte> Channel()
    {
        var channel = Numbers.Argument<byte>("channel", "Channel number; the one of this connection unless told otherwise.");
        channel.DefaultValueFactory = static _ => 0x0E;
        return channel;
    }

    private static Command Info(VerbRunner runner)
    {
        var channel = Channel();
        var command = new Command("info", "Medium, protocol, sessions and access of a channel.") { channel };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var info = await call.Connection.SendAsync(new GetChannelInfo(call.Arguments.GetValue(channel)), ct);
                // A channel without sessions has no access to set.
                var access = info.Sessions == ChannelSessions.None ? null : await AccessAsync(call, info.Channel, stored: false, ct);
                return new ChannelReport(info, access, access is null ? null : await AccessAsync(call, info.Channel, stored: true, ct));
            },
            static (result, report) =>
            {
                var info = result.Info;
                report
                    .Field("Channel", $"0x{info.Channel:x}")
                    .Field("Channel Medium Type", info.Medium)
                    .Field("Channel Protocol Type", info.Protocol)
                    .Field("Session Support", info.Sessions)
                    .Field("Active Session Count", info.ActiveSessions)
                    .Field("Protocol Vendor ID", info.VendorId);
                Print("in force", result.InForce, report);
                Print("stored", result.Stored, report);
            });
        return command;
    }

    private static async Task<ChannelAccess?> AccessAsync(VerbCall call, byte channel, bool stored, CancellationToken ct)
    {
        try
        {
            return await call.Connection.SendAsync(new GetChannelAccess(channel, stored), ct);
        }
        catch (IpmiCommandException)
        {
            return null;
        }
    }

    private static void Print(string which, ChannelAccess? access, TextReport report)
    {
        if (access is null)
            return;
        report
            .Line($"Settings {which}")
            .Field("  Alerting", access.Alerting ? "enabled" : "disabled")
            .Field("  Per-message Auth", access.PerMessageAuthentication ? "enabled" : "disabled")
            .Field("  User Level Auth", access.UserLevelAuthentication ? "enabled" : "disabled")
            .Field("  Access Mode", access.Mode)
            .Field("  Privilege Limit", access.PrivilegeLimit.ToString().ToUpperInvariant());
    }

    private static Command GetAccess(VerbRunner runner)
    {
        var channel = Channel();
        var id = Numbers.Argument<byte>("id", "User id; all users unless told otherwise.");
        id.Arity = ArgumentArity.ZeroOrOne;
        var command = new Command("getaccess", "What users may do on a channel.") { channel, id };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var list = await new UserDirectory(call.Connection, call.Arguments.GetValue(channel)).ListAsync(ct);
                var only = call.Arguments.GetResult(id)?.Tokens.Count > 0 ? call.Arguments.GetValue(id) : (byte)0;
                return list with { Users = [.. list.Users.Where(user => only == 0 || user.Id == only)] };
            },
            static (list, report) =>
            {
                report.Field("Maximum User IDs", list.MaxUsers).Field("Enabled User IDs", list.EnabledUsers).Line();
                foreach (var user in list.Users)
                {
                    report
                        .Field("User ID", user.Id)
                        .Field("User Name", user.Name)
                        .Field("Fixed Name", user.Id <= list.FixedNames ? "Yes" : "No")
                        .Field("Access Available", user.Access is null ? null : user.Access.CallbackOnly ? "callback" : "call-in / callback")
                        .Field("Link Authentication", user.Access is null ? null : user.Access.LinkAuthentication ? "enabled" : "disabled")
                        .Field("IPMI Messaging", user.Access is null ? null : user.Access.Messaging ? "enabled" : "disabled")
                        .Field("Privilege Level", user.Access is null ? null : user.Access.Privilege?.ToString().ToUpperInvariant() ?? "NO ACCESS")
                        .Field("Enable Status", user.Access?.IsEnabled switch { true => "enabled", false => "disabled", _ => null })
                        .Line();
                }
            });
        return command;
    }

    private static Command SetAccess(VerbRunner runner)
    {
        var channel = Channel();
        var id = Numbers.Argument<byte>("id", "User id.");
        var callin = OnOff("--callin", "May come in without being called back.");
        var link = OnOff("--link", "May authenticate a link.");
        var messaging = OnOff("--ipmi", "May send IPMI messages.");
        var privilege = new Option<string?>("--privilege") { Description = "callback, user, operator, administrator, oem or none." };
        privilege.AcceptOnlyFromAmong("callback", "user", "operator", "administrator", "oem", "none");
        var command = new Command("setaccess", "Changes what a user may do on a channel; what is not named stays (Set User Access).") { channel, id, callin, link, messaging, privilege };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var (number, user) = (call.Arguments.GetValue(channel), call.Arguments.GetValue(id));
                var before = await call.Connection.SendAsync(new GetUserAccess(number, user), ct);
                var permissions = Bit(callin, !before.CallbackOnly) ? UserPermissions.None : UserPermissions.CallbackOnly;
                permissions |= Bit(link, before.LinkAuthentication) ? UserPermissions.LinkAuthentication : UserPermissions.None;
                permissions |= Bit(messaging, before.Messaging) ? UserPermissions.Messaging : UserPermissions.None;
                var level = call.Arguments.GetValue(privilege) switch
                {
                    null => before.Privilege,
                    "none" => null,
                    var text => (PrivilegeLevel?)Enum.Parse<PrivilegeLevel>(text, ignoreCase: true),
                };
                await call.Connection.SendAsync(new SetUserAccess(number, user, level) { Permissions = permissions }, ct);
                return await call.Connection.SendAsync(new GetUserAccess(number, user), ct);

                bool Bit(Option<string?> option, bool now) => call.Arguments.GetValue(option) is { } word ? word == "on" : now;
            },
            static (access, report) => report
                .Field("Callin", !access.CallbackOnly).Field("Link Auth", access.LinkAuthentication).Field("IPMI Messaging", access.Messaging)
                .Field("Privilege", access.Privilege?.ToString().ToUpperInvariant() ?? "NO ACCESS"));
        return command;

        static Option<string?> OnOff(string name, string description)
        {
            var option = new Option<string?>(name) { Description = description + " on or off." };
            option.AcceptOnlyFromAmong("on", "off");
            return option;
        }
    }

    private static Command Ciphers(VerbRunner runner)
    {
        var payload = new Argument<string>("payload") { Description = "ipmi or sol.", DefaultValueFactory = static _ => "ipmi" };
        payload.AcceptOnlyFromAmong("ipmi", "sol");
        var channel = Numbers.Option<byte>("--channel", "Channel number; the one of this connection unless told otherwise.", "-c");
        var command = new Command("getciphers", "Cipher suites of a channel (Get Channel Cipher Suites).") { payload, channel };
        runner.Set(
            command,
            (call, ct) => CipherSuiteRecord.ReadAsync(
                call.Connection, call.Arguments.GetValue(channel) ?? 0x0E, call.Arguments.GetValue(payload) == "sol" ? PayloadType.Sol : PayloadType.Ipmi, ct),
            static (suites, report) => report.Table(
                ["ID", "IANA", "Auth Alg", "Integrity Alg", "Confidentiality Alg"],
                suites.Select(suite => (IReadOnlyList<object?>)
                    [(byte)suite.Id, suite.Iana?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "N/A", suite.AuthenticationName, suite.IntegrityName, suite.ConfidentialityName])));
        return command;
    }

    private static Command Key(VerbRunner runner)
    {
        var which = new Argument<string>("key") { Description = "kr or kg." };
        which.AcceptOnlyFromAmong("kr", "kg");
        var text = PasswordArgument.Create("The key, as text or as 40 hexadecimal digits; empty for none.");
        var channel = Numbers.Option<byte>("--channel", "Channel number; the one of this connection unless told otherwise.", "-c");
        var command = new Command("setkg", "Sets a key of a channel (Set Channel Security Keys). The next login needs it. It is never shown.") { which, text, channel };
        runner.Set(
            command,
            async (call, ct) =>
            {
                using var given = PasswordArgument.ReadKey(call, text);
                var bytes = new byte[SetChannelSecurityKeys.KeyLength];
                given.Reveal().CopyTo(bytes);
                using var key = new SecretBytes(bytes);
                CryptographicOperations.ZeroMemory(bytes);
                var id = call.Arguments.GetValue(which) == "kg" ? ChannelKeyId.Kg : ChannelKeyId.Kr;
                var answer = await call.Connection.SendAsync(SetChannelSecurityKeys.Set(call.Arguments.GetValue(channel) ?? 0x0E, id, key), ct);
                return new KeySet(id, answer.Lock);
            },
            static (set, report) => report.Field("Key", set.Key).Field("Lock", set.Lock));
        return command;
    }

    private static Command Payloads(VerbRunner runner)
    {
        var channel = Numbers.Argument<byte>("channel", "Channel number.");
        var command = new Command("payloads", "Payload types of a channel and their versions. It kills ipmi_sim when the channel is 0xe.") { channel };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var number = call.Arguments.GetValue(channel);
                var found = await call.Connection.SendAsync(new GetChannelPayloadSupport(number), ct);
                var payloads = new List<PayloadReport>();
                for (byte type = 0; type < 0x30; type++)
                {
                    if (!found.Supports(type))
                        continue;
                    PayloadVersion? version = null;
                    try
                    {
                        version = await call.Connection.SendAsync(new GetChannelPayloadVersion(number, type), ct);
                    }
                    catch (IpmiCommandException)
                    {
                        // The version is not told; the payload is there all the same.
                    }

                    payloads.Add(new PayloadReport(type, version is { } known ? $"{known.Major}.{known.Minor}" : null));
                }

                return payloads;
            },
            static (payloads, report) => report.Table(["Type", "Version"], payloads.Select(p => (IReadOnlyList<object?>)[$"0x{p.Type:x2}", p.Version])));
        return command;
    }

    /// <summary>A channel, its access in force, and the one that is stored.</summary>
    internal sealed record ChannelReport(ChannelInfo Info, ChannelAccess? InForce, ChannelAccess? Stored);

    /// <summary>A key was set.</summary>
    internal sealed record KeySet(ChannelKeyId Key, ChannelKeyLock Lock);

    /// <summary>A payload type and its version.</summary>
    internal sealed record PayloadReport(byte Type, string? Version);
}
