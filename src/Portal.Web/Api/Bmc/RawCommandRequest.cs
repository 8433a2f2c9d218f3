using Portal.Fleet.Configuration.Raw;

namespace Portal.Web.Api.Bmc;

/// <summary>A command by number.</summary>
internal sealed record RawCommandRequest
{
    /// <summary>Network function of the request, even.</summary>
    public required int NetFn { get; init; }

    public required int Command { get; init; }

    /// <summary>Request data in hexadecimal, such as <c>01 0e</c>.</summary>
    public string? Data { get; init; }

    /// <summary>Bus of the controller behind the BMC; 0 is the primary IPMB.</summary>
    public int? Channel { get; init; }

    /// <summary>Address of that controller, even; without it the BMC itself.</summary>
    public int? Target { get; init; }

    public RawRequest ToRequest() => new(Byte(NetFn, "netFn"), Byte(Command, "command"), Hex(Data))
    {
        Channel = Byte(Channel ?? 0, "channel"),
        Target = Target is { } target ? Byte(target, "target") : null,
    };

    internal static byte[] Hex(string? text)
    {
        try
        {
            return Convert.FromHexString((text ?? "").Replace(" ", "", StringComparison.Ordinal).Replace("0x", "", StringComparison.OrdinalIgnoreCase));
        }
        catch (FormatException)
        {
            throw new InvalidRequestException("invalid_data", "data is bytes in hexadecimal, such as \"01 0e\".", "data");
        }
    }

    private static byte Byte(int value, string field) => value is >= 0 and <= 255 ? (byte)value : throw new InvalidRequestException("invalid_number", $"{field} is 0 to 255.", field);
}
