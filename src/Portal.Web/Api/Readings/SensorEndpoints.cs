using System.Globalization;
using Portal.Fleet.Access;

namespace Portal.Web.Api.Readings;

/// <summary>Sensors of a server.</summary>
internal static class SensorEndpoints
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    public static void MapSensors(this RouteGroupBuilder api)
    {
        var sensors = api.MapGroup("/servers/{id}/sensors").WithTags("Sensors");
        sensors.MapGet("", Read).WithSummary("The sensors as last read, with thresholds, units, state and age")
            .WithDescription("Asking keeps them fresh: for a minute and a half they are read every ten seconds.").Produces<SensorsJson>().ProducesApiProblem(404);
        sensors.MapGet("/history", HistoryAsync).WithSummary("The past of up to 16 sensors")
            .WithDescription("sensor is a key of GET sensors, repeated for several, or dcmi.power; from and to are RFC 3339 times, the last day without them. The longer the range, the coarser: "
                + "minutes for a day, ten minutes for a week, hours for two months, days for a year.")
            .Produces<IReadOnlyList<HistoryJson>>().ProducesApiProblem(400, 404);
        sensors.MapGet("/settings", SettingsAsync).WithSummary("Thresholds and hysteresis of one sensor, asked of the BMC now").Produces<SensorSettingsJson>().ProducesApiProblem(400, 404, 502);
        sensors.MapPut("/thresholds", SetThresholdsAsync).WithSummary("Set thresholds and read them back").WithDescription("Needs the right bmcSettings. What the BMC does not keep is a 409.")
            .Produces<SensorSettingsJson>().ProducesApiProblem(400, 404, 409, 502);
        sensors.MapPut("/hysteresis", SetHysteresisAsync).WithSummary("Set the hysteresis and read it back").WithDescription("Needs the right bmcSettings.")
            .Produces<SensorSettingsJson>().ProducesApiProblem(400, 404, 409, 502);
    }

    private static async Task<IResult> Read(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.View, ct);
        return Results.Ok(SensorsJson.From(server.GetSensors(), call.Now));
    }

    private static async Task<IResult> HistoryAsync(ApiCall call, string id, string[]? sensor, string? from, string? to, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.View, ct);
        if (sensor is not { Length: > 0 and <= BmcHandle.MaxHistorySensors })
            throw new InvalidRequestException("invalid_sensor", $"Name 1 to {BmcHandle.MaxHistorySensors} sensors.", "sensor");
        var end = ReadTime(to, "to") ?? call.Now;
        var start = ReadTime(from, "from") ?? end - s_day;
        if (start >= end)
            throw new InvalidRequestException("invalid_range", "from must be before to.", "from");
        return Results.Ok((await server.GetSensorHistoryAsync(sensor, start, end, ct)).Select(HistoryJson.From).ToArray());
    }

    private static async Task<IResult> SettingsAsync(ApiCall call, string id, string? sensor, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.BmcSettings, ct);
        return Results.Ok(SensorSettingsJson.From(await server.GetSensorSettingsAsync(sensor ?? throw new InvalidRequestException("invalid_sensor", "Name a sensor.", "sensor"), ct)));
    }

    private static async Task<IResult> SetThresholdsAsync(ApiCall call, string id, ThresholdsRequest body, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.BmcSettings, ct);
        return Results.Ok(SensorSettingsJson.From(await server.SetThresholdsAsync(body.Sensor, body.ToValues(), ct)));
    }

    private static async Task<IResult> SetHysteresisAsync(ApiCall call, string id, HysteresisRequest body, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.BmcSettings, ct);
        return Results.Ok(SensorSettingsJson.From(await server.SetHysteresisAsync(body.Sensor, body.Positive, body.Negative, ct)));
    }

    /// <summary>A time with its offset; null without.</summary>
    internal static DateTimeOffset? ReadTime(string? text, string field)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new InvalidRequestException("invalid_time", $"{field} must be a time such as 2026-11-23T10:00:00Z.", field);
    }
}
