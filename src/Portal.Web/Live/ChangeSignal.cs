namespace Portal.Web.Live;

/// <summary>How one process of the portal tells another on the same data directory that rights or credentials have changed: a file's time.</summary>
internal sealed class ChangeSignal(PortalOptions options, TimeProvider time)
{
    private readonly string _path = Path.Combine(options.DataDirectory, "access-changed");

    /// <summary>Another value after each <see cref="Send"/>.</summary>
    public long Read() => File.GetLastWriteTimeUtc(_path).Ticks;

    /// <summary>To be called once the change is stored.</summary>
    public void Send()
    {
        using (File.Open(_path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
        }

        File.SetLastWriteTimeUtc(_path, time.GetUtcNow().UtcDateTime);
    }
}
