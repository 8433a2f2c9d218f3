using Portal.Fleet.Consoles;
using Portal.Fleet.Status;

namespace Portal.Web.Api;

/// <summary>State of a console and of its record. Offsets count every byte the server ever printed.</summary>
/// <param name="Holder">Who holds the serial line on the BMC: <c>portal</c>, <c>other</c>, or null when nobody is known to.</param>
/// <param name="Viewers">Names of the people attached.</param>
/// <param name="FirstOffset">Oldest byte still recorded.</param>
/// <param name="NextOffset">Behind the newest.</param>
/// <param name="Record">Whether what is printed is kept: <c>kept</c>, <c>memoryOnly</c>, <c>off</c>, <c>diskFull</c> or <c>failing</c>.</param>
/// <param name="HeldBy">What the BMC tells of who else holds the line; null while nobody is known to.</param>
/// <param name="Release">The line is left to somebody else for a while; null when it is not.</param>
/// <param name="Contention">What happens when somebody else holds the line.</param>
/// <param name="RecordLostBytes">Bytes that were shown but could not be recorded, since the portal's start.</param>
/// <param name="RecordsInput">Whether what people type here is kept too.</param>
internal sealed record ConsoleStateJson(
    ConsoleLineState State, ProblemJson? Problem, string? Holder, IReadOnlyList<string> Viewers, long FirstOffset, long NextOffset, DateTimeOffset? LastByteAt, double? AgeSeconds,
    RecordState Record, long RecordLostBytes, LineHolderJson? HeldBy, LineReleaseJson? Release, ConsoleContention Contention, bool RecordsInput)
{
    public static ConsoleStateJson From(ConsoleInfo info, bool recordsInput, DateTimeOffset now) => new(
        info.State, ProblemJson.From(info.Problem), info.State switch { ConsoleLineState.Live => "portal", ConsoleLineState.HeldByOther => "other", _ => null },
        info.Viewers, info.FirstOffset, info.NextOffset, info.LastByteAt, ApiAge.Seconds(info.LastByteAt, now), info.Record, info.LostBytes,
        LineHolderJson.From(info.Holder), LineReleaseJson.From(info.Release), info.Contention, recordsInput);
}
