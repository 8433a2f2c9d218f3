using Portal.Fleet.Boot;
using Portal.Ipmi.Configuration;

namespace Portal.Web.Api.Boot;

/// <summary>The boot device as it is in the BMC now.</summary>
/// <param name="Supported">False where the BMC knows no boot options; why says it in words.</param>
/// <param name="Valid">The firmware obeys it at the next start. A BMC clears this after the start, or after 60 s without one.</param>
/// <param name="KeptWhen">What leaves it valid all the same.</param>
internal sealed record BootJson(
    DateTimeOffset ReadAt, bool Supported, string? Why, string? Device, bool? Valid, bool? Persistent, bool? Uefi, int? Instance, IReadOnlyList<string> KeptWhen)
{
    public static BootJson From(ChassisView view)
    {
        var flags = view.Flags.Value;
        return new BootJson(
            view.ReadAt, view.Flags.Is, view.Flags.Why, flags is null ? null : BootDevices.Word(flags.Device), flags?.Valid, flags?.Persistent, flags?.Uefi, flags?.Instance,
            view.Retention is { Is: true, Value: not BootFlagRetention.None } kept
                ? [.. Enum.GetValues<BootFlagRetention>().Where(flag => flag != BootFlagRetention.None && kept.Value.HasFlag(flag)).Select(flag => char.ToLowerInvariant(flag.ToString()[0]) + flag.ToString()[1..])]
                : []);
    }
}
