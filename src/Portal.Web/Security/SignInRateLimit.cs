using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Web.Api;

namespace Portal.Web.Security;

/// <summary>At most ten attempts a minute to sign in, or to set up, from one address.</summary>
internal static class SignInRateLimit
{
    public const string Policy = "sign-in";

    /// <summary>For what comes after a password, or instead of one: counted by itself.</summary>
    public const string StepPolicy = "sign-in-step";

    public static void Configure(RateLimiterOptions options)
    {
        foreach (var policy in (string[])[Policy, StepPolicy])
        {
            options.AddPolicy(policy, context => RateLimitPartition.GetFixedWindowLimiter(
                Source(context.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(1) }));
        }
        options.OnRejected = async (rejected, _) =>
        {
            if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                rejected.HttpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            if (rejected.HttpContext.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            {
                // A person with a form: back to it, with a sentence.
                var form = rejected.HttpContext.Request.Path.Value?.EndsWith("/setup", StringComparison.OrdinalIgnoreCase) == true ? "/setup" : "/sign-in";
                rejected.HttpContext.Response.Headers.Location = $"{form}?error=slow_down";
                rejected.HttpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
                return;
            }
            await ApiProblem.Write(rejected.HttpContext, StatusCodes.Status429TooManyRequests, "too_many_requests", "Too many attempts from this address; wait a minute.");
        };
    }

    /// <summary>One IPv6 customer holds a /64: its addresses count together.</summary>
    public static string Source(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
