namespace Portal.Fleet.Consoles.Terminal;

/// <summary>Character sets that a program can choose in place of ASCII: line drawing and the national ones of the VT220.</summary>
internal static class Charsets
{
    public const char Ascii = '\0';

    /// <summary>The set that a final character chooses; <see cref="Ascii"/> for <c>B</c>, null for one that is not known.</summary>
    public static char? Find(char final) => final switch
    {
        'B' => Ascii,
        '5' => 'C',
        '6' => 'E',
        '7' => 'H',
        _ when Pairs(final).Length > 0 => final,
        _ => null,
    };

    /// <summary>What an ASCII character looks like in a set.</summary>
    public static int Map(char charset, int code)
    {
        var pairs = Pairs(charset);
        for (var at = 0; at < pairs.Length; at += 2)
        {
            if (pairs[at] == code)
                return pairs[at + 1];
        }

        return code;
    }

    /// <summary>Each character that differs from ASCII, and what is shown.</summary>
    private static ReadOnlySpan<char> Pairs(char charset) => charset switch
    {
        '0' => "`◆a▒b␉c␌d␍e␊f°g±h␤i␋j┘k┐l┌m└n┼o⎺p⎻q─r⎼s⎽t├u┤v┴w┬x│y≤z≥{π|≠}£~·",
        'A' => "#£",
        '4' => "#£@¾[i\\½]|{¨|f}¼~´",
        'C' => "[Ä\\Ö]Å^Ü`é{ä|ö}å~ü",
        'R' => "#£@à[°\\ç]§{é|ù}è~¨",
        'Q' => "@à[â\\ç]ê^î`ô{é|ù}è~û",
        'K' => "@§[Ä\\Ö]Ü{ä|ö}ü~ß",
        'Y' => "#£@§[°\\ç]é`ù{à|ò}è~ì",
        'E' => "@Ä[Æ\\Ø]Å^Ü`ä{æ|ø}å~ü",
        'Z' => "#£@§[¡\\Ñ]¿{°|ñ}ç",
        'H' => "@É[Ä\\Ö]Å^Ü`é{ä|ö}å~ü",
        '=' => "#ù@à[é\\ç]ê^î_è`ô{ä|ö}ü~û",
        _ => "",
    };
}
