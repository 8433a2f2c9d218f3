namespace Portal.Ipmi.Sensors;

/// <summary>A record of a reserved type (IPMI 2.0 §43.6), or one that its own type cannot explain.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Data">Everything after the header.</param>
public sealed record UnknownSdrRecord(SdrHeader Header, ReadOnlyMemory<byte> Data) : SdrRecord(Header);
