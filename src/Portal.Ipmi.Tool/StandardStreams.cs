using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Portal.Ipmi.Tool;

/// <summary>
/// The process's streams without System.Console: its first use switches a terminal's arrow keys to another code and reads whole lines with its own echo,
/// and a host's console wants every key as it is.
/// </summary>
internal static class StandardStreams
{
    public static Stream Input() => new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);

    public static Stream Output() => Writable(1, Console.OpenStandardOutput);

    public static TextWriter Writer(Stream stream) => TextWriter.Synchronized(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });

    public static Stream Error() => Writable(2, Console.OpenStandardError);

    private static Stream Writable(int descriptor, Func<Stream> whenFile)
    {
        if (OperatingSystem.IsWindows())
            return whenFile();
        var stream = new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // A file stream keeps its own place in a file: two of them on one file would write over each other.
        return stream.CanSeek ? whenFile() : stream;
    }
}
