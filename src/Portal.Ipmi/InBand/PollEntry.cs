using System.Runtime.InteropServices;

namespace Portal.Ipmi.InBand;

/// <summary><c>struct pollfd</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry
{
    /// <summary>Something to read.</summary>
    public const short Readable = 0x001;

    /// <summary>An error, the other end closed, or no such descriptor.</summary>
    public const short Broken = 0x008 | 0x010 | 0x020;

    /// <summary>The descriptor.</summary>
    public int Descriptor;

    /// <summary>What to wait for.</summary>
    public short Wanted;

    /// <summary>What there is.</summary>
    public short Found;
}
