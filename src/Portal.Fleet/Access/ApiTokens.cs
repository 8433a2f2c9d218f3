namespace Portal.Fleet.Access;

/// <summary>Creates, checks and deletes API tokens. A token belongs to a user and can do what its user can.</summary>
public sealed class ApiTokens
{
    /// <summary>Creates a token and returns its text, which is never to be had again.</summary>
    public Task<(ApiTokenView Token, string Text)> CreateAsync(Caller caller, string name, DateTimeOffset? expiresAt, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>The caller's own tokens.</summary>
    public Task<IReadOnlyList<ApiTokenView>> ListAsync(Caller caller, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Deletes one of the caller's own tokens; false when there is none with that id.</summary>
    public Task<bool> DeleteAsync(Caller caller, Guid id, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>The user a token text belongs to; null when it is unknown, expired, or its user is disabled. Compares hashes only.</summary>
    public Task<PortalUser?> AuthenticateAsync(string text, CancellationToken ct) => throw new NotImplementedException();
}
