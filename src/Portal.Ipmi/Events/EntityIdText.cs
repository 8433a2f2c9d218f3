namespace Portal.Ipmi.Events;

/// <summary>Entity ids in words, IPMI 2.0 table 43-13.</summary>
public static class EntityIdText
{
    private static readonly string[] s_words =
    [
        "unspecified",
        "other",
        "unknown",
        "processor",
        "disk or disk bay",
        "peripheral bay",
        "system management module",
        "system board",
        "memory module",
        "processor module",
        "power supply",
        "add-in card",
        "front panel board",
        "back panel board",
        "power system board",
        "drive backplane",
        "system internal expansion board",
        "other system board",
        "processor board",
        "power unit / power domain",
        "power module / DC-to-DC converter",
        "power management / distribution board",
        "chassis back panel board",
        "system chassis",
        "sub-chassis",
        "other chassis board",
        "disk drive bay",
        "peripheral bay",
        "device bay",
        "fan / cooling device",
        "cooling unit / cooling domain",
        "cable / interconnect",
        "memory device",
        "system management software",
        "system firmware",
        "operating system",
        "system bus",
        "group",
        "remote management communication device",
        "external environment",
        "battery",
        "processing blade",
        "connectivity switch",
        "processor / memory module",
        "I/O module",
        "processor / I/O module",
        "management controller firmware",
        "IPMI channel",
        "PCI bus",
        "PCI Express bus",
        "SCSI bus (parallel)",
        "SATA / SAS bus",
        "processor / front-side bus",
        "real-time clock",
    ];

    /// <summary>The entity in words: <c>power supply</c>, <c>chassis-specific entity 91h</c>.</summary>
    public static string Describe(this EntityId entity) => (byte)entity switch
    {
        0x37 or 0x40 => "air inlet",
        0x41 => "processor / CPU",
        0x42 => "baseboard / main system board",
        var number when number < s_words.Length => s_words[number],
        var number and >= 0x90 and <= 0xAF => $"chassis-specific entity {number:X2}h",
        var number and >= 0xB0 and <= 0xCF => $"board-set specific entity {number:X2}h",
        var number and >= 0xD0 => $"OEM entity {number:X2}h",
        var number => $"reserved entity {number:X2}h",
    };

    /// <summary>
    /// An entity and its instance as people write it: <c>power supply 2</c>. Instances 60h to 7Fh count from 60h within their container
    /// and read <c>disk drive bay 1 of the device</c>, IPMI 2.0 §39.1.
    /// </summary>
    public static string Describe(this EntityId entity, byte instance) =>
        (instance & 0x7F) is var number and >= 0x60 ? $"{entity.Describe()} {number - 0x60} of the device" : $"{entity.Describe()} {instance & 0x7F}";
}
