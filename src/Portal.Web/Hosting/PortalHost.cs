using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Portal.Fleet;
using Portal.Fleet.Links;
using Portal.Fleet.Power;
using Portal.Fleet.Secrets;
using Portal.Migrations.Postgres;
using Portal.Migrations.Sqlite;
using Portal.Web.Security;

namespace Portal.Web.Hosting;

/// <summary>What the server and the command line's verbs have in common: configuration, data directory, database, fleet.</summary>
internal static class PortalHost
{
    /// <summary>Reads and checks the options, prepares the data directory and registers everything below the web.</summary>
    /// <exception cref="StartRefusedException">A value is wrong.</exception>
    public static PortalOptions AddPortalCore(this IHostApplicationBuilder builder)
    {
        var options = PortalOptionsReader.Read(builder.Configuration);
        DataDirectory.Prepare(options.DataDirectory);
        builder.Services.AddSingleton(options);
        if (options.Database == DatabaseKind.Postgres)
            builder.Services.AddPortalPostgres(options.ConnectionString);
        else
            builder.Services.AddPortalSqlite(options.ConnectionString);
        builder.Services.AddSingleton(new PowerLimits { PerServer = options.Limits.PowerPerMinute });
        builder.AddPortalFleet(new FleetPaths(options.DataDirectory, options.KeyFile) { KeyFileIsCredential = options.KeyFileIsCredential, KeyCommand = options.KeyCommand });
        // Checked and with single addresses written as networks.
        builder.Services.PostConfigure<BmcOptions>(bmc => bmc.AllowedNetworks = [.. options.AllowedNetworks]);
        builder.Services.AddDataProtection()
            .SetApplicationName("pilotlight")
            .PersistKeysToFileSystem(Directory.CreateDirectory(KeyRingFiles.DirectoryOf(options)));
        builder.Services.AddOptions<KeyManagementOptions>().Configure<SecretBox>((ring, box) => ring.XmlEncryptor = new SealedXmlEncryptor(box));
        builder.Services.AddSingleton<KeyRingFiles>();
        builder.Services.AddSingleton<ISealedStore>(provider => provider.GetRequiredService<KeyRingFiles>());
        return options;
    }
}
