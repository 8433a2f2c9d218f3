namespace Portal.Fleet.Boot;

/// <summary>What a BMC answered to one question, or that it did not.</summary>
/// <param name="Why">Why there is no value, in the engine's words.</param>
public sealed record Told<T>(TellState State, T? Value, string? Why)
{
    /// <summary>There is a value.</summary>
    public bool Is => State == TellState.Told;
}
