using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Web.Hosting;
using Portal.Web.Tests.Components;

[assembly: AssemblyFixture(typeof(RunningPortal))]

namespace Portal.Web.Tests.Components;

/// <summary>The portal with four simulated servers, composed as in production; pages are rendered against its gate.</summary>
public sealed class RunningPortal : IAsyncLifetime
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"pilotlight-pages-{Guid.NewGuid():N}");
    private WebApplication _app = null!;

    public IServiceProvider Services => _app.Services;

    public async ValueTask InitializeAsync()
    {
        _app = PortalApplication.Build(
        [
            "--urls=http://127.0.0.1:0", $"--Portal:DataDirectory={_directory}", "--Portal:Demo:Servers=4", "--Portal:Polling:PowerSeconds=5", "--Logging:LogLevel:Default=Warning",
        ]);
        await PortalDatabase.MigrateAsync(_app.Services, CancellationToken.None);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>A new person with a role on the whole fleet, or without any.</summary>
    public async Task<PortalUser> MakeUserAsync(Role? role)
    {
        await using var scope = Services.CreateAsyncScope();
        var name = $"{Guid.NewGuid():N}@example.test";
        var user = new PortalUser { UserName = name, Email = name, CreatedAt = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow() };
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>().CreateAsync(user, "correct horse battery");
        Assert.True(made.Succeeded, string.Join(' ', made.Errors.Select(error => error.Description)));
        if (role is { } given)
            await Services.GetRequiredService<Grants>().GiveAsync(user.Id, given, null, CancellationToken.None);
        return user;
    }
}
