namespace Portal.Fleet.Consoles.Terminal;

/// <summary>What <c>ESC 7</c> saves.</summary>
/// <param name="Charset">Final character of the character set in use; 0 for ASCII.</param>
internal readonly record struct SavedCursor(int X, int Y, Pen Pen, char Charset);
