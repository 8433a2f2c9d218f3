using Portal.Fleet.Access;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Text;

namespace Portal.Web.Components.Servers.Transcript;

/// <summary>
/// The lines of one console for one page: the last of the record, then what comes, and earlier ones when asked for. Never more than
/// <see cref="MostEntries"/>; the oldest go first. All of it runs in the circuit's context.
/// </summary>
internal sealed class TranscriptFeed(BmcHandle handle, ConsoleCharset charset, Action onChange)
{
    /// <summary>Most lines that are kept; what is older is one request, or a download, away.</summary>
    public const int MostEntries = 2_000;

    /// <summary>What a page begins with: some screens, little enough for a bad link.</summary>
    private const int FirstBytes = 16 * 1024;

    private const int EarlierBytes = 32 * 1024;

    /// <summary>So many go at once, so that what people look at does not move with every line.</summary>
    private const int Portion = 250;

    private readonly List<TranscriptEntry> _entries = [];
    private readonly TranscriptText _transcript = new(charset);
    private long _newest;
    private long _oldest;
    private long _from;
    private long _kept;
    private bool _skipsFirst;

    public IReadOnlyList<TranscriptEntry> Entries => _entries;

    /// <summary>The line that has not ended yet: often a prompt.</summary>
    public string? Unfinished => _transcript.Unfinished?.Text;

    /// <summary>Whether the record goes back further than the lines here, and there is room for more.</summary>
    public bool HasEarlier => _from > _kept && _entries.Count < MostEntries - Portion;

    /// <summary>How many lines have ended since the page was opened, shown or not.</summary>
    public long Count { get; private set; }

    /// <summary>Follows the console until cancelled.</summary>
    /// <exception cref="NotFoundException">The right was revoked.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        var console = await handle.GetConsoleAsync(ct);
        _kept = console.FirstOffset;
        _from = Math.Max(_kept, console.NextOffset - FirstBytes);
        _skipsFirst = _from > _kept;
        await foreach (var chunk in handle.AttachConsoleAsync(_from, ct))
        {
            if (chunk.GapBefore is { } gap)
            {
                _transcript.Finish(Add);
                _skipsFirst = false;
                AddEntry("", gap);
            }
            _transcript.Append(chunk.Data.Span, chunk.Offset, Add);
            onChange();
            // A host that prints without end must leave the circuit its turn.
            await Task.Yield();
        }
    }

    /// <summary>Puts earlier lines before those that are here.</summary>
    public async Task LoadEarlierAsync(CancellationToken ct)
    {
        if (!HasEarlier)
            return;
        var from = Math.Max(_kept, _from - EarlierBytes);
        var earlier = new List<TranscriptEntry>();
        var transcript = new TranscriptText(charset);
        var start = from;
        void Take(long offset, long end, ReadOnlySpan<char> text)
        {
            // Where the reading began it was probably in the middle of a line.
            if (offset == from && from > _kept && end < _from)
                start = end;
            else
                earlier.Add(new TranscriptEntry(0, text.ToString()));
        }

        await foreach (var chunk in handle.ReadConsoleAsync(from, _from, ct))
        {
            if (chunk.GapBefore is { } gap)
            {
                transcript.Finish(Take);
                earlier.Add(new TranscriptEntry(0, "", gap));
            }
            transcript.Append(chunk.Data.Span, chunk.Offset, Take);
        }
        transcript.Finish(Take);
        _from = start;
        _entries.InsertRange(0, earlier.Select((entry, place) => entry with { Number = _oldest - earlier.Count + place }));
        _oldest -= earlier.Count;
    }

    private void Add(long offset, long end, ReadOnlySpan<char> text)
    {
        if (_skipsFirst)
        {
            _skipsFirst = false;
            _from = end;
            return;
        }
        Count++;
        AddEntry(text.ToString(), null);
    }

    private void AddEntry(string text, string? gap)
    {
        _entries.Add(new TranscriptEntry(_newest++, text, gap));
        if (_entries.Count <= MostEntries)
            return;
        // The offset of what goes is not known any more: earlier lines come with the download.
        _entries.RemoveRange(0, Portion);
        _from = _kept;
    }
}
