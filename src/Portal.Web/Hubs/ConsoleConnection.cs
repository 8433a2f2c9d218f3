using System.Collections.Concurrent;
using Portal.Fleet.Servers;
using Portal.Web.Live;

namespace Portal.Web.Hubs;

/// <summary>What one connection of the hub has open.</summary>
internal sealed class ConsoleConnection(IQueryCollection? query, LiveConnection live)
{
    private readonly ConcurrentDictionary<BmcId, AttachedConsole> _consoles = new();
    private readonly ConcurrentDictionary<int, CreditWindow> _replays = new();

    /// <summary>What it hangs on.</summary>
    public LiveConnection Live { get; } = live;

    /// <summary>The client gives credit.</summary>
    public bool Acknowledges { get; } = query?["flow"] is ["ack"];

    /// <summary>The client wants every byte as it was printed.</summary>
    public bool Raw { get; } = query?["output"] is ["raw"];

    public bool TryAdd(BmcId id, AttachedConsole console) => _consoles.Count < ConsoleHub.MaxConsoles && _consoles.TryAdd(id, console);

    public AttachedConsole? Find(BmcId id) => _consoles.GetValueOrDefault(id);

    public void Remove(BmcId id) => _consoles.TryRemove(id, out _);

    public bool TryAddReplay(int replay, CreditWindow credit) => _replays.Count < ConsoleHub.MaxReplays && _replays.TryAdd(replay, credit);

    public CreditWindow? FindReplay(int replay) => _replays.GetValueOrDefault(replay);

    public void RemoveReplay(int replay) => _replays.TryRemove(replay, out _);
}
