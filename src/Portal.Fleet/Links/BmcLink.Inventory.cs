using Portal.Fleet.Inventory;
using Portal.Fleet.Polling;

namespace Portal.Fleet.Links;

/// <summary>The inventory: read rarely, when somebody asks, and soon after the BMC was away, which may have been for another firmware.</summary>
internal sealed partial class BmcLink
{
    /// <summary>Whoever asks again so soon gets what was just read.</summary>
    private static readonly TimeSpan s_justRead = TimeSpan.FromSeconds(10);

    /// <summary>After an outage thousands come back at once, and nobody waits for this.</summary>
    private static readonly TimeSpan s_afterLoss = TimeSpan.FromMinutes(5);

    private InventoryPoller? _inventory;
    private int _inventoryAsked;
    private bool _inventoryIsKnown;
    private volatile bool _isTakingInventory;

    public (ReadingsState State, bool IsReading) GetInventory() => (StateOf(PollJob.Inventory), _session is not null && (_isTakingInventory || Volatile.Read(ref _inventoryAsked) != 0));

    /// <summary>Somebody wants it now. False when it was read this very moment.</summary>
    private bool AskInventory()
    {
        if (_desk.Board.Get(Id).InventoryReadAt is { } at && _desk.Time.GetUtcNow() - at < s_justRead)
            return false;
        Volatile.Write(ref _inventoryAsked, 1);
        return true;
    }

    /// <summary>Read again whatever was read a moment ago.</summary>
    private void HurryInventory()
    {
        Volatile.Write(ref _inventoryAsked, 1);
        lock (_schedule)
            _schedule.Hurry(PollJob.Inventory, Uptime);
        _readNow.Beat();
    }

    /// <summary>Who asked while it was read, perhaps when half was past, gets another; after a failure nobody waits any more.</summary>
    private void SettleInventory(bool failed)
    {
        if (failed)
            Volatile.Write(ref _inventoryAsked, 0);
        else if (Volatile.Read(ref _inventoryAsked) != 0)
            HurryInventory();
    }

    /// <summary>A session after another: what was away may have been changed meanwhile.</summary>
    private void SuspectInventory()
    {
        lock (_schedule)
            _schedule.Bring(PollJob.Inventory, Uptime + (s_afterLoss * Random.Shared.NextDouble()));
    }

    /// <summary>Reads and keeps it. Answers when the reading that counts began: an earlier one, where the portal was only started anew.</summary>
    private async Task<TimeSpan> TakeInventoryAsync(TimeSpan started, CancellationToken ct)
    {
        var book = _desk.Readings.Inventory;
        var isAsked = Interlocked.Exchange(ref _inventoryAsked, 0) != 0;
        if (!_inventoryIsKnown)
        {
            _inventoryIsKnown = true;
            if (await book.FindReadAtAsync(Id, ct) is { } at)
            {
                _desk.Board.Update(Id, status => status with { InventoryReadAt = at });
                var age = _desk.Time.GetUtcNow() - at;
                if (!isAsked && age >= TimeSpan.Zero && age < _desk.Readings.Plan.IntervalOf(PollJob.Inventory, Demand))
                    return started - age;
            }
        }

        _isTakingInventory = true;
        try
        {
            _desk.Board.Update(Id, status => status);
            var snapshot = await _inventory!.RunAsync(_server.Address, ct);
            await book.StoreAsync(Id, snapshot, ct);
            _desk.Board.Update(Id, status => status with { InventoryReadAt = snapshot.ReadAt });
            return started;
        }
        finally
        {
            _isTakingInventory = false;
            _desk.Board.Update(Id, status => status);
        }
    }
}
