namespace Portal.Bench.Consoles;

/// <summary>How large and how long. The defaults are the goal; smaller ones are for trying.</summary>
internal sealed record ConsolesPlan
{
    public double Minutes { get; init; } = 10;

    public int Consoles { get; init; } = 500;

    /// <summary>Consoles that print at 115,200 baud; the others print 600 B/s.</summary>
    public int Busy { get; init; } = 25;

    public int Viewers { get; init; } = 1000;

    /// <summary>Consoles on which somebody types, a fifth of them busy ones.</summary>
    public int Typists { get; init; } = 50;

    /// <summary>Viewers that stop reading, on busy consoles, in a phase of their own; 0 leaves it out.</summary>
    public int Stalled { get; init; } = 200;

    /// <summary>At the end every console prints 64 KiB more within a minute.</summary>
    public bool Burst { get; init; } = true;

    /// <summary>Milliseconds before each answer of a BMC.</summary>
    public int Latency { get; init; } = 5;

    public int Users { get; init; } = 8;

    public bool IsWhole => this == new ConsolesPlan();

    public static ConsolesPlan Read(Arguments arguments)
    {
        var standard = new ConsolesPlan();
        var consoles = arguments.Whole("--consoles", standard.Consoles);
        var busy = Math.Min(consoles, arguments.Whole("--busy", Math.Max(1, consoles / 20)));
        return new ConsolesPlan
        {
            Minutes = arguments.Number("--minutes", standard.Minutes),
            Consoles = consoles,
            Busy = busy,
            Viewers = arguments.Whole("--viewers", 2 * consoles),
            Typists = Math.Min(arguments.Whole("--typists", Math.Max(2, consoles / 10)), consoles - busy),
            Stalled = arguments.Whole("--stalled", standard.Stalled * consoles / standard.Consoles),
            Burst = !arguments.Has("--no-burst"),
            Latency = arguments.Whole("--latency", standard.Latency),
            Users = standard.Users,
        };
    }
}
