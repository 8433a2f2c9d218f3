using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get Self Test Results, IPMI 2.0 §20.4.</summary>
public sealed record GetSelfTestResults : IpmiRequest<SelfTestResult>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x04);

    /// <inheritdoc />
    protected internal override SelfTestResult Read(ref IpmiReader reader)
    {
        /*  1  55h passed, 56h not implemented, 57h devices or data out of reach, 58h fatal error, FFh reserved, others the device's own
            2  details  */
        return new SelfTestResult((SelfTestOutcome)reader.ReadByte(), reader.ReadByte());
    }
}
