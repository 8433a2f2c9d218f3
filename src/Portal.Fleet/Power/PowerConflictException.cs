namespace Portal.Fleet.Power;

/// <summary>Another power operation on the same server is still under way; nothing was sent.</summary>
public sealed class PowerConflictException(PowerOperationView current) : Exception("Another power operation on this server is still under way.")
{
    public PowerOperationView Current { get; } = current;
}
