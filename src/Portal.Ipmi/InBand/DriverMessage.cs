using System.Runtime.InteropServices;

namespace Portal.Ipmi.InBand;

/// <summary><c>struct ipmi_msg</c> of <c>linux/ipmi.h</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DriverMessage
{
    /// <summary>Network function, without a LUN.</summary>
    public byte NetFn;

    /// <summary>Command number.</summary>
    public byte Command;

    /// <summary>Bytes at <see cref="Data"/>.</summary>
    public ushort DataLength;

    /// <summary>Data; of an answer, from the completion code on.</summary>
    public nint Data;
}
