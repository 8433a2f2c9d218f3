using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Tests.Configuration;

/// <summary>A BMC that answers whatever it is asked with random bytes of a random length, or refuses with a random code: what is built of many commands must survive it.</summary>
internal sealed class RandomBmc(int seed) : IIpmiConnection
{
    private readonly Random _random = new(seed);

    /// <summary>Commands answered so far.</summary>
    public int Commands { get; private set; }

    public ValueTask<TResponse> SendAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct)
    {
        Commands++;
        Span<byte> written = stackalloc byte[255];
        var writer = new IpmiWriter(written);
        request.Write(ref writer);
        if (_random.Next(4) == 0)
            throw new IpmiCommandException(request.Code, (CompletionCode)_random.Next(0x80, 0x100));
        var bytes = new byte[_random.Next(40)];
        _random.NextBytes(bytes);
        var reader = new IpmiReader(bytes);
        return ValueTask.FromResult(request.Read(ref reader));
    }
}
