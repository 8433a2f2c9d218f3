namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Get Self Test Results, IPMI 2.0 §20.4.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Details">Details byte: bits for <see cref="SelfTestOutcome.DeviceError"/>, the device's own code otherwise.</param>
public readonly record struct SelfTestResult(SelfTestOutcome Outcome, byte Details)
{
    private static readonly (SelfTestFaults Fault, string Words)[] s_words =
    [
        (SelfTestFaults.SelInaccessible, "event log cannot be accessed"),
        (SelfTestFaults.SdrRepositoryInaccessible, "SDR repository cannot be accessed"),
        (SelfTestFaults.FruInaccessible, "BMC FRU device cannot be accessed"),
        (SelfTestFaults.IpmbNotResponding, "IPMB signal lines do not respond"),
        (SelfTestFaults.SdrRepositoryEmpty, "SDR repository is empty"),
        (SelfTestFaults.FruInternalUseCorrupted, "internal use area of the BMC FRU is corrupted"),
        (SelfTestFaults.BootBlockCorrupted, "boot block firmware is corrupted"),
        (SelfTestFaults.FirmwareCorrupted, "operational firmware is corrupted"),
    ];

    /// <summary>What was found, when the outcome is <see cref="SelfTestOutcome.DeviceError"/>.</summary>
    public SelfTestFaults Faults => Outcome == SelfTestOutcome.DeviceError ? (SelfTestFaults)Details : SelfTestFaults.None;

    /// <summary>No error, or no test to find one.</summary>
    public bool IsHealthy => Outcome is SelfTestOutcome.Passed or SelfTestOutcome.NotImplemented;

    /// <summary>The result in words.</summary>
    public string Describe()
    {
        switch (Outcome)
        {
            case SelfTestOutcome.Passed:
                return "passed";
            case SelfTestOutcome.NotImplemented:
                return "not implemented";
            case SelfTestOutcome.FatalHardwareError:
                return $"fatal hardware error ({Details:X2}h)";
            case SelfTestOutcome.DeviceError when Details != 0:
                var words = new List<string>();
                foreach (var (fault, text) in s_words)
                {
                    if ((Faults & fault) != 0)
                        words.Add(text);
                }

                return string.Join(", ", words);
            case SelfTestOutcome.DeviceError:
                return "device error without details";
            default:
                return $"failed, device-specific code {(byte)Outcome:X2}h {Details:X2}h";
        }
    }
}
