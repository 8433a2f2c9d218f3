using Portal.Ipmi.Commands.Transport;

namespace Portal.Ipmi.Configuration;

/// <summary>What to change of a SOL configuration, IPMI 2.0 table 26-5: all that is not null.</summary>
public sealed record SolChange
{
    private const int MillisecondsPerAccumulateStep = 5;
    private const int MillisecondsPerRetryStep = 10;
    private const int MostRetries = 7;

    /// <summary>SOL can be activated.</summary>
    public bool? Enabled { get; init; }

    /// <summary>SOL must be encrypted.</summary>
    public bool? ForceEncryption { get; init; }

    /// <summary>SOL must be authenticated.</summary>
    public bool? ForceAuthentication { get; init; }

    /// <summary>Lowest privilege that may activate it.</summary>
    public PrivilegeLevel? Privilege { get; init; }

    /// <summary>How long the BMC gathers characters: steps of 5 ms up to 1,275 ms.</summary>
    public TimeSpan? AccumulateInterval { get; init; }

    /// <summary>How many characters it sends at once without waiting longer.</summary>
    public byte? SendThreshold { get; init; }

    /// <summary>How often it repeats a packet, 0 to 7.</summary>
    public byte? RetryCount { get; init; }

    /// <summary>How long it waits before it repeats one: steps of 10 ms up to 2,550 ms.</summary>
    public TimeSpan? RetryInterval { get; init; }

    /// <summary>Bit rate that is kept over a restart.</summary>
    public SerialBitRate? StoredBitRate { get; init; }

    /// <summary>Bit rate in force.</summary>
    public SerialBitRate? BitRate { get; init; }

    /// <summary>UDP port of the payload; few BMCs let it be changed.</summary>
    public int? PayloadPort { get; init; }

    /// <summary>The parameters to write; where a parameter has several fields, those that do not change come from <paramref name="now"/>.</summary>
    internal IReadOnlyList<ParameterWrite> ToWrites(SolConfiguration now)
    {
        var writes = new List<ParameterWrite>();
        if (ForceEncryption is not null || ForceAuthentication is not null || Privilege is not null)
        {
            /*  1  [7] force encryption, [6] force authentication, [3:0] privilege  */
            var privilege = Privilege ?? now.Privilege ?? PrivilegeLevel.User;
            Add("authentication", SolParameter.Authentication,
                (byte)(((ForceEncryption ?? now.ForceEncryption) == true ? 0x80 : 0) | ((ForceAuthentication ?? now.ForceAuthentication) == true ? 0x40 : 0) | ((byte)privilege & 0x0F)));
        }

        if (AccumulateInterval is not null || SendThreshold is not null)
        {
            Add("character accumulation", SolParameter.Accumulate,
                Steps(AccumulateInterval ?? now.AccumulateInterval, MillisecondsPerAccumulateStep, atLeast: 1), SendThreshold ?? now.SendThreshold ?? 0);
        }

        if (RetryCount is not null || RetryInterval is not null)
        {
            Add("retry", SolParameter.Retry,
                Math.Min((byte)MostRetries, RetryCount ?? now.RetryCount ?? MostRetries), Steps(RetryInterval ?? now.RetryInterval, MillisecondsPerRetryStep, atLeast: 0));
        }

        if (StoredBitRate is { } stored)
            Add("stored bit rate", SolParameter.StoredBitRate, (byte)stored);
        if (BitRate is { } rate)
            Add("bit rate", SolParameter.BitRate, (byte)rate);
        if (PayloadPort is { } port)
            Add("port", SolParameter.Port, (byte)port, (byte)(port >> 8));
        if (Enabled is { } enabled)
            Add("enable", SolParameter.Enable, (byte)(enabled ? 1 : 0));
        return writes;

        void Add(string name, SolParameter parameter, params byte[] data) =>
            writes.Add(new ParameterWrite($"SOL {name}", (byte)parameter, data));
    }

    private static byte Steps(TimeSpan? time, int millisecondsPerStep, byte atLeast) =>
        (byte)Math.Clamp((time ?? TimeSpan.Zero).TotalMilliseconds / millisecondsPerStep, atLeast, byte.MaxValue);
}
