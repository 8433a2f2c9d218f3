using Portal.Fleet.Alerts;
using Portal.Fleet.Auditing;
using Portal.Fleet.Configuration;
using Portal.Fleet.Consoles.Input;
using Portal.Fleet.Consoles.Rules;
using Portal.Fleet.Consoles.Search;
using Portal.Fleet.Consoles.Storage;
using Portal.Fleet.Credentials;
using Portal.Fleet.Events;
using Portal.Fleet.Links;
using Portal.Fleet.News;
using Portal.Fleet.Polling;
using Portal.Fleet.Power;
using Portal.Fleet.Power.Bulk;
using Portal.Fleet.Sensors;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Fleet.Tenants;

namespace Portal.Fleet.Access;

/// <summary>What the gate's handles work with.</summary>
internal sealed record FleetDesk(ServerRegistry Servers, GrantCache Grants, StatusBoard Board, IFleet Fleet, PowerService Power, HardOffKeeper HardOff, BmcTester Tester, Audit Audit, TimeProvider Time,
    AlertLedger Alerts, RuleBook Rules, RecordOptions Record, InputJournal Journal, ConsoleSearch Search, AuditBook Book, CredentialDesk Credentials, ReadingsDesk Readings, SensorWork Sensors, EventWork Events,
    ConfigurationDesk Configuration, BulkService Bulk, NewsRing News)
{
    /// <summary>How long an ended operation stays in the status.</summary>
    private static readonly TimeSpan s_operationShown = TimeSpan.FromMinutes(1);

    /// <summary>A server as a caller with these rights may see it.</summary>
    public ServerView View(Server row, BmcRight rights)
    {
        var administers = (rights & BmcRight.Administer) != 0;
        var status = Board.Get(row.Id);
        if (status.Operation?.EndedAt is { } ended && Time.GetUtcNow() - ended > s_operationShown)
            status = status with { Operation = null };
        var sight = Sight.Of(row, rights);
        if (!sight.IsWhole)
        {
            status = status with
            {
                Operation = status.Operation is { } operation && sight.Covers(operation.RequestedAt) ? operation : null,
                HardOff = status.HardOff is { } waiting && sight.Covers(waiting.ArmedAt) ? waiting : null,
                Identify = status.Identify is { } identify && sight.Covers(identify.At) ? identify : null,
                LastByteAt = status.LastByteAt is { } last && sight.Covers(last) ? last : null,
            };
        }

        if (status.Identify?.Until <= Time.GetUtcNow())
            status = status with { Identify = null };
        if ((rights & BmcRight.ConsoleRead) == 0)
            status = status with { Alerts = AlertCounts.None };
        if ((rights & BmcRight.EventsRead) == 0)
            status = status with { Events = EventCounts.None, EventLog = null };
        if (status.Sensors is { } sensors && !sight.Covers(sensors.ReadAt))
            status = status with { Sensors = null };
        if ((rights & BmcRight.Inventory) == 0 || (status.InventoryReadAt is { } inventory && !sight.Covers(inventory)))
            status = status with { InventoryReadAt = null };
        if (!administers && status.Holder is { } holder)
            status = status with { Holder = holder.WithoutDetails() };
        var mayReadNotes = sight.Covers(row.NotesAt ?? row.CreatedAt);
        return new ServerView(
            row.Id, row.Name, row.Tenant, row.Rack, mayReadNotes ? row.Notes : null, row.Tags, row.Simulated, row.CreatedAt,
            administers ? BmcDialer.EndPointOf(row).ToString() : null, administers ? row.UserName : null, rights, status)
        {
            Site = row.Site,
            NotesAt = mayReadNotes ? row.NotesAt : null,
            NotesBy = mayReadNotes ? row.NotesBy : null,
            Sight = sight,
            ConfirmByName = row.ConfirmByName,
            Protection = row.ProtectionAt(Time.GetUtcNow()),
            ConsolePolicy = row.ConsolePolicy,
            ConsoleRecording = row.ConsoleRecording,
            ConsoleKeepDays = row.ConsoleKeepDays,
            ConsoleKeepMegabytes = row.ConsoleKeepMegabytes,
            ConsoleCharset = row.ConsoleCharset,
            ConsoleContention = row.ConsoleContention,
            ConsoleRelease = row.ReleaseAt(Time.GetUtcNow()),
        };
    }
}
