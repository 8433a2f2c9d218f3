using System.Reflection;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Portal.Fleet.Access;
using Portal.Web.Hubs;
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
        // The other one takes nothing but a link's secret, and shows one console to whoever has it: its tests are its own.
        Assert.Equal([typeof(ConsoleHub), typeof(ObserveHub)], hubs.OrderBy(hub => hub.Name));
        var methods = hubs.Where(hub => hub != typeof(ObserveHub)).SelectMany(hub => hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetBaseDefinition().DeclaringType == method.DeclaringType).Select(method => method.Name);
        Assert.Equal(s_methods.Keys.Order(), methods.Order());
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
