namespace Portal.Ipmi.Tool.Connections;

/// <summary>The way to the BMC.</summary>
internal enum Interface
{
    /// <summary>RMCP+ sessions of IPMI 2.0.</summary>
    LanPlus,

    /// <summary>Sessions of IPMI 1.5, in the clear.</summary>
    Lan,

    /// <summary>This machine's own BMC, through <c>/dev/ipmi0</c>.</summary>
    Open,
}
