namespace Portal.Fleet.Access;

/// <summary>The vault.</summary>
public sealed partial class BmcAccess
{
    /// <summary>Whether <see cref="OpenCredentialsAsync"/> would open.</summary>
    public async Task<bool> MayManageCredentialsAsync(Caller caller, CancellationToken ct) => ((await _desk.Grants.GetAsync(caller, ct)).OnFleet & BmcRight.ManageCredentials) != 0;

    /// <summary>Opens what looks after BMC passwords and the keys that seal them. Needs <see cref="BmcRight.ManageCredentials"/> on the whole fleet.</summary>
    /// <exception cref="NotFoundException">The caller may not.</exception>
    public async Task<CredentialHandle> OpenCredentialsAsync(Caller caller, CancellationToken ct) =>
        await MayManageCredentialsAsync(caller, ct) ? new CredentialHandle(_desk, caller) : throw new NotFoundException();
}
