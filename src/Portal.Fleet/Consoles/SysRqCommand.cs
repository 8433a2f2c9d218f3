namespace Portal.Fleet.Consoles;

/// <summary>One command of Linux's magic SysRq key (Documentation/admin-guide/sysrq.rst): what it does in a word, and whether it does harm.</summary>
/// <param name="Key">What is typed after the break.</param>
/// <param name="Name">Stable name, for audit entries and texts.</param>
/// <param name="IsDangerous">It ends work at once: reboots, crashes, or kills.</param>
public sealed record SysRqCommand(char Key, string Name, bool IsDangerous = false)
{
    /// <summary>All that are offered. The rest of what kernels know is for keyboards, or changes with their versions.</summary>
    public static IReadOnlyList<SysRqCommand> All { get; } =
    [
        new('h', "help"),
        new('s', "sync"),
        new('u', "remountReadOnly"),
        new('w', "blockedTasks"),
        new('t', "allTasks"),
        new('l', "allProcessors"),
        new('m', "memory"),
        new('p', "registers"),
        new('9', "everyMessage"),
        new('4', "warningsOnly"),
        new('r', "rawKeyboardOff"),
        new('f', "outOfMemoryKill", IsDangerous: true),
        new('e', "terminateAll", IsDangerous: true),
        new('i', "killAll", IsDangerous: true),
        new('b', "reboot", IsDangerous: true),
        new('c', "crash", IsDangerous: true),
        new('o', "powerOff", IsDangerous: true),
    ];

    /// <summary>The command of a key; null for one that is not offered.</summary>
    public static SysRqCommand? Find(string key) => key is [var single] ? All.FirstOrDefault(command => command.Key == single) : null;
}
