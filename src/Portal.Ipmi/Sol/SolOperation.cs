namespace Portal.Ipmi.Sol;

/// <summary>Operation byte of a packet to the BMC, IPMI 2.0 table 15-2. The bits we never set are not named.</summary>
[Flags]
internal enum SolOperation : byte
{
    None = 0,

    /// <summary>Generate a break on the host's serial line.</summary>
    Break = 1 << 4,
}
