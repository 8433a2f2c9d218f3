using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;

namespace Portal.Web.Tests.Api.News;

/// <summary>What happens, as server-sent events: to whom it is told, from where it goes on, and when it ends.</summary>
public sealed class NewsStreamTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_TellsOfOnesOwnServers_GoesOnWhereItWasLeft_AndEndsWithTheToken()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var hidden = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        var id = await administrator.AddServerAsync(bmc);
        var other = await administrator.AddServerAsync(hidden);
        foreach (var one in (string[])[id, other])
            await administrator.WaitForAsync($"/api/v1/servers/{one}", server => server["power"]!.Text("state") == "on");
        var user = await portal.CreateUserAsync(null);
        var caller = new Caller(user.Id, user.UserName!, "api", null);
        Assert.True(BmcId.TryParse(id, out var server));
        var grants = portal.Services.GetRequiredService<Grants>();
        await grants.GiveAsync(user.Id, Role.Viewer, server, Ct);
        var (token, text) = await portal.Services.GetRequiredService<ApiTokens>().CreateAsync(caller, "news", null, Ct);
        using var client = portal.CreateApiClient(text);
        using var answer = await client.GetAsync("/api/v1/events/stream", HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Ct));
        Assert.Equal(": here", await reader.ReadLineAsync(Ct));

        await administrator.SendAsync(HttpMethod.Post, $"/api/v1/servers/{other}/power", new { action = "off" }, HttpStatusCode.Accepted);
        await administrator.SendAsync(HttpMethod.Post, $"/api/v1/servers/{id}/power", new { action = "off" }, HttpStatusCode.Accepted);
        var seen = new List<(string Id, string Name, JsonNode Data)>();
        while (!seen.Exists(one => one.Name == "state" && one.Data.Text("power") == "off") || !seen.Exists(one => one.Name == "operation"))
            seen.Add(await ReadAsync(reader));
        Assert.All(seen, one => Assert.Equal(id, one.Data.Text("serverId")));
        Assert.Contains(seen, one => one.Name == "operation" && one.Data.Text("action") == "off");

        // Whoever comes back goes on behind what was seen; who was away for another run of the portal is told that something is missing.
        var again = await ListAsync(client, seen[0].Id);
        Assert.Equal(seen.Skip(1).Select(one => one.Id), again.Take(seen.Count - 1).Select(one => one.Id));
        Assert.Equal(("gap", "restarted"), (await ListAsync(client, "0badc0de-77")).Select(one => (one.Name, one.Data.Text("reason"))).First());
        Assert.Empty(await ListAsync(client, null));
        Assert.Equal("invalid_type", (await client.GetAsync("/api/v1/events/stream?types=gap", HttpStatusCode.BadRequest)).Text("code"));

        // Without the right nothing more of the server is told, not even what was before; without the token the stream is cut.
        await grants.TakeAsync(user.Id, server, Ct);
        Assert.Empty(await ListAsync(client, seen[0].Id));
        var started = Stopwatch.GetTimestamp();
        await portal.Services.GetRequiredService<ApiTokens>().DeleteAsync(caller, token.Id, Ct);
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (await reader.ReadLineAsync(Ct) is not null)
            {
                // Until it is cut.
            }

            throw new EndOfStreamException();
        });
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static async Task<List<(string Id, string Name, JsonNode Data)>> ListAsync(HttpClient client, string? after)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events/stream?follow=false");
        if (after is not null)
            request.Headers.Add("Last-Event-ID", after);
        using var answer = await client.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Ct));
        var all = new List<(string, string, JsonNode)>();
        while (await TryReadAsync(reader) is { } one)
            all.Add(one);
        return all;
    }

    private static async Task<(string Id, string Name, JsonNode Data)> ReadAsync(StreamReader reader) => await TryReadAsync(reader) ?? throw new EndOfStreamException();

    private static async Task<(string Id, string Name, JsonNode Data)?> TryReadAsync(StreamReader reader)
    {
        var (id, name) = ("", "");
        while (await reader.ReadLineAsync(Ct) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                return (id, name, JsonNode.Parse(line[6..])!);
        }

        return null;
    }
}
