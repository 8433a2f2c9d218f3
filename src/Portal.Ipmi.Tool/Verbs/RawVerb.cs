using System.CommandLine;
using Portal.Ipmi.Commands;
using Portal.Ipmi.Tool.Output;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>raw NETFN COMMAND [DATA...]</c>: any command, as bytes.</summary>
internal sealed class RawVerb : IVerbGroup
{
    private const int BytesPerLine = 16;

    public Command Create(VerbRunner runner)
    {
        var netFn = Numbers.Argument<byte>("netfn", "Network function, even: 0x06 is App.");
        netFn.Validators.Add(static result =>
        {
            var function = result.GetValueOrDefault<byte>();
            if (function > 0x3E || (function & 1) != 0)
                result.AddError($"Network function {function:X2}h is none of a request: those are even and at most 3Eh.");
        });
        var commandNumber = Numbers.Argument<byte>("command", "Command number.");
        var data = Numbers.Arguments<byte>("data", "Request data.");
        var command = new Command("raw", "Sends any command as bytes, once, and prints what the BMC answers after the completion code.") { netFn, commandNumber, data };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var request = new RawCommand((NetFn)call.Arguments.GetValue(netFn), call.Arguments.GetValue(commandNumber), call.Arguments.GetValue(data) ?? []);
                return new RawAnswer(await call.Connection.SendAsync(request, ct));
            },
            Print);
        return command;
    }

    private static void Print(RawAnswer answer, TextReport report)
    {
        foreach (var line in answer.Data.Chunk(BytesPerLine))
            report.Line(string.Concat(line.Select(value => $" {value:x2}")));
    }

    /// <summary>What a raw command answered.</summary>
    internal sealed record RawAnswer(byte[] Data);
}
