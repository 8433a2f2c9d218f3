using Portal.Fleet.Access;
using Portal.Fleet.Access.Rules;

namespace Portal.Web.Api;

/// <summary>A token to make.</summary>
internal sealed record TokenRequest
{
    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>When it ends; left out, it holds until it is deleted.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The most it may do; left out, all that you may, at any time.</summary>
    public IReadOnlyList<string>? Rights { get; init; }

    /// <summary>On which servers, of those you may; left out, on all.</summary>
    public ScopeRequest? Scope { get; init; }

    public NewApiToken ToToken() => new(Name, ExpiresAt)
    {
        Rights = Rights is null ? null : RightNames.Read(Rights, "rights"),
        ScopeKind = Scope?.Kind ?? ScopeKind.Fleet,
        ScopeValue = Scope?.Value,
    };
}
