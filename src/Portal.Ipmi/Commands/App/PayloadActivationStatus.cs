namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Get Payload Activation Status, IPMI 2.0 §24.4.</summary>
/// <param name="InstanceCapacity">How many instances can be active at once.</param>
/// <param name="ActiveInstances">Bit 0 = instance 1, and so on.</param>
public sealed record PayloadActivationStatus(byte InstanceCapacity, ushort ActiveInstances)
{
    /// <summary>Whether an instance, 1 to 16, is active on any session.</summary>
    public bool IsActive(int instance) => instance is >= 1 and <= 16 && (ActiveInstances >> (instance - 1) & 1) != 0;
}
