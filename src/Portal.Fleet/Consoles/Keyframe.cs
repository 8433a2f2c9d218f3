namespace Portal.Fleet.Consoles;

/// <summary>A console's screen at an offset that lies in no escape sequence and no character.</summary>
/// <param name="Screen">See <see cref="Terminal.TerminalScreen.Snapshot()"/>; without lines above the screen.</param>
internal readonly record struct Keyframe(long Offset, byte[] Screen);
