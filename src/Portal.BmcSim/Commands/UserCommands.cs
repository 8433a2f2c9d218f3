using System.Security.Cryptography;
using Portal.BmcSim.Rmcp;
using Portal.BmcSim.Users;

namespace Portal.BmcSim.Commands;

/// <summary>User commands, IPMI 2.0 §22.26 to §22.30. What they change decides the next login.</summary>
internal static class UserCommands
{
    public static CommandEntry[] Commands =>
    [
        new(0x06, 0x43, CommandEntry.Administrator, 3, SetAccess),
        new(0x06, 0x44, CommandEntry.Operator, 2, GetAccess),
        new(0x06, 0x45, CommandEntry.Administrator, 2, SetName),
        new(0x06, 0x46, CommandEntry.Operator, 1, GetName),
        new(0x06, 0x47, CommandEntry.Administrator, 2, SetPassword),
    ];

    // §22.26. Request: channel (bit 7: change the next three; 6 callback only, 5 link authentication, 4 messaging), user, privilege, sessions (optional).
    public static byte SetAccess(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (!bmc.LanChannel.IsConfigured(data[0]) || bmc.Users.At(data[1] & 0x3F) is not { } user)
            return Completion.InvalidField;
        var privilege = data[2] & 0x0F;
        if (privilege is not (>= 1 and <= 5 or SimUser.NoAccess))
            return Completion.InvalidField;
        if ((data[0] & 0x80) != 0)
        {
            user.CallbackOnly = (data[0] & 0x40) != 0;
            user.LinkAuthentication = (data[0] & 0x20) != 0;
            user.Messaging = (data[0] & 0x10) != 0;
        }
        user.Privilege = (byte)privilege;
        if (data.Length > 3)
            user.SessionLimit = (byte)(data[3] & 0x0F);
        return Completion.Ok;
    }

    // §22.27. Request: channel, user. Answer: highest id, enabled users (bits 7 and 6: this one is 1 enabled, 2 disabled), fixed names, access.
    public static byte GetAccess(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (!bmc.LanChannel.IsConfigured(data[0]))
            return Completion.InvalidField;
        if (bmc.Users.At(data[1] & 0x3F) is not { } user)
            return Completion.ParameterOutOfRange;
        reply.Byte(bmc.Users.MaxId);
        reply.Byte((user.Enabled ? 0x40 : 0x80) | bmc.Users.EnabledCount);
        // The nameless user's name cannot change.
        reply.Byte(1);
        reply.Byte((user.CallbackOnly ? 0x40 : 0) | (user.LinkAuthentication ? 0x20 : 0) | (user.Messaging ? 0x10 : 0) | user.Privilege);
        return Completion.Ok;
    }

    // §22.28. Request: user, name (16, padded with zeros).
    public static byte SetName(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (data.Length != 1 + SimUser.LongName)
            return Completion.InvalidLength;
        var id = data[0] & 0x3F;
        var name = data[1..];
        var end = name.IndexOf((byte)0);
        name = end < 0 ? name : name[..end];
        if (id < 2 || bmc.Users.At(id) is not { } user || bmc.Users.IsTaken(name, id))
            return Completion.InvalidField;
        user.Name = name.ToArray();
        return Completion.Ok;
    }

    // §22.29. Request: user. Answer: name (16).
    public static byte GetName(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (bmc.Users.At(data[0] & 0x3F) is not { } user)
            return Completion.ParameterOutOfRange;
        reply.Bytes(user.Name);
        for (var i = user.Name.Length; i < SimUser.LongName; i++)
            reply.Byte(0);
        return Completion.Ok;
    }

    // §22.30. Request: user (bit 7: 20 bytes), operation (0 disable, 1 enable, 2 set, 3 test), password (16 or 20; not needed for 0 and 1).
    // 80h: test failed; 81h: test failed because the password is stored in the other size.
    public static byte SetPassword(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte wrongPassword = 0x80;
        const byte wrongSize = 0x81;
        var isLong = (data[0] & 0x80) != 0;
        var password = data[2..];
        var operation = data[1] & 0x03;
        if (bmc.Users.At(data[0] & 0x3F) is not { } user)
            return Completion.ParameterOutOfRange;
        if (operation < 2)
        {
            if (bmc.Faults.PasswordNeededToEnable && password.IsEmpty)
                return Completion.InvalidLength;
            user.Enabled = operation == 1;
            return Completion.Ok;
        }
        if (password.Length != (isLong ? SimUser.LongPassword : SimUser.ShortPassword))
            return Completion.InvalidLength;
        var key = new byte[SimUser.LongPassword];
        password.CopyTo(key);
        if (operation == 2)
        {
            user.Key = key;
            user.IsLong = isLong;
            return After(bmc.Faults);
        }
        if (isLong != user.IsLong)
            return wrongSize;
        return CryptographicOperations.FixedTimeEquals(key, user.Key) ? Completion.Ok : wrongPassword;
    }

    private static byte After(SimFaults faults)
    {
        faults.Silent |= faults.AfterPasswordSet == SimAfterPassword.Silence;
        if (faults.AfterPasswordSet == SimAfterPassword.ErrorAndNoMore)
            faults.CompletionCodes[(0x06, 0x47)] = Completion.Unspecified;
        return faults.AfterPasswordSet is SimAfterPassword.Error or SimAfterPassword.ErrorAndNoMore ? Completion.Unspecified : Completion.Ok;
    }
}
