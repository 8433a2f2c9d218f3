using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Sol;

namespace Portal.Ipmi.Tests.Sol;

/// <summary>A session whose BMC says what the test wants; time is faked.</summary>
internal sealed class ScriptedLink : ISolLink, IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private readonly Channel<byte[]> _sent = Channel.CreateUnbounded<byte[]>();

    public FakeTimeProvider Time { get; } = new();

    public List<string> Commands { get; } = [];

    /// <summary>What the next activations answer; 00h when there is nothing left.</summary>
    public Queue<CompletionCode> Activations { get; } = new();

    public uint Owner { get; set; } = 0x1234;

    public SolChannel? Receiver { get; private set; }

    public CancellationToken Closed => _closed.Token;

    public Exception? Reason { get; private set; }

    public TimeProvider TimeProvider => Time;

    public ILogger Logger => NullLogger.Instance;

    public TimeSpan? RoundTrip => null;

    public uint SessionId => 0x1234;

    public void SetReceiver(SolChannel? receiver) => Receiver = receiver;

    public ValueTask SendAsync(ReadOnlyMemory<byte> solPayload, CancellationToken ct)
    {
        _sent.Writer.TryWrite(solPayload.ToArray());
        return ValueTask.CompletedTask;
    }

    public Task<TResponse> SendCommandAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct)
    {
        Commands.Add(request.GetType().Name);
        object answer = request switch
        {
            ActivatePayload when Activations.TryDequeue(out var code) && code != CompletionCode.Ok => throw new IpmiCommandException(request.Code, code),
            ActivatePayload => new PayloadActivation(36, 36, 623),
            GetPayloadInstanceInfo => new PayloadInstanceInfo(Owner, 1),
            _ => default(Empty),
        };
        return Task.FromResult((TResponse)answer);
    }

    /// <summary>The next packet the channel sends.</summary>
    public ValueTask<byte[]> SentAsync() => _sent.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public void Receive(params byte[] payload) => Receiver!.OnPayload(payload);

    public void Close(Exception? reason)
    {
        Reason = reason;
        _closed.Cancel();
    }

    public void Dispose() => _closed.Dispose();
}
