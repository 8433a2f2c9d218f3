namespace Portal.Web.Components.Overview;

/// <summary>Where the name of a row is written: beside its last stretch, where there is room.</summary>
public readonly record struct AxisLabel(string X, int Dx, int Dy, string Anchor)
{
    /// <summary>Room that a name needs, in percent of the width.</summary>
    private const double Room = 22;

    public static AxisLabel Of(AxisScale scale, AxisBar bar)
    {
        var until = bar.Until ?? scale.To;
        return scale.Percent(bar.From) > Room ? new AxisLabel(scale.X(bar.From), -6, 14, "end")
            : scale.Percent(until) < 100 - Room ? new AxisLabel(scale.X(until), 6, 14, "start")
            : new AxisLabel(scale.X(bar.From), 4, 6, "start");
    }
}
