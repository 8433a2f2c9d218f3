namespace Portal.Ipmi.Sol;

/// <summary>A SOL payload from the BMC, read in place, and how one to the BMC is written (IPMI 2.0 §15.9, table 15-2).</summary>
internal readonly ref struct SolPacket
{
    /*  0    [7:4] reserved, [3:0] packet sequence number, 1 to 15; 0 = acknowledgement only
        1    [7:4] reserved, [3:0] acknowledged sequence number; 0 = acknowledges nothing
        2    accepted character count of the acknowledged packet
        3    operation (to the BMC) or status (from the BMC)
        4:N  characters  */

    /// <summary>Bytes before the characters.</summary>
    public const int HeaderLength = 4;

    /// <summary>More the accepted character count cannot tell.</summary>
    public const int MaxCharacters = byte.MaxValue;

    /// <summary>Largest packet sequence number; the next after it is 1.</summary>
    public const byte MaxSequence = 15;

    private SolPacket(ReadOnlySpan<byte> payload)
    {
        Sequence = (byte)(payload[0] & 0x0F);
        AcknowledgedSequence = (byte)(payload[1] & 0x0F);
        AcceptedCount = payload[2];
        Status = (SolStatus)payload[3];
        var characters = payload[HeaderLength..];
        // What is over 255 cannot be acknowledged: it is left to the BMC, as any part not accepted.
        Characters = characters.Length > MaxCharacters ? characters[..MaxCharacters] : characters;
    }

    public byte Sequence { get; }

    public byte AcknowledgedSequence { get; }

    public byte AcceptedCount { get; }

    public SolStatus Status { get; }

    public ReadOnlySpan<byte> Characters { get; }

    /// <summary>False when there are not even the four header bytes: some BMCs send such a stub when SOL is taken away.</summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, out SolPacket packet)
    {
        if (payload.Length < HeaderLength)
        {
            packet = default;
            return false;
        }

        packet = new SolPacket(payload);
        return true;
    }

    /// <summary>Writes a packet to the BMC and returns its length.</summary>
    public static int Write(Span<byte> destination, byte sequence, byte acknowledged, byte accepted, SolOperation operation, ReadOnlySpan<byte> characters)
    {
        destination[0] = sequence;
        destination[1] = acknowledged;
        destination[2] = accepted;
        destination[3] = (byte)operation;
        characters.CopyTo(destination[HeaderLength..]);
        return HeaderLength + characters.Length;
    }

    /// <summary>The number after <paramref name="sequence"/>: 1 to 15, then 1 again.</summary>
    public static byte Next(byte sequence) => sequence >= MaxSequence ? (byte)1 : (byte)(sequence + 1);

    /// <summary>How many steps lead from <paramref name="from"/> to <paramref name="to"/>, 0 to 14.</summary>
    public static int Distance(byte from, byte to) => (to - from + MaxSequence) % MaxSequence;
}
