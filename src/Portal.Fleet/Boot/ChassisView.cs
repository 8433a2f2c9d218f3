using Portal.Ipmi.Commands.Chassis;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Boot;

/// <summary>The chassis and its boot options, asked of the BMC at one moment. Each answer stands for itself: what a BMC does not know is no failure.</summary>
/// <param name="Policies">What it can do when mains power returns.</param>
/// <param name="Retention">What leaves the boot flags valid.</param>
public sealed record ChassisView(
    DateTimeOffset ReadAt,
    Told<ChassisStatus> Status,
    Told<ChassisFeatures> Features,
    Told<PowerRestorePolicies> Policies,
    Told<TimeSpan> Hours,
    Told<RestartCause> Cause,
    Told<BootFlagsView> Flags,
    Told<BootFlagRetention> Retention);
