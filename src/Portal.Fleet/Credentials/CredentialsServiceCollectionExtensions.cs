using Microsoft.Extensions.DependencyInjection;

namespace Portal.Fleet.Credentials;

/// <summary>Registers what looks after BMC logins.</summary>
internal static class CredentialsServiceCollectionExtensions
{
    /// <summary>To be called after the fleet's keeper was registered: rotations go on when the links run.</summary>
    public static IServiceCollection AddPortalCredentials(this IServiceCollection services) => services
        .AddSingleton<PendingPasswords>()
        .AddSingleton<RotationLedger>()
        .AddSingleton<CredentialReport>()
        .AddSingleton<CredentialRotator>()
        .AddSingleton<CredentialInspector>()
        .AddSingleton<CredentialDesk>()
        .AddSingleton<IBmcPasswordRotation>(provider => provider.GetRequiredService<CredentialRotator>())
        .AddHostedService(provider => provider.GetRequiredService<CredentialRotator>())
        .AddHostedService(provider => provider.GetRequiredService<CredentialInspector>());
}
