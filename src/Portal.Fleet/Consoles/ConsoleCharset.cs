namespace Portal.Fleet.Consoles;

/// <summary>What the bytes from 80h on mean that a server prints. The record keeps bytes; this decides how they are shown and searched.</summary>
public enum ConsoleCharset
{
    /// <summary>UTF-8 where it is UTF-8, code page 437 where it cannot be: firmware screens and Linux on one line.</summary>
    Auto,

    Utf8,

    /// <summary>Code page 437, as PC firmware prints it.</summary>
    Cp437,

    /// <summary>ISO 8859-1, with the characters of Windows-1252 in the place of its control characters.</summary>
    Latin1,
}
