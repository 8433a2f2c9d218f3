namespace Portal.Web.Api.Consoles;

/// <summary>The data of an <c>output</c> event: one clean line.</summary>
internal sealed record TailLine(long Offset, string Text);
