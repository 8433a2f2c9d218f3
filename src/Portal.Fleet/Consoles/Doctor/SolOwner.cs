using System.Net;
using Portal.Ipmi;

namespace Portal.Fleet.Consoles.Doctor;

/// <summary>Whose session holds SOL, as far as the BMC tells.</summary>
/// <param name="Address">Where that session comes from.</param>
/// <param name="LooksLikeUs">The same account from the same address as the portal's own session: one of its own that it lost.</param>
internal sealed record SolOwner(IPAddress? Address, PrivilegeLevel? Privilege, bool LooksLikeUs);
