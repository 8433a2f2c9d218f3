using Portal.Ipmi.Inventory.Records;

namespace Portal.Ipmi.Inventory;

/// <summary>
/// What a FRU inventory device says, Platform Management FRU Information Storage Definition 1.0 revision 1.3. Reading is tolerant:
/// whatever can be made out is there, and <see cref="Remarks"/> says what was wrong.
/// </summary>
public sealed class FruInventory
{
    /// <summary>Bytes of the common header.</summary>
    public const int HeaderLength = 8;

    /// <summary>Largest device: offsets have 16 bits.</summary>
    public const int MaxLength = 0x20000;

    internal FruInventory()
    {
    }

    /// <summary>Internal use area; null when the device has none.</summary>
    public FruInternalUse? InternalUse { get; internal init; }

    /// <summary>Chassis info area; null when the device has none.</summary>
    public FruChassisInfo? Chassis { get; internal init; }

    /// <summary>Board info area; null when the device has none.</summary>
    public FruBoardInfo? Board { get; internal init; }

    /// <summary>Product info area; null when the device has none.</summary>
    public FruProductInfo? Product { get; internal init; }

    /// <summary>Records of the MultiRecord area, in order.</summary>
    public IReadOnlyList<FruRecord> Records { get; internal init; } = [];

    /// <summary>What is wrong with the image, in order of reading; empty for one that follows the specification.</summary>
    public IReadOnlyList<FruRemark> Remarks { get; internal init; } = [];

    /// <summary>The device was never written.</summary>
    public bool IsBlank => Remarks.Count > 0 && Remarks[0].Kind == FruRemarkKind.Blank;

    /// <summary>Reads an image. What is wrong with it becomes a remark.</summary>
    /// <exception cref="IpmiFormatException">This is no FRU inventory at all: too short for a header, or of another format version.</exception>
    public static FruInventory Parse(ReadOnlySpan<byte> image) => new FruParser(image).Parse();
}
