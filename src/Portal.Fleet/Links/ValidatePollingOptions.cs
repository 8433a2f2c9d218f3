using Microsoft.Extensions.Options;

namespace Portal.Fleet.Links;

/// <summary>Stops the start when <c>Portal:Polling</c> holds a value that makes no sense.</summary>
internal sealed class ValidatePollingOptions : IValidateOptions<PollingOptions>
{
    public ValidateOptionsResult Validate(string? name, PollingOptions options)
    {
        (string Key, int Value, int Least, int Most, bool MayBeZero)[] numbers =
        [
            ("PowerSeconds", options.PowerSeconds, 2, 3600, false),
            ("SensorSeconds", options.SensorSeconds, 10, 86_400, true),
            ("EventSeconds", options.EventSeconds, 10, 86_400, true),
            ("InventoryHours", options.InventoryHours, 1, 720, true),
            ("EventDays", options.EventDays, 1, 3650, false),
            ("RequestsPerBmc", options.RequestsPerBmc, 1, 1000, false),
            ("RequestsInAll", options.RequestsInAll, 10, 1_000_000, false),
        ];
        foreach (var (key, value, least, most, mayBeZero) in numbers)
        {
            if (!(mayBeZero && value == 0) && (value < least || value > most))
                return ValidateOptionsResult.Fail($"Portal:Polling:{key} has the value {value}; it must be {(mayBeZero ? "0 or " : "")}a whole number from {least} to {most}.");
        }

        return ValidateOptionsResult.Success;
    }
}
