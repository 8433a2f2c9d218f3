using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Storage;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tests.Consoles.Storage;

/// <summary>
/// The process that <see cref="KillTests"/> kills: this test program itself, which records instead of testing when it is told a directory. Beside
/// the record it keeps a file with how far each console was saved and shown; the kernel keeps that whenever the process dies.
/// </summary>
internal static class KillChild
{
    public const int Consoles = 20;
    public const string ToldName = "told";

    private const string Variable = "PORTAL_KILL_CHILD";

    public static BmcId IdOf(int index) => new(new Guid(index + 1, 0, 0, new byte[8]));

    public static ProcessStartInfo Command(string directory) => new(Environment.ProcessPath!)
    {
        Environment = { [Variable] = directory },
        RedirectStandardOutput = true,
    };

    [ModuleInitializer]
    internal static void RunWhenTold()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } directory)
            Run(directory);
    }

    /// <summary>
    /// Everything of this assembly stays on this one thread: any other would wait for the end of its initialisation, which never comes.
    /// </summary>
    private static void Run(string directory)
    {
        var options = TestStore.Quick with { CommitEvery = TimeSpan.FromMilliseconds(10) };
        var store = new ConsoleStore(Path.Combine(directory, "consoles"), options, new RecordDisk(), TimeProvider.System, NullLogger<ConsoleStore>.Instance);
        store.Start();
        using var file = File.OpenHandle(Path.Combine(directory, ToldName), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        var consoles = new ConsoleSession[Consoles];
        for (var index = 0; index < Consoles; index++)
            consoles[index] = new ConsoleSession(store.Open(IdOf(index)), TimeSpan.FromMinutes(5), TimeProvider.System, Thread.MemoryBarrier);
        var begins = Array.ConvertAll(consoles, console => console.Next);
        var random = new Random();
        var told = false;
        var both = new byte[16];
        for (var round = 0; ; round++)
        {
            for (var index = 0; index < Consoles; index++)
            {
                var console = consoles[index];
                console.AppendAsync(TestStore.Pattern(console.Next, random.Next(1, 600)), CancellationToken.None).AsTask().GetAwaiter().GetResult();
                BinaryPrimitives.WriteInt64LittleEndian(both, console.Saved);
                BinaryPrimitives.WriteInt64LittleEndian(both.AsSpan(8), console.Next);
                RandomAccess.Write(file, both, index * 16);
            }

            if (round % 20 == 19)
            {
                var begun = consoles.Zip(begins).All(pair => pair.First.Saved > pair.Second);
                Console.Out.Write(!begun ? "" : told ? "." : "recording\n");
                told |= begun;
            }

            Thread.Yield();
        }
    }
}
