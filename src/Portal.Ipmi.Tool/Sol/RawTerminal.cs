using System.Runtime.InteropServices;

namespace Portal.Ipmi.Tool.Sol;

/// <summary>Standard input as a raw terminal: every key goes to the host, Ctrl-C too. Disposing it gives the terminal back as it was.</summary>
internal sealed class RawTerminal : IDisposable
{
    private const int StandardInput = 0;
    private const int AfterOutput = 1;

    // More than any system's struct termios; nothing in it is looked at.
    private readonly byte[] _before = new byte[256];

    private RawTerminal()
    {
    }

    /// <summary>Makes it raw; null when it is no terminal.</summary>
    /// <exception cref="VerbFailedException">It cannot be made raw.</exception>
    public static RawTerminal? Enter(ToolConsole console)
    {
        if (!console.IsTerminal)
            return null;
        if (OperatingSystem.IsWindows())
            throw new VerbFailedException("A console needs a terminal of Linux or macOS: run it there, or give it redirected input.");
        var terminal = new RawTerminal();
        var raw = new byte[terminal._before.Length];
        if (NativeMethods.GetAttributes(StandardInput, terminal._before) != 0)
            return null;
        terminal._before.CopyTo(raw, 0);
        NativeMethods.MakeRaw(raw);
        return NativeMethods.SetAttributes(StandardInput, AfterOutput, raw) == 0
            ? terminal
            : throw new VerbFailedException($"The terminal cannot be made raw: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    /// <inheritdoc />
    public void Dispose() => _ = NativeMethods.SetAttributes(StandardInput, AfterOutput, _before);

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int GetAttributes(int descriptor, [Out] byte[] attributes);

        [DllImport("libc", EntryPoint = "cfmakeraw")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern void MakeRaw([In, Out] byte[] attributes);

        [DllImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int SetAttributes(int descriptor, int when, [In] byte[] attributes);
    }
}
