using Portal.Fleet.Events;
using Portal.Fleet.Polling;

namespace Portal.Fleet.Access;

/// <content>The event log of a <see cref="BmcHandle"/>.</content>
public sealed partial class BmcHandle
{
    private const int MaxArchives = 50;

    /// <summary>The log as a whole (<see cref="BmcRight.EventsRead"/>), and from now on for a while read more often. Null before it was read.</summary>
    public (EventLogView? Log, ReadingsState State) GetEventLog()
    {
        Demand(BmcRight.EventsRead);
        var bmc = Bmc;
        bmc.WantReadings(ReadingKind.Events, s_interest);
        return bmc.GetEventLog();
    }

    /// <summary>Events, newest first (<see cref="BmcRight.EventsRead"/>): of the present tenancy, for those who may not see what was before.</summary>
    public Task<IReadOnlyList<EventView>> ListEventsAsync(EventFilter filter, int limit, CancellationToken ct)
    {
        Demand(BmcRight.EventsRead);
        return _desk.Events.Ledger.ListAsync([Id], _sight.IsWhole ? [Id] : [], filter, limit, ct);
    }

    /// <summary>How many events a filter finds.</summary>
    public Task<int> CountEventsAsync(EventFilter filter, CancellationToken ct)
    {
        Demand(BmcRight.EventsRead);
        return _desk.Events.Ledger.CountAsync([Id], _sight.IsWhole ? [Id] : [], filter, ct);
    }

    /// <summary>Acknowledges events, with what there is to say about them (<see cref="BmcRight.EventsClear"/>). Answers how many were not yet.</summary>
    public Task<int> AcknowledgeEventsAsync(IReadOnlyCollection<long> ids, string? note, CancellationToken ct)
    {
        Demand(BmcRight.EventsRead | BmcRight.EventsClear);
        var text = note?.Trim() is { Length: > 0 } said ? said.Length <= BmcEvent.MaxNote ? said : said[..BmcEvent.MaxNote] : null;
        return AuditedAsync("events.acknowledge", $"{ids.Count} events", () => _desk.Events.Ledger.AcknowledgeAsync(
            [Id], _sight.IsWhole ? [Id] : [], ids, _caller.UserId, _caller.Name, text, ct), ct);
    }

    /// <summary>Archives the whole log and then clears it (<see cref="BmcRight.EventsClear"/>). What is archived was read, stored and counted before.</summary>
    /// <exception cref="BmcActionException">It was not cleared: the code and the sentence say why.</exception>
    public Task<EventArchive> ClearEventsAsync(CancellationToken ct)
    {
        Demand(BmcRight.EventsRead | BmcRight.EventsClear);
        return SetAsync("events.clear", "archive, then clear", ReadingKind.Events, connection => _desk.Events.ClearAsync(connection, Id, Name, _caller, ct), ct);
    }

    /// <summary>Sets the BMC's clock to the portal's and reads it back (<see cref="BmcRight.BmcSettings"/>). Answers how far it was ahead before, and is now.</summary>
    /// <exception cref="BmcActionException">Refused, not answered, or another time is read back.</exception>
    public Task<(TimeSpan? Before, TimeSpan After)> SetClockAsync(CancellationToken ct)
    {
        Demand(BmcRight.BmcSettings);
        return SetAsync("bmc.clock", "to the portal's time", ReadingKind.Events, connection => _desk.Events.SetClockAsync(connection, ct), ct);
    }

    /// <summary>Archives of this log, newest first (<see cref="BmcRight.EventsRead"/>): those of the present tenancy, unless all may be seen.</summary>
    public async Task<IReadOnlyList<EventArchive>> ListEventArchivesAsync(CancellationToken ct)
    {
        Demand(BmcRight.EventsRead);
        return [.. (await _desk.Events.Ledger.ListArchivesAsync(Id, MaxArchives, ct)).Where(archive => _sight.Covers(archive.At))];
    }

    /// <summary>The file of an archive. It holds the whole log, so it is for those who may see what was before the tenancy.</summary>
    /// <exception cref="NotFoundException">There is none, or it is not what was written.</exception>
    public async Task<byte[]> ReadEventArchiveAsync(Guid id, CancellationToken ct)
    {
        Demand(BmcRight.EventsRead);
        var archive = !_sight.IsWhole ? throw new NotFoundException() : (await _desk.Events.Ledger.ListArchivesAsync(Id, int.MaxValue, ct)).FirstOrDefault(archive => archive.Id == id) ?? throw new NotFoundException();
        return await _desk.Events.Shelf.ReadAsync(archive, ct) ?? throw new NotFoundException();
    }
}
