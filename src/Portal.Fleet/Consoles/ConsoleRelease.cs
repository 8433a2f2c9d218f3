namespace Portal.Fleet.Consoles;

/// <summary>The serial line is left to somebody else for a while, and taken back by itself.</summary>
/// <param name="By">Who gave it away.</param>
public sealed record ConsoleRelease(string By, DateTimeOffset From, DateTimeOffset Until, string Reason)
{
    /// <summary>Longest release, in minutes.</summary>
    public const int MostMinutes = 480;
}
