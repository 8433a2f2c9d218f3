namespace Portal.Ipmi.Tool.Output;

/// <summary>A failure for programs to read.</summary>
/// <param name="Kind">Stable name: a value of <see cref="IpmiFailure"/>, <c>Usage</c>, <c>Failed</c> or <c>Interrupted</c>.</param>
/// <param name="Message">The sentence for people.</param>
/// <param name="ExitStatus">The program's exit status.</param>
internal sealed record Problem(string Kind, string Message, int ExitStatus)
{
    /// <summary>The BMC's completion code, when it gave one.</summary>
    public byte? CompletionCode { get; init; }

    /// <summary>The command may have run although no answer came.</summary>
    public bool OutcomeUnknown { get; init; }
}
