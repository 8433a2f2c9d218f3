using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Portal.Ipmi.Fuzz;

/// <summary>The map that instrumented code counts its branches in (SharpFuzz, as AFL's), and the sum of what was seen there.</summary>
internal sealed unsafe class CoverageMap
{
    private const int Size = 1 << 16;
    private readonly byte* _counts = (byte*)NativeMemory.AlignedAlloc(Size, 64);
    private readonly byte[] _seen = new byte[Size];

    private CoverageMap()
    {
        Clear();
        Trace.SharedMem = _counts;
    }

    /// <summary>Points the instrumented code here: before anything of the library runs, and for good.</summary>
    public static CoverageMap Install() => new();

    /// <summary>Edges between branches that were taken at least once.</summary>
    public int Edges { get; private set; }

    /// <summary>Forgets the last input.</summary>
    public void Clear()
    {
        new Span<byte>(_counts, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>True when the last input took an edge no other did, or one many more times than any other.</summary>
    public bool AddNew()
    {
        var isNew = false;
        var words = new ReadOnlySpan<ulong>(_counts, Size / sizeof(ulong));
        for (var word = words.IndexOfAnyExcept(0UL); word >= 0;)
        {
            for (var i = word * sizeof(ulong); i < (word + 1) * sizeof(ulong); i++)
            {
                var bucket = Bucket(_counts[i]);
                if ((bucket & ~_seen[i]) == 0)
                    continue;
                if (_seen[i] == 0)
                    Edges++;
                _seen[i] |= bucket;
                isNew = true;
            }

            var next = words[(word + 1)..].IndexOfAnyExcept(0UL);
            word = next < 0 ? -1 : word + 1 + next;
        }

        return isNew;
    }

    /// <summary>AFL's classes: 1, 2, 3, 4-7, 8-15, 16-31, 32-127, more.</summary>
    private static byte Bucket(byte count) => count switch
    {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    };
}
