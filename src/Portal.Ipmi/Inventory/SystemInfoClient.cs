using System.Text;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Inventory;

/// <summary>Reads and writes system info parameters, IPMI 2.0 §22.14a and §22.14b: strings that come in blocks of 16 bytes.</summary>
public sealed class SystemInfoClient
{
    /// <summary>Longest string: its length has one byte.</summary>
    public const int MaxStringBytes = 255;

    private const byte SetInProgress = 0;
    private const int BlockLength = 16;
    private const int HeadLength = 2;

    private readonly IIpmiConnection _connection;

    /// <summary>Speaks to the controller behind <paramref name="connection"/>.</summary>
    public SystemInfoClient(IIpmiConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
    }

    /// <summary>Reads a string; null when the BMC does not have the parameter, "" when nothing was written into it.</summary>
    public Task<string?> GetAsync(SystemInfoParameter parameter, CancellationToken ct) => GetStringAsync((byte)parameter, ct);

    /// <summary>Reads a string parameter by its number: manufacturers use the same form for parameters of their own.</summary>
    public async Task<string?> GetStringAsync(byte parameter, CancellationToken ct)
    {
        var bytes = new List<byte>();
        var (encoding, length) = (0, 0);
        for (var block = 0; block == 0 || bytes.Count < length; block++)
        {
            byte[] data;
            try
            {
                data = await _connection.SendAsync(new GetSystemInfoParameter(parameter, (byte)block), ct).ConfigureAwait(false);
            }
            catch (IpmiCommandException e) when (block == 0 ? IsAbsent(e.CompletionCode) : IsEnd(e.CompletionCode))
            {
                if (block == 0)
                    return null;
                break;
            }

            /*  1    set selector
                block 0:
                2    [3:0] encoding: 0 = ASCII and Latin-1, 1 = UTF-8, 2 = Unicode
                3    length of the whole string in bytes
                4-17 the first 14 bytes
                later blocks:
                2-17 the next 16 bytes  */
            var start = block == 0 ? 1 + HeadLength : 1;
            if (block == 0 && data.Length < start)
                return data.Length == 0 ? null : "";
            if (block == 0)
                (encoding, length) = (data[1] & 0x0F, data[2]);
            var count = Math.Min(data.Length - start, Math.Min(length - bytes.Count, BlockLength));
            if (count <= 0)
                break;
            bytes.AddRange(data.AsSpan(start, count));
        }

        return Decode(encoding, bytes.ToArray());
    }

    /// <summary>Writes a string: in Latin-1 when that can hold it, otherwise in UTF-8.</summary>
    /// <exception cref="ArgumentException">The string has more than 255 bytes.</exception>
    /// <exception cref="IpmiCommandException">The BMC does not have the parameter (80h), or does not let it be written (82h).</exception>
    public async Task SetAsync(SystemInfoParameter parameter, string text, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(text);
        var latin1 = BmcText.ToLatin1(text);
        var bytes = latin1 ?? Encoding.UTF8.GetBytes(text);
        if (bytes.Length > MaxStringBytes)
            throw new ArgumentException($"The string has at most {MaxStringBytes} bytes, and this one {bytes.Length}.", nameof(text));
        byte[] whole = [(byte)(latin1 is null ? 1 : 0), (byte)bytes.Length, .. bytes];
        var claimed = await TryMarkAsync(inProgress: true, ct).ConfigureAwait(false);
        try
        {
            for (var block = 0; block * BlockLength < whole.Length; block++)
            {
                var data = new byte[1 + BlockLength];
                data[0] = (byte)block;
                whole.AsSpan(block * BlockLength, Math.Min(BlockLength, whole.Length - (block * BlockLength))).CopyTo(data.AsSpan(1));
                await _connection.SendAsync(new SetSystemInfoParameter((byte)parameter, data), ct).ConfigureAwait(false);
            }
        }
        finally
        {
            if (claimed)
                await TryMarkAsync(inProgress: false, ct).ConfigureAwait(false);
        }
    }

    private static string Decode(int encoding, byte[] bytes) => encoding switch
    {
        1 => BmcText.FromUtf8(bytes),
        2 => BmcText.FromUnicode(bytes),
        _ => BmcText.FromLatin1(bytes),
    };

    private static bool IsAbsent(CompletionCode code) => code is (CompletionCode)0x80 or CompletionCode.InvalidCommand or CompletionCode.InvalidDataField
        or CompletionCode.ParameterOutOfRange or CompletionCode.NotPresent;

    private static bool IsEnd(CompletionCode code) => code is CompletionCode.ParameterOutOfRange or CompletionCode.InvalidDataField or CompletionCode.NotPresent;

    /// <summary>Says that parameters are being set, or that this is over. Few BMCs keep it, and none minds when it is left out.</summary>
    private async Task<bool> TryMarkAsync(bool inProgress, CancellationToken ct)
    {
        try
        {
            await _connection.SendAsync(new SetSystemInfoParameter(SetInProgress, new[] { (byte)(inProgress ? 1 : 0) }), ct).ConfigureAwait(false);
            return true;
        }
        catch (IpmiCommandException e) when (e.CompletionCode != (CompletionCode)0x81)
        {
            return false;
        }
    }
}
