namespace Portal.Web.Api;

/// <summary>Takes the serial line from whoever else holds it on the BMC.</summary>
internal sealed record LineTakeRequest
{
    /// <summary>Why, for the record; at most 200 characters.</summary>
    public required string Reason { get; init; }
}
