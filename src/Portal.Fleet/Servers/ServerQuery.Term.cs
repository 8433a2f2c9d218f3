using Portal.Fleet.Alerts;
using Portal.Fleet.Events;
using Portal.Fleet.Status;

namespace Portal.Fleet.Servers;

public sealed partial class ServerQuery
{
    /// <summary>The words of the language for a state of the console.</summary>
    public static string Word(ConsoleLineState state) => state switch
    {
        ConsoleLineState.Live => "live",
        ConsoleLineState.Connecting => "connecting",
        ConsoleLineState.HeldByOther => "held",
        ConsoleLineState.Idle => "idle",
        ConsoleLineState.Off => "off",
        ConsoleLineState.Released => "released",
        ConsoleLineState.NotRecorded => "unrecorded",
        _ => "down",
    };

    public static string Word(PowerState state) => state switch
    {
        PowerState.On => "on",
        PowerState.Off => "off",
        _ => "unknown",
    };

    public static string Word(ServerHealth health) => health switch
    {
        ServerHealth.Critical => "critical",
        ServerHealth.Warning => "warning",
        ServerHealth.Unknown => "unknown",
        _ => "ok",
    };

    /// <param name="up">What the key calls a session that is up.</param>
    public static string Word(LinkState state, string up) => state switch
    {
        LinkState.Online => up,
        LinkState.Connecting => "connecting",
        _ => "down",
    };

    /// <summary>One condition: any of the values may hold.</summary>
    private sealed record Term(TermKey Key, string[] Values, bool Negated)
    {
        public bool Matches(ServerView server)
        {
            foreach (var value in Values)
            {
                if (Matches(server, value))
                    return true;
            }
            return false;
        }

        private bool Matches(ServerView server, string value) => Key switch
        {
            TermKey.Name => value.EndsWith('*') ? IsLike(server.Name, value) : Contains(server.Name, value),
            TermKey.Power => Is(Word(server.Status.Power), value),
            TermKey.Health => Is(Word(server.Status.Health()), value),
            TermKey.Reach => Is(Word(server.Status.Link, "up"), value),
            TermKey.Link => Is(Word(server.Status.Link, "online"), value),
            TermKey.Console => Is(Word(server.Status.Console), value),
            TermKey.Alert => Has(server.Status.Alerts, value),
            TermKey.Events => Has(server.Status.Events, value),
            TermKey.Rack => IsLike(server.Rack, value),
            TermKey.Site => IsLike(server.Site, value),
            TermKey.Tenant => IsLike(server.Tenant, value),
            TermKey.Tag => HasTag(server.Tags, value),
            TermKey.Simulated => server.Simulated == Is("yes", value),
            _ => Contains(server.Name, value) || Contains(server.Rack, value) || Contains(server.Site, value) || Contains(server.Tenant, value)
                || HasTagWith(server.Tags, value) || Contains(server.Status.LastLine, value),
        };

        private static bool Has(AlertCounts alerts, string value) => value.ToLowerInvariant() switch
        {
            "critical" => alerts.Critical > 0,
            "warning" => alerts.Warning > 0,
            "info" => alerts.Info > 0,
            "any" => alerts.Total > 0,
            _ => alerts.Total == 0,
        };

        private static bool Has(EventCounts events, string value) => value.ToLowerInvariant() switch
        {
            "critical" => events.Critical > 0,
            "warning" => events.Warning > 0,
            "any" => events.Critical + events.Warning > 0,
            _ => events.Critical + events.Warning == 0,
        };

        private static bool HasTag(IReadOnlyList<string> tags, string value)
        {
            for (var i = 0; i < tags.Count; i++)
            {
                if (IsLike(tags[i], value))
                    return true;
            }
            return false;
        }

        private static bool HasTagWith(IReadOnlyList<string> tags, string value)
        {
            for (var i = 0; i < tags.Count; i++)
            {
                if (Contains(tags[i], value))
                    return true;
            }
            return false;
        }

        /// <summary>The label itself, or with a star at the end whatever begins so; a star alone means that there is one.</summary>
        private static bool IsLike(string? text, string value) => value.EndsWith('*')
            ? text is { Length: > 0 } && text.AsSpan().StartsWith(value.AsSpan(0, value.Length - 1), StringComparison.OrdinalIgnoreCase)
            : Is(text, value);

        private static bool Is(string? text, string value) => string.Equals(text, value, StringComparison.OrdinalIgnoreCase);

        private static bool Contains(string? text, string value) => text is not null && text.Contains(value, StringComparison.OrdinalIgnoreCase);
    }
}
