using System.Globalization;
using System.Net;
using Portal.Fleet.Servers;

namespace Portal.Web.Demo;

/// <summary>What the simulated servers are called and where they pretend to be: a small company's mix, then rows of racks.</summary>
internal static class DemoNames
{
    private static readonly DemoServer[] s_first =
    [
        Make("rack4-u17", "r4", "acme", "web", "prod"),
        Make("web-042", "r4", "acme", "web", "prod"),
        Make("db-prod-03", "r2", "acme", "db", "prod"),
        Make("gpu-a07", "r7", "northwind", "gpu"),
        Make("edge-fra-02", "fra1", "northwind", "edge", "prod"),
        Make("build-11", "r2", null, "ci"),
        Make("storage-nas1", "r7", null, "storage", "prod"),
        Make("lab-spare-5", "lab", null, "lab"),
    ];

    /// <summary>Name of the server with this number, from 0.</summary>
    public static string Name(int index) => index < s_first.Length
        ? s_first[index].Name
        : string.Create(CultureInfo.InvariantCulture, $"rack{10 + ((index - s_first.Length) / 40)}-u{1 + ((index - s_first.Length) % 40):D2}");

    /// <summary>One machine is off, so that there is something to switch on.</summary>
    public static bool StartsOn(int index) => index != s_first.Length - 1;

    public static DemoServer Describe(int index, IPEndPoint endPoint) =>
        (index < s_first.Length ? s_first[index] : Make(Name(index), Name(index).Split('-')[0], index % 3 == 0 ? "acme" : null, index % 2 == 0 ? "web" : "compute"))
            with
        { EndPoint = endPoint };

    // The account that every simulated BMC has.
    private static DemoServer Make(string name, string rack, string? tenant, params string[] tags) =>
        new(name, new IPEndPoint(IPAddress.Loopback, 0), "admin", "password", rack, tenant, tags);
}
