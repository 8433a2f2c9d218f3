using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Rules;

/// <summary>How far the rules have read one server's console. A database row.</summary>
internal sealed class ConsoleScan
{
    public required BmcId ServerId { get; init; }

    /// <summary>Begin of the first line that was not read to its end.</summary>
    public long Offset { get; set; }
}
