namespace Portal.BmcSim.Rmcp;

/// <summary>
/// The last requests of a session and their answers. A request that comes again (same number, same content, soon) is answered from here and not executed again, as real BMCs do.
/// Four are remembered: the request number has 6 bits, so a client that polls quickly comes round to the same number after 64 requests and must not be taken for a repeater.
/// </summary>
internal sealed class RequestMemory
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(5);
    private readonly Exchange[] _last = new Exchange[4];
    private int _next;

    /// <summary>The remembered answer, empty when that request had none; false when the request is new.</summary>
    public bool TryRecall(ReadOnlySpan<byte> request, TimeProvider time, out ReadOnlySpan<byte> answer)
    {
        foreach (ref var exchange in _last.AsSpan())
        {
            if (exchange.RequestLength == request.Length
                && exchange.Bytes.AsSpan(0, exchange.RequestLength).SequenceEqual(request)
                && time.GetElapsedTime(exchange.At) < s_window)
            {
                answer = exchange.Bytes.AsSpan(exchange.RequestLength, exchange.AnswerLength);
                return true;
            }
        }
        answer = default;
        return false;
    }

    public void Remember(ReadOnlySpan<byte> request, ReadOnlySpan<byte> answer, TimeProvider time)
    {
        ref var exchange = ref _last[_next];
        _next = (_next + 1) % _last.Length;
        if (exchange.Bytes is null || exchange.Bytes.Length < request.Length + answer.Length)
            exchange.Bytes = new byte[Math.Max(48, request.Length + answer.Length)];
        request.CopyTo(exchange.Bytes);
        answer.CopyTo(exchange.Bytes.AsSpan(request.Length));
        exchange.RequestLength = request.Length;
        exchange.AnswerLength = answer.Length;
        exchange.At = time.GetTimestamp();
    }

    private struct Exchange
    {
        public byte[] Bytes;
        public int RequestLength;
        public int AnswerLength;
        public long At;
    }
}
