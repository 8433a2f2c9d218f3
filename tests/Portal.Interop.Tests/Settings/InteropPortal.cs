using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Web.Hosting;

namespace Portal.Interop.Tests.Settings;

/// <summary>A whole portal on loopback, with an administrator's API token.</summary>
internal sealed class InteropPortal : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("portal-interop-");
    private readonly WebApplication _app;
    private readonly HttpClient _client = new();

    private InteropPortal() => _app = PortalApplication.Build(
        ["--urls", "http://127.0.0.1:0", $"--Portal:DataDirectory={_data.FullName}", "--Portal:Bmc:AllowedNetworks=127.0.0.0/8", "--Portal:Demo:Servers=0"]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<InteropPortal> StartAsync()
    {
        var portal = new InteropPortal();
        try
        {
            await portal.StartAllAsync();
            return portal;
        }
        catch
        {
            await portal.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes a BMC under management; answers the path of its server.</summary>
    public async Task<string> AddAsync(string name, IPEndPoint bmc, string userName, string password)
    {
        var added = await SendAsync(HttpMethod.Post, "/api/v1/servers", new { name, address = bmc.Address.ToString(), port = bmc.Port, username = userName, password }, HttpStatusCode.Created);
        var path = $"/api/v1/servers/{added["id"]!.GetValue<string>()}";
        await WaitAsync($"{path}/power", power => power["state"]!.GetValue<string>() != "unknown");
        return path;
    }

    public Task<JsonObject> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, HttpStatusCode.OK);

    public Task<JsonObject> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, body, HttpStatusCode.OK);

    /// <summary>Sends what must be refused; answers the stable code and the words.</summary>
    public async Task<(HttpStatusCode Status, string Code, string Words)> RefusedAsync(HttpMethod method, string path, object body)
    {
        using var answer = await _client.SendAsync(new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) }, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True((int)answer.StatusCode >= 400, $"{method} {path}: {(int)answer.StatusCode} {text}");
        var problem = JsonNode.Parse(text)!;
        return (answer.StatusCode, problem["code"]!.GetValue<string>(), problem["detail"]!.GetValue<string>());
    }

    public async Task<JsonObject> SendAsync(HttpMethod method, string path, object? body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Web) };
        using var answer = await _client.SendAsync(request, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == expected, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>Asks again until the answer is as awaited; the test's own time limit ends it.</summary>
    public async Task<JsonObject> WaitAsync(string path, Func<JsonObject, bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var answer = await GetAsync(path);
            if (condition(answer))
                return answer;
            await timer.WaitForNextTickAsync(Ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private async Task StartAllAsync()
    {
        await PortalDatabase.MigrateAsync(_app.Services, Ct);
        await _app.StartAsync(Ct);
        _client.BaseAddress = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        await using var scope = _app.Services.CreateAsyncScope();
        var user = new PortalUser { UserName = "interop@example.org", Email = "interop@example.org" };
        Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>().CreateAsync(user)).Succeeded);
        await scope.ServiceProvider.GetRequiredService<Grants>().GiveAsync(user.Id, Role.Administrator, null, Ct);
        var token = await _app.Services.GetRequiredService<ApiTokens>().CreateAsync(new Caller(user.Id, user.UserName, "api", null), "interop", null, Ct);
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Text);
    }
}
