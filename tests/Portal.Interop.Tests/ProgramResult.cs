namespace Portal.Interop.Tests;

/// <summary>How an external program ended.</summary>
public sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    /// <summary>Fails the test with everything the program said, unless it succeeded.</summary>
    public ProgramResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"Exit status {ExitCode}.\n{Output}\n{Errors}");
        return this;
    }
}
