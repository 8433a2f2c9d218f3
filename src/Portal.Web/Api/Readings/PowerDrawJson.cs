using Portal.Fleet.Sensors;

namespace Portal.Web.Api.Readings;

/// <summary>Power draw by DCMI, in watts.</summary>
internal sealed record PowerDrawJson(int Watts, int Minimum, int Maximum, int Average, double PeriodSeconds)
{
    public static PowerDrawJson? From(PowerDraw? draw) => draw is null ? null : new(draw.Watts, draw.Minimum, draw.Maximum, draw.Average, draw.Period.TotalSeconds);
}
