using Microsoft.Extensions.Options;

namespace Portal.Fleet.Links;

/// <summary>Stops the start when <c>Portal:Polling</c> holds a value that makes no sense.</summary>
internal sealed class ValidatePollingOptions : IValidateOptions<PollingOptions>
{
    public ValidateOptionsResult Validate(string? name, PollingOptions options) => options.PowerSeconds is >= 2 and <= 3600
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Portal:Polling:PowerSeconds has the value {options.PowerSeconds}; it must be a whole number from 2 to 3600.");
}
