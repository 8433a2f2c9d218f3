using System.Globalization;

namespace Portal.Web.Components.Overview;

/// <summary>Where a moment is on the axis, and which moments it names. Pure.</summary>
public sealed record AxisScale(DateTimeOffset From, DateTimeOffset To)
{
    private static readonly TimeSpan[] s_steps =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2),
        TimeSpan.FromHours(4), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(5), TimeSpan.FromDays(7),
    ];

    private const int MostTicks = 7;

    /// <summary>In percent of the width, cut at its ends.</summary>
    public double Percent(DateTimeOffset at) => Math.Clamp((at - From) / (To - From) * 100, 0, 100);

    /// <summary>A place as an attribute has it.</summary>
    public string X(DateTimeOffset at) => Write(Percent(at));

    /// <summary>A width as an attribute has it; never so small that nothing shows.</summary>
    public string Width(DateTimeOffset from, DateTimeOffset until) => Write(Math.Max(0.4, Percent(until) - Percent(from)));

    /// <summary>Round times of the viewer's day.</summary>
    public IEnumerable<DateTimeOffset> Ticks(TimeZoneInfo zone)
    {
        var step = Array.Find(s_steps, one => (To - From) / one <= MostTicks) is { Ticks: > 0 } found ? found : s_steps[^1];
        var midnight = TimeZoneInfo.ConvertTime(From, zone).Date;
        var day = new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
        for (var at = day + (step * Math.Ceiling((From - day) / step)); at < To; at += step)
        {
            // Too near an end its name would be cut.
            if (Percent(at) is > 2 and < 97)
                yield return at;
        }
    }

    private static string Write(double percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:0.##}%");
}
