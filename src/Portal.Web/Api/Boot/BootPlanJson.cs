using Portal.Fleet.Boot;

namespace Portal.Web.Api.Boot;

/// <summary>What to boot from.</summary>
internal sealed record BootPlanJson(string Device, bool Persistent, bool Uefi)
{
    public static BootPlanJson? From(BootPlan? plan) => plan is null ? null : new BootPlanJson(BootDevices.Word(plan.Device), plan.Persistent, plan.Uefi);
}
