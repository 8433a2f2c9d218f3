namespace Portal.Web.Components.Servers;

/// <summary>Which keys this server knows, as somebody chose in this browser: <c>key-profiles.ts</c>.</summary>
/// <param name="Backspace"><c>del</c> or <c>bs</c>.</param>
public sealed record TerminalKeys(string Profile, string Backspace)
{
    /// <summary>Every profile, the usual one first.</summary>
    public static IReadOnlyList<string> Profiles { get; } = ["xterm", "linux", "vt100plus", "vtutf8", "escn", "vt100", "pcansi"];

    /// <summary>Whether Ctrl+Alt+Del means something: to firmware and to Windows, which know a sequence for it.</summary>
    public bool KnowsReset => Profile is "vt100plus" or "vtutf8" or "vt100" or "pcansi";
}
