using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Inventory;

/// <summary>Reads one image. Time and memory are bounded by its length: every step consumes bytes, and the lists are capped.</summary>
internal ref partial struct FruParser
{
    private const int MaxRemarks = 64;

    private static readonly DateTimeOffset s_epoch = new(1996, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ReadOnlySpan<byte> _image;
    private readonly List<FruRemark> _remarks = [];
    private FruLayout _layout;

    public FruParser(ReadOnlySpan<byte> image) => _image = image.Length > FruInventory.MaxLength ? image[..FruInventory.MaxLength] : image;

    /// <summary>Bytes of the internal use area that are known; all of them unless a reader left some out.</summary>
    public int InternalUseRead { get; init; } = int.MaxValue;

    public FruInventory Parse()
    {
        if (_image.Length < FruInventory.HeaderLength)
            throw new IpmiFormatException($"Expected a FRU header of {FruInventory.HeaderLength} bytes, but {_image.Length} came.");
        var header = _image[..FruInventory.HeaderLength];
        if (FruLayout.IsBlank(header))
        {
            Remark(FruRemarkKind.Blank, FruArea.Header, $"The device is blank: its header is filled with {header[0]:X2}h.");
            return new FruInventory { Remarks = _remarks };
        }

        if ((header[0] & 0x0F) != 1)
            throw new IpmiFormatException($"Expected FRU format version 1, but {header[0] & 0x0F} came.");
        if (Checksum.Of(header) != 0)
            Remark(FruRemarkKind.Checksum, FruArea.Header, "The checksum of the common header is wrong.");
        _layout = FruLayout.Read(header);
        return new FruInventory
        {
            InternalUse = ParseInternalUse(),
            Chassis = ParseChassis(),
            Board = ParseBoard(),
            Product = ParseProduct(),
            Records = ParseRecords(),
            Remarks = _remarks,
        };
    }

    private readonly FruInternalUse? ParseInternalUse()
    {
        var offset = _layout[FruArea.InternalUse];
        if (offset == 0)
            return null;
        if (offset >= _image.Length)
        {
            Remark(FruRemarkKind.PastEnd, FruArea.InternalUse, $"The area begins at {offset}, but the device has {_image.Length} bytes.");
            return null;
        }

        var area = _image[offset.._layout.NextAfter(offset, _image.Length)];
        return new FruInternalUse(offset, area.Length, area[1..Math.Max(1, Math.Min(area.Length, InternalUseRead))].ToArray());
    }

    private FruChassisInfo? ParseChassis()
    {
        if (!TryOpen(FruArea.Chassis, fixedBytes: 3, out var area))
            return null;
        var fields = new FieldCursor(area, position: 3, FruArea.Chassis, _remarks);
        return new FruChassisInfo
        {
            Type = area[2],
            PartNumber = fields.Next(english: true),
            SerialNumber = fields.Next(english: true),
            Custom = fields.Rest(english: true),
        };
    }

    private FruBoardInfo? ParseBoard()
    {
        if (!TryOpen(FruArea.Board, fixedBytes: 6, out var area))
            return null;
        var english = FruText.IsEnglish(area[2]);
        var minutes = area[3] | (area[4] << 8) | (area[5] << 16);
        var fields = new FieldCursor(area, position: 6, FruArea.Board, _remarks);
        return new FruBoardInfo
        {
            Language = area[2],
            ManufacturedAt = minutes == 0 ? null : s_epoch.AddMinutes(minutes),
            Manufacturer = fields.Next(english),
            ProductName = fields.Next(english),
            SerialNumber = fields.Next(english: true),
            PartNumber = fields.Next(english),
            FileId = fields.Next(english: true),
            Custom = fields.Rest(english),
        };
    }

    private FruProductInfo? ParseProduct()
    {
        if (!TryOpen(FruArea.Product, fixedBytes: 3, out var area))
            return null;
        var english = FruText.IsEnglish(area[2]);
        var fields = new FieldCursor(area, position: 3, FruArea.Product, _remarks);
        return new FruProductInfo
        {
            Language = area[2],
            Manufacturer = fields.Next(english),
            ProductName = fields.Next(english),
            PartNumber = fields.Next(english),
            Version = fields.Next(english),
            SerialNumber = fields.Next(english: true),
            AssetTag = fields.Next(english),
            FileId = fields.Next(english),
            Custom = fields.Rest(english),
        };
    }

    /// <summary>
    /// The bytes of an info area without its checksum. False when the device does not have it, or not even its beginning.
    /// </summary>
    private readonly bool TryOpen(FruArea which, int fixedBytes, out ReadOnlySpan<byte> area)
    {
        area = default;
        var offset = _layout[which];
        if (offset == 0)
            return false;
        if (offset + fixedBytes > _image.Length)
        {
            Remark(FruRemarkKind.PastEnd, which, $"The area begins at {offset}, but the device has {_image.Length} bytes.");
            return false;
        }

        if ((_image[offset] & 0x0F) != 1)
            Remark(FruRemarkKind.Version, which, $"The area has format version {_image[offset] & 0x0F} instead of 1.");
        var next = _layout.NextAfter(offset, _image.Length);
        var length = _image[offset + 1] * 8;
        if (length == 0)
        {
            Remark(FruRemarkKind.NoLength, which, "The area has length 0; its end is taken to be where the next one begins.");
            area = _image[offset..Math.Min(next, offset + (byte.MaxValue * 8))];
            return area.Length >= fixedBytes;
        }

        if (offset + length > _image.Length)
        {
            Remark(FruRemarkKind.PastEnd, which, $"The area ends at {offset + length}, but the device has {_image.Length} bytes.");
            area = _image[offset..];
            return true;
        }

        if (offset + length > next)
            Remark(FruRemarkKind.Overlap, which, $"The area ends at {offset + length}, but another one begins at {next}.");
        var whole = _image.Slice(offset, length);
        if (Checksum.Of(whole) != 0)
            Remark(FruRemarkKind.Checksum, which, "The checksum of the area is wrong.");
        area = whole[..^1];
        return true;
    }

    private readonly void Remark(FruRemarkKind kind, FruArea area, string text) => Add(_remarks, kind, area, text);

    private static void Add(List<FruRemark> remarks, FruRemarkKind kind, FruArea area, string text)
    {
        if (remarks.Count < MaxRemarks)
            remarks.Add(new FruRemark(kind, area, text));
    }
}
