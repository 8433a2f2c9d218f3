namespace Portal.Ipmi.Sensors;

/// <summary>How sensor data records are read.</summary>
public sealed record SdrReaderOptions
{
    /// <summary>Most records that are read: a chain that goes on is cut there.</summary>
    public int MaxRecords { get; init; } = 4096;

    /// <summary>
    /// Bytes to ask for at a time, as <see cref="SdrReader.ReadSize"/> was after an earlier read of the same BMC; 0 tries whole records first.
    /// </summary>
    public int ReadSize { get; init; }
}
