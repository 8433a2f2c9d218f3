using System.Collections.Frozen;
using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>Which command needs what and does what.</summary>
internal static class CommandTable
{
    private static readonly FrozenDictionary<int, CommandEntry> s_commands = CommandsOfEveryRoom().ToFrozenDictionary(entry => Key(entry.NetFn, entry.Command));

    /// <summary>Every command there is.</summary>
    public static IEnumerable<CommandEntry> All => s_commands.Values;

    public static bool Has(int netFn, int command) => s_commands.ContainsKey(Key(netFn, command));

    public static byte Execute(Controller bmc, SimSession? session, in IpmiMessage message, ref ReplyWriter reply)
    {
        var (netFn, command) = (message.NetFn, message.Command);
        if (bmc.Faults.CompletionCodes.TryGetValue((netFn, command), out var fault))
            return fault;
        if (!s_commands.TryGetValue(Key(netFn, command), out var entry))
            return session is null ? Completion.InsufficientPrivilege : OemCommands.Execute(bmc, netFn, command, message.Data, ref reply);
        if (entry.Privilege > (session?.Privilege ?? CommandEntry.None))
            return Completion.InsufficientPrivilege;
        var data = message.Data;
        bmc.RequestLun = message.Lun;
        var code = data.Length < entry.MinLength ? Completion.InvalidLength : entry.Handler(bmc, session, data, ref reply);
        bmc.Ledger.Add(bmc.Options.TimeProvider.GetUtcNow(), session?.ManagedId ?? 0, netFn, command, data, code);
        bmc.Changed();
        return code;
    }

    // A room is a class with the commands of one chapter; what it keeps is a property of the controller.
    private static IEnumerable<CommandEntry> CommandsOfEveryRoom() =>
    [
        .. BootOptions.Commands,
        .. BridgeCommands.Commands,
        .. ChannelCommands.Commands,
        .. ChassisCommands.Commands,
        .. DcmiCommands.Commands,
        .. DeviceCommands.Commands,
        .. EventCommands.Commands,
        .. FruCommands.Commands,
        .. FirewallCommands.Commands,
        .. LanConfiguration.Commands,
        .. MessagingCommands.Commands,
        .. PayloadCommands.Commands,
        .. SdrCommands.Commands,
        .. SelCommands.Commands,
        .. SensorCommands.Commands,
        .. SerialConfiguration.Commands,
        .. SessionCommands.Commands,
        .. SolConfiguration.Commands,
        .. SystemInfoCommands.Commands,
        .. UserCommands.Commands,
        .. WatchdogCommands.Commands,
    ];

    private static int Key(int netFn, int command) => (netFn << 8) | command;
}
