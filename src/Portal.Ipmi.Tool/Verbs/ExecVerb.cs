using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Portal.Ipmi.Tool.Connections;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>exec FILE</c>: the lines of a file, one after the other, on one session.</summary>
internal sealed class ExecVerb : IVerbGroup
{
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Command Create(VerbRunner runner)
    {
        var file = new Argument<string>("file") { Description = "File with one line per verb; # starts a remark; - is standard input." };
        var keepGoing = new Option<bool>("--keep-going") { Description = "Go on after a line that failed; the exit status is that of the first." };
        var command = new Command("exec", "Runs the lines of a file on one session. With --json each line gives one JSON object on a line of its own.") { file, keepGoing };
        runner.SetLines(command, (call, json, ct) => RunAsync(call, call.Arguments.GetRequiredValue(file), call.Arguments.GetValue(keepGoing), json, ct));
        return command;
    }

    private static async Task<int> RunAsync(VerbCall call, string file, bool keepGoing, bool json, CancellationToken ct)
    {
        var status = ExitStatus.Done;
        var number = 0;
        foreach (var line in await ReadAsync(file, call.Console, ct))
        {
            number++;
            var words = ScriptLine.Words(line);
            if (words.Length == 0)
                continue;
            var lineStatus = json
                ? await RunAsJsonAsync(call, line, words, ct)
                : await RunAsTextAsync(call, words, $"{file}:{number}: ", ct);
            if (status == ExitStatus.Done)
                status = lineStatus;
            if (lineStatus == ExitStatus.Interrupted || (lineStatus != ExitStatus.Done && !keepGoing))
                break;
        }

        return status;
    }

    private static async Task<int> RunAsTextAsync(VerbCall call, string[] words, string where, CancellationToken ct)
    {
        var errors = new StringWriter();
        var status = await Tool.RunAsync(words, VerbRunner.On(call.Opened, call.Console with { Error = errors }), ct);
        if (errors.GetStringBuilder().Length > 0)
            await call.Console.Error.WriteAsync(where + errors);
        return status;
    }

    private static async Task<int> RunAsJsonAsync(VerbCall call, string line, string[] words, CancellationToken ct)
    {
        var output = new StringWriter();
        var errors = new StringWriter();
        var status = await Tool.RunAsync([.. words, ConnectionArguments.JsonName], VerbRunner.On(call.Opened, call.Console with { Output = output, Error = errors }), ct);
        var result = new { line, exitStatus = status, result = Parse(output.ToString()), problem = Parse(errors.ToString()) };
        await call.Console.Output.WriteLineAsync(JsonSerializer.Serialize(result, s_options));
        await call.Console.Output.FlushAsync(ct);
        return status;
    }

    /// <summary>JSON is passed on as such; what is none (the help) as text.</summary>
    private static JsonElement? Parse(string text)
    {
        if (text.Length == 0)
            return null;
        try
        {
            return JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text);
        }
    }

    private static async Task<string[]> ReadAsync(string file, ToolConsole console, CancellationToken ct)
    {
        try
        {
            return file == "-" ? (await console.OpenInput().ReadToEndAsync(ct)).Split('\n') : await File.ReadAllLinesAsync(file, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file cannot be read: {e.Message}");
        }
    }
}
