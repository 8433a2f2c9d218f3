using System.Collections.Frozen;
using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>Which command needs what and does what.</summary>
internal static class CommandTable
{
    /// <summary>Executes a command; returns its completion code and writes the data of its answer.</summary>
    public delegate byte Handler(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply);

    private const byte None = 0;
    private const byte Callback = 1;
    private const byte User = 2;
    private const byte Operator = 3;

    // Privileges: IPMI 2.0 appendix G. A command with None is also taken outside a session.
    private static readonly FrozenDictionary<int, Entry> s_commands = new Dictionary<int, Entry>
    {
        [Key(0x00, 0x01)] = new(User, 0, ChassisCommands.GetStatus),
        [Key(0x00, 0x02)] = new(Operator, 1, ChassisCommands.Control),
        [Key(0x00, 0x04)] = new(Operator, 0, ChassisCommands.Identify),
        [Key(0x00, 0x07)] = new(User, 0, ChassisCommands.GetRestartCause),
        [Key(0x00, 0x08)] = new(Operator, 1, BootOptions.Set),
        [Key(0x00, 0x09)] = new(Operator, 3, BootOptions.Get),
        [Key(0x06, 0x01)] = new(User, 0, DeviceCommands.GetDeviceId),
        [Key(0x06, 0x04)] = new(User, 0, DeviceCommands.GetSelfTest),
        [Key(0x06, 0x08)] = new(User, 0, DeviceCommands.GetGuid),
        [Key(0x06, 0x37)] = new(None, 0, DeviceCommands.GetGuid),
        [Key(0x06, 0x38)] = new(None, 2, ChannelCommands.GetAuthenticationCapabilities),
        [Key(0x06, 0x3B)] = new(User, 1, SessionCommands.SetPrivilegeLevel),
        [Key(0x06, 0x3C)] = new(Callback, 4, SessionCommands.Close),
        [Key(0x06, 0x3D)] = new(User, 1, SessionCommands.GetInfo),
        [Key(0x06, 0x42)] = new(User, 1, ChannelCommands.GetInfo),
        [Key(0x06, 0x48)] = new(User, 6, PayloadCommands.Activate),
        [Key(0x06, 0x49)] = new(User, 2, PayloadCommands.Deactivate),
        [Key(0x06, 0x4A)] = new(User, 1, PayloadCommands.GetActivationStatus),
        [Key(0x06, 0x4B)] = new(User, 2, PayloadCommands.GetInstanceInfo),
        [Key(0x06, 0x4D)] = new(Operator, 2, PayloadCommands.GetUserAccess),
        [Key(0x06, 0x4E)] = new(User, 1, PayloadCommands.GetChannelSupport),
        [Key(0x06, 0x4F)] = new(User, 2, PayloadCommands.GetChannelVersion),
        [Key(0x06, 0x54)] = new(None, 3, ChannelCommands.GetCipherSuites),
        [Key(0x0C, 0x22)] = new(User, 4, SolConfiguration.Get),
    }.ToFrozenDictionary();

    public static byte Execute(Controller bmc, SimSession? session, in IpmiMessage message, ref ReplyWriter reply)
    {
        var (netFn, command) = (message.NetFn, message.Command);
        if (bmc.Faults.CompletionCodes.TryGetValue((netFn, command), out var fault))
            return fault;
        if (!s_commands.TryGetValue(Key(netFn, command), out var entry))
            return session is null ? Completion.InsufficientPrivilege : Completion.InvalidCommand;
        if (entry.Privilege > (session?.Privilege ?? None))
            return Completion.InsufficientPrivilege;
        var data = message.Data;
        var code = data.Length < entry.MinLength ? Completion.InvalidLength : entry.Handler(bmc, session, data, ref reply);
        bmc.Ledger.Add(bmc.Options.TimeProvider.GetUtcNow(), session?.ManagedId ?? 0, netFn, command, data, code);
        bmc.Changed();
        return code;
    }

    private static int Key(int netFn, int command) => (netFn << 8) | command;

    private readonly record struct Entry(byte Privilege, byte MinLength, Handler Handler);
}
