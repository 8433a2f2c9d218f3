namespace Portal.Fleet;

/// <summary>Where the fleet keeps its files.</summary>
/// <param name="DataDirectory">Directory of the portal's data, mode 0700.</param>
/// <param name="KeyFile">File of the vault's key, mode 0600; created at the first start.</param>
public sealed record FleetPaths(string DataDirectory, string KeyFile);
