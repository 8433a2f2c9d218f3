namespace Portal.Ipmi.Inventory;

/// <summary>One type/length field of an area, FRU Information Storage Definition §13.</summary>
/// <param name="Encoding">How the bytes are to be understood.</param>
/// <param name="Text">The field as text without trailing blanks; hexadecimal when it is binary. Control characters are shown as U+FFFD: an inventory is not to be trusted.</param>
/// <param name="Raw">The bytes as they are stored.</param>
public sealed record FruField(FruEncoding Encoding, string Text, ReadOnlyMemory<byte> Raw)
{
    /// <summary>A field of length 0.</summary>
    public static FruField Empty { get; } = new(FruEncoding.Binary, "", ReadOnlyMemory<byte>.Empty);

    /// <summary>Nothing is stored in the field.</summary>
    public bool IsEmpty => Text.Length == 0;

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
