using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Search;

/// <summary>A console that may be searched: rights were checked before.</summary>
internal sealed record SearchConsole(BmcId Id, string Name, ConsoleCharset Charset)
{
    /// <summary>When its newest byte was printed, as the link knows.</summary>
    public DateTimeOffset? LastByteAt { get; init; }

    /// <summary>Nothing that was printed before this offset is told.</summary>
    public long From { get; init; }
}
