namespace Portal.Ipmi.Sol;

/// <summary>One event of a SOL channel. <see cref="Data"/> is empty unless the kind is <see cref="SolEventKind.Data"/>; the memory belongs to the reader.</summary>
public readonly record struct SolEvent(SolEventKind Kind, ReadOnlyMemory<byte> Data = default)
{
    /// <summary>Kind and length, never the characters.</summary>
    public override string ToString() => $"{Kind}, {Data.Length} bytes";
}
