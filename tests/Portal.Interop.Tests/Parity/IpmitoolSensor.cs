using System.Globalization;

namespace Portal.Interop.Tests.Parity;

/// <summary>One line of <c>ipmitool sensor</c>: name | value | unit | status | lnr | lcr | lnc | unc | ucr | unr.</summary>
internal sealed record IpmitoolSensor(string Name, string Value, string Unit, string Status, string[] Thresholds)
{
    /// <summary>A discrete sensor: its states stand where others have a status, bytes exchanged and bit 15 set.</summary>
    public bool IsDiscrete => Unit == "discrete";

    /// <summary>States of a discrete sensor by offset.</summary>
    public int States
    {
        get
        {
            var raw = int.Parse(Status[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            return (raw >> 8) | ((raw & 0x7F) << 8);
        }
    }

    public static IReadOnlyList<IpmitoolSensor> Parse(string output) =>
    [
        .. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray())
            .Where(cells => cells.Length == 10)
            .Select(cells => new IpmitoolSensor(cells[0], cells[1], cells[2], cells[3], cells[4..])),
    ];
}
