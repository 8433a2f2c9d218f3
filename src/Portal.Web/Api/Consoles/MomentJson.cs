namespace Portal.Web.Api.Consoles;

/// <summary>A place in a console's record.</summary>
/// <param name="Offset">Everything before it had been printed then.</param>
/// <param name="Time">When the last byte before it was printed; null when nothing is kept.</param>
internal sealed record MomentJson(long Offset, DateTimeOffset? Time);
