using System.Runtime.InteropServices;

namespace Portal.Ipmi.InBand;

/// <summary><c>struct ipmi_recv</c> of <c>linux/ipmi.h</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DriverReceive
{
    /// <summary>1: an answer to a request of ours. Events, commands and acknowledgements have other numbers.</summary>
    public int Kind;

    /// <summary>Room for the address of the sender.</summary>
    public nint Address;

    /// <summary>Bytes at <see cref="Address"/>.</summary>
    public uint AddressLength;

    /// <summary>That of the request; a C <c>long</c>.</summary>
    public nint MessageId;

    /// <summary>The message; its data pointer and length are the room for it.</summary>
    public DriverMessage Message;
}
