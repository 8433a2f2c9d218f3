using Microsoft.Extensions.Localization;
using Portal.Fleet.Consoles;

namespace Portal.Web.Components.Servers;

/// <summary>The words of the terminal itself, handed to its module (<c>labels.ts</c>), which keeps English as its own default.</summary>
internal static class TerminalLabels
{
    private static readonly string[] s_names =
    [
        "terminal", "gapNotKept", "gapLineLost", "gapOverrun", "gapRecordLost", "gapNotRecorded", "gapBmcRebooted", "gapSessionLost", "gapStolen",
        "gapPortalDown", "gapReleased", "gapNotWanted", "gapRecordRequired", "gapBytes", "gapTimes", "gapSeconds", "gapMinutes", "gapHours", "gapDays",
        "refusedOffline", "refusedLost", "refusedFull", "refusedUnavailable", "refusedDenied", "refusedWatching",
        "noticeAsked", "noticeGranted", "noticeDeclined", "noticeTaken", "noticeReleased", "noticeReleasedTo", "noticeIdle",
        "copied", "pasteTitle", "pasteHint", "pasteLines", "pasteBytes", "pasteRemoved", "pasteTabs", "pasteSend", "pasteCancel",
        "pasteEnd", "pasteEndCr", "pastePace", "paceEcho", "paceSlow", "paceDelay", "pacePrompt", "pasteDelay", "pastePrompt", "pastePromptBad",
        "pasteCheck", "pasteCheckShort", "pasteBlock", "pasteRunning", "pasteLine", "pasteOf", "pasteRate", "pasteLeft",
        "pastePause", "pasteResume", "pasteFrom", "pasteLeave", "pastePaused", "pasteBusy",
        "pasteWrongEcho", "pasteNoEcho", "pasteAhead", "pasteNoPrompt", "pasteInterrupted", "pasteSilent", "pasteFullScreen", "pasteUnverified",
        "pasteDone", "pasteCancelled", "sysRqDisabled", "sysRqSilent", "menuTitle", "menuLeave",
        "linkTitle", "linkText", "linkOpen", "linkCancel",
    ];

    public static Dictionary<string, string> Of(IStringLocalizer<Text> texts) => s_names.ToDictionary(name => name, name => texts[$"terminal.{name}"].Value);

    /// <summary>The name of a character set in the module.</summary>
    public static string Of(ConsoleCharset charset) => charset switch
    {
        ConsoleCharset.Utf8 => "utf8",
        ConsoleCharset.Cp437 => "cp437",
        ConsoleCharset.Latin1 => "latin1",
        _ => "auto",
    };
}
