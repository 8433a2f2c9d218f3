using System.Globalization;
using Portal.Fleet.Access;

namespace Portal.Web.Api.Consoles;

/// <summary>A place in a console's record as requests name it: a byte offset, or a time. Exactly one of the two is set.</summary>
internal readonly record struct RecordPoint(long? Offset, DateTimeOffset? Time)
{
    // RFC 3339, whole seconds or fractions of them.
    private static readonly string[] s_times = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads one; false when the text is neither.</summary>
    public static bool TryParse(string text, out RecordPoint point)
    {
        point = default;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            point = new RecordPoint(offset, null);
        else if (DateTimeOffset.TryParseExact(text, s_times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            point = new RecordPoint(null, time);
        else
            return false;
        return true;
    }

    /// <summary>Reads a parameter; null when it is left out.</summary>
    public static RecordPoint? Read(string? text, string name)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        return TryParse(text, out var point)
            ? point
            : throw new InvalidRequestException("invalid_offset", $"{name} must be a byte offset, a whole number from 0, or a time like 2026-11-23T03:14:07Z.", name);
    }

    public async ValueTask<long> ToOffsetAsync(BmcHandle server, CancellationToken ct) => Offset ?? await server.FindConsoleAsync(Time!.Value, ct);

    public DateTimeOffset? ToTime(BmcHandle server) => Time ?? server.FindMoment(Offset!.Value, Portal.Fleet.Consoles.History.ConsoleStep.None).Time;
}
