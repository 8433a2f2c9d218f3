using Portal.Fleet.Access;
using Portal.Fleet.Servers;
using Portal.Web.Identity;

namespace Portal.Web.Api;

/// <summary>What every endpoint of the API needs: who calls, what they may open, and the time of the answer.</summary>
internal sealed class ApiCall(IHttpContextAccessor accessor, BmcAccess access, TimeProvider time)
{
    private readonly HttpContext _context = accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");

    public BmcAccess Access { get; } = access;

    public Caller Caller => _context.GetCaller("api");

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Opens the server of the path. A text that is no id is as missing as an id that is nobody's.</summary>
    public Task<BmcHandle> OpenAsync(string id, BmcRight rights, CancellationToken ct) =>
        BmcId.TryParse(id, out var server) ? Access.OpenAsync(Caller, server, rights, ct) : throw new NotFoundException();
}
