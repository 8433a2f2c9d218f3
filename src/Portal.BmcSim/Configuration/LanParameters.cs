using System.Net.Sockets;

namespace Portal.BmcSim.Configuration;

/// <summary>
/// The LAN configuration of a simulated BMC, IPMI 2.0 table 23-4: what was written, or what it started with. A changed address is kept and shown, and the
/// socket stays where it is.
/// </summary>
internal sealed class LanParameters(Controller bmc)
{
    private const int Destinations = 4;
    private const int StaticAddresses = 2;
    private const int DynamicAddresses = 2;
    private const byte Administrator = 4;

    public ParameterBank Bank { get; } = new(bmc);

    /// <summary>Highest privilege of a session with a cipher suite; 0 when it may not be used.</summary>
    public byte LimitOf(byte suite)
    {
        if (Bank.Find(24) is not { } limits)
            return Administrator + 1;
        for (var i = 0; i < bmc.Options.CipherSuites.Count; i++)
        {
            var place = Place(i);
            if (bmc.Options.CipherSuites[i] == suite)
                return place < 16 ? (byte)(limits[1 + (place / 2)] >> (4 * (place & 1)) & 0x0F) : Administrator;
        }
        return 0;
    }

    /// <summary>Length of a parameter's data as it is written, its set selector among them; 0 for one that is read-only, -1 for one that does not exist.</summary>
    public int LengthOf(byte parameter) => bmc.Options.Hardware.LacksLanParameter(parameter) ? -1 : parameter switch
    {
        2 => 5,
        3 or 6 or 12 or 14 => 4,
        4 or 10 or 11 or 21 => 1,
        5 or 13 or 15 => 6,
        7 => 3,
        8 or 9 or 20 => 2,
        16 => 18,
        18 => 4,
        19 => 13,
        24 => 9,
        25 => 4,
        26 => 6,
        51 or 52 or 53 or 64 or 67 or 71 => 1,
        54 => 3,
        56 => 20,
        65 or 68 or 69 or 72 => 16,
        66 or 70 => 6,
        0 => 1,
        1 or 17 or 22 or 23 or 50 or 55 or 57 or 58 or 59 or 60 or 61 or 62 or 63 or (>= 73 and <= 80) => 0,
        _ => -1,
    };

    /// <summary>The parameter begins with a set selector.</summary>
    public static bool HasSets(byte parameter) => parameter is 18 or 19 or 25 or 56 or 58 or 59 or 61 or 63 or (>= 74 and <= 77) or 80;

    /// <summary>How many sets there are.</summary>
    public static int SetsOf(byte parameter) => parameter switch
    {
        18 or 19 or 25 => Destinations + 1,
        56 => StaticAddresses,
        59 => DynamicAddresses,
        58 or 61 or 63 or 80 => 1,
        _ => 1,
    };

    /// <summary>How many blocks a set has.</summary>
    public static int BlocksOf(byte parameter) => parameter is 63 or 80 ? 2 : 1;

    /// <summary>What a parameter says.</summary>
    public byte[] Read(byte parameter, byte set, byte block)
    {
        if (parameter == 0)
            return [Bank.State];
        if (Bank.Find(parameter, HasSets(parameter) ? set : (byte)0) is { } written)
            return written;
        byte[] noAddress = new byte[16];
        return parameter switch
        {
            1 => [AuthenticationTypes],
            2 => [AuthenticationTypes, AuthenticationTypes, AuthenticationTypes, AuthenticationTypes, 0],
            3 => Address,
            4 => [1],
            5 => Mac(0),
            6 => [255, 255, 255, 0],
            // Time to live 64, don't fragment, low delay.
            7 => [0x40, 0x40, 0x10],
            8 => [(byte)bmc.Port, (byte)(bmc.Port >> 8)],
            9 => [0x98, 0x02],
            10 => [0x02],
            11 => [0x04],
            12 => [Address[0], Address[1], Address[2], 1],
            13 => Mac(1),
            14 => [0, 0, 0, 0],
            15 => new byte[6],
            16 => [.. "public"u8, .. new byte[12]],
            17 => [Destinations],
            18 => [set, 0x00, 0x05, 0x03],
            19 => [set, .. new byte[12]],
            20 => [0, 0],
            21 => [0],
            22 => [(byte)bmc.Options.CipherSuites.Count],
            23 => [0, .. bmc.Options.CipherSuites],
            24 => DefaultPrivileges(),
            25 => [set, 0, 0, 0],
            26 => new byte[6],
            // IPv6 alone, and both at once.
            50 => [0x03],
            51 => [0x02],
            52 => [0],
            53 => [64],
            54 => [0, 0, 0],
            55 => [StaticAddresses, DynamicAddresses, 0x03],
            56 => [set, 0, .. noAddress, 0, 1],
            57 or 60 => [1],
            // A DUID by link-layer address: length, type 3, hardware 1, MAC address.
            58 or 61 => [set, block, 10, 0, 3, 0, 1, .. Mac(0), .. new byte[5]],
            // The first dynamic address is the link-local one of SLAAC.
            59 => set == 0 ? [set, 1, .. LinkLocal, 64, 0] : [set, 0, .. noAddress, 0, 1],
            62 or 79 => [0],
            63 or 80 => [set, block, .. new byte[16]],
            64 => [0x02],
            65 or 68 or 69 or 72 => noAddress,
            66 or 70 => new byte[6],
            67 or 71 => [0],
            73 => [1],
            74 => [set, 0xFE, 0x80, .. new byte[13], 1],
            75 => [set, .. Mac(1)],
            76 => [set, 64],
            77 => [set, 0x20, 0x01, 0x0D, 0xB8, .. new byte[12]],
            78 => [64],
            _ => [],
        };
    }

    private byte[] Address => bmc.Options.EndPoint.AddressFamily == AddressFamily.InterNetwork ? bmc.Options.EndPoint.Address.GetAddressBytes() : [127, 0, 0, 1];

    private byte[] LinkLocal
    {
        get
        {
            // RFC 4291, appendix A: FFFEh in the middle, and the universal bit turned over.
            var mac = Mac(0);
            return [0xFE, 0x80, 0, 0, 0, 0, 0, 0, (byte)(mac[0] ^ 0x02), mac[1], mac[2], 0xFF, 0xFE, mac[3], mac[4], mac[5]];
        }
    }

    /// <summary>Bits of the types that sessions of IPMI 1.5 may use.</summary>
    private byte AuthenticationTypes
    {
        get
        {
            var types = 0;
            foreach (var type in bmc.Options.Ipmi15)
                types |= 1 << type;
            return (byte)types;
        }
    }

    /// <summary>A locally administered address made of the system's GUID; the gateway's differs in the last byte.</summary>
    private byte[] Mac(byte other) => [0x02, bmc.SystemGuid[1], bmc.SystemGuid[2], bmc.SystemGuid[3], bmc.SystemGuid[4], (byte)(bmc.SystemGuid[5] ^ other)];

    private byte[] DefaultPrivileges()
    {
        var privileges = new byte[9];
        for (var i = 0; i < bmc.Options.CipherSuites.Count; i++)
        {
            if (Place(i) is < 16 and var place)
                privileges[1 + (place / 2)] |= (byte)(Administrator << (4 * (place & 1)));
        }
        return privileges;
    }

    /// <summary>Where the limit of the i-th suite stands; there are 16 places.</summary>
    private int Place(int i) => bmc.Options.Hardware.CipherPrivilegesByNumber ? bmc.Options.CipherSuites[i] : i;
}
