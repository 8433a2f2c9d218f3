using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Portal.Web.Identity;
using Portal.Web.Security;

namespace Portal.Web.Hosting;

/// <summary>Tells the person at the keyboard where the portal is and, while nobody can sign in, how to begin.</summary>
internal sealed class StartMessage(
    IServer server, IServiceProvider services, IServiceScopeFactory scopes, SetupTokens tokens, PortalAddress address, PortalOptions options) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var origin = address.Origin;
        await Console.Out.WriteLineAsync($"Pilotlight is at {origin}");
        if (services.GetService<TlsIdentity>() is { IsOwn: true } own)
            await Console.Out.WriteLineAsync($"Its certificate is of its own making; compare the SHA-256 fingerprint before you trust it: {own.Fingerprint}");
        else if (options.PublicOrigin is null && origin.StartsWith("http:", StringComparison.Ordinal) && server.Features.Get<IServerAddressesFeature>()?.Addresses.Any(IsOpen) == true)
            await Console.Out.WriteLineAsync("It can be reached from other machines without TLS: passwords cross the network in the clear. Listen on https://, or set Portal:PublicOrigin behind a proxy that does.");
        await using var scope = scopes.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<SetupService>().IsNeededAsync(cancellationToken))
            return;
        var token = tokens.Renew();
        await Console.Out.WriteLineAsync("Nobody can sign in yet. Make the first administrator within an hour, once, at");
        await Console.Out.WriteLineAsync($"  {origin}/setup?token={token}");
        await Console.Out.WriteLineAsync($"(The token is also in {tokens.FilePath}; a restart makes a new one.)");
    }

    private static bool IsOpen(string url) => !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IsLoopback);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
