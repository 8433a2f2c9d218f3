namespace Portal.Fleet.Secrets;

/// <summary>
/// Something that keeps sealed values, so that a change of the key finds them all. Register each as a singleton of this type. Whatever it does is safe to do
/// twice and to be killed at: a value is replaced only where it is still the one that was read.
/// </summary>
public interface ISealedStore
{
    /// <summary>What it is called where people read about it, for example <c>servers</c>.</summary>
    string Name { get; }

    /// <summary>How many values lie under each key, by its id (<c>SecretBox.KeyIdOf</c>).</summary>
    Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken ct);

    /// <summary>Wraps every value that is not under the active key, batch by batch; one that cannot be opened is left as it is. Answers how many it wrapped.</summary>
    Task<int> RewrapAsync(CancellationToken ct);
}
