using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.BmcSim;

namespace Portal.Web.Tests.Api;

internal static class ApiTestExtensions
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Sends JSON and reads JSON; the status must be as expected.</summary>
    public static async Task<JsonObject> SendAsync(this HttpClient client, HttpMethod method, string path, object? body, HttpStatusCode expected, string? idempotencyKey = null)
    {
        using var answer = await client.SendAsync(method, path, body, idempotencyKey);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == expected, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    public static async Task<HttpResponseMessage> SendAsync(this HttpClient client, HttpMethod method, string path, object? body = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is string text)
            request.Content = new StringContent(text, null, "application/json");
        else if (body is not null)
            request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await client.SendAsync(request, Ct);
    }

    public static Task<JsonObject> GetAsync(this HttpClient client, string path, HttpStatusCode expected) => client.SendAsync(HttpMethod.Get, path, null, expected);

    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();

    /// <summary>Adds a server behind a simulated BMC and returns its id.</summary>
    public static async Task<string> AddServerAsync(this HttpClient administrator, SimulatedBmc bmc, params string[] tags) =>
        (await administrator.SendAsync(HttpMethod.Post, "/api/v1/servers", ServerBody(PortalServer.NewName("server"), bmc.EndPoint, tags), HttpStatusCode.Created)).Text("id");

    public static object ServerBody(string name, IPEndPoint endPoint, params string[] tags) =>
        new { name, address = endPoint.Address.ToString(), port = endPoint.Port, username = "admin", password = "password", tags };

    /// <summary>Asks again until the answer is as awaited; the test's own time limit ends it.</summary>
    public static async Task<JsonObject> WaitForAsync(this HttpClient client, string path, Func<JsonObject, bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (true)
        {
            var answer = await client.GetAsync(path, HttpStatusCode.OK);
            if (condition(answer))
                return answer;
            await timer.WaitForNextTickAsync(Ct);
        }
    }
}
