namespace Portal.Ipmi.Sol;

/// <summary>One caller's characters, or break, on the way to the host.</summary>
internal sealed class SolWrite(ReadOnlyMemory<byte> characters)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>Not characters but a break.</summary>
    public bool IsBreak { get; } = characters.IsEmpty;

    /// <summary>Characters not yet in flight: memory of the caller, who waits.</summary>
    public ReadOnlyMemory<byte> Untaken { get; set; } = characters;

    /// <summary>Number of characters the BMC has not accepted yet.</summary>
    public int Unaccepted { get; set; } = characters.Length;
}
