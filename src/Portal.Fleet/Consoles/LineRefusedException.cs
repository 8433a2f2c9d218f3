namespace Portal.Fleet.Consoles;

/// <summary>The serial line was not taken. Nothing was done.</summary>
/// <param name="code">Stable: <c>line_not_held</c>, <c>take_not_allowed</c>, <c>take_too_soon</c>, <c>take_failed</c>.</param>
/// <param name="possibleAt">When it is possible again, if waiting helps.</param>
public sealed class LineRefusedException(string code, string message, DateTimeOffset? possibleAt = null) : Exception(message)
{
    public string Code { get; } = code;

    public DateTimeOffset? PossibleAt { get; } = possibleAt;
}
