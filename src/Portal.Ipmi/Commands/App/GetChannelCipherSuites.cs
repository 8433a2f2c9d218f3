using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>
/// Get Channel Cipher Suites, IPMI 2.0 §22.15: one page of at most 16 bytes
/// of cipher suite records. The last page is shorter than 16.
/// </summary>
public sealed record GetChannelCipherSuites(byte Page) : IpmiRequest<ReadOnlyMemory<byte>>
{
    /// <summary>Bytes of a page that is not the last.</summary>
    internal const int PageBytes = 16;

    /// <summary>Pages there can be.</summary>
    internal const int MaxPages = 64;

    /// <summary>The channel; 0Eh is this one.</summary>
    public byte Channel { get; init; } = 0x0E;

    /// <summary>The payload that the suites are for.</summary>
    public PayloadType Payload { get; init; } = PayloadType.Ipmi;

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x54);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [3:0] channel number; 0Eh: present channel
            2  [5:0] payload type
            3  [7] list by cipher suite, [5:0] page  */
        writer.WriteByte((byte)(Channel & 0x0F));
        writer.WriteByte((byte)((byte)Payload & 0x3F));
        writer.WriteByte((byte)(0x80 | (Page & 0x3F)));
    }

    /// <inheritdoc />
    protected internal override ReadOnlyMemory<byte> Read(ref IpmiReader reader)
    {
        /*  1     channel number
            2-17  cipher suite record data  */
        reader.Skip(1);
        return reader.ReadRest().ToArray();
    }

    /// <summary>
    /// The suite numbers in the joined pages, each once. Records are C0h (or C1h and an enterprise number: OEM, not listed), then
    /// algorithms with their tag bits, which Sun ILOM sets wrongly and nobody reads here.
    /// </summary>
    internal static List<CipherSuiteId> ReadRecords(ReadOnlySpan<byte> records)
    {
        var suites = new List<CipherSuiteId>();
        for (var i = 0; i + 1 < records.Length;)
        {
            switch (records[i])
            {
                case 0xC0:
                    var id = (CipherSuiteId)records[i + 1];
                    if (!suites.Contains(id))
                        suites.Add(id);
                    i += 2;
                    break;
                case 0xC1:
                    i += 5;
                    break;
                default:
                    i++;
                    break;
            }
        }

        return suites;
    }
}
