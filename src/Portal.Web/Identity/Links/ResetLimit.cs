using System.Threading.RateLimiting;

namespace Portal.Web.Identity.Links;

/// <summary>At most three links an hour for one address, whether or not somebody has it.</summary>
internal sealed class ResetLimit : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(email => RateLimitPartition.GetFixedWindowLimiter(
        email.Trim().ToUpperInvariant(), _ => new FixedWindowRateLimiterOptions { PermitLimit = 3, Window = TimeSpan.FromHours(1) }));

    public bool TryTake(string email)
    {
        using var lease = _limiter.AttemptAcquire(email);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
