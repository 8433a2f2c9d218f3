using System.Diagnostics;
using SharpFuzz;

namespace Portal.Ipmi.Fuzz;

/// <summary>Runs this program again on a copy of itself whose library counts its branches.</summary>
internal static class Instrumentation
{
    private const string Library = "Portal.Ipmi.dll";
    private const string Mark = "PORTAL_IPMI_FUZZ_INSTRUMENTED";

    /// <summary>This process runs on the instrumented copy.</summary>
    public static bool IsHere => Environment.GetEnvironmentVariable(Mark) is not null;

    /// <summary>Makes the copy, runs it with the same arguments and gives its exit status.</summary>
    public static async Task<int> RunAgainAsync(IEnumerable<string> arguments, CancellationToken ct)
    {
        var copy = Directory.CreateTempSubdirectory("portal-ipmi-fuzz-");
        try
        {
            foreach (var file in Directory.GetFiles(AppContext.BaseDirectory))
                File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
            var corpus = copy.CreateSubdirectory("Corpus");
            foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Corpus")))
                File.Copy(file, Path.Combine(corpus.FullName, Path.GetFileName(file)));
            var types = Fuzzer.Instrument(Path.Combine(copy.FullName, Library), type => type.StartsWith("Portal.Ipmi.", StringComparison.Ordinal), Options.Value);
            Console.WriteLine($"{types.Count()} types of {Library} are instrumented.");

            var start = new ProcessStartInfo(Environment.ProcessPath!);
            if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
                start.ArgumentList.Add(Path.Combine(copy.FullName, "Portal.Ipmi.Fuzz.dll"));
            else
                start.FileName = Path.Combine(copy.FullName, Path.GetFileName(Environment.ProcessPath!));
            foreach (var argument in arguments)
                start.ArgumentList.Add(argument);
            start.Environment[Mark] = "1";
            using var again = Process.Start(start)!;
            await again.WaitForExitAsync(ct);
            return again.ExitCode;
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }
}
