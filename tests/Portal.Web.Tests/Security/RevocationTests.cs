using System.Net;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Access;
using Portal.Web.Hubs;
using Portal.Web.Tests.Verbs;

namespace Portal.Web.Tests.Security;

/// <summary>A connection lives on after the request that opened it; it must not outlive the credential.</summary>
public sealed class RevocationTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task HubConnection_TokenDeleted_EndsAtTheNextSweepOthersStay()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        var caller = new Caller(user.Id, user.UserName!, "api", null);
        var tokens = portal.Services.GetRequiredService<ApiTokens>();
        var (view, text) = await tokens.CreateAsync(caller, "leaked", null, Ct);
        var (leaked, leakedClosed) = await ConnectAsync(options => options.AccessTokenProvider = () => Task.FromResult<string?>(text));
        var keptText = await portal.CreateTokenAsync(user);
        var (kept, keptClosed) = await ConnectAsync(options => options.AccessTokenProvider = () => Task.FromResult<string?>(keptText));
        await using var first = leaked;
        await using var second = kept;

        await tokens.DeleteAsync(caller, view.Id, Ct);
        await portal.Services.GetRequiredService<HubSweep>().SweepAsync(Ct);
        await leakedClosed.WaitAsync(Ct);
        Assert.False(keptClosed.IsCompleted);
        Assert.Equal(HubConnectionState.Connected, kept.State);
    }

    [Fact]
    public async Task HubConnection_SignedOut_EndsWithoutWaiting()
    {
        var cookies = new CookieContainer();
        using var browser = await portal.SignInAsync(await portal.CreateUserAsync(Role.Viewer), cookies);
        var (connection, closed) = await ConnectAsync(cookies);
        await using var open = connection;
        (await portal.PostAsync(browser, "/account/sign-out")).Dispose();
        await closed.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System, Ct);
    }

    [Fact]
    public async Task HubConnection_PasswordReset_EndsAtTheNextSweep()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        var cookies = new CookieContainer();
        using var browser = await portal.SignInAsync(user, cookies);
        var (connection, closed) = await ConnectAsync(cookies);
        await using var open = connection;

        Assert.Equal(0, (await portal.RunVerbAsync("eight red hammers\n", "user", "reset", "--email", user.Email!)).Status);
        await portal.Services.GetRequiredService<HubSweep>().SweepAsync(Ct);
        await closed.WaitAsync(Ct);
    }

    private Task<(HubConnection Connection, Task Closed)> ConnectAsync(CookieContainer cookies) => ConnectAsync(options =>
    {
        options.Cookies = cookies;
        options.Headers["Origin"] = portal.Address.GetLeftPart(UriPartial.Authority);
    });

    private async Task<(HubConnection Connection, Task Closed)> ConnectAsync(Action<Microsoft.AspNetCore.Http.Connections.Client.HttpConnectionOptions> configure)
    {
        var connection = new HubConnectionBuilder().WithUrl(new Uri(portal.Address, HubsExtensions.ConsolePath), configure).Build();
        var closed = new TaskCompletionSource();
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await connection.StartAsync(Ct);
        return (connection, closed.Task);
    }
}
