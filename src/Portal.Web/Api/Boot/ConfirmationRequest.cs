namespace Portal.Web.Api.Boot;

/// <summary>What a server wants before what destroys.</summary>
internal sealed record ConfirmationRequest
{
    /// <summary>Its name, typed.</summary>
    public required bool ByName { get; init; }
}
