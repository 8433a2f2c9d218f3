namespace Portal.Ipmi.Dcmi;

/// <summary>A thermal limit of one air inlet, DCMI 1.5 §6.7.1 and §6.7.2. It is disabled when it neither powers off nor logs.</summary>
/// <param name="Temperature">The limit, in the unit of the sensor's record, which is degrees Celsius on all known BMCs.</param>
/// <param name="ExceptionTime">How long the temperature may be above it; whole seconds.</param>
/// <param name="PowerOff">The host loses power, and the SEL tells.</param>
/// <param name="Log">The SEL tells.</param>
public sealed record ThermalLimit(int Temperature, TimeSpan ExceptionTime, bool PowerOff, bool Log)
{
    /// <summary>Something happens when it is exceeded.</summary>
    public bool IsEnabled => PowerOff || Log;
}
