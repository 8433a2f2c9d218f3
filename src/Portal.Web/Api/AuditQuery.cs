using System.Globalization;
using Portal.Fleet.Auditing;

namespace Portal.Web.Api;

/// <summary>Reads what is asked for from text, for the API and for the page alike.</summary>
internal static class AuditQuery
{
    /// <exception cref="InvalidRequestException">A value is not acceptable.</exception>
    public static AuditFilter Read(string? person, string? server, string? action, string? outcome, string? text, string? from, string? to, string? correlation)
    {
        foreach (var (name, value) in new[] { ("person", person), ("server", server), ("action", action), ("text", text) })
        {
            if (value?.Length > AuditFilter.MaxLength)
                throw new InvalidRequestException($"invalid_{name}", $"{name} has at most {AuditFilter.MaxLength} characters.", name);
        }

        if (outcome is { Length: > 0 } && !AuditFilter.Outcomes.Contains(outcome))
            throw new InvalidRequestException("invalid_outcome", $"outcome is one of {string.Join(", ", AuditFilter.Outcomes)}.", "outcome");
        Guid? one = string.IsNullOrEmpty(correlation) ? null
            : Guid.TryParse(correlation, out var id) ? id : throw new InvalidRequestException("invalid_correlation", "correlation is that of an earlier answer.", "correlation");
        return new AuditFilter(
            person, server, action, outcome, text,
            TryReadTime(from, out var since) ? since : throw new InvalidRequestException("invalid_from", "from is a time like 2026-11-23T03:14:07Z or a day like 2026-11-23, in UTC.", "from"),
            TryReadTime(to, out var until) ? until : throw new InvalidRequestException("invalid_to", "to is a time like 2026-11-23T03:14:07Z or a day like 2026-11-23, in UTC.", "to"),
            Correlation: one);
    }

    /// <summary>Reads a time; without a zone it is UTC. An empty text is none.</summary>
    public static bool TryReadTime(string? text, out DateTimeOffset? at)
    {
        at = null;
        if (string.IsNullOrWhiteSpace(text))
            return true;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var found))
            return false;
        at = found;
        return true;
    }
}
