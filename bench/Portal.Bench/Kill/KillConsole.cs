using Microsoft.AspNetCore.SignalR.Client;
using Portal.Bench.Consoles;
using Portal.BmcSim;

namespace Portal.Bench.Kill;

/// <summary>One console: what its host printed and its BMC saw acknowledged, what its viewer got, and what the record must hold of it.</summary>
internal sealed class KillConsole(string id, SimulatedBmc bmc, SimulatedLine line)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly List<(long Offset, byte[] Data)> _seen = [];

    // How far the record was compared: its offset, and the place in what the host printed.
    private long _checked;
    private long _place;
    private long _acknowledged;

    public string Id { get; } = id;

    public SimulatedLine Line { get; } = line;

    /// <summary>The viewer's next byte.</summary>
    public long Next { get; private set; }

    public long Compared { get; private set; }

    public int Gaps { get; private set; }

    /// <summary>Watches until the portal is gone.</summary>
    public async Task WatchAsync(HubConnection hub, CancellationToken ct)
    {
        try
        {
            await foreach (var chunk in hub.StreamAsync<ConsoleChunk>("Attach", Id, Next, ct))
            {
                _seen.Add((chunk.Offset, chunk.Data));
                Next = chunk.Offset + chunk.Data.Length;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException or HttpRequestException or System.Net.WebSockets.WebSocketException or Microsoft.AspNetCore.SignalR.HubException)
        {
            // Killed.
        }
    }

    /// <summary>The portal is dead: everything acknowledged and everything seen must be in the record when it lives again.</summary>
    public void NoteKilled() => _acknowledged = bmc.SolAcknowledgedTo;

    /// <summary>Compares what was recorded since the last time; answers what is wrong, null when nothing is.</summary>
    public async Task<string?> CheckAsync(HubConnection hub, long end, CancellationToken ct)
    {
        var pieces = new List<(long Offset, byte[] Data, string? Gap)>();
        if (end > _checked)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(s_patience);
            try
            {
                await foreach (var chunk in hub.StreamAsync<ConsoleChunk>("Attach", Id, _checked, patience.Token))
                {
                    pieces.Add((chunk.Offset, chunk.Data, chunk.GapBefore));
                    if (chunk.Offset + chunk.Data.Length >= end)
                        break;
                }
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return $"Of the record from {_checked} to {end}, {(pieces.Count == 0 ? "nothing" : $"only what ends at {pieces[^1].Offset + pieces[^1].Data.Length}")} came within {s_patience.TotalSeconds:F0} s.";
            }
        }

        // Taken last: what was recorded had been printed before.
        var printed = bmc.Printed;
        var wrong = CheckSeen(pieces);
        _seen.Clear();
        var first = true;
        foreach (var (offset, data, gap) in Runs(pieces))
        {
            if (gap is null && offset != _checked)
                return $"The record jumps from {_checked} to {offset} without a mark.";
            if (gap is not null)
            {
                if (gap != "portal-down")
                    wrong ??= $"The mark at {offset} says {gap}.";
                if (first && _place < _acknowledged)
                    wrong ??= $"{_acknowledged - _place} bytes that the BMC saw acknowledged are missing at {offset}.";
                var found = printed.AsSpan((int)_place).IndexOf(data);
                if (found < 0)
                    return $"What follows the mark at {offset} was never printed like that.";
                Gaps++;
                _place += found;
                first = false;
            }

            if (_place + data.Length > printed.Length)
                return $"The record has {_place + data.Length - printed.Length} bytes more at {offset} than were printed.";
            if (!printed.AsSpan((int)_place).StartsWith(data))
                return $"The record differs from what was printed at {offset}.";
            _place += data.Length;
            _checked = offset + data.Length;
            Compared += data.Length;
        }

        return wrong ?? (_place < _acknowledged ? $"{_acknowledged - _place} bytes that the BMC saw acknowledged are missing at the end." : null);
    }

    /// <summary>What was recorded from one mark to the next.</summary>
    private static IEnumerable<(long Offset, byte[] Data, string? Gap)> Runs(List<(long Offset, byte[] Data, string? Gap)> pieces)
    {
        for (var from = 0; from < pieces.Count;)
        {
            var to = from + 1;
            while (to < pieces.Count && pieces[to].Gap is null && pieces[to].Offset == pieces[to - 1].Offset + pieces[to - 1].Data.Length)
                to++;
            yield return (pieces[from].Offset, [.. pieces[from..to].SelectMany(piece => piece.Data)], pieces[from].Gap);
            from = to;
        }
    }

    private string? CheckSeen(List<(long Offset, byte[] Data, string? Gap)> pieces)
    {
        foreach (var (offset, data) in _seen)
        {
            var at = 0;
            while (at < data.Length)
            {
                var wanted = offset + at;
                if (wanted < _checked)
                {
                    // Compared before.
                    at += (int)Math.Min(data.Length - at, _checked - wanted);
                    continue;
                }

                var piece = pieces.Find(piece => piece.Offset <= wanted && wanted < piece.Offset + piece.Data.Length);
                if (piece.Data is null)
                    return $"Bytes that a viewer got at {wanted} are not in the record.";
                var from = (int)(wanted - piece.Offset);
                var count = Math.Min(data.Length - at, piece.Data.Length - from);
                if (!piece.Data.AsSpan(from, count).SequenceEqual(data.AsSpan(at, count)))
                    return $"The record differs from what a viewer got at {wanted}.";
                at += count;
            }
        }

        return null;
    }
}
