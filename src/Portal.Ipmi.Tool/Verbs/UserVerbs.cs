using System.CommandLine;
using Portal.Ipmi.Configuration;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>user</c>: who may log in.</summary>
internal sealed class UserVerbs : IVerbGroup
{
    public Command Create(VerbRunner runner) => new("user", "Users of the controller.")
    {
        List(runner), Summary(runner), Test(runner), Add(runner), Delete(runner), Enable(runner, true), Enable(runner, false), Privilege(runner), Set(runner),
    };

    private static Option<byte?> Channel() => Numbers.Option<byte>("--channel", "Channel number; the one of this connection unless told otherwise.", "-c");

    private static UserDirectory Directory(VerbCall call, Option<byte?> channel) => new(call.Connection, call.Arguments.GetValue(channel) ?? 0x0E);

    private static Argument<byte> Id() => Numbers.Argument<byte>("id", "User id, from 1.");

    private static Command List(VerbRunner runner)
    {
        var channel = Channel();
        var command = new Command("list", "All users with their access (Get User Access, Get User Name).") { channel };
        runner.Set(
            command,
            (call, ct) => Directory(call, channel).ListAsync(ct),
            static (list, report) => report.Table(
                ["ID", "Name", "Enabled", "Callin", "Link Auth", "IPMI Msg", "Channel Priv Limit"],
                list.Users.Where(user => !user.IsFree || user.Id == 1).Select(user => (IReadOnlyList<object?>)
                [
                    user.Id, user.Name, user.Access?.IsEnabled, user.Access is { } access ? !access.CallbackOnly : null, user.Access?.LinkAuthentication,
                    user.Access?.Messaging, Words(user.Access?.Privilege),
                ])));
        return command;
    }

    private static Command Summary(VerbRunner runner)
    {
        var channel = Channel();
        var command = new Command("summary", "How many users there are and can be.") { channel };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var access = await call.Connection.SendAsync(new Commands.App.GetUserAccess(call.Arguments.GetValue(channel) ?? 0x0E, 1), ct);
                return new UserSummary(access.MaxUserIds, access.EnabledUsers, access.FixedNames);
            },
            static (summary, report) => report
                .Field("Maximum IDs", summary.MaximumIds).Field("Enabled User Count", summary.EnabledUsers).Field("Fixed Name Count", summary.FixedNames));
        return command;
    }

    private static Command Test(VerbRunner runner)
    {
        var id = Id();
        var size = new Argument<string>("size") { Description = "16, 20, or auto for the size that fits the password.", DefaultValueFactory = static _ => "auto" };
        size.AcceptOnlyFromAmong("16", "20", "auto");
        var password = PasswordArgument.Create("The password to test.");
        var channel = Channel();
        var command = new Command("test", "Whether a user has a password (Set User Password, test). Exit status 1 when not.") { id, size, password, channel };
        runner.SetExit(
            command,
            async (call, ct) =>
            {
                using var secret = PasswordArgument.Read(call, password);
                var directory = Directory(call, channel);
                var user = call.Arguments.GetValue(id);
                return new PasswordVerdict(call.Arguments.GetValue(size) switch
                {
                    "16" => await directory.TestPasswordAsync(user, secret, asLong: false, ct),
                    "20" => await directory.TestPasswordAsync(user, secret, asLong: true, ct),
                    _ => await directory.TestPasswordAsync(user, secret, ct),
                });
            },
            static (verdict, report) => report.Line(verdict.Result switch
            {
                PasswordTest.Right => "Success",
                PasswordTest.Wrong => "Failure: password incorrect",
                _ => "Failure: wrong password size",
            }),
            static verdict => verdict.Result == PasswordTest.Right ? ExitStatus.Done : ExitStatus.Failed);
        return command;
    }

    private static Command Add(VerbRunner runner)
    {
        var name = new Argument<string>("name") { Description = "Name, at most 16 bytes." };
        var privilege = PrivilegeArgument();
        var password = PasswordArgument.Create("The new user's password.");
        var channel = Channel();
        var command = new Command("add", "Adds a user in a free place: name, password, privilege, enabled.") { name, privilege, password, channel };
        runner.Set(
            command,
            async (call, ct) =>
            {
                using var secret = PasswordArgument.Read(call, password);
                var level = Level(call.Arguments.GetValue(privilege)!) ?? throw new UsageException("A user without access need not be added.");
                return new UserDone(await Directory(call, channel).AddAsync(call.Arguments.GetValue(name)!, secret, level, ct));
            },
            static (done, report) => report.Field("User ID", done.UserId));
        return command;
    }

    private static Command Delete(VerbRunner runner)
    {
        var id = Id();
        var channel = Channel();
        var command = new Command("delete", "Takes a user away: disabled, without access, without a name.") { id, channel };
        runner.Set(command, (call, ct) => DoneAsync(call, id, user => Directory(call, channel).DeleteAsync(user, ct)), static (done, report) => report.Line($"User {done.UserId} deleted."));
        return command;
    }

    private static Command Enable(VerbRunner runner, bool enable)
    {
        var id = Id();
        var channel = Channel();
        var command = new Command(enable ? "enable" : "disable", enable ? "Lets a user log in." : "Keeps a user from logging in.") { id, channel };
        runner.Set(
            command,
            (call, ct) => DoneAsync(call, id, user => Directory(call, channel).SetEnabledAsync(user, enable, ct)),
            (done, report) => report.Line($"User {done.UserId} {(enable ? "enabled" : "disabled")}."));
        return command;
    }

    private static Command Privilege(VerbRunner runner)
    {
        var id = Id();
        var privilege = PrivilegeArgument();
        var channel = Channel();
        var command = new Command("priv", "Highest privilege of a user on a channel.") { id, privilege, channel };
        runner.Set(
            command,
            (call, ct) => DoneAsync(call, id, user => Directory(call, channel).SetPrivilegeAsync(user, Level(call.Arguments.GetValue(privilege)!), ct)),
            static (done, report) => report.Line($"Privilege of user {done.UserId} set."));
        return command;
    }

    private static Command Set(VerbRunner runner)
    {
        var nameId = Id();
        var name = new Argument<string>("name") { Description = "Name, at most 16 bytes." };
        var setName = new Command("name", "Changes a user's name.") { nameId, name };
        runner.Set(
            setName,
            (call, ct) => DoneAsync(call, nameId, user => new UserDirectory(call.Connection).RenameAsync(user, call.Arguments.GetValue(name)!, ct)),
            static (done, report) => report.Line($"Name of user {done.UserId} set."));

        var passwordId = Id();
        var password = PasswordArgument.Create("The new password.");
        var setPassword = new Command("password", "Changes a user's password, and tests it.") { passwordId, password };
        runner.Set(
            setPassword,
            async (call, ct) =>
            {
                using var secret = PasswordArgument.Read(call, password);
                return await DoneAsync(call, passwordId, user => new UserDirectory(call.Connection).SetPasswordAsync(user, secret, ct));
            },
            static (done, report) => report.Line($"Password of user {done.UserId} set."));

        return new Command("set", "Changes a name or a password.") { setName, setPassword };
    }

    private static async Task<UserDone> DoneAsync(VerbCall call, Argument<byte> id, Func<byte, Task> work)
    {
        var user = call.Arguments.GetValue(id);
        if (user is < 1 or > 63)
            throw new UsageException($"User ids are 1 to 63, not {user}.");
        await work(user);
        return new UserDone(user);
    }

    private static Argument<string> PrivilegeArgument()
    {
        var privilege = new Argument<string>("privilege") { Description = "callback, user, operator, administrator, oem or none." };
        privilege.AcceptOnlyFromAmong("callback", "user", "operator", "administrator", "oem", "none");
        return privilege;
    }

    private static PrivilegeLevel? Level(string text) => text == "none" ? null : Enum.Parse<PrivilegeLevel>(text, ignoreCase: true);

    private static string Words(PrivilegeLevel? level) => level is { } known ? known.ToString().ToUpperInvariant() : "NO ACCESS";

    /// <summary>How many users there are and can be.</summary>
    internal sealed record UserSummary(byte MaximumIds, byte EnabledUsers, byte FixedNames);

    /// <summary>What the test of a password said.</summary>
    internal sealed record PasswordVerdict(PasswordTest Result);

    /// <summary>The user that was changed.</summary>
    internal sealed record UserDone(byte UserId);
}
