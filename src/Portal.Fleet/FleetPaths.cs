namespace Portal.Fleet;

/// <summary>Where the fleet keeps its files.</summary>
/// <param name="DataDirectory">Directory of the portal's data, mode 0700.</param>
/// <param name="KeyFile">File of the keys that wrap all others, mode 0600; created at the first start.</param>
public sealed record FleetPaths(string DataDirectory, string KeyFile)
{
    /// <summary>A program that prints the keys instead; null when they are in the file.</summary>
    public string? KeyCommand { get; init; }

    /// <summary><see cref="KeyFile"/> is a systemd credential: made and changed by others.</summary>
    public bool KeyFileIsCredential { get; init; }
}
