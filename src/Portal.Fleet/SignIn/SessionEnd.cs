namespace Portal.Fleet.SignIn;

/// <summary>One session of a user has ended, or all of them.</summary>
/// <param name="SessionId">Null for every session of the user.</param>
public sealed record SessionEnd(string UserId, Guid? SessionId, SessionEndReason Reason)
{
    /// <summary>Whether it is about this session of this user.</summary>
    public bool Covers(string? userId, Guid? sessionId) => UserId == userId && (SessionId is null || SessionId == sessionId);
}
