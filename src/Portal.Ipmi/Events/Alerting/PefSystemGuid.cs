namespace Portal.Ipmi.Events.Alerting;

/// <summary>System GUID in traps, parameter 10, IPMI 2.0 table 30-6.</summary>
/// <param name="IsUsed">Traps carry <see cref="Guid"/>; otherwise what Get System GUID answers.</param>
/// <param name="Guid">The 16 bytes as they came: their order differs between vendors.</param>
public sealed record PefSystemGuid(bool IsUsed, ReadOnlyMemory<byte> Guid);
