namespace Portal.Ipmi.Configuration;

/// <summary>ARP messages of the BMC, IPMI 2.0 table 23-4, parameter 10.</summary>
[Flags]
public enum ArpControl : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Gratuitous ARPs.</summary>
    Gratuitous = 1,

    /// <summary>Answers to ARP requests.</summary>
    Responses = 2,
}
