using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Portal.Fleet.Access;
using Portal.Web.Hubs;
using Portal.Web.Tests.Api;
using Portal.Web.Tests.Hubs;

namespace Portal.Web.Tests.Access;

/// <summary>Every method of the console hub, for everybody.</summary>
public sealed class HubMatrixTests(MatrixWorld world)
{
    // What each method needs, and arguments behind the server's id. None: harmless for whoever has nothing open.
    private static readonly Dictionary<string, (BmcRight Right, object?[] Arguments, bool Streams)> s_methods = new()
    {
        [nameof(ConsoleHub.Attach)] = (BmcRight.ConsoleRead, [0L], true),
        [nameof(ConsoleHub.Replay)] = (BmcRight.ConsoleRead, ["0", 1], true),
        [nameof(ConsoleHub.Ack)] = (BmcRight.None, [0L], false),
        [nameof(ConsoleHub.AckReplay)] = (BmcRight.None, [], false),
        [nameof(ConsoleHub.Write)] = (BmcRight.ConsoleWrite, [new byte[] { 1 }], false),
        [nameof(ConsoleHub.SendBreak)] = (BmcRight.ConsoleWrite, [], false),
        [nameof(ConsoleHub.SendSysRq)] = (BmcRight.ConsoleWrite, ["h"], false),
        [nameof(ConsoleHub.RequestControl)] = (BmcRight.ConsoleWrite, [], false),
        [nameof(ConsoleHub.GrantControl)] = (BmcRight.ConsoleWrite, ["somebody"], false),
        [nameof(ConsoleHub.DeclineControl)] = (BmcRight.ConsoleWrite, ["somebody"], false),
        [nameof(ConsoleHub.TakeControl)] = (BmcRight.ConsoleWrite, ["test"], false),
        [nameof(ConsoleHub.Release)] = (BmcRight.ConsoleWrite, [], false),
        [nameof(ConsoleHub.TakeLine)] = (BmcRight.ConsoleWrite, ["test"], false),
        [nameof(ConsoleHub.ReleaseLine)] = (BmcRight.ConsoleWrite, [1, "test"], false),
        [nameof(ConsoleHub.ResumeLine)] = (BmcRight.ConsoleWrite, [], false),
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Table_HasEveryMethodOfEveryHub()
    {
        var hubs = typeof(ConsoleHub).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Hub))).ToList();
        Assert.Equal([typeof(ConsoleHub), typeof(ObserveHub)], hubs.OrderBy(hub => hub.Name));
        Assert.Equal(s_methods.Keys.Order(), MethodsOf(typeof(ConsoleHub)));
        // It takes a link's secret, and nothing that could name a server; tried below.
        Assert.Equal([nameof(ObserveHub.Ack), nameof(ObserveHub.Watch)], MethodsOf(typeof(ObserveHub)));

        static IEnumerable<string> MethodsOf(Type hub) => hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.GetBaseDefinition().DeclaringType == method.DeclaringType).Select(method => method.Name).Order();
    }

    /// <summary>The observers' hub asks for a link's secret whoever comes: an account opens nothing there, and what is no secret is answered like a wrong one.</summary>
    [Fact]
    public async Task Observe_EverybodyWithoutALink_IsToldThatThereIsNothing()
    {
        var administrator = world.People.Single(person => person.Name == "administrator");
        var made = await administrator.Client.SendAsync(HttpMethod.Post, $"/api/v1/servers/{world.Server}/observer-links", new { label = "matrix", minutes = 5 }, HttpStatusCode.Created);
        var (link, revoked) = (made["link"]!.Text("id"), made.Text("path").Split('#')[1]);
        await administrator.Client.SendAsync(HttpMethod.Delete, $"/api/v1/servers/{world.Server}/observer-links/{link}", null, HttpStatusCode.NoContent);
        foreach (var person in world.People.Select(person => (MatrixPerson?)person).Append(null))
        {
            // Thirty connections a minute from an address are the hub's limit: all of it is asked over one.
            await using var connection = new HubConnectionBuilder().WithUrl(new Uri(world.Portal.Address, ObserveHub.Path), options =>
            {
                options.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets;
                options.SkipNegotiation = true;
                if (person is not null)
                    options.AccessTokenProvider = () => Task.FromResult<string?>(person.Token);
            }).Build();
            await connection.StartAsync(Ct);
            await connection.InvokeAsync(nameof(ObserveHub.Ack), 0L, Ct);
            foreach (var secret in (string?[])[revoked, "", null, new string('A', revoked.Length), link, world.Server, world.ServerName, person?.Token, new string('A', 600)])
            {
                var refused = await Assert.ThrowsAsync<HubException>(async () =>
                {
                    await foreach (var _ in connection.StreamAsync<object>(nameof(ObserveHub.Watch), secret, (long?)0, Ct))
                    {
                    }
                });
                Assert.EndsWith(ConsoleErrors.NotFound().Message, refused.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Method_EverybodyWithoutTheRight_IsRefusedAsIfThereWasNoServer()
    {
        foreach (var person in world.People)
        {
            await using var viewer = await HubViewer.ConnectAsync(world.Portal, person.Token);
            var reads = (person.OnServer & BmcRight.ConsoleRead) != 0;
            if (reads)
                await AttachAsync(viewer);
            foreach (var (name, method) in s_methods)
            {
                var may = (person.OnServer & method.Right) == method.Right;
                if (method.Streams)
                {
                    if (!reads)
                        Assert.Equal(await StreamAsync(viewer, name, Guid.NewGuid().ToString("N"), method.Arguments), await StreamAsync(viewer, name, world.Server, method.Arguments));
                    continue;
                }

                var answer = await InvokeAsync(viewer, name, name == nameof(ConsoleHub.AckReplay) ? [1, 0L] : [world.Server, .. method.Arguments]);
                if (method.Right == BmcRight.None)
                    Assert.Equal("done", answer);
                else if (may)
                    Assert.False(answer is "not_found" or "not_attached", $"{name} for {person}: {answer}");
                else
                    Assert.True(answer == (reads ? "not_found" : "not_attached"), $"{name} for {person}: {answer}");
            }
        }
    }

    private async Task AttachAsync(HubViewer viewer)
    {
        viewer.Attach(world.Server, 0);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (await InvokeAsync(viewer, nameof(ConsoleHub.Release), [world.Server]) == "not_attached")
        {
            Assert.Null(viewer.Error);
            await timer.WaitForNextTickAsync(Ct);
        }
    }

    private static async Task<string> StreamAsync(HubViewer viewer, string name, string server, object?[] arguments)
    {
        try
        {
            await foreach (var _ in viewer.Connection.StreamAsyncCore<object>(name, [server, .. arguments], Ct))
                return "streams";
            return "empty";
        }
        catch (HubException refused)
        {
            Assert.Contains("not_found:", refused.Message, StringComparison.Ordinal);
            return refused.Message;
        }
    }

    private static async Task<string> InvokeAsync(HubViewer viewer, string name, object?[] arguments)
    {
        try
        {
            await viewer.Connection.InvokeCoreAsync(name, arguments, Ct);
            return "done";
        }
        catch (HubException refused)
        {
            var text = refused.Message[(refused.Message.LastIndexOf("HubException: ", StringComparison.Ordinal) is >= 0 and var at ? at + "HubException: ".Length : 0)..];
            return text[..text.IndexOf(':', StringComparison.Ordinal)];
        }
    }
}
