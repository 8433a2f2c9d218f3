using Microsoft.Extensions.Options;

namespace Portal.Fleet.Links;

/// <summary>Stops the start when <c>Portal:Bmc</c> holds a value that cannot be understood.</summary>
internal sealed class ValidateBmcOptions : IValidateOptions<BmcOptions>
{
    public ValidateOptionsResult Validate(string? name, BmcOptions options) =>
        NetworkPolicy.TryParse(options.AllowedNetworks, out _, out var error) ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(error);
}
