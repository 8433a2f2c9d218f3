using System.Text;

namespace Portal.BmcSim.Commands;

/// <summary>What a BMC keeps for DCMI: made when first asked for.</summary>
internal sealed class DcmiState(string hostName)
{
    public byte[] AssetTag { get; set; } = [];

    /// <summary>64 bytes, the last one always null.</summary>
    public byte[] Identifier { get; } = MakeIdentifier(hostName);

    /// <summary>Exception action, watts (2), correction time (4), sampling period (2); null when none was set.</summary>
    public byte[]? PowerLimit { get; set; }

    public bool PowerLimitActive { get; set; }

    /// <summary>Actions, temperature, exception time (2).</summary>
    public byte[] ThermalLimit { get; set; } = [0x20, 45, 60, 0];

    /// <summary>Parameters 2 to 5.</summary>
    public byte[][] Configuration { get; } = [[0x01], [4], [120, 0], [64, 0]];

    private static byte[] MakeIdentifier(string hostName)
    {
        var bytes = new byte[64];
        Encoding.ASCII.GetBytes($"DCMI{hostName}".AsSpan(0, Math.Min(63, 4 + hostName.Length)), bytes);
        return bytes;
    }
}
