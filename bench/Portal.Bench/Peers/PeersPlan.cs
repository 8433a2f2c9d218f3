namespace Portal.Bench.Peers;

/// <summary>How large and how often. The defaults are what is kept; <c>--quick</c> is for trying.</summary>
internal sealed record PeersPlan
{
    public int Rounds { get; init; } = 5;

    public int Keys { get; init; } = 60;

    /// <summary>Lines of the long output, 64 bytes each: 1 MiB.</summary>
    public int Lines { get; init; } = 16 * 1024;

    /// <summary>Tokens of a paste.</summary>
    public int Tokens { get; init; } = 1000;

    /// <summary>Consoles held at once by those that hold many.</summary>
    public int Held { get; init; } = 500;

    /// <summary>Consoles held at once by those that need a process for each.</summary>
    public int HeldByTools { get; init; } = 20;

    /// <summary>How long consoles print while their cost is measured.</summary>
    public TimeSpan Printing { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Only these parts: echo, output, paste, hold.</summary>
    public string[] Only { get; init; } = ["echo", "output", "paste", "hold"];

    public bool IsWhole => this with { Only = [] } == new PeersPlan { Only = [] } && Only.Length == 4;

    public static PeersPlan Read(Arguments arguments)
    {
        var plan = new PeersPlan { Rounds = arguments.Whole("--rounds", new PeersPlan().Rounds) };
        if (arguments.Has("--quick"))
            plan = plan with { Rounds = 2, Keys = 30, Lines = 2048, Held = 50, HeldByTools = 4, Printing = TimeSpan.FromSeconds(10) };
        return arguments.Text("--only") is { } only ? plan with { Only = only.Split(',') } : plan;
    }
}
