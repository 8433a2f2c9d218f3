namespace Portal.Ipmi.Commands.Transport;

/// <summary>What Set Serial/Modem Mux does, IPMI 2.0 §25.3.</summary>
public enum SerialMuxSetting : byte
{
    /// <summary>Only tells the state.</summary>
    Get = 0,

    /// <summary>Asks for the switch to the host.</summary>
    RequestSystem = 1,

    /// <summary>Asks for the switch to the BMC.</summary>
    RequestBmc = 2,

    /// <summary>Forces the switch to the host.</summary>
    ForceSystem = 3,

    /// <summary>Forces the switch to the BMC.</summary>
    ForceBmc = 4,

    /// <summary>Blocks requests to switch to the host.</summary>
    BlockSystem = 5,

    /// <summary>Allows requests to switch to the host.</summary>
    AllowSystem = 6,

    /// <summary>Blocks requests to switch to the BMC.</summary>
    BlockBmc = 7,

    /// <summary>Allows requests to switch to the BMC.</summary>
    AllowBmc = 8,
}
