using System.Reflection;
using Portal.Fleet;

namespace Portal.Web.Security;

/// <summary>
/// What is really loaded, not what was built against: a copy of an older framework beside the program would win, and with it holes that were closed since.
/// </summary>
internal static class LoadedVersions
{
    // Data Protection before 10.0.7 takes forged cookies on Linux where it comes from a package (CVE-2026-40372).
    private static readonly (string What, Func<Version> Loaded, Version Least)[] s_least =
    [
        (".NET", () => Environment.Version, new Version(10, 0, 7)),
        ("Microsoft.AspNetCore.DataProtection", () => Of(typeof(Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions).Assembly), new Version(10, 0, 7)),
        ("Microsoft.AspNetCore.Server.Kestrel.Core", () => Of(typeof(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServer).Assembly), new Version(10, 0, 7)),
    ];

    /// <exception cref="StartRefusedException">Something is older than it may be.</exception>
    public static void Require()
    {
        foreach (var (what, loaded, least) in s_least)
            Require(what, loaded(), least);
    }

    /// <exception cref="StartRefusedException">It is older.</exception>
    internal static void Require(string what, Version loaded, Version least)
    {
        if (loaded < least)
            throw new StartRefusedException($"{what} is loaded in version {loaded}; it must be {least} or later, because older ones have known holes. Install the newest .NET 10 runtime and remove copies beside the program.");
    }

    private static Version Of(Assembly assembly) =>
        Version.TryParse(assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+', '-')[0], out var version) ? version : new Version();
}
