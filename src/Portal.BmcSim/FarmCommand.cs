using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Portal.BmcSim.Hardware;

namespace Portal.BmcSim;

/// <summary>The program: a farm that runs until it is told to stop.</summary>
internal static class FarmCommand
{
    private const int WrongUsage = 2;
    private const int CannotListen = 1;

    public static async Task<int> RunAsync(string[] args)
    {
        var count = new Option<string>("--count") { Description = "Number of BMCs, 1 to 60000.", DefaultValueFactory = _ => "8" };
        var address = new Option<string>("--address") { Description = "Address of the first; the others follow it.", DefaultValueFactory = _ => "127.64.0.1" };
        var port = new Option<string>("--port") { Description = "UDP port, the same on every address.", DefaultValueFactory = _ => "623" };
        var power = new Option<string>("--power") { Description = "Power of the hosts at the start: on or off.", DefaultValueFactory = _ => "on" };
        var latency = new Option<string>("--latency") { Description = "Milliseconds before each answer.", DefaultValueFactory = _ => "0" };
        var loss = new Option<string>("--loss") { Description = "Share of datagrams lost in each direction, 0 to 1.", DefaultValueFactory = _ => "0" };
        var seed = new Option<string>("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => "1" };
        var prefix = new Option<string>("--host-prefix") { Description = "Host names are this and a number.", DefaultValueFactory = _ => "sim" };
        var profile = new Option<string>("--profile") { Description = "Servers around them: standard, idrac, ilo, supermicro, lenovo, odd or large.", DefaultValueFactory = _ => "standard" };
        var steady = new Option<bool>("--steady") { Description = "Sensor readings do not drift." };
        var silent = new Option<string>("--silent") { Description = "Every BMC of this number and its multiples answers nothing; 0: none.", DefaultValueFactory = _ => "0" };
        var root = new RootCommand("Simulated BMCs, each on its own address.") { count, address, port, power, latency, loss, seed, prefix, profile, steady, silent };
        root.SetAction((parsed, ct) =>
        {
            try
            {
                return RunAsync(new Settings
                {
                    Count = Whole(parsed.GetValue(count)!, "--count", 1, 60_000),
                    First = new IPEndPoint(Address(parsed.GetValue(address)!), Whole(parsed.GetValue(port)!, "--port", 1, 65535)),
                    On = OnOrOff(parsed.GetValue(power)!),
                    Latency = TimeSpan.FromMilliseconds(Number(parsed.GetValue(latency)!, "--latency", 0, 60_000)),
                    Loss = Number(parsed.GetValue(loss)!, "--loss", 0, 1),
                    Seed = Whole(parsed.GetValue(seed)!, "--seed", 0, int.MaxValue - 60_000),
                    Prefix = parsed.GetValue(prefix)!,
                    Hardware = Profile(parsed.GetValue(profile)!) with { ReadingsDrift = !parsed.GetValue(steady) },
                    Silent = Whole(parsed.GetValue(silent)!, "--silent", 0, 60_000),
                }, ct);
            }
            catch (FormatException e)
            {
                Console.Error.WriteLine(e.Message);
                return Task.FromResult(WrongUsage);
            }
        });
        var result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync(result.Errors[0].Message);
            return WrongUsage;
        }
        return await result.InvokeAsync();
    }

    private static async Task<int> RunAsync(Settings settings, CancellationToken ct)
    {
        SimulatedFarm farm;
        try
        {
            farm = SimulatedFarm.Start(settings.Count, settings.First, (i, options) => options with
            {
                HostName = $"{settings.Prefix}{i + 1:D4}",
                Hardware = settings.Hardware,
                PoweredOn = settings.On,
                Seed = settings.Seed + i,
                // Nobody in this process reads them.
                LedgerLimit = 0,
                TranscriptLimit = 0,
            });
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"Cannot listen on {settings.Count} addresses from {settings.First}: {e.Message}.");
            return CannotListen;
        }
        await using (farm)
        {
            for (var i = 0; i < farm.Bmcs.Count; i++)
            {
                var faults = farm.Bmcs[i].Faults;
                faults.Latency = settings.Latency;
                faults.Loss = settings.Loss;
                faults.Silent = settings.Silent > 0 && (i + 1) % settings.Silent == 0;
            }
            var last = farm.Bmcs[^1].EndPoint.Address;
            Console.WriteLine($"{settings.Count} simulated BMCs on {settings.First.Address}..{last} port {settings.First.Port}; accounts admin/operator/user, password \"password\"");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
        return 0;
    }

    private static HardwareProfile Profile(string text) => text switch
    {
        "standard" => HardwareProfile.Standard,
        "idrac" => ServerProfiles.Idrac,
        "ilo" => ServerProfiles.Ilo,
        "supermicro" => ServerProfiles.Supermicro,
        "lenovo" => ServerProfiles.Lenovo,
        "odd" => ServerProfiles.Odd,
        "large" => ServerProfiles.Large,
        _ => throw new FormatException($"--profile is standard, idrac, ilo, supermicro, lenovo, odd or large, not '{text}'."),
    };

    private static int Whole(string text, string option, int low, int high) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high
            ? value
            : throw new FormatException($"{option} is a whole number from {low} to {high}, not \"{text}\".");

    private static double Number(string text, string option, double low, double high) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high
            ? value
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{option} is a number from {low} to {high}, not \"{text}\"."));

    private static IPAddress Address(string text) =>
        IPAddress.TryParse(text, out var address) ? address : throw new FormatException($"--address is an IP address, not \"{text}\".");

    private static bool OnOrOff(string text) => text switch
    {
        "on" => true,
        "off" => false,
        _ => throw new FormatException($"--power is on or off, not \"{text}\"."),
    };

    private sealed record Settings
    {
        public required int Count { get; init; }

        public required IPEndPoint First { get; init; }

        public required bool On { get; init; }

        public required TimeSpan Latency { get; init; }

        public required double Loss { get; init; }

        public required int Seed { get; init; }

        public required string Prefix { get; init; }

        public required int Silent { get; init; }

        public required HardwareProfile Hardware { get; init; }
    }
}
