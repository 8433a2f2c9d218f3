using System.CommandLine;

namespace Portal.Web.Verbs;

/// <summary><c>serve</c>: only its help comes this way, because its arguments are the host's.</summary>
internal static class ServeVerb
{
    public static Command Create() => new(
        "serve", "Runs the portal (the default). Takes --urls http://ADDRESS:PORT and every setting, for example --Portal:DataDirectory=DIR or --Portal:Demo:Servers=50.");
}
