namespace Portal.Fleet.Power.Bulk;

/// <summary>A bulk operation is not begun. <see cref="Code"/> is stable, the message is for people; nothing was sent.</summary>
public sealed class BulkRefusedException(string code, string message, string? field = null) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>The field of the request that is wrong, where it is one.</summary>
    public string? Field { get; } = field;
}
