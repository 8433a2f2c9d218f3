namespace Portal.Ipmi.Tool.Output;

/// <summary>Tells what went wrong: one sentence, or one JSON object, on standard error.</summary>
internal sealed class ProblemWriter(TextWriter error, bool asJson)
{
    /// <summary>A failure of the engine.</summary>
    public Task<int> WriteAsync(IpmiException exception)
    {
        var refused = exception as IpmiCommandException;
        return WriteAsync(new Problem(exception.Failure.ToString(), exception.Message, ExitStatus.Of(exception))
        {
            CompletionCode = refused is null ? null : (byte)refused.CompletionCode,
            OutcomeUnknown = exception is IpmiTimeoutException { OutcomeUnknown: true },
        });
    }

    /// <summary>Any other failure.</summary>
    public Task<int> WriteAsync(int exitStatus, string kind, string sentence) => WriteAsync(new Problem(kind, sentence, exitStatus));

    private async Task<int> WriteAsync(Problem problem)
    {
        await error.WriteLineAsync(asJson ? JsonReport.Of(problem) : problem.Message);
        return problem.ExitStatus;
    }
}
