using System.Net;

namespace Portal.BmcSim.Tests;

public class SimulatedFarmTests
{
    [Theory]
    [InlineData("127.64.0.250", 10, "127.64.1.4")]
    [InlineData("127.64.255.255", 1, "127.65.0.0")]
    [InlineData("fd00::ffff", 1, "fd00::1:0")]
    public void AddressAt_PastAnOctet_CarriesOver(string first, int offset, string expected) =>
        Assert.Equal(IPAddress.Parse(expected), SimulatedFarm.AddressAt(IPAddress.Parse(first), offset));

    [Fact]
    public async Task Start_OnAddressesOfItsOwn_AllAnswer()
    {
        await using var farm = SimulatedFarm.Start(3, new IPEndPoint(IPAddress.Parse("127.66.3.254"), 34623), (i, o) => o with { PoweredOn = i != 1 });
        Assert.Equal([true, false, true], farm.Bmcs.Select(b => b.IsOn));
        foreach (var bmc in farm.Bmcs)
        {
            using var client = await ScriptedClient.LogInAsync(bmc);
            Assert.Equal(bmc.IsOn ? 0x21 : 0x20, (await client.CommandAsync(0x00, 0x01))[1]);
        }
    }
}
