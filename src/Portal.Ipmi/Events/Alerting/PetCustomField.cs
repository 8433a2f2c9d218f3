using System.Text;

namespace Portal.Ipmi.Events.Alerting;

/// <summary>An OEM field at the end of a trap, IPMI 2.0 §17.16.1.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Data">Its bytes.</param>
/// <param name="Text">Its text; null when it is none.</param>
public sealed record PetCustomField(PetCustomFieldKind Kind, ReadOnlyMemory<byte> Data, string? Text)
{
    private const byte End = 0xC1;
    private const byte MultiRecord = 0x80;

    /// <summary>Reads fields up to the end mark, or as far as they are whole: a cut last field is left out.</summary>
    internal static IReadOnlyList<PetCustomField> ParseAll(ReadOnlySpan<byte> bytes)
    {
        var fields = new List<PetCustomField>();
        while (!bytes.IsEmpty && bytes[0] != End)
        {
            if (bytes[0] == MultiRecord)
            {
                // 80h, [7:6] encoding [5:0] length, [3:0] record type, data.
                if (bytes.Length < 3 || bytes.Length < 3 + (bytes[1] & 0x3F))
                    break;
                var data = bytes.Slice(3, bytes[1] & 0x3F);
                fields.Add(OfMultiRecord(bytes[2] & 0x0F, bytes[1] >> 6, data));
                bytes = bytes[(3 + data.Length)..];
            }
            else
            {
                // Type and length as in a FRU inventory: [7:6] type, [5:0] length.
                var length = bytes[0] & 0x3F;
                if (bytes.Length < 1 + length)
                    break;
                var data = bytes.Slice(1, length);
                var text = bytes[0] >> 6 == 3 ? Latin(data) : null;
                if (length > 0)
                    fields.Add(new PetCustomField(text is null ? PetCustomFieldKind.Binary : PetCustomFieldKind.Text, data.ToArray(), text));
                bytes = bytes[(1 + length)..];
            }
        }

        return fields;
    }

    private static PetCustomField OfMultiRecord(int type, int encoding, ReadOnlySpan<byte> data)
    {
        var kind = type switch
        {
            1 => PetCustomFieldKind.AlertString,
            2 => PetCustomFieldKind.OemByEnterprise,
            3 => PetCustomFieldKind.OemByManufacturer,
            _ => PetCustomFieldKind.Binary,
        };
        var text = encoding switch { 1 => Latin(data), 2 => Encoding.Unicode.GetString(data), _ => null };
        return new PetCustomField(kind, data.ToArray(), text ?? (kind == PetCustomFieldKind.AlertString ? Latin(data) : null));
    }

    private static string Latin(ReadOnlySpan<byte> data)
    {
        var end = data.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? data : data[..end]);
    }
}
