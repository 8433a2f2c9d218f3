using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Crypto;

/// <summary>The values that RAKP messages 1 and 2 exchange and that all keys and codes are made of (IPMI 2.0 §13.31). Prints nothing of itself.</summary>
internal sealed class RakpTranscript
{
    /// <summary>Bytes of a random number and of a GUID.</summary>
    public const int NonceBytes = 16;

    private readonly byte[] _consoleRandom;
    private readonly byte[] _bmcRandom;
    private readonly byte[] _guid;
    private readonly byte[] _userName;

    /// <summary>Copies the values.</summary>
    public RakpTranscript(
        uint consoleSessionId, uint bmcSessionId, ReadOnlySpan<byte> consoleRandom, ReadOnlySpan<byte> bmcRandom,
        ReadOnlySpan<byte> guid, byte role, ReadOnlySpan<byte> userName)
    {
        ConsoleSessionId = consoleSessionId;
        BmcSessionId = bmcSessionId;
        Role = role;
        _consoleRandom = consoleRandom.ToArray();
        _bmcRandom = bmcRandom.ToArray();
        _guid = guid.ToArray();
        _userName = userName.ToArray();
    }

    /// <summary>SID_C, the session id we chose.</summary>
    public uint ConsoleSessionId { get; }

    /// <summary>SID_M, the session id the BMC chose.</summary>
    public uint BmcSessionId { get; }

    /// <summary>Role_M as sent in RAKP 1, the look-up bit included.</summary>
    public byte Role { get; }

    /// <summary>R_C, our random number.</summary>
    public ReadOnlySpan<byte> ConsoleRandom => _consoleRandom;

    /// <summary>R_M, the BMC's random number.</summary>
    public ReadOnlySpan<byte> BmcRandom => _bmcRandom;

    /// <summary>GUID_M, the managed system's GUID.</summary>
    public ReadOnlySpan<byte> Guid => _guid;

    /// <summary>User name without padding.</summary>
    public ReadOnlySpan<byte> UserName => _userName;

    /// <summary>Role, user name length and user name, as they end three of the four hashed texts.</summary>
    public void WriteUser(ref IpmiWriter writer)
    {
        writer.WriteByte(Role);
        writer.WriteByte((byte)_userName.Length);
        writer.WriteBytes(_userName);
    }
}
