using Portal.Fleet.Servers;

namespace Portal.Fleet.Status;

/// <summary>The latest <see cref="BmcStatus"/> of every BMC, in memory. Links write, pages read through <c>BmcAccess</c>.</summary>
public sealed class StatusBoard
{
    /// <summary>Grows with every change of any status.</summary>
    public long ChangeNumber => throw new NotImplementedException();

    /// <summary>Calls <paramref name="onChange"/> (without content: read through the gate) at most four times a second after changes. Dispose to end.</summary>
    /// <param name="only">One BMC, or null for all.</param>
    /// <param name="onChange">Must not block.</param>
    public IDisposable Subscribe(BmcId? only, Action onChange) => throw new NotImplementedException();

    /// <summary>The latest status; an idle one for a BMC that never reported.</summary>
    internal BmcStatus Get(BmcId id) => throw new NotImplementedException();

    /// <summary>Replaces a status atomically and tells the subscribers.</summary>
    internal BmcStatus Update(BmcId id, Func<BmcStatus, BmcStatus> change) => throw new NotImplementedException();

    internal void Remove(BmcId id) => throw new NotImplementedException();
}
