namespace Portal.Ipmi.Configuration;

/// <summary>Which routers are used, IPMI 2.0 table 23-4, parameter 64.</summary>
[Flags]
public enum Ipv6RouterControl : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Those set by hand.</summary>
    Static = 1,

    /// <summary>Those that router advertisements name.</summary>
    Dynamic = 2,
}
