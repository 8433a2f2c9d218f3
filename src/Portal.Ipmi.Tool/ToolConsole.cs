namespace Portal.Ipmi.Tool;

/// <summary>
/// Where a run of the program reads and writes. Inputs are opened only by the verbs that read: the mere opening prepares a terminal.
/// </summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Failures and what <c>-v</c> tells.</param>
/// <param name="OpenInput">Lines, for <c>shell</c> and passwords.</param>
/// <param name="OpenKeyboard">Bytes that a person types, for <c>sol activate</c>.</param>
/// <param name="OpenScreen">Bytes of a console.</param>
/// <param name="IsTerminal">A person sits at it.</param>
public sealed record ToolConsole(
    TextWriter Output, TextWriter Error, Func<TextReader> OpenInput, Func<Stream> OpenKeyboard, Func<Stream> OpenScreen, bool IsTerminal)
{
    /// <summary>The process's own streams.</summary>
    public static ToolConsole OfProcess() =>
        new(StandardStreams.Writer(StandardStreams.Output()), StandardStreams.Writer(StandardStreams.Error()), () => Console.In, StandardStreams.Input, StandardStreams.Output, !Console.IsInputRedirected);
}
