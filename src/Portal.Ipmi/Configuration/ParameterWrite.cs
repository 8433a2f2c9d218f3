namespace Portal.Ipmi.Configuration;

/// <summary>One parameter to write, and how it looks when it is read back.</summary>
/// <param name="Name">What it is, for messages; never its value.</param>
/// <param name="Parameter">Parameter number.</param>
/// <param name="Data">Data to write.</param>
internal sealed record ParameterWrite(string Name, byte Parameter, ReadOnlyMemory<byte> Data)
{
    /// <summary>Set selector for the read-back, where the data begin with one.</summary>
    public byte Set { get; init; }

    /// <summary>False for what cannot be read back, or reads differently by design.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>Nice to have: a BMC that refuses it is no reason to stop.</summary>
    public bool Optional { get; init; }

    /// <summary>Bytes at the end that are the BMC's own to tell, such as the status of an address.</summary>
    public int IgnoredTail { get; init; }

    /// <summary>The bits of each byte that count; null for all.</summary>
    public ReadOnlyMemory<byte>? Mask { get; init; }

    /// <summary>What was read back says what was written.</summary>
    public bool Agrees(ReadOnlySpan<byte> read)
    {
        var written = Data.Span[..(Data.Length - IgnoredTail)];
        if (read.Length < written.Length)
            return false;
        for (var i = 0; i < written.Length; i++)
        {
            var mask = Mask is { } bits && i < bits.Length ? bits.Span[i] : (byte)0xFF;
            if (((read[i] ^ written[i]) & mask) != 0)
                return false;
        }

        return true;
    }
}
