namespace Portal.Fleet.Configuration.Raw;

/// <summary>A command by number.</summary>
/// <param name="NetFn">Network function of the request, even.</param>
/// <param name="Command">Command.</param>
/// <param name="Data">Request data, without NetFn, command or checksums.</param>
public sealed record RawRequest(byte NetFn, byte Command, ReadOnlyMemory<byte> Data)
{
    /// <summary>Most bytes of data.</summary>
    public const int MaxData = 256;

    /// <summary>Bus of the controller behind the BMC that is meant; 0 is the primary IPMB.</summary>
    public byte Channel { get; init; }

    /// <summary>Address of that controller; null for the BMC itself.</summary>
    public byte? Target { get; init; }

    internal string Describe() => $"netFn {NetFn:X2}h, command {Command:X2}h, data {(Data.IsEmpty ? "none" : Convert.ToHexString(Data.Span))}{(Target is { } target ? $", to {target:X2}h on channel {Channel}" : "")}";
}
