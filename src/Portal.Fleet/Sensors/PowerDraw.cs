namespace Portal.Fleet.Sensors;

/// <summary>What power a server draws, as its BMC measures it (DCMI).</summary>
/// <param name="Watts">Now.</param>
/// <param name="Minimum">Lowest over the BMC's period.</param>
/// <param name="Maximum">Highest over it.</param>
/// <param name="Average">Mean over it.</param>
/// <param name="Period">The period; zero when the BMC does not tell.</param>
public sealed record PowerDraw(int Watts, int Minimum, int Maximum, int Average, TimeSpan Period);
