namespace Portal.Fleet.Consoles;

/// <summary>Who types on a console and who would like to.</summary>
/// <param name="Driver">Who types; null when the next key of anybody takes control.</param>
/// <param name="Asking">Who asks for control, longest first.</param>
/// <param name="Notices">The newest notices, oldest first.</param>
public sealed record ConsoleControlView(ConsolePerson? Driver, IReadOnlyList<ConsolePerson> Asking, IReadOnlyList<ConsoleNotice> Notices)
{
    /// <summary>Nobody types and nobody asks.</summary>
    public static ConsoleControlView Free { get; } = new(null, [], []);
}
