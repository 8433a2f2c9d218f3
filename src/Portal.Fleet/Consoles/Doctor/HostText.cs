namespace Portal.Fleet.Consoles.Doctor;

/// <summary>What the recorded text tells about the host's side of the line.</summary>
internal sealed record HostText
{
    public static HostText Nothing { get; } = new();

    /// <summary>A kernel printed here.</summary>
    public bool Kernel { get; init; }

    /// <summary>A login prompt or a shell's came after the newest boot.</summary>
    public bool Login { get; init; }

    /// <summary>Port of the newest <c>console=</c> that names a serial one, for example <c>ttyS0</c>.</summary>
    public string? Port { get; init; }

    /// <summary>Its bit rate; null when it names none.</summary>
    public int? BitRate { get; init; }

    /// <summary>Share of the newest bytes that are no text of any kind, in percent; null when there are too few to tell.</summary>
    public int? GarbledPercent { get; init; }
}
