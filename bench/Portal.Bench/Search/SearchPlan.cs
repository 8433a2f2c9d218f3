namespace Portal.Bench.Search;

/// <summary>How much is searched. The defaults are the goal; smaller ones are for trying.</summary>
internal sealed record SearchPlan
{
    public int Gigabytes { get; init; } = 10;

    public int Consoles { get; init; } = 200;

    /// <summary>Whether grep and zgrep look through the same lines.</summary>
    public bool Peers { get; init; } = true;

    public bool IsWhole => this == new SearchPlan();

    public static SearchPlan Read(Arguments arguments)
    {
        var standard = new SearchPlan();
        return new SearchPlan
        {
            Gigabytes = arguments.Whole("--gigabytes", standard.Gigabytes),
            Consoles = arguments.Whole("--consoles", standard.Consoles),
            Peers = !arguments.Has("--no-peers"),
        };
    }
}
