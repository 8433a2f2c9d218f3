using System.Collections.Concurrent;

namespace Portal.BmcSim;

/// <summary>A set of commands that may change while the BMC reads it.</summary>
public sealed class CommandSet
{
    private readonly ConcurrentDictionary<(byte NetFn, byte Command), bool> _commands = new(concurrencyLevel: 1, capacity: 1);

    /// <summary>Adds a command.</summary>
    public void Add((byte NetFn, byte Command) command) => _commands[command] = true;

    /// <summary>Takes a command out; false when it was not there.</summary>
    public bool Remove((byte NetFn, byte Command) command) => _commands.TryRemove(command, out _);

    /// <summary>Whether a command is in the set.</summary>
    public bool Contains((byte NetFn, byte Command) command) => _commands.ContainsKey(command);

    /// <summary>Takes all out.</summary>
    public void Clear() => _commands.Clear();
}
