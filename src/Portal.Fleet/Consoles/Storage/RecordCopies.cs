using System.Buffers.Binary;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>What is to be done with console records that were copied from somewhere else before a portal goes on with them.</summary>
public static class RecordCopies
{
    /// <summary>
    /// The log says under which start of the machine it was written: when that is still the same, what the log lacks was never printed. Of a copy that is not true, even on the
    /// same machine, so it forgets. Every console then leaves out the offsets that may have been given since.
    /// </summary>
    /// <param name="directory">The folder of the consoles' records.</param>
    public static void ForgetMachine(string directory)
    {
        var log = Path.Combine(directory, "log");
        if (!Directory.Exists(log))
            return;
        Span<byte> boot = stackalloc byte[LogFile.BootSize];
        foreach (var path in Directory.GetFiles(log, "*" + LogFile.Extension))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
            if (file.Length < LogFile.HeaderSize)
                continue;
            boot.Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(boot[16..], Crc32C.Of(0, boot[..16]));
            file.Position = LogFile.BootAt;
            file.Write(boot);
            file.Flush(flushToDisk: true);
        }
    }
}
