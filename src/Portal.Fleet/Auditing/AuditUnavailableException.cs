namespace Portal.Fleet.Auditing;

/// <summary>The audit could not be written, so what was to be audited was not done.</summary>
public sealed class AuditUnavailableException(Exception? inner = null)
    : Exception("The audit log cannot be written at the moment, so nothing was done. Looking at things still works. The portal's log says why; most often the disk is full.", inner);
