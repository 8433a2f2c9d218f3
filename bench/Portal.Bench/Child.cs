using System.Globalization;
using System.Net;
using Portal.BmcSim;
using Portal.Ipmi;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Bench;

/// <summary>What the bench runs in a fresh process of its own: so that start-up and compilation count as they do for the peers, or so that its cost can be told apart.</summary>
internal static class Child
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        switch (arguments)
        {
            case ["console-farm", .. var rest]:
                return await Consoles.ConsoleFarm.RunAsync(rest, CancellationToken.None);
            case ["poll-farm", .. var rest]:
                return await Polling.PollFarm.RunAsync(rest, CancellationToken.None);
            case ["console-viewers"]:
                return await Consoles.ViewerLoad.RunAsync(CancellationToken.None);
        }

        if (arguments is not ["power", var count, .. var more])
            return 2;
        using var password = SecretBytes.FromText(Farm.PasswordText);
        var bmcs = Enumerable.Range(0, int.Parse(count, CultureInfo.InvariantCulture)).Select(i => new BmcSessionOptions
        {
            EndPoint = new IPEndPoint(SimulatedFarm.AddressAt(IPAddress.Parse("127.80.0.1"), i), 623),
            UserName = Farm.User,
            Password = password,
            CipherSuites = [CipherSuiteId.Suite3],
            Privilege = PrivilegeLevel.User,
        });
        // More rounds are for a profiler.
        for (var rounds = more is [var times] ? int.Parse(times, CultureInfo.InvariantCulture) : 1; rounds > 1; rounds--)
            await PowerStatusBench.SweepAsync(bmcs, CancellationToken.None);
        var output = new StringWriter();
        await foreach (var result in BmcSweep.RunAsync(bmcs, new GetChassisStatus(), BmcSweep.DefaultConcurrency, CancellationToken.None))
            await output.WriteLineAsync($"{result.Bmc.EndPoint.Address}: {(result.Error is not null ? result.Error.Failure : result.Response.IsOn ? "on" : "off")}");
        Console.Write(output.ToString());
        return 0;
    }
}
