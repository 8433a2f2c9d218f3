namespace Portal.Ipmi.Tests;

/// <summary>The collection of tests that measure the process and therefore run while no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = nameof(Alone);
}
