using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Configuration;

/// <summary>What happens after wrong passwords, IPMI 2.0 table 23-4, parameter 26.</summary>
/// <param name="LogsDisabling">Disabling a user is logged.</param>
/// <param name="Attempts">Wrong passwords until the user is disabled; 0 never disables.</param>
/// <param name="ResetInterval">Time without another attempt after which they are forgotten; zero never forgets.</param>
/// <param name="LockoutInterval">Time the user stays disabled; zero until an administrator enables it.</param>
public sealed record BadPasswordThreshold(bool LogsDisabling, byte Attempts, TimeSpan ResetInterval, TimeSpan LockoutInterval)
{
    private const int SecondsPerStep = 10;

    /// <summary>Reads the parameter's data.</summary>
    /// <exception cref="IpmiFormatException">There are fewer than six bytes.</exception>
    public static BadPasswordThreshold Parse(ReadOnlySpan<byte> data)
    {
        /*  1    [0] log
            2    attempts
            3-4  reset interval, 10 s
            5-6  lockout interval, 10 s  */
        var reader = new IpmiReader(data);
        return new BadPasswordThreshold(
            (reader.ReadByte() & 0x01) != 0, reader.ReadByte(), TimeSpan.FromSeconds(SecondsPerStep * reader.ReadUInt16()), TimeSpan.FromSeconds(SecondsPerStep * reader.ReadUInt16()));
    }

    /// <summary>The parameter's data.</summary>
    public byte[] ToBytes()
    {
        var data = new byte[6];
        var writer = new IpmiWriter(data);
        writer.WriteByte((byte)(LogsDisabling ? 1 : 0));
        writer.WriteByte(Attempts);
        writer.WriteUInt16(Steps(ResetInterval));
        writer.WriteUInt16(Steps(LockoutInterval));
        return data;
    }

    private static ushort Steps(TimeSpan time) => (ushort)Math.Clamp(time.TotalSeconds / SecondsPerStep, 0, ushort.MaxValue);
}
