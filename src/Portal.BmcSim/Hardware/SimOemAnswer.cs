namespace Portal.BmcSim.Hardware;

/// <summary>What a manufacturer's command answers: always the same. The answer whose request prefix is the longest that fits is given.</summary>
/// <param name="NetFn">Network function of the request.</param>
/// <param name="Command">Command number.</param>
/// <param name="Request">How the request data begins.</param>
/// <param name="Answer">Data after the completion code.</param>
public sealed record SimOemAnswer(byte NetFn, byte Command, byte[] Request, byte[] Answer)
{
    /// <summary>Completion code.</summary>
    public byte CompletionCode { get; init; }
}
