namespace Portal.Web.Live;

/// <summary>What lives while its request does.</summary>
internal enum LiveKind
{
    /// <summary>A plain request, or a download.</summary>
    Request,

    /// <summary>A connection of the console hub.</summary>
    Console,

    /// <summary>A page's circuit.</summary>
    Page,
}
