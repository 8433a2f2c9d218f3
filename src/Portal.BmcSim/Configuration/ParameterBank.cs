using Portal.BmcSim.Commands;

namespace Portal.BmcSim.Configuration;

/// <summary>
/// Values of one family of configuration parameters that were written; what was not is the family's own to answer. Keeps "set in progress" and,
/// where the profile says so, gives back the old values when it ends without a commit, IPMI 2.0 §23.1.
/// </summary>
internal sealed class ParameterBank(Controller bmc)
{
    public const byte NotSupported = 0x80;
    public const byte Busy = 0x81;
    public const byte ReadOnly = 0x82;
    private const byte Complete = 0;
    private const byte InProgress = 1;
    private const byte Commit = 2;

    private Dictionary<int, byte[]>? _values;
    private Dictionary<int, byte[]>? _before;

    /// <summary>Parameter 0.</summary>
    public byte State { get; private set; }

    /// <summary>The value that was written; null when there was none.</summary>
    public byte[]? Find(byte parameter, byte set = 0) => _values?.GetValueOrDefault(Key(parameter, set));

    /// <summary>A write of any other parameter than 0.</summary>
    public byte Write(byte parameter, byte set, ReadOnlySpan<byte> value)
    {
        if (bmc.Faults.OneParameterAtATime && State == InProgress)
            return Completion.InvalidField;
        (_values ??= [])[Key(parameter, set)] = value.ToArray();
        return Completion.Ok;
    }

    /// <summary>A write of parameter 0.</summary>
    public byte Mark(byte state)
    {
        if (bmc.Faults.NoSetInProgress)
            return NotSupported;
        var rollsBack = bmc.Options.Hardware.RollsBack;
        switch (state & 0x03)
        {
            case Complete:
                if (rollsBack && State == InProgress)
                    _values = _before;
                _before = null;
                State = Complete;
                return Completion.Ok;
            case InProgress when State == InProgress:
                return Busy;
            case InProgress:
                _before = rollsBack && _values is not null ? new Dictionary<int, byte[]>(_values) : null;
                State = InProgress;
                return Completion.Ok;
            case Commit when rollsBack:
                _before = _values is not null ? new Dictionary<int, byte[]>(_values) : null;
                return Completion.Ok;
            default:
                return Completion.InvalidField;
        }
    }

    private static int Key(byte parameter, byte set) => (parameter << 8) | set;
}
