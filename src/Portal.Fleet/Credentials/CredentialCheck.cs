using Portal.Fleet.Links;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Credentials;

/// <summary>What the last look at a BMC found. A database row.</summary>
internal sealed class CredentialCheck
{
    public required BmcId ServerId { get; init; }

    public required DateTimeOffset At { get; set; }

    /// <summary>What kept the look from its end; none when it saw everything.</summary>
    public BmcProblem Problem { get; set; }

    /// <summary>Only what the BMC itself tells; what the vault tells is found anew each time.</summary>
    public CredentialFindings Findings { get; set; }
}
