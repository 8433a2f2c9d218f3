using System.Net.Http.Json;

namespace Portal.Testing;

/// <summary>A real OpenID provider on the loopback, whose people the test makes.</summary>
public sealed class OidcServer : IAsyncDisposable
{
    public const string ClientId = "pilotlight";
    public const string ClientSecret = "a secret of the tests";

    private readonly NodeServer _server;
    private readonly HttpClient _admin;

    private OidcServer(NodeServer server, Uri issuer)
    {
        _server = server;
        Issuer = issuer;
        _admin = new HttpClient { BaseAddress = issuer };
    }

    public Uri Issuer { get; }

    public static async Task<OidcServer> StartAsync(CancellationToken ct)
    {
        var (server, ready) = await NodeServer.StartAsync("oidc.mjs", ct);
        return new OidcServer(server, new Uri(ready.GetProperty("issuer").GetString()!));
    }

    /// <summary>Makes or changes an account; whoever types its name at the provider is signed in.</summary>
    /// <param name="claims">What the provider says of the person.</param>
    /// <param name="idToken">Claims that are laid over those of the ID token.</param>
    /// <param name="deny">The provider refuses.</param>
    public async Task PutAsync(string name, object claims, object? idToken = null, bool deny = false, CancellationToken ct = default)
    {
        using var answer = await _admin.PutAsJsonAsync($"/_accounts/{Uri.EscapeDataString(name)}", new { claims, idToken, deny }, ct);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _server.DisposeAsync();
    }
}
