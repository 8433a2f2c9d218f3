using Portal.Fleet.Boot;

namespace Portal.Web.Api.Boot;

/// <summary>What a BMC answered to one question.</summary>
/// <param name="State"><c>told</c>, <c>notSupported</c>, <c>notAllowed</c> or <c>refused</c>.</param>
/// <param name="Why">Why there is no value.</param>
internal sealed record ToldJson(TellState State, object? Value, string? Why)
{
    public static ToldJson From<T>(Told<T> told, Func<T, object?> value) => new(told.State, told.Is ? value(told.Value!) : null, told.Why);
}
