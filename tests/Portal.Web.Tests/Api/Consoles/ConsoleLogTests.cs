using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Web.Api.Consoles;

namespace Portal.Web.Tests.Api.Consoles;

/// <summary>The record over HTTP: as files, as it comes, and what can be asked of it.</summary>
public sealed class ConsoleLogTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Asciicast_Downloaded_HasTheOutputItsTimesAndNothingThatHarmsATerminal()
    {
        await using var console = await OpenAsync();
        await console.PrintAsync("first \e[1;32mé\e[0m\r\n");
        await console.PrintAsync("bad \e]52;c;eA==\a \xff end\r\n");
        using var answer = await console.Client.GetAsync(console.Path + "/log?format=asciicast", Ct);
        Assert.Equal("application/x-asciicast", answer.Content.Headers.ContentType!.MediaType);
        Assert.Matches("^server-[0-9]+-console-[0-9]{8}T[0-9]{6}Z\\.cast$", answer.Content.Headers.ContentDisposition!.FileName!);
        var cast = Asciicast.Parse(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal("first \e[1;32mé\e[0m\r\nbad  ÿ end\r\n", cast.Output);
        Assert.Equal(0m, cast.Events[0].Time);
        Assert.InRange(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - cast.Header.GetProperty("timestamp").GetInt64(), 0, 60);
    }

    [Fact]
    public async Task Head_Raw_TellsTheLengthThatGetSends()
    {
        await using var console = await OpenAsync();
        await console.PrintAsync("0123456789");
        using var head = await console.Client.SendAsync(HttpMethod.Head, console.Path + "/log?format=raw&from=2");
        Assert.Equal(8, head.Content.Headers.ContentLength);
        using var whole = await console.Client.GetAsync(console.Path + "/log?format=raw&from=2", Ct);
        Assert.Equal(8, whole.Content.Headers.ContentLength);
        Assert.Equal("23456789", await whole.Content.ReadAsStringAsync(Ct));
        foreach (var (query, code) in new[] { ("from=5&to=2", "invalid_range"), ("format=gif", "invalid_format"), ("follow=yes", "invalid_follow"), ("follow=true&to=5", "invalid_range"), ("follow=true&format=asciicast", "invalid_format") })
            Assert.Equal(code, (await console.Client.GetAsync($"{console.Path}/log?{query}", HttpStatusCode.BadRequest)).Text("code"));
    }

    [Fact]
    public async Task Follow_Text_BringsNewOutputAndEndsWithTheRights()
    {
        await using var console = await OpenAsync();
        await console.PrintAsync("before\r\n");
        var user = await portal.CreateUserAsync(Role.Viewer);
        using var client = portal.CreateApiClient(await portal.CreateTokenAsync(user));
        using var answer = await client.GetAsync(console.Path + "/log?follow=true", HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Ct));
        await console.PrintAsync("\e[1mafter\e[0m\r\n");
        Assert.Equal("after", await reader.ReadLineAsync(Ct));
        await console.Client.WaitForAsync(console.Path, state => state["viewers"]!.AsArray().Count == 1);

        var started = Stopwatch.GetTimestamp();
        await portal.Services.GetRequiredService<Grants>().TakeAsync(user.Id, null, Ct);
        await Assert.ThrowsAnyAsync<IOException>(() => reader.ReadToEndAsync(Ct));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await console.Client.WaitForAsync(console.Path, state => state["viewers"]!.AsArray().Count == 0);
    }

    [Fact]
    public async Task Follow_Events_ResumeBehindTheLastEvent()
    {
        await using var console = await OpenAsync();
        await console.PrintAsync("one\r\n\e[3");
        using var first = await console.Client.GetAsync(console.Path + "/log?format=events&from=0", HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.Equal("text/event-stream", first.Content.Headers.ContentType!.MediaType);
        var (id, text) = await ReadEventAsync(first);
        // The half of a sequence is not given out, and not lost either.
        Assert.Equal(("5", "one"), (id, text));

        await console.PrintAsync("1mtwo\r\n");
        using var request = new HttpRequestMessage(HttpMethod.Get, console.Path + "/log?format=events");
        request.Headers.Add("Last-Event-ID", id);
        using var second = await console.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.Equal(("15", "two"), await ReadEventAsync(second));
    }

    [Fact]
    public async Task Follow_TooMany_IsRefusedUntilOneEnds()
    {
        await using var console = await OpenAsync();
        using var client = await portal.CreateApiClientAsync(Role.Viewer);
        var open = new List<HttpResponseMessage>();
        for (var tail = 0; tail < TailDesk.MostPerUser; tail++)
            open.Add(await client.GetAsync(console.Path + "/log?follow=true", HttpCompletionOption.ResponseHeadersRead, Ct));
        Assert.Equal("too_many_tails", (await client.GetAsync(console.Path + "/log?follow=true", HttpStatusCode.TooManyRequests)).Text("code"));
        open[0].Dispose();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        HttpResponseMessage again;
        while ((again = await client.GetAsync(console.Path + "/log?follow=true", HttpCompletionOption.ResponseHeadersRead, Ct)).StatusCode != HttpStatusCode.OK)
            await timer.WaitForNextTickAsync(Ct);
        again.Dispose();
        open.ForEach(answer => answer.Dispose());
    }

    [Fact]
    public async Task Past_TimelineMomentAndSearch_AgreeWithTheRecord()
    {
        await using var console = await OpenAsync();
        await console.PrintAsync("\ecSeaBIOS (version 1)\r\n");
        await console.PrintAsync("[0.0] Linux version 6.1 x\r\nneedle here\r\n");
        var end = console.Printed;

        var timeline = await console.Client.GetAsync(console.Path + "/timeline?buckets=5", HttpStatusCode.OK);
        Assert.Equal(["firmware", "kernel"], timeline["marks"]!.AsArray().Select(mark => mark!.Text("kind")));
        Assert.Equal(end, timeline["buckets"]!.AsArray().Sum(bucket => bucket!["bytes"]!.GetValue<long>()));
        Assert.Equal(end, timeline["next"]!["offset"]!.GetValue<long>());

        var moment = await console.Client.GetAsync($"{console.Path}/moment?at={Uri.EscapeDataString(timeline["next"]!.Text("time"))}", HttpStatusCode.OK);
        Assert.InRange(moment["offset"]!.GetValue<long>(), 0, end);
        Assert.Equal(0, (await console.Client.GetAsync($"{console.Path}/moment?at={end}&step=previous", HttpStatusCode.OK))["offset"]!.GetValue<long>());

        var search = await console.Client.GetAsync(console.Path + "/search?q=NEEDLE&backwards=true", HttpStatusCode.OK);
        var hit = Assert.Single(search["hits"]!.AsArray());
        Assert.Equal(("needle here", end - 13), (hit!.Text("line"), hit!["offset"]!.GetValue<long>()));
        Assert.True(search["complete"]!.GetValue<bool>());

        foreach (var path in new[] { "/timeline?buckets=0", "/timeline?from=never", "/moment", "/moment?at=1&step=up", "/search", "/search?q=x&limit=5000", "/search?q=x&backwards=1" })
            await console.Client.GetAsync(console.Path + path, HttpStatusCode.BadRequest);
        using var stranger = await portal.CreateApiClientAsync(null);
        foreach (var path in new[] { "/timeline", "/moment?at=1", "/search?q=x", "/log?follow=true", "/log?format=asciicast" })
            await stranger.GetAsync(console.Path + path, HttpStatusCode.NotFound);
    }

    private static async Task<(string Id, string Text)> ReadEventAsync(HttpResponseMessage answer)
    {
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Ct), leaveOpen: true);
        var id = await reader.ReadLineAsync(Ct);
        Assert.Equal("event: output", await reader.ReadLineAsync(Ct));
        var data = await reader.ReadLineAsync(Ct);
        Assert.StartsWith("data: ", data, StringComparison.Ordinal);
        return (id!["id: ".Length..], JsonNode.Parse(data!["data: ".Length..])!.Text("text"));
    }

    private async Task<RecordedConsole> OpenAsync()
    {
        var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        var client = await portal.CreateApiClientAsync(Role.Administrator);
        var path = $"/api/v1/servers/{await client.AddServerAsync(bmc)}/console";
        await client.WaitForAsync(path, console => console.Text("state") == "live");
        return new RecordedConsole(bmc, client, path);
    }

    /// <summary>A server that prints what it is told, and what was recorded of it.</summary>
    private sealed class RecordedConsole(SimulatedBmc bmc, HttpClient client, string path) : IAsyncDisposable
    {
        public HttpClient Client => client;

        public string Path => path;

        public long Printed { get; private set; }

        /// <summary>Prints, and waits until the portal has it.</summary>
        public async Task PrintAsync(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            await bmc.PrintAsync(bytes, Ct);
            Printed += bytes.Length;
            await client.WaitForAsync(path, console => console["nextOffset"]!.GetValue<long>() >= Printed);
        }

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            await bmc.DisposeAsync();
        }
    }
}
