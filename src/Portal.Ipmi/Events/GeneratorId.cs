namespace Portal.Ipmi.Events;

/// <summary>Who generated an event, IPMI 2.0 §32.1: a controller on the IPMB or system software.</summary>
/// <param name="Raw">Both bytes as on the wire, the address in the low byte.</param>
public readonly record struct GeneratorId(ushort Raw)
{
    /// <summary>System software, not a controller.</summary>
    public bool IsSoftware => (Raw & 0x01) != 0;

    /// <summary>8-bit slave address of the controller (20h is the BMC); of software, the byte with its id.</summary>
    public byte Address => (byte)Raw;

    /// <summary>Software id, 7 bits, IPMI 2.0 table 5-4; meaningless for a controller.</summary>
    public byte SoftwareId => (byte)((Raw & 0xFF) >> 1);

    /// <summary>LUN of the controller.</summary>
    public byte Lun => (byte)((Raw >> 8) & 0x03);

    /// <summary>Channel that the event came over, 0 for the primary IPMB and the BMC itself. IPMI 1.0 events have none.</summary>
    public byte Channel => (byte)(Raw >> 12);

    /// <summary>In words: <c>BMC</c>, <c>controller 82h</c>, <c>system firmware</c>.</summary>
    public override string ToString()
    {
        var where = Channel == 0 ? "" : $" on channel {Channel}";
        if (IsSoftware)
            return SoftwareName(SoftwareId) + where;
        var lun = Lun == 0 ? "" : $" LUN {Lun}";
        return (Address == 0x20 && Channel == 0 ? "BMC" : $"controller {Address:X2}h") + lun + where;
    }

    private static string SoftwareName(byte id) => id switch
    {
        <= 0x0F => "system firmware",
        <= 0x1F => "SMI handler",
        <= 0x2F => "system management software",
        <= 0x3F => "OEM software",
        <= 0x46 => $"remote console software {id - 0x3F}",
        0x47 => "terminal mode remote console",
        _ => $"software {id:X2}h",
    };
}
