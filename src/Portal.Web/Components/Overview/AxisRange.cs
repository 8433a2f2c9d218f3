namespace Portal.Web.Components.Overview;

/// <summary>How much time the axis shows.</summary>
public sealed record AxisRange(string Name, TimeSpan Length, TimeSpan Every)
{
    public static IReadOnlyList<AxisRange> All { get; } =
    [
        new("1h", TimeSpan.FromHours(1), TimeSpan.FromSeconds(5)), new("6h", TimeSpan.FromHours(6), TimeSpan.FromSeconds(15)), new("24h", TimeSpan.FromDays(1), TimeSpan.FromSeconds(30)),
        new("7d", TimeSpan.FromDays(7), TimeSpan.FromMinutes(2)), new("30d", TimeSpan.FromDays(30), TimeSpan.FromMinutes(5)),
    ];

    public static AxisRange Find(string? name) => All.FirstOrDefault(range => range.Name == name) ?? All[0];
}
