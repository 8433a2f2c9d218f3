using System.Net;
using Portal.Web.Identity;
using Portal.Web.Mail;
using Portal.Web.Security;

namespace Portal.Web;

/// <summary>What the host itself takes from the configuration, checked. Made once by <see cref="PortalOptionsReader"/>, before anything else starts.</summary>
internal sealed record PortalOptions
{
    /// <summary>Full path of the directory that holds everything the portal keeps.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Which database it is.</summary>
    public DatabaseKind Database { get; init; }

    /// <summary>Connection string of the database.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Full path of the file with the key that seals BMC passwords.</summary>
    public required string KeyFile { get; init; }

    /// <summary>That file is a systemd credential.</summary>
    public bool KeyFileIsCredential { get; init; }

    /// <summary>A program that prints the key instead; null without one.</summary>
    public string? KeyCommand { get; init; }

    /// <summary>The one origin that browsers use, for example <c>https://bmc.example.org</c>; null when each request's own host is it.</summary>
    public Uri? PublicOrigin { get; init; }

    /// <summary>Networks that BMCs may be in, in CIDR form, one address as /32 or /128.</summary>
    public IReadOnlyList<string> AllowedNetworks { get; init; } = [];

    /// <summary>How many simulated servers to offer; 0 for none, null for a few while there is nothing else.</summary>
    public int? DemoServers { get; init; }

    /// <summary>Browsers reach the portal by https, so cookies can be pinned to it.</summary>
    public bool IsHttps { get; init; }

    /// <summary>How much one person may ask.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>The portal's own certificate.</summary>
    public TlsOptions Tls { get; init; } = new(null, null, null);

    /// <summary>Proxies that may say who asks.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>How people sign in, and for how long.</summary>
    public SignInOptions SignIn { get; init; } = new();

    /// <summary>How mail leaves the portal.</summary>
    public MailOptions Mail { get; init; } = new() { From = "pilotlight@localhost", PickupDirectory = "mail" };

    /// <summary>Paths and counts only.</summary>
    public override string ToString() => $"Data in {DataDirectory}";
}
