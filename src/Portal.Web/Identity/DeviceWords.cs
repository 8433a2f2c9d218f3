namespace Portal.Web.Identity;

/// <summary>The name of a browser and of a system, out of what the browser says of itself. Words of our own only: the text comes from anywhere.</summary>
internal static class DeviceWords
{
    // More particular names first: the others' are in them.
    private static readonly (string Mark, string Name)[] s_browsers =
        [("Edg/", "Edge"), ("EdgA/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] s_systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    public static string? BrowserOf(string? agent) => Find(s_browsers, agent);

    public static string? SystemOf(string? agent) => Find(s_systems, agent);

    private static string? Find((string Mark, string Name)[] known, string? agent) =>
        agent is null ? null : known.FirstOrDefault(entry => agent.Contains(entry.Mark, StringComparison.Ordinal)).Name;
}
