using System.Globalization;

namespace Portal.Bench.Consoles;

/// <summary>What the portal's runtime says of its memory (<see cref="StartupHook"/>).</summary>
/// <param name="Live">Bytes of managed objects, dead ones not collected yet among them.</param>
/// <param name="Heap">The managed heap after the last collection.</param>
/// <param name="Committed">What the collector holds of the system's memory.</param>
/// <param name="Allocated">Bytes allocated since the start.</param>
internal readonly record struct RuntimeFigures(long Live, long Heap, long Committed, long Allocated, int Collections, int FullCollections, long PauseMilliseconds)
{
    public static RuntimeFigures Read(string path)
    {
        // Written whole each second; a reading in between may find it empty.
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (File.Exists(path) && File.ReadAllText(path).Split(' ') is { Length: 7 } words)
            {
                var n = Array.ConvertAll(words, word => long.Parse(word, CultureInfo.InvariantCulture));
                return new RuntimeFigures(n[0], n[1], n[2], n[3], (int)n[4], (int)n[5], n[6]);
            }

            Thread.Yield();
        }

        return default;
    }
}
