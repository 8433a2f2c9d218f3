using Microsoft.Extensions.Options;

namespace Portal.Fleet.Consoles;

/// <summary>Stops the start when <c>Portal:Console</c> holds a value that makes no sense.</summary>
internal sealed class ValidateConsoleOptions : IValidateOptions<ConsoleOptions>
{
    public const int MostDays = 3650;
    public const int MostMegabytes = 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, ConsoleOptions options)
    {
        if (options.KeepDays is < 1 or > MostDays)
            return ValidateOptionsResult.Fail($"Portal:Console:KeepDays has the value {options.KeepDays}; it must be a whole number from 1 to {MostDays}.");
        return options.KeepMegabytes is < 1 or > MostMegabytes
            ? ValidateOptionsResult.Fail($"Portal:Console:KeepMegabytes has the value {options.KeepMegabytes}; it must be a whole number from 1 to {MostMegabytes}.")
            : ValidateOptionsResult.Success;
    }
}
