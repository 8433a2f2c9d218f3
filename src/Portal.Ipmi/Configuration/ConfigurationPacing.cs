namespace Portal.Ipmi.Configuration;

/// <summary>How a configuration is changed: some BMCs lose writes that come too fast.</summary>
public sealed record ConfigurationPacing
{
    /// <summary>What suits the BMCs that are known: 50 ms between writes.</summary>
    public static ConfigurationPacing Default { get; } = new();

    /// <summary>Time between two writes, and before what was written is read back.</summary>
    public TimeSpan BetweenWrites { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Goes on when another party seems to be changing the same parameters, for example one that died while it did.</summary>
    public bool TakeOver { get; init; }

    /// <summary>Clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
