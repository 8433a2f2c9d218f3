using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Consoles.Input;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Secrets;

/// <summary>Registers what seals secrets.</summary>
internal static class SecretsServiceCollectionExtensions
{
    /// <summary>To be called before whatever opens secrets when the host starts: what older keys sealed is wrapped anew first.</summary>
    public static IServiceCollection AddPortalSecrets(this IServiceCollection services, FleetPaths paths) => services
        .AddSingleton<IKeySource>(_ => paths.KeyCommand is { } line ? new KeyCommand(line, KeyCommand.DefaultTimeout) : new KeyFile(paths.KeyFile, paths.KeyFileIsCredential))
        .AddSingleton<KeyRing>()
        .AddSingleton(provider => new SecretBox(provider.GetRequiredService<KeyRing>()))
        .AddSingleton<CredentialVault>()
        .AddSingleton<ISealedStore, SealedServers>()
        .AddSingleton<ISealedStore, SealedInputs>()
        .AddSingleton<KeyRotation>()
        .AddHostedService<KeyKeeper>();
}
