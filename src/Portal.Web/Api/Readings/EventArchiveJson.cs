using Portal.Fleet.Events;

namespace Portal.Web.Api.Readings;

/// <summary>An event log that was archived before it was cleared, and how the clearing went.</summary>
/// <param name="Records">Records in the archive, counted after it was written.</param>
/// <param name="Sha256">Hash of the archive.</param>
/// <param name="Reservation">The reservation under which the BMC cleared.</param>
/// <param name="ClearedAt">Null: it was not cleared, and detail says why.</param>
internal sealed record EventArchiveJson(
    string Id, DateTimeOffset At, string By, int Records, string Sha256, int Reservation, int EntriesBefore, int? EntriesAfter, DateTimeOffset? ClearedAt, string? Detail)
{
    public static EventArchiveJson From(EventArchive archive) => new(
        archive.Id.ToString("N"), archive.At, archive.By, archive.Records, archive.Sha256, archive.Reservation, archive.EntriesBefore, archive.EntriesAfter, archive.ClearedAt, archive.Detail);
}
