namespace Portal.Web.Backups;

/// <summary>A backup cannot be taken or put back, for a reason that whoever asked can do something about; nothing was changed.</summary>
internal sealed class BackupException(string message) : Exception(message);
