using System.Collections.Concurrent;
using Portal.Ipmi.InBand;

namespace Portal.Ipmi.Tests.InBand;

/// <summary>A driver whose BMC answers as the test says: an answer's bytes start with the completion code; null is silence.</summary>
internal sealed class ScriptedDevice(Func<ScriptedDevice.Request, byte[]?> bmc) : IIpmiDevice
{
    private readonly BlockingCollection<InBandAnswer?> _answers = [];

    /// <summary>What was sent.</summary>
    public ConcurrentQueue<Request> Requests { get; } = [];

    /// <summary>Disposed by the connection.</summary>
    public bool IsDisposed { get; private set; }

    public string Name => "/dev/scripted";

    public void Send(InBandAddress address, Lun lun, long messageId, CommandCode code, ReadOnlySpan<byte> data)
    {
        var wire = new byte[InBandAddress.Bytes];
        address.Write(wire, lun);
        var request = new Request(wire, messageId, code, data.ToArray());
        Requests.Enqueue(request);
        if (bmc(request) is { } answer)
            Deliver(messageId, answer);
    }

    /// <summary>Delivers an answer at any time.</summary>
    public void Deliver(long messageId, byte[] bytes) => _answers.Add(new InBandAnswer(messageId, bytes));

    /// <summary>The driver is unloaded.</summary>
    public void Unload() => _answers.CompleteAdding();

    public InBandAnswer? Receive()
    {
        try
        {
            return _answers.Take();
        }
        catch (InvalidOperationException)
        {
            throw new IpmiException(IpmiFailure.SessionLost, $"{Name} is gone.");
        }
    }

    public void Interrupt()
    {
        if (!_answers.IsAddingCompleted)
            _answers.Add(null);
    }

    public void Dispose() => IsDisposed = true;

    internal sealed record Request(byte[] Address, long MessageId, CommandCode Code, byte[] Data);
}
