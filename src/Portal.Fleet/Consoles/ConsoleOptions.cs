namespace Portal.Fleet.Consoles;

/// <summary>Section <c>Portal:Console</c>.</summary>
public sealed class ConsoleOptions
{
    /// <summary>How many days of each server's console are kept.</summary>
    public int KeepDays { get; set; } = 90;

    /// <summary>How many megabytes of each server's console are kept, as they lie packed on the disk.</summary>
    public int KeepMegabytes { get; set; } = 64;

    /// <summary>Whether what people type is kept too, sealed. Off: passwords are typed on consoles. Who types is told when it is on.</summary>
    public bool RecordInput { get; set; }

    internal RecordRetention Retention => new(TimeSpan.FromDays(KeepDays), KeepMegabytes * 1024L * 1024);
}
