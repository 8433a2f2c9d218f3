using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Web.Hubs;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Hubs;

/// <summary>One types, the others watch, over the hub.</summary>
public sealed class ConsoleControlHubTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Control_AskGrantTake_OnlyTheDriverTypesAndTheLoserIsTold()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        var id = await administrator.AddServerAsync(bmc);
        await administrator.WaitForAsync($"/api/v1/servers/{id}/console", console => console.Text("state") == "live");
        await using var ann = await Person.AttachAsync(portal, id);
        await using var bob = await Person.AttachAsync(portal, id);

        await ann.Viewer.WriteAsync(id, "a"u8.ToArray());
        Assert.True((await ann.WaitAsync(control => control.Driver == ann.Name)).Mine);
        Assert.False((await bob.WaitAsync(control => control.Driver == ann.Name)).Mine);
        var refused = await Assert.ThrowsAsync<HubException>(() => bob.Viewer.WriteAsync(id, "b"u8.ToArray()));
        Assert.Contains($"not_driver: {ann.Name} types", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HubException>(() => bob.Viewer.Connection.InvokeAsync("SendBreak", id, Ct));

        await bob.Viewer.Connection.InvokeAsync("RequestControl", id, Ct);
        Assert.Equal(("asked", bob.Name, ann.Name), await ann.HearAsync());
        var asker = Assert.Single((await ann.WaitAsync(control => control.Asking.Length > 0)).Asking);
        await ann.Viewer.Connection.InvokeAsync("GrantControl", id, asker.UserId, Ct);
        await bob.WaitAsync(control => control.Mine);
        await bob.Viewer.WriteAsync(id, "b"u8.ToArray());

        var silent = await Assert.ThrowsAsync<HubException>(() => ann.Viewer.Connection.InvokeAsync("TakeControl", id, " ", Ct));
        Assert.Contains("invalid_reason:", silent.Message, StringComparison.Ordinal);
        await ann.Viewer.Connection.InvokeAsync("TakeControl", id, "the disk is full", Ct);
        Assert.Equal(("asked", bob.Name, ann.Name), await bob.HearAsync());
        Assert.Equal(("granted", ann.Name, bob.Name), await bob.HearAsync());
        Assert.Equal(("taken", ann.Name, bob.Name), await bob.HearAsync());
        await Assert.ThrowsAsync<HubException>(() => bob.Viewer.WriteAsync(id, "b"u8.ToArray()));
        var notYours = await Assert.ThrowsAsync<HubException>(() => bob.Viewer.Connection.InvokeAsync("Release", id, Ct));
        Assert.Contains("not_yours:", notYours.Message, StringComparison.Ordinal);

        await ann.Viewer.Connection.InvokeAsync("Release", id, Ct);
        await bob.Viewer.WriteAsync(id, "B"u8.ToArray());
        Assert.Equal("abB", Encoding.ASCII.GetString(bmc.Typed));
    }

    [Fact]
    public async Task Control_ByOneWhoMayOnlyWatch_IsRefused()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        var id = await administrator.AddServerAsync(bmc);
        await using var viewer = await Person.AttachAsync(portal, id, Role.Viewer);

        foreach (var call in (Task[])[viewer.Viewer.Connection.InvokeAsync("RequestControl", id, Ct), viewer.Viewer.Connection.InvokeAsync("TakeControl", id, "because", Ct)])
            Assert.Contains("not_found:", (await Assert.ThrowsAsync<HubException>(() => call)).Message, StringComparison.Ordinal);
    }

    /// <summary>A person on one console: what the hub tells them about control, in order.</summary>
    private sealed class Person(HubViewer viewer, string name) : IAsyncDisposable
    {
        private readonly Channel<ConsoleControlMessage> _control = Channel.CreateUnbounded<ConsoleControlMessage>();
        private readonly Channel<ConsoleNoticeMessage> _notices = Channel.CreateUnbounded<ConsoleNoticeMessage>();

        public HubViewer Viewer => viewer;

        public string Name => name;

        public static async Task<Person> AttachAsync(PortalServer portal, string id, Role role = Role.Operator)
        {
            var user = await portal.CreateUserAsync(role);
            var person = new Person(await HubViewer.ConnectAsync(portal, await portal.CreateTokenAsync(user)), user.Email!);
            person.Viewer.Connection.On<ConsoleControlMessage>("Control", message => person._control.Writer.TryWrite(message));
            person.Viewer.Connection.On<ConsoleNoticeMessage>("Notice", message => person._notices.Writer.TryWrite(message));
            person.Viewer.Attach(id);
            // The hub tells who types as soon as somebody is attached.
            await person.WaitAsync(_ => true);
            return person;
        }

        public async Task<ConsoleControlMessage> WaitAsync(Func<ConsoleControlMessage, bool> condition)
        {
            while (true)
            {
                var message = await _control.Reader.ReadAsync(Ct).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Ct);
                if (condition(message))
                    return message;
            }
        }

        public async Task<(string Kind, string By, string? To)> HearAsync()
        {
            var notice = await _notices.Reader.ReadAsync(Ct).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Ct);
            return (notice.Kind, notice.By, notice.To);
        }

        public ValueTask DisposeAsync() => viewer.DisposeAsync();
    }
}
