using System.Runtime.InteropServices;

namespace Portal.Ipmi.InBand;

/// <summary><c>struct ipmi_req</c> of <c>linux/ipmi.h</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DriverRequest
{
    /// <summary>Address of the receiver.</summary>
    public nint Address;

    /// <summary>Bytes at <see cref="Address"/>.</summary>
    public uint AddressLength;

    /// <summary>Comes back with the answer; a C <c>long</c>.</summary>
    public nint MessageId;

    /// <summary>The request.</summary>
    public DriverMessage Message;
}
