namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Get Payload Instance Info, IPMI 2.0 §24.5.</summary>
/// <param name="SessionId">The BMC's id of the session that owns the instance; 0 when it is not active.</param>
/// <param name="SerialPort">Number of the serial port behind the instance, 1 based; 0 when the BMC does not tell.</param>
public sealed record PayloadInstanceInfo(uint SessionId, byte SerialPort);
