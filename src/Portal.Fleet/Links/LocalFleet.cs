using System.Collections.Concurrent;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Links;

/// <summary>All links in this process.</summary>
internal sealed class LocalFleet : IFleet
{
    private readonly ConcurrentDictionary<BmcId, IBmc> _links = new();

    public IBmc Get(BmcId id) => _links.TryGetValue(id, out var link) ? link : throw new NotFoundException();

    public void Apply(Server server)
    {
    }

    public Task RemoveAsync(BmcId id) => Task.CompletedTask;
}
