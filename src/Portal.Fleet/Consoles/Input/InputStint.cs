using Portal.Fleet.Access;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Input;

/// <summary>One person's typing on one console through one window, from the first key until the window closes or control goes to somebody else.</summary>
internal sealed class InputStint(BmcId serverId, string serverName, Caller caller, Guid correlation, bool keepsContent)
{
    /// <summary>Most of the content that is kept between two entries: somebody types less in a minute, and of a large paste the beginning tells enough.</summary>
    public const int MostContent = 16 * 1024;

    private readonly Lock _lock = new();
    private readonly List<byte> _content = [];
    private long _bytes;
    private int _writes;
    private DateTimeOffset _from;
    private DateTimeOffset _to;
    private bool _told;

    public BmcId ServerId { get; } = serverId;

    public string ServerName { get; } = serverName;

    public Caller Caller { get; } = caller;

    public Guid Correlation { get; } = correlation;

    /// <summary>No more comes; who types again begins another.</summary>
    public bool IsEnded { get; private set; }

    public void Add(ReadOnlySpan<byte> characters, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_writes++ == 0)
                _from = now;
            _to = now;
            _bytes += characters.Length;
            _told = true;
            if (keepsContent)
                _content.AddRange(characters[..Math.Min(characters.Length, MostContent - _content.Count)]);
        }
    }

    /// <summary>What was typed since the last call; null when nothing was.</summary>
    public InputTally? Take()
    {
        lock (_lock)
        {
            if (_writes == 0)
                return null;
            var tally = new InputTally(_bytes, _writes, _from, _to, [.. _content]);
            _content.Clear();
            _bytes = _writes = 0;
            return tally;
        }
    }

    /// <summary>Whether nothing happened yet, asked once: the first refusal of somebody who never got to type is worth an entry, each key after it is not.</summary>
    public bool TellsRefusal()
    {
        lock (_lock)
        {
            var first = !_told;
            _told = true;
            return first;
        }
    }

    /// <summary>Whether it was open for so long without a key that it counts as over.</summary>
    public bool IsIdle(DateTimeOffset now, TimeSpan after)
    {
        lock (_lock)
            return _writes == 0 && _told && now - _to > after;
    }

    public void End()
    {
        lock (_lock)
            IsEnded = true;
    }
}
