namespace Portal.Bench.Polling;

/// <summary>How large and for how long. The defaults are what is kept.</summary>
internal sealed record PollPlan
{
    public int Bmcs { get; init; } = 5000;

    /// <summary>Share of BMCs that do not answer at all in the second stage.</summary>
    public double Dead { get; init; } = 0.05;

    /// <summary>Share of BMCs that take two seconds for each answer in the second stage.</summary>
    public double Slow { get; init; } = 0.05;

    /// <summary>How long each stage is measured.</summary>
    public double Minutes { get; init; } = 4;

    /// <summary>BMCs that the peers sweep; what they need is scaled up.</summary>
    public int PeerSample { get; init; } = 500;

    /// <summary>Rounds of the peers.</summary>
    public int Rounds { get; init; } = 3;

    public bool IsWhole => this == new PollPlan();

    public static PollPlan Read(Arguments arguments)
    {
        var whole = new PollPlan();
        return new PollPlan
        {
            Bmcs = arguments.Whole("--bmcs", whole.Bmcs),
            Dead = arguments.Number("--dead", whole.Dead),
            Slow = arguments.Number("--slow", whole.Slow),
            Minutes = arguments.Number("--minutes", whole.Minutes),
            PeerSample = arguments.Whole("--peer-sample", whole.PeerSample),
            Rounds = arguments.Whole("--rounds", whole.Rounds),
        };
    }
}
