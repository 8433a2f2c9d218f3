using System.Buffers;

namespace Portal.Fleet.Consoles.Terminal;

/// <summary>The screen as what a program would have to print to make it.</summary>
public sealed partial class TerminalScreen
{
    /// <summary>
    /// Writes escape sequences that make a terminal, new or used, show this screen and go on from it: both screens, colours, modes, cursor, and first the
    /// lines above the screen that are kept. Its own words alone are in it: no titles, no links, no questions. A larger terminal has the screen in
    /// its upper left corner, where a program that knows of no more columns and lines draws it.
    /// </summary>
    public void Snapshot(IBufferWriter<byte> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        new SnapshotWriter(this, into).Write();
    }

    /// <inheritdoc cref="Snapshot(IBufferWriter{byte})"/>
    public byte[] Snapshot()
    {
        var into = new ArrayBufferWriter<byte>(4096);
        Snapshot(into);
        return into.WrittenSpan.ToArray();
    }
}
