using System.Net;
using Portal.Bench.Consoles;
using Portal.Ipmi;
using Portal.Ipmi.Sol;

namespace Portal.Bench.Peers;

/// <summary>Our engine alone, in the bench's own process.</summary>
internal sealed class EnginePeer : ConsolePeer
{
    private readonly BmcSession _session;
    private readonly SolChannel _channel;
    private readonly SecretBytes _password;
    private readonly List<Task> _soon = [];
    private readonly Task _reading;

    private EnginePeer(BmcSession session, SolChannel channel, SecretBytes password)
    {
        _session = session;
        _channel = channel;
        _password = password;
        _reading = ReadAsync();
    }

    public override string Name => "engine alone";

    public override ProcessFigures Figures => ProcessFigures.Of(Environment.ProcessId);

    public SolCounters Counters => _channel.Counters;

    public static async Task<EnginePeer> StartAsync(IPEndPoint bmc, CancellationToken ct)
    {
        var password = SecretBytes.FromText(Farm.PasswordText);
        var session = await BmcSession.OpenAsync(new BmcSessionOptions { EndPoint = bmc, UserName = Farm.User, Password = password, CipherSuites = [CipherSuiteId.Suite3], Privilege = PrivilegeLevel.Administrator }, ct);
        return new EnginePeer(session, await session.ActivateSolAsync(new SolOptions(), ct), password);
    }

    public override Task TypeAsync(ReadOnlyMemory<byte> characters, CancellationToken ct) => _channel.WriteAsync(characters, ct);

    public override Task TypeSoonAsync(ReadOnlyMemory<byte> characters, CancellationToken ct)
    {
        lock (_soon)
            _soon.Add(_channel.WriteAsync(characters, ct));
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_soon);
        await _channel.DisposeAsync();
        await _reading;
        await _session.DisposeAsync();
        _password.Dispose();
    }

    private async Task ReadAsync()
    {
        await foreach (var happened in _channel.ReadAllAsync(CancellationToken.None))
        {
            if (happened.Kind == SolEventKind.Data)
                See(happened.Data.Span);
        }
    }
}
