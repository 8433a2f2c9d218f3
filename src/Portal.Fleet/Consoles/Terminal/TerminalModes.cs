namespace Portal.Fleet.Consoles.Terminal;

/// <summary>What a program has switched on; switched off again by a reset.</summary>
[Flags]
internal enum TerminalModes
{
    None = 0,
    Insert = 1,
    ApplicationCursor = 2,
    ApplicationKeypad = 4,
    BracketedPaste = 8,
    Origin = 16,
    ReverseWrap = 32,
    NoWrap = 64,
    HiddenCursor = 128,
    NewLine = 256,
}
