namespace Portal.Fleet.Secrets;

/// <summary>The key cannot be changed now.</summary>
/// <param name="code">Stable: <c>key_rotation_under_way</c> or <c>key_source_read_only</c>.</param>
/// <param name="message">One sentence for people.</param>
public sealed class KeyRotationException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
