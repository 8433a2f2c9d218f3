namespace Portal.Ipmi.Commands.App;

/// <summary>How a self test ended, IPMI 2.0 §20.4. Other values are the device's own: it failed.</summary>
public enum SelfTestOutcome : byte
{
    /// <summary>No error.</summary>
    Passed = 0x55,

    /// <summary>The controller has no self test.</summary>
    NotImplemented = 0x56,

    /// <summary>Data or devices are corrupted or out of reach: see <see cref="SelfTestResult.Faults"/>.</summary>
    DeviceError = 0x57,

    /// <summary>Fatal hardware error: the controller should be taken for inoperative.</summary>
    FatalHardwareError = 0x58,

    /// <summary>Reserved value.</summary>
    Reserved = 0xFF,
}
