using System.Buffers.Binary;

namespace Portal.BmcSim.Rmcp;

/// <summary>The keyed codes of the RAKP handshake, IPMI 2.0 §13.20 to §13.32, in the specification's letters: M is the remote console, C the BMC.</summary>
internal static class RakpCodes
{
    public const int LongestHash = 32;

    // SIDm(4) SIDc(4) Rm(16) Rc(16) GUIDc(16) Rolem(1) ULengthm(1) UNamem(0..16)
    private const int LongestMessage = 4 + 4 + 16 + 16 + 16 + 1 + 1 + 16;

    public static void KeyExchange2(SimSession s, ReadOnlySpan<byte> key, ReadOnlySpan<byte> guid, Span<byte> code)
    {
        Span<byte> message = stackalloc byte[LongestMessage];
        BinaryPrimitives.WriteUInt32LittleEndian(message, s.RemoteId);
        BinaryPrimitives.WriteUInt32LittleEndian(message[4..], s.ManagedId);
        s.RemoteRandom.CopyTo(message[8..]);
        s.ManagedRandom.CopyTo(message[24..]);
        guid.CopyTo(message[40..]);
        s.Suite.Mac(key, message[..(56 + WriteName(s, message[56..]))], code);
    }

    public static void KeyExchange3(SimSession s, ReadOnlySpan<byte> key, Span<byte> code)
    {
        Span<byte> message = stackalloc byte[LongestMessage];
        s.ManagedRandom.CopyTo(message);
        BinaryPrimitives.WriteUInt32LittleEndian(message[16..], s.RemoteId);
        s.Suite.Mac(key, message[..(20 + WriteName(s, message[20..]))], code);
    }

    public static void SessionIntegrityKey(SimSession s, ReadOnlySpan<byte> key, Span<byte> sik)
    {
        Span<byte> message = stackalloc byte[LongestMessage];
        s.RemoteRandom.CopyTo(message);
        s.ManagedRandom.CopyTo(message[16..]);
        s.Suite.Mac(key, message[..(32 + WriteName(s, message[32..]))], sik);
    }

    /// <summary>Full hash; RAKP 4 carries its first <see cref="CipherSuite.CheckLength"/> bytes.</summary>
    public static void IntegrityCheck4(SimSession s, ReadOnlySpan<byte> sik, ReadOnlySpan<byte> guid, Span<byte> code)
    {
        Span<byte> message = stackalloc byte[16 + 4 + 16];
        s.RemoteRandom.CopyTo(message);
        BinaryPrimitives.WriteUInt32LittleEndian(message[16..], s.ManagedId);
        guid.CopyTo(message[20..]);
        s.Suite.Mac(sik, message, code);
    }

    /// <summary>K1 (number 1, integrity) or K2 (number 2, encryption): the constant is 20 octets whatever the hash, §13.32.</summary>
    public static void AdditionalKey(CipherSuite suite, ReadOnlySpan<byte> sik, byte number, Span<byte> key)
    {
        Span<byte> constant = stackalloc byte[20];
        constant.Fill(number);
        suite.Mac(sik, constant, key);
    }

    private static int WriteName(SimSession s, Span<byte> destination)
    {
        destination[0] = s.Role;
        destination[1] = (byte)s.UserName.Length;
        s.UserName.CopyTo(destination[2..]);
        return 2 + s.UserName.Length;
    }
}
