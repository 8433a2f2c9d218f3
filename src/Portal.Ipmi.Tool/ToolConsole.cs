namespace Portal.Ipmi.Tool;

/// <summary>Where a run of the program reads and writes. <paramref name="Keyboard"/> opens the bytes a person types, for <c>sol activate</c>.</summary>
public sealed record ToolConsole(TextWriter Output, TextWriter Error, TextReader Input, Func<Stream> Keyboard, Func<Stream> Screen)
{
    /// <summary>The process's own streams.</summary>
    public static ToolConsole OfProcess() =>
        new(Console.Out, Console.Error, Console.In, Console.OpenStandardInput, Console.OpenStandardOutput);
}
