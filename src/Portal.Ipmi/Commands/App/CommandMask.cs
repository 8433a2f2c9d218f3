using System.Buffers.Binary;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>A set of command numbers out of one half, as the firmware firewall tells them, IPMI 2.0 §21.</summary>
/// <param name="UpperHalf">Commands 80h to FFh; otherwise 00h to 7Fh.</param>
/// <param name="Bits">A bit per command of the half.</param>
public readonly record struct CommandMask(bool UpperHalf, UInt128 Bits)
{
    /// <summary>The commands, in order.</summary>
    public IReadOnlyList<byte> Commands
    {
        get
        {
            var commands = new List<byte>();
            for (var i = 0; i < 128; i++)
            {
                if ((Bits >> i & 1) != 0)
                    commands.Add((byte)(i + (UpperHalf ? 0x80 : 0)));
            }

            return commands;
        }
    }

    /// <summary>Whether a command is in the set.</summary>
    public bool Contains(byte command) => command >= 0x80 == UpperHalf && (Bits >> (command & 0x7F) & 1) != 0;

    /// <summary>Reads 16 bytes; the first command is the lowest bit of the first.</summary>
    internal static CommandMask Read(ref IpmiReader reader, bool upperHalf, bool inverted)
    {
        var bits = BinaryPrimitives.ReadUInt128LittleEndian(reader.ReadBytes(16));
        return new CommandMask(upperHalf, inverted ? ~bits : bits);
    }
}
