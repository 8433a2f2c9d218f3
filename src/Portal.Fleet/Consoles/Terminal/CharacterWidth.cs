namespace Portal.Fleet.Consoles.Terminal;

/// <summary>How many cells a character takes: 0 (it stands on the one before), 1 or 2.</summary>
internal static partial class CharacterWidth
{
    public static int Of(int codePoint)
    {
        if (codePoint is >= 0x20 and < 0x7F)
            return 1;
        var at = Starts.BinarySearch(codePoint);
        if (at < 0)
            at = ~at - 1;
        var end = Ends[at];
        return codePoint > Math.Abs(end) ? 1 : end < 0 ? 2 : 0;
    }
}
