using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Links;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tests.Links;

public class NetworkPolicyTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Theory]
    [InlineData("", "10.0.0.1", false)]
    [InlineData("10.0.0.0/8", "10.255.0.1", true)]
    [InlineData("10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("10.0.0.0/8", "::ffff:10.0.0.1", false)]
    [InlineData("0.0.0.0/0,::/0", "8.8.8.8", true)]
    [InlineData("0.0.0.0/0,::/0", "2001:db8::1", true)]
    [InlineData("0.0.0.0/0,::/0", "127.0.0.1", false)]
    [InlineData("0.0.0.0/0,::/0", "::1", false)]
    [InlineData("0.0.0.0/0,::/0", "169.254.169.254", false)]
    [InlineData("0.0.0.0/0,::/0", "fe80::1", false)]
    [InlineData("0.0.0.0/0,::/0", "0.0.0.0", false)]
    [InlineData("0.0.0.0/0,::/0", "0.1.2.3", false)]
    [InlineData("0.0.0.0/0,::/0", "::", false)]
    [InlineData("0.0.0.0/0,::/0", "224.0.0.1", false)]
    [InlineData("0.0.0.0/0,::/0", "ff02::1", false)]
    [InlineData("0.0.0.0/0,::/0", "255.255.255.255", false)]
    [InlineData("0.0.0.0/0,::/0", "::ffff:8.8.8.8", false)]
    [InlineData("0.0.0.0/0,::/0", "::8.8.8.8", false)]
    [InlineData("0.0.0.0/0,::/0", "64:ff9b::7f00:1", false)]
    [InlineData("0.0.0.0/0,::/0", "2002:7f00:1::", false)]
    [InlineData("127.0.0.0/8", "127.64.0.1", true)]
    [InlineData("127.64.0.0/16", "127.0.0.1", false)]
    [InlineData("::1/128", "::1", true)]
    [InlineData("169.254.0.0/16", "169.254.169.254", true)]
    public void Allows_Address_Verdict(string networks, string address, bool allowed)
    {
        Assert.True(NetworkPolicy.TryParse(networks.Split(',', StringSplitOptions.RemoveEmptyEntries), out var policy, out _));

        Assert.Equal(allowed, policy.Allows(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("10.0.0.1/8")]
    [InlineData("10.0.0.0/33")]
    [InlineData("example.org/8")]
    [InlineData("224.0.0.0/4")]
    [InlineData("255.255.255.255/32")]
    [InlineData("::ffff:10.0.0.0/104")]
    public void TryParse_WrongNetwork_IsOneSentenceWithKeyAndValue(string network)
    {
        Assert.False(NetworkPolicy.TryParse([network], out _, out var error));

        Assert.StartsWith($"Portal:Bmc:AllowedNetworks has the value \"{network}\"; ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WrongNetwork_IsRefused()
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => TestPortal.StartAsync(networks: "10.0.0.0"));

        Assert.True(refused is StartRefusedException or OptionsValidationException, refused.ToString());
        Assert.Contains("\"10.0.0.0\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Network_NoLongerAllowed_NoPacketLeaves()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var portal = await TestPortal.StartAsync(run: false);
        var server = await portal.AddAsync((IPEndPoint)listener.LocalEndPoint!);

        await using var stricter = await TestPortal.StartAsync(directory: portal.Directory, networks: "127.64.0.0/16");
        var status = await stricter.WaitAsync(server.Id, s => s.Problem != BmcProblem.None);
        var handle = await stricter.OpenAsync(server.Id, rights: BmcRight.Test);
        await handle.ReconnectAsync(Ct);
        var steps = new List<TestStep>();
        await foreach (var step in handle.TestAsync(Ct))
            steps.Add(step);
        var operation = await handle.RequestPowerAsync(Fleet.Power.PowerAction.On, null, null, Ct);
        var ended = await stricter.WaitEndAsync(operation.Id, server.Id);

        Assert.Equal(BmcProblem.AddressNotAllowed, status.Problem);
        Assert.Equal((TestVerdict.Failed, BmcProblem.AddressNotAllowed), (steps[0].Verdict, steps[0].Problem));
        Assert.All(steps.Skip(1), step => Assert.Equal(TestVerdict.Skipped, step.Verdict));
        Assert.Equal((Fleet.Power.PowerOperationState.Failed, BmcProblem.AddressNotAllowed), (ended.State, ended.Problem));
        await stricter.StopAsync();

        // Loopback delivers before the send returns: silence now is silence.
        Assert.Equal(0, listener.Available);
    }

    [Fact]
    public async Task DemoEndPoint_NoNetworksAllowed_IsContactedAndNothingElse()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var portal = await TestPortal.StartAsync(networks: "");

        await portal.Get<DemoFleet>().SynchroniseAsync([new DemoServer("demo", bmc.EndPoint, "admin", "password", null, null, [])], Ct);

        var server = Assert.Single(await portal.Access.ListAsync(TestPortal.Admin, Ct));
        await portal.WaitLiveAsync(server.Id);
        await Assert.ThrowsAsync<InvalidServerException>(() => portal.AddAsync(new IPEndPoint(IPAddress.Loopback, bmc.EndPoint.Port + 1), "other"));
    }
}
