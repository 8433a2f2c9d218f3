using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Portal.Web.Hosting;

/// <summary>Where people find the portal, for links that are sent out. Never from a request: whoever makes one could say any name.</summary>
internal sealed class PortalAddress(PortalOptions options, IConfiguration configuration, IServiceProvider services)
{
    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Origin
    {
        get
        {
            var address = options.PublicOrigin?.GetLeftPart(UriPartial.Authority)
                ?? services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
                ?? configuration["urls"]?.Split(';')[0]
                ?? "http://127.0.0.1:8080";
            // All addresses is nowhere to point a browser to.
            return address.TrimEnd('/').Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal);
        }
    }
}
