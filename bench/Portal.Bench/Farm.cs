using System.Diagnostics;
using System.Globalization;
using System.Net;
using Portal.BmcSim;
using Portal.Ipmi;

namespace Portal.Bench;

/// <summary>Simulated BMCs in a process of their own, on successive addresses at the standard port.</summary>
internal sealed class Farm : IDisposable
{
    public const string User = "admin";
    public const string PasswordText = "password";

    private static readonly IPAddress s_first = IPAddress.Parse("127.80.0.1");
    private readonly Process _process;
    private readonly SecretBytes _password = SecretBytes.FromText(PasswordText);

    private Farm(Process process, int count)
    {
        _process = process;
        EndPoints = [.. Enumerable.Range(0, count).Select(i => new IPEndPoint(SimulatedFarm.AddressAt(s_first, i), 623))];
    }

    public IPEndPoint[] EndPoints { get; }

    /// <summary>Processor time of the simulator so far: what it takes, ours cannot have on the same cores.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<Farm> StartAsync(int count, CancellationToken ct, params string[] more)
    {
        string[] arguments = ["--count", count.ToString(CultureInfo.InvariantCulture), "--address", s_first.ToString(), "--port", "623", .. more];
        return new Farm(await External.StartAsync(Path.Combine(AppContext.BaseDirectory, "Portal.BmcSim.dll"), arguments, "simulated BMCs on", ct), count);
    }

    /// <summary>The first <paramref name="count"/> addresses as FreeIPMI's tools take them.</summary>
    public string HostRange(int count)
    {
        if (count == 1)
            return EndPoints[0].Address.ToString();
        var groups = EndPoints.Take(count).Select(endPoint => endPoint.Address.GetAddressBytes()).GroupBy(bytes => (bytes[1], bytes[2]));
        return string.Join(',', groups.Select(group => $"127.{group.Key.Item1}.{group.Key.Item2}.[{group.Min(bytes => bytes[3])}-{group.Max(bytes => bytes[3])}]"));
    }

    /// <summary>How ours logs in everywhere here: as ipmipower and ipmitool do with <c>-I 3</c> and <c>-C 3</c>.</summary>
    public BmcSessionOptions Options(IPEndPoint endPoint) => new()
    {
        EndPoint = endPoint,
        UserName = User,
        Password = _password,
        CipherSuites = [CipherSuiteId.Suite3],
        Privilege = PrivilegeLevel.User,
    };

    public void Dispose()
    {
        External.Stop(_process);
        _password.Dispose();
    }
}
