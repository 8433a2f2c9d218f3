using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Fuzz.Targets;

/// <summary>
/// A BMC that answers whatever is asked with the next bytes of an input: completion code, length, data. It starts over at the end of the input, so that a chain may be
/// without end; then it is the reader's duty to stop.
/// </summary>
internal sealed class ScriptedConnection(byte[] script, int length, int mostRequests) : IIpmiConnection
{
    private int _at;

    /// <summary>What was asked.</summary>
    public int Requests { get; private set; }

    public ValueTask<TResponse> SendAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct)
    {
        if (++Requests > mostRequests)
            throw new EndlessException($"{mostRequests} requests, and it still asks: {request.GetType().Name}.");
        Span<byte> buffer = stackalloc byte[LanMessage.MaxDataBytes];
        var writer = new IpmiWriter(buffer);
        request.Write(ref writer);
        if (length < 2)
            return ValueTask.FromException<TResponse>(new IpmiTimeoutException(IpmiFailure.CommandTimeout, "Silence.", outcomeUnknown: false));
        if (_at + 2 > length)
            _at = 0;
        var code = script[_at];
        var size = Math.Min(script[_at + 1], length - _at - 2);
        var reader = new IpmiReader(script.AsSpan(_at + 2, size));
        _at += 2 + size;
        try
        {
            if (code is > 0 and < 0x10)
                throw new IpmiTimeoutException(IpmiFailure.CommandTimeout, "No answer.", outcomeUnknown: !request.IsIdempotent);
            return ValueTask.FromResult(request.ReadAnswer((CompletionCode)code, ref reader));
        }
        catch (IpmiException e)
        {
            return ValueTask.FromException<TResponse>(e);
        }
    }

    /// <summary>The reader goes on without end.</summary>
    internal sealed class EndlessException(string message) : Exception(message);
}
