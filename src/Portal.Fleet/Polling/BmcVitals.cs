namespace Portal.Fleet.Polling;

/// <summary>How a BMC answered over the last minutes.</summary>
/// <param name="Requests">Requests of the polls.</param>
/// <param name="Unanswered">Of these, how many got no answer, repetitions included.</param>
/// <param name="Refused">How many it refused.</param>
/// <param name="AverageAnswer">Mean time of an answer; null when there was none.</param>
/// <param name="SlowestAnswer">The slowest.</param>
public sealed record BmcVitals(int Requests, int Unanswered, int Refused, TimeSpan? AverageAnswer, TimeSpan? SlowestAnswer)
{
    /// <summary>The time that the numbers cover.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Share of requests without an answer.</summary>
    public double Loss => Requests == 0 ? 0 : (double)Unanswered / Requests;

    /// <summary>How well it does, in one word.</summary>
    public BmcCondition Condition => Requests == 0 ? BmcCondition.Unknown
        : Loss >= 0.2 || AverageAnswer > TimeSpan.FromSeconds(2) ? BmcCondition.Poor
        : Loss >= 0.02 || AverageAnswer > TimeSpan.FromMilliseconds(500) ? BmcCondition.Strained
        : BmcCondition.Good;
}
