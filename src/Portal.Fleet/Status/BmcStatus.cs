using Portal.Fleet.Alerts;
using Portal.Fleet.Consoles;
using Portal.Fleet.Events;
using Portal.Fleet.Links;
using Portal.Fleet.Power;
using Portal.Fleet.Sensors;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Status;

/// <summary>What is known about one BMC right now, each figure with its time. An immutable snapshot.</summary>
public sealed record BmcStatus(BmcId Id)
{
    public PowerState Power { get; init; }

    /// <summary>When the power was last read; null when never.</summary>
    public DateTimeOffset? PowerReadAt { get; init; }

    public LinkState Link { get; init; }

    /// <summary>Why there is no session, or no console; <see cref="BmcProblem.None"/> when all is well.</summary>
    public BmcProblem Problem { get; init; }

    /// <summary>The engine's own words about the problem, in English; no secret and no payload.</summary>
    public string? ProblemDetail { get; init; }

    /// <summary>Attempts since the session was last up.</summary>
    public int Attempts { get; init; }

    public DateTimeOffset? NextTryAt { get; init; }

    /// <summary>Last answer of any kind from the BMC.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>When the portal last logged in to it, since the portal was started.</summary>
    public DateTimeOffset? LoggedInAt { get; init; }

    public TimeSpan? RoundTrip { get; init; }

    /// <summary>Cipher suite number of the session; null when there is none.</summary>
    public int? CipherSuite { get; init; }

    public ConsoleLineState Console { get; init; }

    /// <summary>Who else holds the line, while <see cref="Console"/> says that somebody does.</summary>
    public ConsoleHolder? Holder { get; init; }

    /// <summary>Offset behind the last byte the server ever printed.</summary>
    public long ConsoleOffset { get; init; }

    public DateTimeOffset? LastByteAt { get; init; }

    /// <summary>The last line with visible text, without control characters, at most 160 characters.</summary>
    public string? LastLine { get; init; }

    /// <summary>Names of the people attached to the console.</summary>
    public IReadOnlyList<string> Viewers { get; init; } = [];

    /// <summary>Who types on the console, and who would like to.</summary>
    public ConsoleControlView Control { get; init; } = ConsoleControlView.Free;

    /// <summary>The newest power operation that is under way or ended within the last minute; null when there is none.</summary>
    public PowerOperationView? Operation { get; init; }

    /// <summary>A power-off that waits for a shutdown; null without one.</summary>
    public HardOffView? HardOff { get; init; }

    /// <summary>Who lit its identify light last; null when nobody did since the portal was started, or it is out again.</summary>
    public IdentifyNote? Identify { get; init; }

    /// <summary>Open alerts.</summary>
    public AlertCounts Alerts { get; init; } = AlertCounts.None;

    /// <summary>The sensors in one glance; null before they were read.</summary>
    public SensorSummary? Sensors { get; init; }

    /// <summary>The event log as a whole; null before it was read.</summary>
    public EventLogView? EventLog { get; init; }

    /// <summary>Events that want a look.</summary>
    public EventCounts Events { get; init; } = EventCounts.None;

    /// <summary>When the inventory was last read; null when that was not in this portal's run, or not within the viewer's sight.</summary>
    public DateTimeOffset? InventoryReadAt { get; init; }

    /// <summary>Firmware and product as Get Device ID told, for example <c>2.1, IPMI 2.0</c>; null before it was read.</summary>
    public string? Firmware { get; init; }
}
