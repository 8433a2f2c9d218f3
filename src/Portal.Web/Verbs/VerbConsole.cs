using Portal.Fleet.Data;
using Portal.Ipmi;
using Portal.Web.Hosting;
using Portal.Web.Identity;
using Portal.Web.Live;

namespace Portal.Web.Verbs;

/// <summary>What a verb works with: the terminal, and the portal's services without its server. A running portal on the same directory does not mind.</summary>
internal sealed record VerbConsole(TextWriter Output, TextWriter Error, TextReader Input, string[] Settings)
{
    private const int LongestSecret = 1024;

    /// <summary>Runs <paramref name="work"/> in a scope of the portal's services, over a database with the present schema.</summary>
    public Task<int> WithPortalAsync(Func<IServiceProvider, CancellationToken, Task> work, CancellationToken ct) => WithPortalAsync(work, migrate: true, ct);

    /// <summary>Runs <paramref name="work"/> in a scope of the portal's services, over the database as it is where it is not to be migrated.</summary>
    public async Task<int> WithPortalAsync(Func<IServiceProvider, CancellationToken, Task> work, bool migrate, CancellationToken ct)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = Settings, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        var options = builder.AddPortalCore();
        builder.Services.AddPortalUsers();
        using var host = builder.Build();
        if (migrate)
            await PortalDatabase.MigrateAsync(host.Services, ct);
        await using var scope = host.Services.CreateAsyncScope();
        try
        {
            await work(scope.ServiceProvider, ct);
        }
        finally
        {
            // A portal that runs on the same directory reads rights and credentials again.
            new ChangeSignal(options, host.Services.GetRequiredService<TimeProvider>()).Send();
        }

        return 0;
    }

    /// <summary>A password from a file or, without one, from the first line of standard input. Never from an argument: those are for all to see.</summary>
    public async Task<SecretBytes> ReadSecretAsync(FileInfo? file, CancellationToken ct)
    {
        string? text;
        try
        {
            text = file is null ? await Input.ReadLineAsync(ct) : (await File.ReadAllLinesAsync(file.FullName, ct)).FirstOrDefault();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new VerbFailedException($"The password file cannot be read: {exception.Message}");
        }
        if (string.IsNullOrEmpty(text) || text.Length > LongestSecret)
            throw new VerbFailedException(file is null
                ? "There is no password: write it as the first line of standard input, or name a file with --password-file."
                : $"There is no password in {file.FullName}: it must be its first line.");
        return SecretBytes.FromText(text);
    }
}
