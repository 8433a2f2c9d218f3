namespace Portal.Web.Backups;

/// <summary>A file of a backup.</summary>
/// <param name="Path">Its place in the backup's folder, with slashes.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Its digest, as hexadecimal text.</param>
internal sealed record BackupFile(string Path, long Size, string Sha256);
