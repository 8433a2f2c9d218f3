using System.Globalization;
using Portal.Fleet;

namespace Portal.Web.Security;

/// <summary>How much one person, or one token, may ask of the portal. More is answered with 429 and when to come back.</summary>
internal sealed record LimitOptions
{
    private const string Section = "Portal:Limits:";

    /// <summary>The settings there are.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        Section + nameof(ReadsPerMinute), Section + nameof(ChangesPerMinute), Section + nameof(PowerPerMinute), Section + nameof(ConnectsPerMinute),
        Section + nameof(ConsolesPerUser), Section + nameof(PagesPerUser), Section + nameof(Pages), Section + nameof(DownloadsPerUser), Section + nameof(AnonymousPerSecond),
    ];

    /// <summary>Requests that read, per person; a minute's worth may come at once.</summary>
    public int ReadsPerMinute { get; init; } = 1200;

    /// <summary>Requests that change something, per person; two minutes' worth may come at once.</summary>
    public int ChangesPerMinute { get; init; } = 300;

    /// <summary>Power commands, per server and whichever way they come; two minutes' worth may come at once. Ten times as many per person.</summary>
    public int PowerPerMinute { get; init; } = 6;

    /// <summary>Connections to consoles that a person opens; four minutes' worth may come at once.</summary>
    public int ConnectsPerMinute { get; init; } = 30;

    /// <summary>Connections to consoles that a person has open.</summary>
    public int ConsolesPerUser { get; init; } = 128;

    /// <summary>Pages that a person has open.</summary>
    public int PagesPerUser { get; init; } = 16;

    /// <summary>Pages that all people together have open.</summary>
    public int Pages { get; init; } = 500;

    /// <summary>Downloads of a console's record that a person has under way.</summary>
    public int DownloadsPerUser { get; init; } = 8;

    /// <summary>Requests of all who are not signed in together, files of the pages apart; four seconds' worth may come at once.</summary>
    public int AnonymousPerSecond { get; init; } = 50;

    /// <exception cref="StartRefusedException">A value is wrong.</exception>
    public static LimitOptions Read(IConfiguration configuration)
    {
        var standard = new LimitOptions();
        int Number(string name, int otherwise)
        {
            var text = configuration[Section + name];
            if (string.IsNullOrWhiteSpace(text))
                return otherwise;
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1_000_000
                ? number
                : throw new StartRefusedException($"{Section}{name} is \"{text}\"; it must be a whole number from 1 to 1000000.");
        }

        return new LimitOptions
        {
            ReadsPerMinute = Number(nameof(ReadsPerMinute), standard.ReadsPerMinute),
            ChangesPerMinute = Number(nameof(ChangesPerMinute), standard.ChangesPerMinute),
            PowerPerMinute = Number(nameof(PowerPerMinute), standard.PowerPerMinute),
            ConnectsPerMinute = Number(nameof(ConnectsPerMinute), standard.ConnectsPerMinute),
            ConsolesPerUser = Number(nameof(ConsolesPerUser), standard.ConsolesPerUser),
            PagesPerUser = Number(nameof(PagesPerUser), standard.PagesPerUser),
            Pages = Number(nameof(Pages), standard.Pages),
            DownloadsPerUser = Number(nameof(DownloadsPerUser), standard.DownloadsPerUser),
            AnonymousPerSecond = Number(nameof(AnonymousPerSecond), standard.AnonymousPerSecond),
        };
    }
}
