using Portal.Fleet.Access;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Credentials;

/// <summary>
/// Gives a BMC a new random password that only the portal has, in a way that cannot lock the portal out. For other parts of the product, which have checked the
/// caller's rights: a hand-over, for example. Audited.
/// </summary>
public interface IBmcPasswordRotation
{
    /// <summary>Rotates one BMC's password, and answers when its end is known. A rotation of this BMC that is under way already is joined.</summary>
    /// <param name="reason">Why, for the audit.</param>
    /// <exception cref="NotFoundException">There is no such server.</exception>
    Task<RotationView> RotateAsync(Caller caller, BmcId id, string reason, CancellationToken ct);
}
