namespace Portal.Fleet.Views;

/// <summary>A field of a saved view is not acceptable. <see cref="Field"/> is its name in the API, <see cref="Code"/> is stable, the message is for people.</summary>
public sealed class InvalidViewException(string field, string code, string message) : Exception(message)
{
    public string Field { get; } = field;

    public string Code { get; } = code;
}
