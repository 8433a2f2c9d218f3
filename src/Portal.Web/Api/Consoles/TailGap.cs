namespace Portal.Web.Api.Consoles;

/// <summary>The data of a <c>gap</c> event: bytes are missing before this offset.</summary>
internal sealed record TailGap(long Offset, string Reason);
