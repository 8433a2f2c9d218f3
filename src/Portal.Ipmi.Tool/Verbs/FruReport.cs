using Portal.Ipmi.Inventory;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary>One FRU device as <c>fru print</c> shows it.</summary>
internal sealed record FruReport
{
    public required byte Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Address of the controller that has it.</summary>
    public required string Controller { get; init; }

    public required FruDeviceState State { get; init; }

    public FruInternalUse? InternalUse { get; init; }

    public FruChassisInfo? Chassis { get; init; }

    public FruBoardInfo? Board { get; init; }

    public FruProductInfo? Product { get; init; }

    /// <summary>Each with the fields of its own type.</summary>
    public required IReadOnlyList<object> Records { get; init; }

    public required IReadOnlyList<FruRemark> Remarks { get; init; }

    /// <summary>The bytes of a device that holds no inventory.</summary>
    public ReadOnlyMemory<byte> Raw { get; init; }

    public string? Problem { get; init; }

    public static FruReport Of(FruDevice device) => new()
    {
        Id = device.Locator.DeviceId,
        Name = device.Locator.Name,
        Controller = $"{device.Locator.AccessAddress:X2}h",
        State = device.State,
        InternalUse = device.Inventory?.InternalUse,
        Chassis = device.Inventory?.Chassis,
        Board = device.Inventory?.Board,
        Product = device.Inventory?.Product,
        Records = device.Inventory is { } inventory ? [.. inventory.Records] : [],
        Remarks = device.Inventory?.Remarks ?? [],
        Raw = device.Raw,
        Problem = device.Problem,
    };
}
