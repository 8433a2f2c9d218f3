using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>Gives and takes roles, and tells when a user's rights changed so that live consoles and pages stop.</summary>
public sealed class Grants
{
    /// <summary>Gives a role on one server, or on the whole fleet when <paramref name="server"/> is null; replaces an earlier one of the same scope.</summary>
    public Task GiveAsync(string userId, Role role, BmcId? server, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Takes every role of a user on that scope.</summary>
    public Task TakeAsync(string userId, BmcId? server, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Everything long-lived that this user holds ends: after sign-out everywhere, a password change, or disabling.</summary>
    public void Revoke(string userId) => throw new NotImplementedException();
}
