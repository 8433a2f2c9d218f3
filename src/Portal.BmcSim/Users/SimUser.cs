namespace Portal.BmcSim.Users;

/// <summary>One user of a simulated BMC: what the commands of IPMI 2.0 §22.26 to §22.30 set, on the LAN channel.</summary>
internal sealed class SimUser(byte id)
{
    public const byte NoAccess = 0x0F;
    public const int LongName = 16;
    public const int ShortPassword = 16;
    public const int LongPassword = 20;

    public byte Id => id;

    /// <summary>Without padding; empty for a user without a name.</summary>
    public byte[] Name { get; set; } = [];

    /// <summary>Kuid: the password padded with zeros to 20 bytes, IPMI 2.0 §13.31.</summary>
    public byte[] Key { get; set; } = new byte[LongPassword];

    /// <summary>The password was stored as 20 bytes, so no test of 16 bytes can succeed, and the other way round.</summary>
    public bool IsLong { get; set; }

    public bool Enabled { get; set; }

    /// <summary>Highest privilege, or <see cref="NoAccess"/>.</summary>
    public byte Privilege { get; set; } = NoAccess;

    public bool CallbackOnly { get; set; }

    public bool LinkAuthentication { get; set; }

    public bool Messaging { get; set; }

    /// <summary>Sessions the user may have at once; 0 for no limit.</summary>
    public byte SessionLimit { get; set; }

    /// <summary>Standard payloads, a bit per payload type; SOL is type 1.</summary>
    public ushort Payloads { get; set; } = 0x0002;

    /// <summary>OEM payloads, a bit per type from 20h.</summary>
    public ushort OemPayloads { get; set; }

    /// <summary>May log in over LAN at all.</summary>
    public bool MayLogIn => Enabled && Messaging && Privilege is > 0 and < NoAccess;
}
