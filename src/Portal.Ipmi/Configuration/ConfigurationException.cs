namespace Portal.Ipmi.Configuration;

/// <summary>The BMC took a change with completion code 00h, and reads back something else.</summary>
public sealed class ConfigurationException : IpmiException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="parameters">Names of what was not taken; never values.</param>
    public ConfigurationException(IReadOnlyList<string> parameters)
        : base(IpmiFailure.CommandRefused, $"The BMC said that it took the change, but reads back another value for: {string.Join(", ", parameters)}.") =>
        Parameters = parameters;

    /// <summary>Names of what was not taken.</summary>
    public IReadOnlyList<string> Parameters { get; }
}
