namespace Portal.Fleet.Links;

/// <summary>Why a line that seemed live is not.</summary>
internal enum LineVerdict
{
    /// <summary>Nothing comes from the BMC any more.</summary>
    BmcSilent,

    /// <summary>The BMC gave SOL to somebody else.</summary>
    TakenByOther,

    /// <summary>SOL is active for nobody.</summary>
    NotActive,
}
