using Portal.Fleet.Status;

namespace Portal.Fleet.Servers;

public sealed partial class ServerQuery
{
    /// <summary>One condition: any of the values may hold. Without a key the only value is looked for in everything people read.</summary>
    private sealed record Term(string? Key, IReadOnlyList<string> Values, bool Negated)
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
            "name" => Contains(server.Name, value),
            "power" => Is(server.Status.Power.ToString(), value),
            "link" => Is(Word(server.Status.Link), value),
            "console" => Is(Word(server.Status.Console), value),
            "rack" => Is(server.Rack, value),
            "site" => Is(server.Site, value),
            "tenant" => Is(server.Tenant, value),
            "tag" => HasTag(server.Tags, value),
            "simulated" => server.Simulated == Is("yes", value),
            _ => Contains(server.Name, value) || Contains(server.Rack, value) || Contains(server.Tenant, value) || HasTagWith(server.Tags, value)
                || Contains(server.Status.LastLine, value),
        };

        private static string Word(LinkState state) => state switch
        {
            LinkState.Online => "online",
            LinkState.Connecting => "connecting",
            _ => "down",
        };

        private static string Word(ConsoleLineState state) => state switch
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

        private static bool HasTag(IReadOnlyList<string> tags, string value)
        {
            foreach (var tag in tags)
            {
                if (Is(tag, value))
                    return true;
            }
            return false;
        }

        private static bool HasTagWith(IReadOnlyList<string> tags, string value)
        {
            foreach (var tag in tags)
            {
                if (Contains(tag, value))
                    return true;
            }
            return false;
        }

        private static bool Is(string? text, string value) => string.Equals(text, value, StringComparison.OrdinalIgnoreCase);

        private static bool Contains(string? text, string value) => text is not null && text.Contains(value, StringComparison.OrdinalIgnoreCase);
    }
}
