namespace Portal.Web.Api.Consoles;

/// <summary>How a console's record is given out.</summary>
internal enum LogFormat
{
    /// <summary>Plain text, safe to print.</summary>
    Text,

    /// <summary>Every byte as it was printed.</summary>
    Raw,

    /// <summary>An asciicast v2 recording.</summary>
    Asciicast,

    /// <summary>Server-sent events, live.</summary>
    Events,
}
