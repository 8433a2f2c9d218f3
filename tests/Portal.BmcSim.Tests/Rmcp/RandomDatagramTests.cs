using System.Net;
using FsCheck.Xunit;

namespace Portal.BmcSim.Tests.Rmcp;

public class RandomDatagramTests
{
    private static readonly byte[][] s_seeds =
    [
        Convert.FromHexString("0600ff06000011be80000000"),
        Convert.FromHexString("0600ff07000000000000000000092018c88100388e04b5"),
        Convert.FromHexString("0600ff07061000000000000000002000000400000a4a3a2a00000000801000000010000080100000002000008010000".PadRight(96, '0')),
        Convert.FromHexString("0600ff070612000000000000000021000000000076cb420c801c6f372bbcb8433163a91bce2ab0f51400000561646d696e"),
        Convert.FromHexString("0600ff070614000000000000000008000000000076cb420c"),
        Convert.FromHexString("0600ff07000000000000000000182018c88188390261646d696e0000000000000000000000b3"),
        Convert.FromHexString("0600ff07010000000005000000af8282bd4658680ccbd3d52ca30f5da01d2018c8818c3a0104396a3908f6a8b25e65e11d0b23578023f97ec77adf"),
    ];

    private static readonly SimulatedBmc s_bmc = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 0, Ipmi15 = [0, 1, 2, 4] });
    private static readonly SocketAddress s_from = new IPEndPoint(IPAddress.Loopback, 9).Serialize();

    [Property(MaxTest = 2000)]
    public bool Receive_AnyBytes_StaysAlive(byte[] noise, byte seed, byte at, byte value)
    {
        var mutated = s_seeds[seed % s_seeds.Length].ToArray();
        mutated[at % mutated.Length] = value;
        byte[][] datagrams =
        [
            noise,
            [0x06, 0x00, 0xFF, 0x07, .. noise],
            [0x06, 0x00, 0xFF, 0x07, 0x06, .. noise],
            mutated,
            mutated[..(at % mutated.Length)],
        ];
        foreach (var datagram in datagrams)
            s_bmc.Receive(datagram, s_from);
        return s_bmc.SlotsInUse <= 4;
    }

    [Property(MaxTest = 40)]
    public async Task ReceiveInSession_AnyPayload_StaysAlive(byte[] payload, bool sol, byte netFn)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 0 });
        using var client = await ScriptedClient.LogInAsync(bmc);
        if (sol)
            await client.CommandAsync(0x06, 0x48, 1, 1, 0xC0, 0, 0, 0);
        await client.SendAsync(client.Seal((byte)(sol ? 1 : 0), payload, client.NextSequence()));
        for (var command = 0; command < 0x60; command++)
        {
            // Not the resets and Close Session: the last command has to find a session.
            var function = netFn % 3 * 6;
            if ((function, command) is (0x06, 0x02 or 0x03 or 0x3C))
                continue;
            var request = ScriptedClient.Request((byte)(command & 63), (byte)function, (byte)command, payload.Take(40).ToArray());
            await client.SendAsync(client.Seal(0, request, client.NextSequence()));
        }
        Assert.Equal(0, (await client.CommandAsync(ScriptedClient.Request(63, 0x06, 0x01)))[0]);
    }
}
